#include "runtime/text/glob.h"
#include "runtime/text/limits.h"

namespace envelope::text {

static_assert(kGlobBytesMax == 1'024 && kGlobDoubleStarsMax == 8 && kGlobQuestionRunMax == 16, "the texts below say so");
static_assert(kGlobClassRangesMax == 32 && kGlobBraceDepthMax == 3 && kGlobAlternativesMax == 64, "the texts below say so");

std::string_view glob_fault_text(GlobFault fault) {
  switch (fault) {
    case GlobFault::none:
      return "";
    case GlobFault::empty:
      return "the pattern is empty";
    case GlobFault::too_long:
      return "the pattern is longer than 1024 bytes";
    case GlobFault::invalid_utf8:
      return "the pattern is not well-formed UTF-8";
    case GlobFault::nul_character:
      return "the pattern contains a NUL character";
    case GlobFault::trailing_backslash:
      return "a `\\` at the end escapes nothing";
    case GlobFault::triple_star:
      return "three or more `*` in a row; `*` stays within a segment, `**` crosses segments";
    case GlobFault::too_many_double_stars:
      return "more than 8 `**`";
    case GlobFault::question_run_too_long:
      return "more than 16 `?` in a row";
    case GlobFault::unclosed_class:
      return "a `[` is never closed; a plain `[` is written `\\[`";
    case GlobFault::empty_class:
      return "a `[]` lists no character";
    case GlobFault::reversed_range:
      return "a range runs backwards";
    case GlobFault::caret_in_class:
      return "a set is negated with `!`: `[!a-z]`";
    case GlobFault::separator_in_class:
      return "a set never matches a separator, so it cannot list one";
    case GlobFault::too_many_ranges:
      return "more than 32 items in one set";
    case GlobFault::stray_bracket:
      return "a `]` closes nothing; a plain `]` is written `\\]`";
    case GlobFault::unclosed_brace:
      return "a `{` is never closed; a plain `{` is written `\\{`";
    case GlobFault::stray_brace:
      return "a `}` closes nothing; a plain `}` is written `\\}`";
    case GlobFault::single_alternative:
      return "braces with a single choice; a plain `{` is written `\\{`";
    case GlobFault::nested_too_deep:
      return "braces are nested more than 3 deep";
    case GlobFault::too_many_alternatives:
      return "the braces write out to more than 64 patterns";
    case GlobFault::too_large:
      return "the pattern is too large once its braces are written out";
    case GlobFault::path_relative:
      return "a path pattern starts with `/`, `~/` or `**/`";
    case GlobFault::path_other_users_home:
      return "`~` stands for the agent's own home; the home of another user is not known";
    case GlobFault::path_parent_component:
      return "a path never contains `..`, so the pattern matches nothing";
    case GlobFault::host_character:
      return "a host pattern consists of letters, digits, `-`, `_`, `.` and wildcards";
    case GlobFault::host_port:
      return "a host has no port; it is split off before matching";
    case GlobFault::host_name:
      return "this part is no host name";
    case GlobFault::host_address6_wildcard:
      return "an IPv6 address has several spellings, so wildcards cannot match it; list whole addresses";
    case GlobFault::host_address6_brackets:
      return "`[…]` is a set of characters; an IPv6 address is written without brackets";
    case GlobFault::host_address4_parts:
      return "a pattern of digits is read as an IPv4 address, which has four parts: `10.0.*.*` or `10.**`";
    case GlobFault::command_blank:
      return "the pattern contains no word";
    case GlobFault::command_operator:
      return "a shell would act upon this character, and a pattern with wildcards matches plain words only; quote it if it is meant as "
             "text";
    case GlobFault::command_unbalanced_quote:
      return "a quote is never closed";
    case GlobFault::command_double_star:
      return "in a command `**` is a word of its own; `*` already matches any text within one word";
    case GlobFault::matches_nothing:
      return "no value can match this pattern";
  }
  return "";
}

}  // namespace envelope::text
