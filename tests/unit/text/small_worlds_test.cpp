// Exhaustive comparison of Glob::match with the naive matcher: every pattern made of a few pieces against every short text.
#include <catch2/catch.hpp>

#include <set>

#include "runtime/text/fault.h"
#include "runtime/text/glob.h"
#include "runtime/text/path.h"
#include "tests/unit/text/naive_glob.h"

using namespace envelope::text;

namespace {

// All concatenations of up to `count` pieces, shortest first, the empty one included.
std::vector<std::string> all_texts(const std::vector<std::string>& pieces, std::size_t count) {
  std::set<std::string> seen{""};
  std::vector<std::string> texts{""};
  std::size_t begin = 0;
  for (std::size_t length = 0; length < count; ++length) {
    const std::size_t end = texts.size();
    for (std::size_t i = begin; i < end; ++i) {
      for (const std::string& piece : pieces) {
        if (seen.insert(texts[i] + piece).second) texts.push_back(texts[i] + piece);
      }
    }
    begin = end;
  }
  return texts;
}

std::vector<std::string> canonical_only(Domain domain, const std::vector<std::string>& raw) {
  std::set<std::string> seen;
  std::vector<std::string> texts;
  for (const std::string& text : raw) {
    const auto value = canonical_value(domain, text);
    if (value && seen.insert(*value).second) texts.push_back(*value);
  }
  return texts;
}

struct Outcome {
  std::size_t patterns = 0;
  std::size_t dead_patterns = 0;
  std::size_t yes = 0;
  std::size_t no = 0;
  std::size_t disagreements = 0;
  std::string first;  // the first disagreement
  void disagree(const std::string& what) {
    if (disagreements++ == 0) first = what;
  }
};

void add_directories(const std::string& path, std::vector<std::string>& homes) {
  for (std::size_t end = 1; end <= path.size() && path[0] == '/'; ++end) {
    if (end == path.size() || path[end] == '/') homes.push_back(path.substr(0, end));
  }
}

// Homes to try, for `unknown` means that some home matches: some common ones, and the directories of a matching path.
std::vector<std::string> homes_for(const Glob& glob) {
  std::vector<std::string> homes = canonical_only(Domain::path, all_texts({"/", "/a", "/b", "/.a"}, 2));
  add_directories(example(glob), homes);
  return homes;
}

enum class Directories { try_as_homes, skip };

Truth naive_match(const testing::NaiveGlob& naive, Domain domain, std::vector<std::string> homes, const std::string& value,
                  Directories directories = Directories::try_as_homes) {
  if (domain != Domain::path) return truth_of(naive.matches(value));
  bool some = false;
  bool all = true;
  if (directories == Directories::try_as_homes) add_directories(value, homes);
  for (const std::string& home : homes) {
    // A pattern from `~` reads the value from `~`; any other reads the absolute value.
    const auto folded = fold_home(value, home);
    const bool holds = naive.matches(expand_home(value, home)) || (folded && naive.matches(*folded));
    some = some || holds;
    all = all && holds;
  }
  return all ? Truth::yes : some ? Truth::unknown : Truth::no;
}

void compare(const Glob& glob, const testing::NaiveGlob& naive, const std::vector<std::string>& homes, const std::string& value,
             Outcome& outcome) {
  const Truth got = match(glob, value);
  const Truth expected = naive_match(naive, glob.domain(), homes, value);
  ++(got == Truth::yes ? outcome.yes : outcome.no);
  // Several alternatives may together cover every home while none does alone; `unknown` is then the cautious answer.
  const bool is_cautious = got == Truth::unknown && expected == Truth::yes;
  if (glob.domain() == Domain::path) {
    for (const char* home : {"/", "/a", "/a/.a"}) {
      const Truth known = naive_match(naive, Domain::path, {home}, value, Directories::skip);
      if (match(glob, value, home) != known) outcome.disagree("`" + glob.pattern() + "` on `" + value + "` at home in " + home);
    }
  }
  if (got != expected && !is_cautious) outcome.disagree("`" + glob.pattern() + "` on `" + value + "`");
}

Outcome explore(Domain domain, const std::vector<std::string>& patterns, const std::vector<std::string>& values) {
  Outcome outcome;
  for (const std::string& pattern : patterns) {
    const GlobResult result = Glob::parse(pattern, domain);
    if (result.error.fault == GlobFault::matches_nothing) {
      ++outcome.dead_patterns;
      const testing::NaiveGlob naive(pattern, domain);
      for (const std::string& value : values) {
        if (naive.matches(value) && pattern.find('{') == std::string::npos) outcome.disagree("`" + pattern + "` is not dead: " + value);
      }
    }
    if (!result.glob) continue;
    ++outcome.patterns;
    const testing::NaiveGlob naive(pattern, domain);
    const std::string shortest = example(*result.glob);
    const std::vector<std::string> homes = domain == Domain::path ? homes_for(*result.glob) : std::vector<std::string>{};
    if (canonical_value(domain, shortest) != shortest || !naive.matches(shortest))
      outcome.disagree("example of `" + pattern + "`: " + shortest);
    for (const std::string& value : values) {
      compare(*result.glob, naive, homes, value, outcome);
      const bool is_shorter = value.size() < shortest.size() && domain != Domain::command;
      if (is_shorter && naive.matches(value)) outcome.disagree("`" + value + "` is shorter than the example of `" + pattern + "`");
    }
  }
  return outcome;
}

void require_agreement(const Outcome& outcome, std::size_t patterns_min) {
  INFO(outcome.disagreements << " disagreements, first: " << outcome.first);
  INFO(outcome.patterns << " patterns, " << outcome.yes << " yes, " << outcome.no << " not yes");
  REQUIRE(outcome.disagreements == 0);
  REQUIRE(outcome.patterns >= patterns_min);
  REQUIRE(outcome.yes > outcome.patterns);
  REQUIRE(outcome.no > outcome.patterns);
}

const std::vector<std::string> kStringPieces{"a", "b", "/", "*", "**", "?"};

}  // namespace

