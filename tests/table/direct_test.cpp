// Texts compared where they stand answer what the matchers of runtime/text answer, for values however they are read: in place, from a copy,
// spelt unusually, or too long for a block.
#include <cstring>
#include <string>

#include <catch2/catch.hpp>

#include "compiler/table/direct.h"
#include "compiler/table/parameters.h"
#include "runtime/decide/program.h"
#include "runtime/decide/value.h"
#include "runtime/text/canonical.h"
#include "tests/unit/automata/differential.h"
#include "tests/unit/automata/sample.h"

namespace envelope::table::test {
namespace {

using automata::TextAtom;
using automata::TextOperator;
using format::TestRecord;
using text::Domain;
using text::Truth;

format::ValueKind kind_of(Domain domain) {
  switch (domain) {
    case Domain::string:
      return format::ValueKind::string;
    case Domain::path:
      return format::ValueKind::path;
    case Domain::host:
      return format::ValueKind::host;
    case Domain::command:
      return format::ValueKind::command;
  }
  return format::ValueKind::string;
}

std::uint8_t first_test_of(const TextAtom& atom) {
  if (atom.domain == Domain::path) return format::kFirstPathTest;
  return atom.domain == Domain::command && atom.op == TextOperator::matches ? format::kFirstCommandTest : format::kFirstTextTest;
}

// One atom as the tests of a program.
struct Tests {
  std::vector<TestRecord> records;
  std::string parameters;

  Tests(const TextAtom& atom, const std::vector<DirectText>& texts) {
    Parameters words;
    for (const DirectText& text : texts) {
      TestRecord record{};
      record.operation = static_cast<std::uint8_t>(format::text_test(first_test_of(atom), text.form));
      record.flags = text.needs_middle ? format::kNotEmpty : 0;
      record.parameter = words.text(text.a).value();
      if (text.form >= format::TextForm::gap) record.second = words.text(text.b).value();
      records.push_back(record);
    }
    parameters = words.bytes({}) + std::string(format::kTextSlack, '\0');
  }

  Truth of(Domain domain, std::string_view raw) const {
    const env_table table;
    const env_request request = env_new_request();
    decide::Context context(table, request);
    context.parameters = parameters.data();
    const format::ValueType type{static_cast<std::uint8_t>(kind_of(domain)), 0, 0, 0};
    env_value value{};
    value.kind = ENV_VALUE_TEXT;
    value.as.text = {raw.data(), raw.size()};
    decide::read_value(context, type, value, context.values[0]);
    Truth truth = Truth::no;
    for (const TestRecord& record : records) truth = truth_or(truth, decide::answer_test(context, {}, context.parameters, record));
    return truth;
  }
};

// Patterns of the forms that are compared directly, from the pieces that values are made of.
std::vector<TextAtom> direct_atoms(Domain domain, std::uint32_t seed) {
  automata::Random random(seed);
  std::vector<TextAtom> atoms = automata::sample_atoms(domain, 150, seed);
  static const std::vector<std::string> gaps{"*", "**", "/**", "/**/*", "/*", " **", " *", "*.", "**."};
  const std::string root = domain == Domain::path ? "~/" : "";
  while (atoms.size() < 400) {
    const std::string pattern = (random.below(2) == 0 ? root : std::string(domain == Domain::path ? "/" : "")) +
                                random.pick(automata::pieces_of(domain)) + random.pick(automata::pieces_of(domain)) + random.pick(gaps) +
                                (random.below(2) == 0 ? "" : random.pick(automata::pieces_of(domain)));
    if (text::Glob::parse(pattern, domain).glob) atoms.push_back({domain, TextOperator::matches, {pattern}});
  }
  return atoms;
}

void compare(Domain domain, std::uint32_t seed) {
  const std::vector<TextAtom> atoms = direct_atoms(domain, seed);
  const std::vector<std::string> values = automata::sample_values(domain, atoms, 500, seed + 1);
  std::size_t direct = 0, answers[3] = {0, 0, 0};
  for (const TextAtom& atom : atoms) {
    const auto texts = direct_texts(atom);
    if (!texts) continue;
    ++direct;
    const Tests tests(atom, *texts);
    const automata::Meaning meaning(atom);
    for (const std::string& value : values) {
      const Truth expected = meaning.of(value), got = tests.of(domain, value);
      ++answers[static_cast<std::size_t>(expected)];
      if (expected == got) continue;
      CAPTURE(atom.texts, static_cast<int>(atom.op), value);
      REQUIRE(static_cast<int>(expected) == static_cast<int>(got));
    }
  }
  CHECK(direct > 50);
  CHECK(answers[0] > 0);
  CHECK(answers[2] > 0);
  if (domain == Domain::path || domain == Domain::command) CHECK(answers[1] > 0);
}

}  // namespace

TEST_CASE("strings compared where they stand") { compare(Domain::string, 1); }
TEST_CASE("paths compared where they stand") { compare(Domain::path, 2); }
TEST_CASE("hosts compared where they stand") { compare(Domain::host, 3); }
TEST_CASE("commands compared where they stand") { compare(Domain::command, 4); }

TEST_CASE("texts too long for a block, and patterns at the limit") {
  const std::string long_name(format::kParameterTextMax, 'x');
  for (const std::string& prefix : {std::string("a/"), long_name.substr(2) + "/"}) {
    const TextAtom atom{Domain::string, TextOperator::matches, {prefix + "**"}};
    const auto texts = direct_texts(atom);
    REQUIRE(texts);
    const Tests tests(atom, *texts);
    for (const std::size_t size : {0U, 1U, 10U, 62U, 63U, 64U, 65U, 200U}) {
      const std::string value = prefix + std::string(size, 'y');
      CHECK(tests.of(Domain::string, value) == Truth::yes);
      CHECK(tests.of(Domain::string, "z" + value) == Truth::no);
    }
  }
  CHECK(direct_texts({Domain::string, TextOperator::equals, {long_name}}));
  CHECK_FALSE(direct_texts({Domain::string, TextOperator::equals, {long_name + "x"}}));
}

}  // namespace envelope::table::test
