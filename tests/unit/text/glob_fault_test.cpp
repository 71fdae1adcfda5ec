#include <catch2/catch.hpp>

#include <set>

#include "runtime/text/glob.h"
#include "runtime/text/limits.h"

using namespace envelope::text;

namespace {

struct Case {
  std::string_view pattern;
  GlobFault fault;
  std::uint32_t offset;
};

std::set<GlobFault>& seen_faults() {
  static std::set<GlobFault> seen;
  return seen;
}

void check(Domain domain, std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.pattern.substr(0, 60));
    const GlobResult result = Glob::parse(c.pattern, domain);
    CHECK_FALSE(result.glob.has_value());
    CHECK(glob_fault_text(result.error.fault) == glob_fault_text(c.fault));
    CHECK(result.error.offset == c.offset);
    CHECK_FALSE(glob_fault_text(c.fault).empty());
    seen_faults().insert(c.fault);
  }
}

std::string repeat(std::string_view piece, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

bool parses(std::string_view pattern, Domain domain = Domain::string) { return Glob::parse(pattern, domain).glob.has_value(); }

GlobFault fault_of(std::string_view pattern, Domain domain = Domain::string) { return Glob::parse(pattern, domain).error.fault; }

// The tables. Each at-the-limit case stands beside its one-over.

void check_strings() {
  check(Domain::string, {
                            {"", GlobFault::empty, 0},
                            {"a\xFF", GlobFault::invalid_utf8, 1},
                            {std::string_view("a\0", 2), GlobFault::nul_character, 1},
                            {"ab\\", GlobFault::trailing_backslash, 2},
                            {"a***", GlobFault::triple_star, 1},
                            {"a[bc", GlobFault::unclosed_class, 1},
                            {"[", GlobFault::unclosed_class, 0},
                            {"[\\", GlobFault::unclosed_class, 0},
                            {"[a\\]", GlobFault::unclosed_class, 0},
                            {"a[]", GlobFault::empty_class, 1},
                            {"a[!]", GlobFault::empty_class, 1},
                            {"[z-a]", GlobFault::reversed_range, 1},
                            {"[^a]", GlobFault::caret_in_class, 1},
                            {"[!^a]", GlobFault::caret_in_class, 2},
                            {"[a/]", GlobFault::separator_in_class, 2},
                            {"[--/]", GlobFault::separator_in_class, 1},
                            {"a]", GlobFault::stray_bracket, 1},
                            {"[[:alpha:]]", GlobFault::stray_bracket, 10},
                            {"{a,b", GlobFault::unclosed_brace, 0},
                            {"a}", GlobFault::stray_brace, 1},
                            {"x{a}", GlobFault::single_alternative, 1},
                            {"x{}", GlobFault::single_alternative, 1},
                        });
}

void check_paths() {
  check(Domain::path, {
                          {"a/b", GlobFault::path_relative, 0},
                          {"*", GlobFault::path_relative, 0},
                          {"*/a", GlobFault::path_relative, 0},
                          {"**a", GlobFault::path_relative, 0},
                          {"?/a", GlobFault::path_relative, 0},
                          {"{/a,b}", GlobFault::path_relative, 4},
                          {"{/a,}", GlobFault::path_relative, 0},
                          {"~bolt/x", GlobFault::path_other_users_home, 0},
                          {"~*", GlobFault::path_other_users_home, 0},
                          {"/a/../b", GlobFault::path_parent_component, 3},
                          {"/a/\\.\\./b", GlobFault::path_parent_component, 3},
                          {"/a/{b,..}/*", GlobFault::path_parent_component, 6},
                          {"~/..", GlobFault::path_parent_component, 2},
                          {"/a/[.]", GlobFault::matches_nothing, 0},
                          {"/a/[.].", GlobFault::matches_nothing, 0},
                      });
}

void check_hosts() {
  check(Domain::host, {
                          {"https://github.com", GlobFault::host_name, 0},
                          {"*.github.com/x", GlobFault::host_character, 12},
                          {"*@github.com", GlobFault::host_character, 1},
                          {"*.b\u00FC*.example", GlobFault::host_character, 3},
                          {"*.p\u0430ypal.com", GlobFault::host_name, 2},
                          {"github.com:443", GlobFault::host_port, 10},
                          {"\\[::1\\]:443", GlobFault::host_port, 7},
                          {"*.github.com:443", GlobFault::host_address6_wildcard, 12},
                          {"2001:db8::*", GlobFault::host_address6_wildcard, 4},
                          {"*..com", GlobFault::host_name, 2},
                          {".*", GlobFault::host_name, 0},
                          {"*..", GlobFault::host_name, 2},
                          {"{a,}", GlobFault::host_name, 0},
                          {"127.1", GlobFault::host_name, 0},
                          {"10.*", GlobFault::host_address4_parts, 0},
                          {"1*", GlobFault::host_address4_parts, 0},
                          {"10.0.0.0.*", GlobFault::host_address4_parts, 0},
                          {"300.*.*.*", GlobFault::matches_nothing, 0},
                          {"-*.com", GlobFault::matches_nothing, 0},
                          {"[.]", GlobFault::separator_in_class, 1},
                          {"[::1]", GlobFault::host_address6_brackets, 1},
                          {"[2001:db8::1]", GlobFault::host_address6_brackets, 5},
                          {"*.0x1", GlobFault::matches_nothing, 0},
                      });
  CHECK(Glob::parse("*.p\u0430ypal.com", Domain::host).error.host_fault == HostFault::mixed_scripts);
  CHECK(Glob::parse("127.1", Domain::host).error.host_fault == HostFault::ambiguous_address);
  CHECK(Glob::parse("https://x.com", Domain::host).error.host_fault == HostFault::url);
}

void check_commands() {
  check(Domain::command, {
                             {"  ", GlobFault::command_blank, 0},
                             {"{ , }", GlobFault::command_blank, 0},
                             {"cat * | sh", GlobFault::command_operator, 6},
                             {"npm *; x", GlobFault::command_operator, 5},
                             {"A=b npm *", GlobFault::command_operator, 1},
                             {"cat ~/*", GlobFault::command_operator, 4},
                             {"cat \"$x\" *", GlobFault::command_operator, 5},
                             {"cat 'x", GlobFault::command_unbalanced_quote, 4},
                             {"cat src/**", GlobFault::command_double_star, 8},
                             {"cat **x", GlobFault::command_double_star, 4},
                         });
}

void check_limits() {
  CHECK(parses(std::string(kGlobBytesMax, 'a')));
  check(Domain::string, {{std::string(kGlobBytesMax + 1, 'a'), GlobFault::too_long, kGlobBytesMax}});

  CHECK(parses(repeat("**/", kGlobDoubleStarsMax)));
  check(Domain::string, {{repeat("**/", kGlobDoubleStarsMax + 1), GlobFault::too_many_double_stars, 3 * kGlobDoubleStarsMax}});

  CHECK(parses(repeat("?", kGlobQuestionRunMax)));
  CHECK(parses(repeat("?", kGlobQuestionRunMax) + "x" + repeat("?", kGlobQuestionRunMax)));
  check(Domain::string, {{repeat("?", kGlobQuestionRunMax + 1), GlobFault::question_run_too_long, kGlobQuestionRunMax}});

  CHECK(parses("[" + repeat("a", kGlobClassRangesMax) + "]"));
  check(Domain::string, {{"[" + repeat("a", kGlobClassRangesMax + 1) + "]", GlobFault::too_many_ranges, 1 + kGlobClassRangesMax}});

  CHECK(parses(repeat("{a,", kGlobBraceDepthMax) + "b" + repeat("}", kGlobBraceDepthMax)));
  check(Domain::string, {{repeat("{a,", kGlobBraceDepthMax + 1) + "b" + repeat("}", kGlobBraceDepthMax + 1), GlobFault::nested_too_deep,
                          3 * kGlobBraceDepthMax}});

  CHECK(parses("{" + repeat("a,", kGlobAlternativesMax - 1) + "b}"));
  check(Domain::string, {{"{" + repeat("a,", kGlobAlternativesMax) + "b}", GlobFault::too_many_alternatives, 0}});
  CHECK(parses(repeat("{a,b}", 6)));  // 64
  CHECK(fault_of(repeat("{a,b}", 7)) == GlobFault::too_many_alternatives);
  CHECK(fault_of(repeat("{a,b}", 200)) == GlobFault::too_many_alternatives);  // 2^200, refused at once
}

void check_size() {
  // An alternative takes one step per literal and one for its end. Nine choices in front of `tail`: seven of one letter,
  // an empty one, and one of `padding` letters.
  const auto pattern = [](std::size_t padding, std::size_t tail) {
    return "{" + std::string(padding, 'c') + "," + repeat("b,", 7) + "}" + std::string(tail, 'a');
  };
  const std::size_t tail = (kGlobStepsMax - 16) / 9;
  const std::size_t spare = kGlobStepsMax - (9 * tail + 16);
  const GlobResult full = Glob::parse(pattern(spare, tail), Domain::string);
  REQUIRE(full.glob.has_value());
  CHECK(full.glob->automaton().steps.size() == kGlobStepsMax);
  CHECK(fault_of(pattern(spare + 1, tail)) == GlobFault::too_large);
  seen_faults().insert(GlobFault::too_large);
}

}  // namespace

TEST_CASE("patterns that are refused, with reason and place; every fault has a text and a test") {
  check_strings();
  check_paths();
  check_hosts();
  check_commands();
  check_limits();
  check_size();
  std::set<std::string_view> texts;
  for (int i = 1; i <= static_cast<int>(GlobFault::matches_nothing); ++i) {
    const auto fault = static_cast<GlobFault>(i);
    CAPTURE(i, glob_fault_text(fault));
    CHECK(texts.insert(glob_fault_text(fault)).second);
    CHECK(seen_faults().count(fault) == 1);
  }
  CHECK(glob_fault_text(GlobFault::none).empty());
}