TEST_CASE("strings: short patterns against long texts") {
  require_agreement(explore(Domain::string, all_texts(kStringPieces, 4), all_texts({"a", "b", "/"}, 5)), 1'000);
}

TEST_CASE("strings: longer patterns against short texts") {
  require_agreement(explore(Domain::string, all_texts(kStringPieces, 5), all_texts({"a", "/"}, 5)), 5'000);
}

TEST_CASE("strings: sets, alternatives and escapes") {
  const auto patterns = all_texts({"a", "/", "*", "**", "[ab]", "[!a]", "{a,b/}", "{,*}", "{a{b,},/}", "\\*"}, 3);
  require_agreement(explore(Domain::string, patterns, all_texts({"a", "b", "/", "*"}, 4)), 800);
}

TEST_CASE("paths, with every home") {
  const auto values = canonical_only(Domain::path, all_texts({"/", "~", "a", "."}, 5));
  REQUIRE(values.size() >= 50);
  const Outcome outcome = explore(Domain::path, all_texts({"/", "~", "a", ".", "*", "**", "?"}, 4), values);
  require_agreement(outcome, 400);
}

TEST_CASE("paths: longer patterns of whole segments") {
  const auto values = canonical_only(Domain::path, all_texts({"/a", "/b", "~", "/"}, 4));
  require_agreement(explore(Domain::path, all_texts({"/a", "/*", "/**", "~", "**", "/[!b]", "/{a,b/a}", "b"}, 3), values), 350);
}

TEST_CASE("hosts") {
  auto raw = all_texts({"a", ".", "1", "-"}, 5);
  for (const char* host : {"1.1.1.1", "1.1.1.11", "11.1.1.1", "::1", "a::1", "1.1.1.a", "0x1.a"}) raw.emplace_back(host);
  const auto values = canonical_only(Domain::host, raw);
  REQUIRE(values.size() >= 100);
  const Outcome outcome = explore(Domain::host, all_texts({"a", ".", "1", "*", "**", "?", "-", "A"}, 4), values);
  require_agreement(outcome, 700);
  REQUIRE(outcome.dead_patterns > 10);
}

TEST_CASE("hosts: address patterns") {
  std::vector<std::string> raw = all_texts({"1", "a", "."}, 4);
  for (const char* first : {"1.", "23.", "0."}) {
    for (const std::string& rest : all_texts({"1.", "23.", "0."}, 2)) {
      for (const char* last : {"1", "23", "com"}) {
        raw.push_back(first + rest + last);
        raw.push_back(first + ("1." + rest) + last);
      }
    }
  }
  const auto values = canonical_only(Domain::host, raw);
  REQUIRE(values.size() > 100);
  const Outcome outcome = explore(Domain::host, all_texts({"1.", "*.", "*", "**", "2?", "[0-3]"}, 4), values);
  require_agreement(outcome, 200);
}

TEST_CASE("commands") {
  const auto values = canonical_only(Domain::command, all_texts({"a", "b", " "}, 5));
  require_agreement(explore(Domain::command, all_texts({"a", "b", " ", "*", "**", "?", "[!b]"}, 4), values), 1'000);
}

TEST_CASE("the injected matching fault is found") {
  const auto patterns = all_texts({"a", "/", "*"}, 3);
  const auto values = all_texts({"a", "/"}, 4);
  testing::inject_matching_fault(true);
  REQUIRE(testing::matching_fault_injected());
  const Outcome faulty = explore(Domain::string, patterns, values);
  testing::inject_matching_fault(false);
  REQUIRE(faulty.disagreements > 0);
  REQUIRE(explore(Domain::string, patterns, values).disagreements == 0);
}
