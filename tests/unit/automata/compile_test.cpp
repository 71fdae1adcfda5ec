#include <algorithm>
#include <catch2/catch.hpp>

#include "runtime/decide/automaton.h"
#include "tests/unit/automata/differential.h"
#include "tests/unit/automata/sample.h"

using namespace envelope;
using namespace envelope::automata;
using text::Domain;
using text::Truth;

namespace {

constexpr Domain kDomains[] = {Domain::string, Domain::path, Domain::host, Domain::command};

// Switches a fault off whatever a test does.
struct FaultOff {
  ~FaultOff() {
    automata::testing::inject_minimising_fault(false);
    automata::testing::inject_encoding_fault(false);
  }
};

std::size_t states_of(const Group& group) {
  const auto& words = group.automaton;
  if (group.is_residual) return words[0];
  std::size_t states = 0;
  for (std::size_t at = 0; at < words.size(); ++states) {
    const std::size_t count = words[at] >> format::kStateCountShift;
    const auto kind = static_cast<format::StateKind>(words[at] & format::kStateKindMask);
    if (kind == format::StateKind::line) at += 3 + (count + 3) / 4;
    if (kind == format::StateKind::fan) at += 2 + count + (count + 3) / 4;
    if (kind == format::StateKind::table) at += 65 + count;
  }
  return states;
}

Truth ask(const TextAtom& atom, const std::string& value) {
  const Compiled compiled = compile(std::span(&atom, 1));
  REQUIRE(compiled.groups.size() == 1);
  return answers_of(compiled.groups[0], value)[0];
}

std::size_t differences_one_by_one(Domain domain) {
  std::size_t differences = 0;
  const auto atoms = sample_atoms(domain, 60, 31);
  const auto values = sample_values(domain, atoms, 60, 32);
  for (const TextAtom& atom : atoms) {
    const Comparison comparison = compare({atom}, values, format::kAutomatonStatesMax);
    CAPTURE(comparison.differences);
    differences += comparison.difference_count;
  }
  return differences;
}

std::size_t bytes_of(const TextAtom& atom) {
  const Compiled compiled = compile(std::span(&atom, 1));
  REQUIRE(compiled.groups.size() == 1);
  REQUIRE_FALSE(compiled.groups[0].is_residual);
  return compiled.groups[0].automaton.size() * 4;
}

}  // namespace

