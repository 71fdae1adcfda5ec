// What agents have in common is stored once.
#include <catch2/catch.hpp>

#include <fmt/format.h>

#include "runtime/decide/table.h"
#include "runtime/format/table_format.h"
#include "tests/table/tables.h"

namespace envelope::table::test {

namespace {

// Twelve statements of a tier with texts, numbers and approvals, and agents that only repeat it.
std::string tier_of(int agents) {
  std::string policy = R"(policy p
action read(path: Path)
action pay(amount: Money)
human owner
default approval boss { from owner }
tier worker {
  allow read when path under "/srv/data"
  deny read when path matches "**/.ssh/**"
  ask pay when amount < $100
  allow pay when amount < $5
}
)";
  for (int i = 0; i < agents; ++i) policy += fmt::format("agent worker_{} is worker\n", i);
  return policy;
}

const decide::Sections& sections(const TablePtr& table) { return table->sections; }

}  // namespace

TEST_CASE("an agent that only repeats its tier costs its name and a root, not a copy") {
  const TablePtr few = load(build_table(tier_of(2), true));
  const TablePtr many = load(build_table(tier_of(202), true));
  REQUIRE(few != nullptr);
  REQUIRE(many != nullptr);
  CHECK(sections(many).deciding.nodes.size() == sections(few).deciding.nodes.size());
  CHECK(sections(many).deciding.programs.size() == sections(few).deciding.programs.size());
  CHECK(sections(many).parameters.size() == sections(few).parameters.size());
  CHECK(sections(many).cells.size() == sections(few).cells.size());
  CHECK(sections(many).rows.size() == sections(few).rows.size());
  CHECK(sections(many).automata.size() == sections(few).automata.size());
  CHECK(sections(many).principals.size() == sections(few).principals.size() + 200);
}

TEST_CASE("agents that say the same share diagrams whatever their tiers") {
  const std::string policy = "policy p\naction go(to: String)\n";
  const std::string rule = "{ allow go when to matches \"a*b\" }\n";
  const TablePtr one = load(build_table(policy + "agent ann " + rule + "agent eve\n", true));
  const TablePtr two = load(build_table(policy + "tier low\nagent ann " + rule + "agent eve\nagent bob is low " + rule, true));
  REQUIRE(one != nullptr);
  REQUIRE(two != nullptr);
  CHECK(sections(two).deciding.programs.size() == sections(one).deciding.programs.size());
}

TEST_CASE("agents that differ in nothing but texts, numbers and statements share rows and programs, and cost a place of parameters each") {
  const auto fleet_of = [](int agents) {
    std::string policy =
        "policy p\naction read(path: Path)\naction pay(amount: Money)\nhuman owner\ndefault approval boss { from owner }\n";
    for (int i = 0; i < agents; ++i)
      policy +=
          fmt::format("agent a{0} {{\n  allow read when path under \"~/projects/p{0}\"\n  ask pay when amount < ${1}\n}}\n", i, i + 5);
    return load(build_table(policy));
  };
  const TablePtr few = fleet_of(2);
  const TablePtr many = fleet_of(202);
  REQUIRE(few != nullptr);
  REQUIRE(many != nullptr);
  CHECK(sections(many).rows.size() == sections(few).rows.size());
  CHECK(sections(many).cells.size() == sections(few).cells.size());
  CHECK(sections(many).deciding.programs.size() == sections(few).deciding.programs.size());
  CHECK(sections(many).explaining.programs.size() == sections(few).explaining.programs.size());
  CHECK(sections(many).rules.size() == sections(few).rules.size());
  CHECK(sections(many).parameters.size() < sections(few).parameters.size() + 200 * 40);
}

}  // namespace envelope::table::test
