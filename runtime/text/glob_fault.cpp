#include <array>

#include "runtime/text/glob.h"
#include "runtime/text/limits.h"

namespace envelope::text {

namespace {

static_assert(kGlobBytesMax == 1'024 && kGlobDoubleStarsMax == 8 && kGlobQuestionRunMax == 16, "the texts below say so");
static_assert(kGlobClassRangesMax == 32 && kGlobBraceDepthMax == 3 && kGlobAlternativesMax == 64, "the texts below say so");

struct Row {
  GlobFault fault;
  std::string_view text;
};

// In the order of the enumeration, so that a fault is the index of its row.
constexpr auto kRows = std::to_array<Row>({
    {GlobFault::none, ""},
    {GlobFault::empty, "the pattern is empty"},
    {GlobFault::too_long, "the pattern is longer than 1024 bytes"},
    {GlobFault::invalid_utf8, "the pattern is not well-formed UTF-8"},
    {GlobFault::nul_character, "the pattern contains a NUL character"},
    {GlobFault::trailing_backslash, "a `\\` at the end escapes nothing"},
    {GlobFault::triple_star, "three or more `*` in a row; `*` stays within a segment, `**` crosses segments"},
    {GlobFault::too_many_double_stars, "more than 8 `**`"},
    {GlobFault::question_run_too_long, "more than 16 `?` in a row"},
    {GlobFault::unclosed_class, "a `[` is never closed; a plain `[` is written `\\[`"},
    {GlobFault::empty_class, "a `[]` lists no character"},
    {GlobFault::reversed_range, "a range runs backwards"},
    {GlobFault::caret_in_class, "a set is negated with `!`: `[!a-z]`"},
    {GlobFault::separator_in_class, "a set never matches a separator, so it cannot list one"},
    {GlobFault::too_many_ranges, "more than 32 items in one set"},
    {GlobFault::stray_bracket, "a `]` closes nothing; a plain `]` is written `\\]`"},
    {GlobFault::unclosed_brace, "a `{` is never closed; a plain `{` is written `\\{`"},
    {GlobFault::stray_brace, "a `}` closes nothing; a plain `}` is written `\\}`"},
    {GlobFault::single_alternative, "braces with a single choice; a plain `{` is written `\\{`"},
    {GlobFault::nested_too_deep, "braces are nested more than 3 deep"},
    {GlobFault::too_many_alternatives, "the braces write out to more than 64 patterns"},
    {GlobFault::too_large, "the pattern is too large once its braces are written out"},
    {GlobFault::path_relative, "a path pattern starts with `/`, `~/` or `**/`"},
    {GlobFault::path_other_users_home, "`~` stands for the agent's own home; the home of another user is not known"},
    {GlobFault::path_parent_component, "a path never contains `..`, so the pattern matches nothing"},
    {GlobFault::host_character, "a host pattern consists of letters, digits, `-`, `_`, `.` and wildcards"},
    {GlobFault::host_port, "a host has no port; it is split off before matching"},
    {GlobFault::host_name, "this part is no host name"},
    {GlobFault::host_address6_wildcard, "an IPv6 address has several spellings, so wildcards cannot match it; list whole addresses"},
    {GlobFault::host_address6_brackets, "`[…]` is a set of characters; an IPv6 address is written without brackets"},
    {GlobFault::host_address4_parts, "a pattern of digits is read as an IPv4 address, which has four parts: `10.0.*.*` or `10.**`"},
    {GlobFault::command_blank, "the pattern contains no word"},
    {GlobFault::command_operator,
     "a shell would act upon this character, and a pattern with wildcards matches plain words only; quote it if it is meant as text"},
    {GlobFault::command_unbalanced_quote, "a quote is never closed"},
    {GlobFault::command_double_star, "in a command `**` is a word of its own; `*` already matches any text within one word"},
    {GlobFault::matches_nothing, "no value can match this pattern"},
});

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<std::size_t>(kRows[i].fault) != i) return false;
  }
  return kRows.back().fault == GlobFault::matches_nothing;
}
static_assert(rows_are_in_order());

}  // namespace

std::string_view glob_fault_text(GlobFault fault) {
  const auto index = static_cast<std::size_t>(fault);
  return index < kRows.size() ? kRows[index].text : std::string_view{};
}

}  // namespace envelope::text