TEST_CASE("automata answer what the matchers answer") {
  std::size_t pairs = 0;
  for (const Domain domain : kDomains) {
    CAPTURE(static_cast<int>(domain));
    const auto atoms = sample_atoms(domain, 150, 11);
    const auto values = sample_values(domain, atoms, 500, 12);
    const Comparison comparison = compare(atoms, values, format::kAutomatonStatesMax);
    CAPTURE(comparison.differences);
    CHECK(comparison.difference_count == 0);
    CHECK(comparison.residual_groups == 0);
    CHECK(comparison.pairs == atoms.size() * values.size());
    // Neither answer is rare, so that the comparison means something.
    CHECK(comparison.answers[static_cast<std::size_t>(Truth::yes)] > 500);
    CHECK(comparison.answers[static_cast<std::size_t>(Truth::no)] > 2'000);
    const bool has_unknown = domain == Domain::path || domain == Domain::command;
    CHECK((comparison.answers[static_cast<std::size_t>(Truth::unknown)] > 2'000) == has_unknown);
    pairs += comparison.pairs;
  }
  CHECK(pairs >= 200'000);
}

TEST_CASE("residual matchers answer what the matchers answer") {
  for (const Domain domain : kDomains) {
    CAPTURE(static_cast<int>(domain));
    const auto atoms = sample_atoms(domain, 80, 21);
    const Comparison comparison = compare(atoms, sample_values(domain, atoms, 120, 22), 1);
    CAPTURE(comparison.differences);
    CHECK(comparison.difference_count == 0);
    CHECK(comparison.residual_groups > 60);  // the others need one state
  }
}

TEST_CASE("each atom alone answers what it answers in company") {
  for (const Domain domain : kDomains) CHECK(differences_one_by_one(domain) == 0);
}

TEST_CASE("the comparison finds a minimisation that goes too far") {
  const FaultOff off;
  automata::testing::inject_minimising_fault(true);
  for (const Domain domain : kDomains) CHECK(differences_one_by_one(domain) > 0);
}

TEST_CASE("the comparison finds lines that lose their last byte") {
  const FaultOff off;
  automata::testing::inject_encoding_fault(true);
  for (const Domain domain : kDomains) CHECK(differences_one_by_one(domain) > 0);
}

TEST_CASE("groups keep within their limits and hold every atom once") {
  for (const std::uint32_t states_max : {1U, 40U, format::kAutomatonStatesMax}) {
    for (const Domain domain : kDomains) {
      CAPTURE(states_max, static_cast<int>(domain));
      const auto atoms = sample_atoms(domain, 60, 41);
      const Compiled compiled = compile(atoms, states_max);
      CHECK(compiled.too_large.empty());
      std::vector<std::uint32_t> seen;
      for (const Group& group : compiled.groups) {
        const std::span<const std::uint32_t> words(group.automaton);
        CHECK(group.atoms.size() <= format::kGroupAtomsMax);
        CHECK((group.is_residual || states_of(group) <= states_max));
        CHECK((!group.is_residual || group.atoms.size() == 1));
        CHECK((group.is_residual ? decide::residual_is_well_formed(words, group.class_count)
                                 : decide::automaton_is_well_formed(words, group.class_count)));
        const std::size_t row_bytes = (group.atoms.size() + 3) / 4;
        CHECK(group.verdicts.size() == row_bytes * group.class_count);
        CHECK(std::all_of(group.verdicts.begin(), group.verdicts.begin() + static_cast<std::ptrdiff_t>(row_bytes),
                          [](auto b) { return b == 0; }));
        for (const std::uint32_t atom : group.atoms) CHECK(domain_of(atoms[atom]) == group.domain);
        seen.insert(seen.end(), group.atoms.begin(), group.atoms.end());
      }
      std::sort(seen.begin(), seen.end());
      CHECK(seen.size() == atoms.size());
      CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
    }
  }
}

TEST_CASE("compiling twice gives the same words") {
  for (const Domain domain : kDomains) {
    const auto atoms = sample_atoms(domain, 40, 51);
    const Compiled first = compile(atoms);
    const Compiled second = compile(atoms);
    REQUIRE(first.groups.size() == second.groups.size());
    for (std::size_t i = 0; i < first.groups.size(); ++i) {
      CHECK(first.groups[i].automaton == second.groups[i].automaton);
      CHECK(first.groups[i].verdicts == second.groups[i].verdicts);
      CHECK(first.groups[i].atoms == second.groups[i].atoms);
    }
  }
}

TEST_CASE("atoms of different domains are grouped by what they read") {
  const std::vector<TextAtom> atoms{{Domain::command, TextOperator::matches, {"rm *"}},
                                    {Domain::command, TextOperator::equals, {"rm x"}},
                                    {Domain::path, TextOperator::under, {"/a"}}};
  const Compiled compiled = compile(atoms);
  REQUIRE(compiled.groups.size() == 3);
  CHECK(compiled.groups[0].domain == format::TextDomain::path);
  CHECK(compiled.groups[1].domain == format::TextDomain::command_text);
  CHECK(compiled.groups[2].domain == format::TextDomain::command_words);
  CHECK(compile(std::span<const TextAtom>()).groups.empty());
}

TEST_CASE("more atoms than a group may hold make two groups") {
  std::vector<TextAtom> atoms;
  for (std::size_t i = 0; i <= format::kGroupAtomsMax; ++i)
    atoms.push_back({Domain::string, TextOperator::equals, {"x" + std::to_string(i)}});
  const Compiled compiled = compile(atoms);
  REQUIRE(compiled.groups.size() == 2);
  CHECK(compiled.groups[0].atoms.size() == format::kGroupAtomsMax);
  CHECK(answers_of(compiled.groups[0], "x255")[255] == Truth::yes);
  CHECK(answers_of(compiled.groups[0], "x255")[254] == Truth::no);
  CHECK(answers_of(compiled.groups[1], "x256")[0] == Truth::yes);
}

TEST_CASE("what would grow beyond bounds is split, or stays a residual matcher, or is reported") {
  std::vector<TextAtom> atoms;
  for (const char* word : {"alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"})
    atoms.push_back({Domain::path, TextOperator::matches, {std::string("**/") + word + "/**"}});
  CHECK(compile(atoms).groups.size() > 1);
  CHECK(compile(atoms).groups.size() < 10);

  // Which of the last characters were an `a` takes thousands of states to remember.
  const TextAtom window{Domain::host, TextOperator::matches, {"**a" + std::string(12, '?') + ".b"}};
  const Compiled residual = compile(std::span(&window, 1));
  REQUIRE(residual.groups.size() == 1);
  CHECK(residual.groups[0].is_residual);
  CHECK(answers_of(residual.groups[0], "bbabbbbbbbbbbbb.b")[0] == Truth::yes);
  CHECK(answers_of(residual.groups[0], "bbbabbbbbbbbbbb.b")[0] == Truth::no);

  TextAtom vast{Domain::host, TextOperator::matches, {}};
  for (std::size_t i = 0; i < 160; ++i)
    vast.texts.push_back(std::string(60, static_cast<char>('a' + i % 26)) + std::to_string(i) + "." + window.texts[0]);
  const std::vector<TextAtom> two{vast, window};
  const Compiled compiled = compile(two);
  CHECK(compiled.too_large == std::vector<std::uint32_t>{0});
  REQUIRE(compiled.groups.size() == 1);
  CHECK(compiled.groups[0].atoms == std::vector<std::uint32_t>{1});
}

TEST_CASE("a residual matcher has as many states as its limit says, and not one more") {
  // With room for no automaton at all, a text of one letter more is a matcher of one state more.
  const auto matcher_of = [](std::size_t bytes) {
    const TextAtom atom{Domain::string, TextOperator::equals, {std::string(bytes, 'x')}};
    return compile(std::span(&atom, 1), 1);
  };
  const Compiled sample = matcher_of(100);
  REQUIRE(sample.groups.size() == 1);
  REQUIRE(sample.groups[0].is_residual);
  const std::size_t besides = states_of(sample.groups[0]) - 100;
  const Compiled full = matcher_of(format::kResidualStatesMax - besides);
  REQUIRE(full.groups.size() == 1);
  CHECK(states_of(full.groups[0]) == format::kResidualStatesMax);
  CHECK(full.too_large.empty());
  CHECK(answers_of(full.groups[0], std::string(format::kResidualStatesMax - besides, 'x'))[0] == Truth::yes);
  const Compiled over = matcher_of(format::kResidualStatesMax - besides + 1);
  CHECK(over.groups.empty());
  CHECK(over.too_large == std::vector<std::uint32_t>{0});
}

TEST_CASE("long texts make lines, and lines have a length") {
  const std::string text(65'536, 'x');
  const TextAtom atom{Domain::string, TextOperator::equals, {text}};
  const Compiled compiled = compile(std::span(&atom, 1));
  REQUIRE(compiled.groups.size() == 1);
  CHECK_FALSE(compiled.groups[0].is_residual);
  CHECK(answers_of(compiled.groups[0], text)[0] == Truth::yes);
  CHECK(answers_of(compiled.groups[0], text.substr(1))[0] == Truth::no);
}

TEST_CASE("common atoms are small") {
  CHECK(bytes_of({Domain::path, TextOperator::matches, {"/srv/agent123/**"}}) <= 76);
  CHECK(bytes_of({Domain::path, TextOperator::under, {"/srv/agent123"}}) <= 80);
  CHECK(bytes_of({Domain::host, TextOperator::matches, {"*.team12.example.com"}}) <= 88);
  CHECK(bytes_of({Domain::host, TextOperator::matches, {"**.team12.example.com"}}) <= 392);
  CHECK(bytes_of({Domain::command, TextOperator::matches, {"npm install *"}}) <= 320);
}

TEST_CASE("a pattern that is refused is unknown") {
  CHECK(ask({Domain::path, TextOperator::matches, {"relative"}}, "/a") == Truth::unknown);
  CHECK(ask({Domain::path, TextOperator::matches, {"relative", "/a"}}, "/a") == Truth::yes);
  CHECK(ask({Domain::path, TextOperator::matches, {}}, "/a") == Truth::no);
}
