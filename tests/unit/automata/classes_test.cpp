// The classes of texts: whatever a value answers is listed, and every listed answer has a value that gives it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/automata/classes.h"
#include "runtime/text/path.h"
#include "tests/unit/automata/sample.h"

using namespace envelope;
using namespace envelope::automata;
using text::Domain;
using text::Truth;

namespace {

constexpr Domain kDomains[] = {Domain::string, Domain::path, Domain::host, Domain::command};

Truth truth(const TextAtom& atom, const std::string& value) {
  Truth result = Truth::no;
  for (const std::string& text : atom.texts) {
    Truth one = text::truth_of(text == value);
    if (atom.op == TextOperator::matches) one = text::match(*text::Glob::parse(text, atom.domain).glob, value);
    if (atom.op == TextOperator::under) one = text::match_under(text, value);
    if (atom.op == TextOperator::equals && atom.domain == Domain::path) one = text::match_same_path(text, value);
    result = text::truth_or(result, one);
  }
  return result;
}

std::vector<Truth> truths(const std::vector<TextAtom>& atoms, const std::string& value) {
  std::vector<Truth> all;
  for (const TextAtom& atom : atoms) all.push_back(truth(atom, value));
  return all;
}

const TextClass* class_with(const TextClasses& classes, const std::vector<Truth>& answers) {
  const auto found = std::find_if(classes.classes.begin(), classes.classes.end(), [&](const TextClass& c) { return c.truths == answers; });
  return found == classes.classes.end() ? nullptr : &*found;
}

std::vector<std::string> texts_of(const TextClasses& classes) {
  std::vector<std::string> texts;
  for (const TextClass& c : classes.classes) texts.push_back(c.text);
  return texts;
}

TextAtom matches(Domain domain, const std::string& pattern) { return {domain, TextOperator::matches, {pattern}}; }

}  // namespace

TEST_CASE("random atoms: every answer of every value is a class, and no class has a longer text than such a value") {
  std::size_t pairs = 0;
  for (const Domain domain : kDomains) {
    const auto pool = sample_atoms(domain, 80, 41);
    Random random(42);
    for (int round = 0; round < 120; ++round) {
      std::vector<TextAtom> atoms;
      for (std::uint32_t i = 0, count = 1 + random.below(4); i < count; ++i) atoms.push_back(random.pick(pool));
      const TextClasses classes = text_classes(atoms);
      REQUIRE(classes.fault == ClassesFault::none);
      for (const TextClass& c : classes.classes) {
        INFO(c.text);
        REQUIRE(text::canonical_value(domain, c.text) == c.text);
        REQUIRE(truths(atoms, c.text) == c.truths);
      }
      for (const std::string& value : sample_values(domain, atoms, 60, 43 + static_cast<std::uint32_t>(round))) {
        const TextClass* const found = class_with(classes, truths(atoms, value));
        INFO(value);
        REQUIRE(found != nullptr);
        if (domain != Domain::command) REQUIRE(found->text.size() <= value.size());
        ++pairs;
      }
    }
  }
  CHECK(pairs > 10'000);
}

TEST_CASE("overlap and inclusion of paths") {
  const TextClasses classes = text_classes(std::vector<TextAtom>{
      {Domain::path, TextOperator::under, {"/srv"}}, matches(Domain::path, "/srv/app/*"), matches(Domain::path, "/**/*.env")});
  // Nothing is in the second and not in the first.
  CHECK(class_with(classes, {Truth::no, Truth::yes, Truth::no}) == nullptr);
  REQUIRE(class_with(classes, {Truth::yes, Truth::yes, Truth::yes}) != nullptr);
  CHECK(class_with(classes, {Truth::yes, Truth::yes, Truth::yes})->text == "/srv/app/.env");
}

TEST_CASE("texts that no request can have make no class") {
  CHECK(texts_of(text_classes(std::vector{matches(Domain::path, "/a/*")})) == std::vector<std::string>{"/", "~", "/a/a"});
  CHECK(texts_of(text_classes(std::vector{matches(Domain::host, "10.0.0.*")})) == std::vector<std::string>{"a", "10.0.0.0"});
  CHECK(texts_of(text_classes(std::vector{matches(Domain::command, "git *")})) == std::vector<std::string>{"a", ";", "git a"});
}

TEST_CASE("atoms that are too large together are said to be") {
  std::vector<TextAtom> atoms;
  for (char c = 'a'; c <= 'l'; ++c) atoms.push_back(matches(Domain::string, std::string("**") + c + "??????????**"));
  CHECK(text_classes(atoms, 20'000).fault == ClassesFault::too_large);
}
