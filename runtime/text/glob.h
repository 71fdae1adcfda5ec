// Globs: the patterns of the language, and the one implementation of matching them.
//
//   *        any text within one segment            ?        one code point, never a separator
//   **       any text, across segments              [a-z]    one code point of a set, [!a-z] one outside it
//   {a,b}    either of these, may be nested         \x       x itself, whatever x is
//
// What a segment is depends on the domain:
//
//   string, path   segments end at `/`. In paths a `*` that is a whole segment stands for one whole, non-empty segment.
//   host           segments are labels and end at `.`: `*.github.com` is exactly one label more, so it matches neither
//                  `github.com` nor `a.b.github.com` nor `evilgithub.com`.
//   command        segments are the words of the command (command.h): `npm install *` is three words, the last of them
//                  free, slashes and all.
//
// A `**` that is a whole segment in front of others stands for any number of segments, none included: `/a/**/b` matches
// `/a/b` and `/a/x/y/b`; `**.github.com` matches `github.com` and every name below it. At the end, `/a/**` is everything
// below `/a` but not `/a` itself (`under "/a"` is both), while `git push **` in a command is `git push` with any further
// words or none. In a command `**` must be a whole word.
//
// `?` and sets never match a separator. Nothing is special about a leading dot. Matching is case-sensitive except for
// hosts, whose patterns are lower-cased.
//
// Patterns are brought to the canonical form of the values they are to match:
//   path     as path.h; starts with `/`, `~`, `**` or `{…}` of these; `..` is refused, in any spelling.
//   host     as host.h, and non-ASCII labels without wildcards become A-labels; ports are refused. A pattern of digits
//            and wildcards (`10.0.*.*`, `10.**`) is an IPv4 pattern: it matches addresses only, so that `10.0.0.*` cannot
//            be satisfied by the name `10.0.0.com`. Wildcards in IPv6 addresses are refused, since the canonical form is
//            compressed; `**` matches IPv6 addresses, `*` and `?` do not.
//   command  split into words like a shell would; quotes make characters plain (`"*"` is a star). A shell operator
//            outside quotes is accepted only in a pattern without wildcards, which then matches exactly that text.
// A pattern that no canonical value can match (`/a/[.]`, `-*.com`) is refused too: such a rule would silently do nothing.
//
// What matching answers beyond yes and no:
//   * a value that is not plain (command.h) answers `unknown`, unless the pattern has no wildcards and is that very text;
//   * a command that differs from the pattern only in the directory of its program (`/bin/rm` and `rm`) is `unknown`;
//   * `~/x` against an absolute pattern, or the other way round, is `unknown` unless no home could make them match;
//   * a value that is not well-formed UTF-8, or is longer than its domain allows, is `unknown`.
//
// Cost: parsing is bounded by limits.h; matching takes at most steps × code points, without recursion or backtracking.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/text/automaton.h"
#include "runtime/text/host.h"
#include "runtime/text/truth.h"

namespace envelope::text {

enum class Domain : std::uint8_t { string, path, host, command };

// Why a pattern is refused.
enum class GlobFault : std::uint8_t {
  none,
  empty,
  too_long,
  invalid_utf8,
  nul_character,
  trailing_backslash,
  triple_star,
  too_many_double_stars,
  question_run_too_long,
  unclosed_class,
  empty_class,
  reversed_range,
  caret_in_class,
  separator_in_class,
  too_many_ranges,
  stray_bracket,
  unclosed_brace,
  stray_brace,
  single_alternative,
  nested_too_deep,
  too_many_alternatives,
  too_large,
  path_relative,
  path_other_users_home,
  path_parent_component,
  host_character,
  host_port,
  host_name,  // GlobError::host_fault says more
  host_address6_wildcard,
  host_address6_brackets,
  host_address4_parts,
  command_blank,
  command_operator,
  command_unbalanced_quote,
  command_double_star,
  matches_nothing,
};

struct GlobError {
  GlobFault fault = GlobFault::none;
  std::uint32_t offset = 0;  // byte of the pattern; at most its size
  HostFault host_fault = HostFault::none;
};

// A sentence part for messages ("a range runs backwards"). Static storage; empty for `none`.
[[nodiscard]] std::string_view glob_fault_text(GlobFault fault);

struct GlobResult;

// A compiled pattern. A value: copying is deep, equality is that of the pattern text and domain.
class Glob {
 public:
  // Compiles `pattern`. Total: for every input there is either a glob or an error.
  [[nodiscard]] static GlobResult parse(std::string_view pattern, Domain domain);

  [[nodiscard]] const std::string& pattern() const { return pattern_; }
  [[nodiscard]] Domain domain() const { return domain_; }
  [[nodiscard]] const Automaton& automaton() const { return automaton_; }
  // Whether the pattern has no wildcard, set or alternative, so that it matches one value only (a command: one list of
  // words).
  [[nodiscard]] bool is_literal() const { return is_literal_; }
  // See example().
  [[nodiscard]] const std::string& example() const { return example_; }

  // The text that the automaton reads for a canonical value: the value itself, or its command_key().
  [[nodiscard]] static std::string key(Domain domain, std::string_view canonical_value);

  bool operator==(const Glob& other) const { return domain_ == other.domain_ && pattern_ == other.pattern_; }

 private:
  friend class GlobCompiler;
  Glob() = default;

  std::string pattern_;
  std::string example_;
  Automaton automaton_;
  Domain domain_ = Domain::string;
  bool is_literal_ = false;
};

struct GlobResult {
  std::optional<Glob> glob;  // set iff error.fault is none
  GlobError error;
};

// Whether `canonical_value` matches. The value must come from canonical_value(); for other texts the answer is about the
// text as it stands. `home` matters to Domain::path only: the canonical absolute home of the agent, or empty when it is
// not known.
[[nodiscard]] Truth match(const Glob& glob, std::string_view canonical_value, std::string_view home = {});

// A canonical value that matches (with any home), as short as possible in code points; the same one on every run.
[[nodiscard]] std::string example(const Glob& glob);

// The canonical form of a raw attribute value, or nothing when it is missing: normalise_path, normalise_host,
// normalise_command; a string must be well-formed UTF-8 without NUL, of at most kStringBytesMax bytes, and is unchanged.
[[nodiscard]] std::optional<std::string> canonical_value(Domain domain, std::string_view raw);

}  // namespace envelope::text
