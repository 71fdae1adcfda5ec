#include <catch2/catch.hpp>

#include "compiler/syntax/antlr/ambiguity.h"
#include "tests/unit/syntax/parsed.h"

namespace envelope::syntax {
namespace {

const char* const kSamples[] = {"l4.envelope", "std.envelope", "tour.envelope", "forms.envelope"};

std::size_t count(const std::vector<Statement>& list) {
  std::size_t total = list.size();
  for (const Statement& statement : list)
    if (const auto* scope = std::get_if<Scope>(&statement.node)) total += count(scope->items);
  return total;
}

TEST_CASE("every sample parses without a finding") {
  for (const char* name : kSamples) {
    CAPTURE(name);
    const Parsed sample = parsed(data(name));
    CHECK(sample.findings() == "");
    CHECK(offence(sample) == "");
    CHECK(count(sample.statements()) > 30);
  }
}

TEST_CASE("the grammar reads every sample without an ambiguity and without looking at the context") {
  for (const char* name : kSamples) {
    CAPTURE(name);
    CHECK(find_ambiguities(data(name)) == std::vector<std::string>{});
  }
}

TEST_CASE("the ambiguity detector notices what cannot be read") { CHECK(find_ambiguities("allow when").size() >= 1); }

TEST_CASE("parsing twice gives the same tree") {
  for (const char* name : kSamples) CHECK(parsed(data(name)).ast() == parsed(data(name)).ast());
}

}  // namespace
}  // namespace envelope::syntax
