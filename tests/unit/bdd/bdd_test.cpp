// Diagrams against truth tables.
#include <catch2/catch.hpp>

#include <random>

#include "compiler/bdd/bdd.h"

using namespace envelope::bdd;

namespace {

constexpr std::uint32_t kBits = 6;
using Table = std::uint64_t;  // bit n: the value where the variables spell n, variable 0 being the highest bit

// A function and what it is believed to be.
struct Pair {
  Node node = kFalse;
  Table table = 0;
};

bool value(const Space& space, Node node, std::uint32_t number) { return space.where_number(node, 0, kBits, number) == kTrue; }

Table table_of(const Space& space, Node node) {
  Table table = 0;
  for (std::uint32_t n = 0; n < 64; ++n) table |= Table{value(space, node, n)} << n;
  return table;
}

}  // namespace

TEST_CASE("random functions agree with their truth tables, and equal ones are one node") {
  std::mt19937 random(7);
  Space space;
  std::vector<Pair> made;
  for (Variable v = 0; v < kBits; ++v) {
    Table table = 0;
    for (std::uint32_t n = 0; n < 64; ++n) table |= Table{(n >> (kBits - 1 - v) & 1U) != 0} << n;
    made.push_back({space.variable(v), table});
  }
  for (int step = 0; step < 2'000; ++step) {
    const Pair a = made[random() % made.size()], b = made[random() % made.size()], c = made[random() % made.size()];
    made.push_back({space.ite(a.node, b.node, c.node), (a.table & b.table) | (~a.table & c.table)});
    REQUIRE(table_of(space, made.back().node) == made.back().table);
  }
  for (std::size_t i = 0; i + 1 < made.size(); ++i) REQUIRE((made[i].node == made[i + 1].node) == (made[i].table == made[i + 1].table));
  CHECK_FALSE(space.has_overflowed());
}

TEST_CASE("functions of a number, and what they become where the number is known") {
  Space space;
  const Node odd = space.of_number(2, 3, {false, true, false, true, false});  // numbers past the end are like the last
  for (std::uint32_t n = 0; n < 8; ++n) CHECK((space.where_number(odd, 2, 3, n) == kTrue) == (n == 1 || n == 3));
  const Node mixed = space.both(space.variable(0), space.either(odd, space.variable(5)));
  CHECK(space.restricted(mixed, 2, 3, 1) == space.variable(0));
  CHECK(space.restricted(mixed, 2, 3, 2) == space.both(space.variable(0), space.variable(5)));
}

TEST_CASE("a space that is full says so") {
  Space space(20);
  Node parity = kFalse;
  for (Variable v = 0; v < 40; ++v) parity = space.ite(space.variable(v), space.negation(parity), parity);
  CHECK(space.has_overflowed());
  space.clear();
  CHECK_FALSE(space.has_overflowed());
  CHECK(space.both(space.variable(1), space.negation(space.variable(1))) == kFalse);
}
