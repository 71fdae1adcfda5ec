#include "tests/differential/laws.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "tests/differential/run_options.h"
#include "tests/differential/small_world.h"

namespace envelope::differential {

namespace {

void check_holds(const char* law, const LawResult& result) {
  INFO(result.violation.value_or(""));
  CHECK_FALSE(result.violation);
  CHECK(result.pairs >= (kSanitized ? 10'000 : 100'000));
  fmt::print("{}: {} pairs\n", law, result.pairs);
}

}  // namespace

TEST_CASE("the small world has the whole menu", "[laws]") {
  const SmallWorld world;
  INFO(world.problems());
  REQUIRE(world.problems().empty());
  std::vector<std::size_t> all(world.menu().size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  const check::TypedProgram program = world.program(all);
  CHECK(program.rules.size() + program.arounds.size() == world.menu().size());
  CHECK(world.program({}).rules.empty());
}

TEST_CASE("hiding any part of a request never gains authority", "[laws]") { check_holds("hiding", hiding_never_gains()); }

TEST_CASE("adding a `deny` or an `at most` never widens a decision", "[laws]") {
  check_holds("adding", adding_never_widens(Added::restriction));
}

TEST_CASE("adding anything else may widen it, and the search sees it", "[laws]") { CHECK(adding_never_widens(Added::other).violation); }

TEST_CASE("statements in every order decide alike", "[laws]") { check_holds("order", order_never_matters()); }

}  // namespace envelope::differential
