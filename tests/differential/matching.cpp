#include "tests/differential/matching.h"

#include <fmt/format.h>

#include <vector>

#include "runtime/text/glob.h"
#include "tests/differential/condition_maker.h"
#include "tests/differential/spellings.h"
#include "tests/unit/text/naive_glob.h"

namespace envelope::differential {

using base::TypeKind;

namespace {

struct Pattern {
  TypeKind kind{};
  text::Glob glob;
  text::testing::NaiveGlob naive;
};

// A pattern of the policies, without its quotes.
std::string unquoted(const std::string& literal) { return literal.substr(1, literal.size() - 2); }

std::vector<Pattern> all_patterns() {
  std::vector<Pattern> all;
  const auto add = [&all](TypeKind kind, text::Domain domain) {
    for (const std::string& literal : patterns(kind)) {
      const std::string pattern = unquoted(literal);
      // Where `~` is, is not known: such paths are answered with `unknown`, which the naive matcher does not have.
      if (domain == text::Domain::path && pattern.find('~') != std::string::npos) continue;
      text::GlobResult glob = text::Glob::parse(pattern, domain);
      if (glob.glob) all.push_back({kind, *glob.glob, text::testing::NaiveGlob(pattern, domain)});
    }
  };
  add(TypeKind::string, text::Domain::string);
  add(TypeKind::host, text::Domain::host);
  add(TypeKind::path, text::Domain::path);
  return all;
}

std::string near(const Pattern& pattern, Random& random) {
  std::string text = random.percent(85) ? text::example(pattern.glob) : ordinary_text(pattern.kind, random);
  for (std::size_t edits = random.below(4); edits > 0; --edits)
    text = random.percent(60) ? one_edit(text, random) : other_spelling(pattern.kind, text, random);
  return text;
}

}  // namespace

MatchingResult compare_matching(std::uint64_t seed, std::uint64_t pairs) {
  const std::vector<Pattern> all = all_patterns();
  Random random(seed);
  MatchingResult result;
  while (result.pairs < pairs && !result.difference) {
    const Pattern& pattern = random.pick(all);
    const auto value = text::canonical_value(pattern.glob.domain(), near(pattern, random));
    if (!value || value->find('~') != std::string::npos) continue;
    const bool expected = pattern.naive.matches(*value);
    const text::Truth actual = text::match(pattern.glob, *value);
    ++result.pairs;
    if (expected) ++result.matched;
    if (actual != text::truth_of(expected))
      result.difference = fmt::format("`{}` and `{}`: the naive matcher says {}", pattern.glob.pattern(), *value, expected ? "yes" : "no");
  }
  return result;
}

}  // namespace envelope::differential
