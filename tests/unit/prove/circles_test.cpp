// Circles of random graphs, against what follows from trying everything.
#include "compiler/prove/circles.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/differential/random.h"

using namespace envelope;
using prove::Leads;

namespace {

Leads make(differential::Random& random, std::uint32_t nodes, std::uint64_t percent) {
  Leads leads(nodes);
  for (std::uint32_t from = 0; from < nodes; ++from)
    for (std::uint32_t to = nodes; to-- > 0;)
      if (random.percent(percent)) leads[from].push_back(to);
  return leads;
}

// reaches[a][b]: the fewest steps from a to b, at least one; 0: none.
std::vector<std::vector<std::size_t>> steps_of(const Leads& leads) {
  const std::size_t nodes = leads.size();
  std::vector<std::vector<std::size_t>> steps(nodes, std::vector<std::size_t>(nodes, 0));
  for (std::size_t from = 0; from < nodes; ++from)
    for (const std::uint32_t to : leads[from]) steps[from][to] = 1;
  for (std::size_t over = 0; over < nodes; ++over)
    for (std::size_t a = 0; a < nodes; ++a)
      for (std::size_t b = 0; b < nodes; ++b) {
        const std::size_t way = steps[a][over] + steps[over][b];
        if (steps[a][over] > 0 && steps[over][b] > 0 && (steps[a][b] == 0 || way < steps[a][b])) steps[a][b] = way;
      }
  return steps;
}

bool leads_to(const Leads& leads, std::uint32_t from, std::uint32_t to) {
  return std::find(leads[from].begin(), leads[from].end(), to) != leads[from].end();
}

}  // namespace

TEST_CASE("circles are the nodes that lead to each other", "[circles]") {
  differential::Random random(20261130);
  std::size_t found = 0, none = 0;
  for (int round = 0; round < 2000; ++round) {
    const Leads leads = make(random, 1 + static_cast<std::uint32_t>(random.below(8)), 10 + random.below(25));
    const auto steps = steps_of(leads);
    std::vector<std::vector<std::uint32_t>> expected;
    std::size_t least = 0;
    for (std::uint32_t a = 0; a < leads.size(); ++a) {
      std::vector<std::uint32_t> circle;
      for (std::uint32_t b = 0; b < leads.size(); ++b) {
        if (a != b && steps[a][b] > 0 && steps[b][a] > 0 && (least == 0 || steps[a][b] + steps[b][a] < least))
          least = steps[a][b] + steps[b][a];
        if (a == b || (steps[a][b] > 0 && steps[b][a] > 0)) circle.push_back(b);
      }
      if (circle.size() > 1 && circle.front() == a) expected.push_back(circle);
    }
    CHECK(prove::circles(leads) == expected);
    const auto shortest = prove::shortest_circle(leads);
    REQUIRE(shortest.size() == least);
    for (std::size_t i = 0; i < shortest.size(); ++i) CHECK(leads_to(leads, shortest[i], shortest[(i + 1) % shortest.size()]));
    CHECK(std::set<std::uint32_t>(shortest.begin(), shortest.end()).size() == shortest.size());
    (expected.empty() ? none : found) += 1;
  }
  CHECK(found > 200);
  CHECK(none > 200);
}

TEST_CASE("a way is shortest, within what is asked for, and of equals the least", "[circles]") {
  const Leads leads{{3, 1, 2}, {4}, {4}, {0}, {}};
  CHECK(prove::shortest_way(leads, 0, 4, 5) == std::vector<std::uint32_t>{0, 1, 4});
  CHECK(prove::shortest_way(leads, 0, 4, 2).empty());
  CHECK(prove::shortest_way(leads, 4, 0, 5).empty());
  CHECK(prove::shortest_circle(leads) == std::vector<std::uint32_t>{0, 3});
}

TEST_CASE("a circle of a hundred thousand is no deeper than one of two", "[circles]") {
  Leads leads(100'000);
  for (std::uint32_t i = 0; i < leads.size(); ++i) leads[i] = {static_cast<std::uint32_t>((i + 1) % leads.size())};
  REQUIRE(prove::circles(leads).size() == 1);
  CHECK(prove::circles(leads).front().size() == leads.size());
}
