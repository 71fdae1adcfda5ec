// The laws of the decision (docs/language/semantics.md), tried on every policy of up to three statements out of a menu and every
// request that these can tell apart.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/model/evaluate.h"
#include "compiler/oracle/oracle.h"
#include "compiler/request/print.h"
#include "tests/differential/run_options.h"
#include "tests/differential/small_world.h"

namespace envelope::differential {

using base::Effect;
using request::Outcome;

namespace {

template <typename T>
bool is_part_of(const std::set<T>& some, const std::set<T>& all) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

// `after` gives no more authority than `before`, and loses nothing that `before` asks for.
bool is_no_wider(const Outcome& after, const Outcome& before) {
  if (after.effect > before.effect) return false;
  if (after.effect == Effect::ask && before.effect == Effect::ask && !is_part_of(before.approvals, after.approvals)) return false;
  const bool both_act = after.effect >= Effect::ask && before.effect >= Effect::ask;
  return !both_act || is_part_of(before.duties, after.duties);
}

// Every set of at most three statements, smallest first.
std::vector<std::vector<std::size_t>> small_sets(std::size_t menu) {
  std::vector<std::vector<std::size_t>> sets = {{}};
  for (std::size_t i = 0; i < menu; ++i) sets.push_back({i});
  for (std::size_t i = 0; i < menu; ++i)
    for (std::size_t j = i + 1; j < menu; ++j) sets.push_back({i, j});
  for (std::size_t i = 0; i < menu; ++i)
    for (std::size_t j = i + 1; j < menu; ++j)
      for (std::size_t k = j + 1; k < menu; ++k) sets.push_back({i, j, k});
  return sets;
}

class LawBench {
 public:
  LawBench() { REQUIRE(world_.problems().empty()); }

  // Calls `check(set, space)` for every small set; stops at the first failure.
  template <typename F>
  void for_every_set(F check) {
    std::size_t number = 0;
    for (const std::vector<std::size_t>& set : small_sets(world_.menu().size())) {
      if (kSanitized && ++number % 16 != 0) continue;
      std::vector<const MenuItem*> items;
      for (const std::size_t id : set) items.push_back(&world_.menu()[id]);
      const RequestSpace space(items);
      if (!check(set, space)) return;
    }
  }

  std::vector<Outcome> outcomes(const std::vector<std::size_t>& statements, const RequestSpace& space) {
    const model::PolicyModel model = world_.lower(world_.program(statements));
    std::vector<Outcome> all;
    all.reserve(space.size());
    for (std::size_t i = 0; i < space.size(); ++i) all.push_back(model::evaluate(model, space[i]));
    pairs_ += space.size();
    return all;
  }

  std::string describe(const std::vector<std::size_t>& statements) const {
    std::string text;
    for (const std::size_t id : statements) text += world_.menu()[id].text + "\n";
    return text;
  }

  const SmallWorld& world() const { return world_; }
  std::size_t pairs() const { return pairs_; }

 private:
  SmallWorld world_;
  std::size_t pairs_ = 0;
};

}  // namespace

TEST_CASE("hiding any part of a request never gains authority", "[laws]") {
  LawBench bench;
  bench.for_every_set([&](const std::vector<std::size_t>& set, const RequestSpace& space) {
    const std::vector<Outcome> outcomes = bench.outcomes(set, space);
    const check::TypedProgram program = bench.world().program(set);
    for (std::size_t i = 0; i < space.size(); ++i) {
      if (oracle::decide(program, space[i]) != outcomes[i]) {
        FAIL_CHECK("the evaluators differ\n" << bench.describe(set) << request::print(space[i]));
        return false;
      }
      for (const std::size_t hidden : space.hiding(i)) {
        if (is_no_wider(outcomes[hidden], outcomes[i])) continue;
        FAIL_CHECK(bench.describe(set) << request::print(space[i]) << " -> " << request::print(outcomes[i]) << "\n"
                                       << request::print(space[hidden]) << " -> " << request::print(outcomes[hidden]));
        return false;
      }
    }
    return true;
  });
  fmt::print("hiding: {} pairs\n", bench.pairs());
  CHECK(bench.pairs() >= (kSanitized ? 10'000 : 100'000));
}

TEST_CASE("adding a `deny` or an `at most` never widens a decision", "[laws]") {
  LawBench bench;
  bench.for_every_set([&](const std::vector<std::size_t>& set, const RequestSpace& space) {
    std::vector<Outcome> with;
    for (const std::size_t id : set) {
      if (!bench.world().menu()[id].only_restricts) continue;
      if (with.empty()) with = bench.outcomes(set, space);
      std::vector<std::size_t> rest = set;
      std::erase(rest, id);
      const std::vector<Outcome> without = bench.outcomes(rest, space);
      for (std::size_t i = 0; i < space.size(); ++i) {
        // Duty statements are numbered in written order, and restrictions are none of them.
        if (is_no_wider(with[i], without[i])) continue;
        FAIL_CHECK(bench.describe(set) << "without: " << bench.world().menu()[id].text << "\n"
                                       << request::print(space[i]) << " -> " << request::print(without[i]) << ", with it "
                                       << request::print(with[i]));
        return false;
      }
    }
    return true;
  });
  fmt::print("adding: {} pairs\n", bench.pairs());
  CHECK(bench.pairs() >= (kSanitized ? 10'000 : 100'000));
}

TEST_CASE("every order of the statements decides alike", "[laws]") {
  LawBench bench;
  bench.for_every_set([&](const std::vector<std::size_t>& set, const RequestSpace& space) {
    const auto arounds = std::count_if(set.begin(), set.end(), [&](std::size_t id) { return id + 2 >= bench.world().menu().size(); });
    const std::vector<Outcome> first = bench.outcomes(set, space);
    std::vector<std::size_t> order = set;
    while (std::next_permutation(order.begin(), order.end())) {
      const std::vector<Outcome> other = bench.outcomes(order, space);
      for (std::size_t i = 0; i < space.size(); ++i) {
        const bool same_duties = arounds > 1 ? first[i].duties.size() == other[i].duties.size() : first[i].duties == other[i].duties;
        if (first[i].effect == other[i].effect && first[i].approvals == other[i].approvals && first[i].refusal == other[i].refusal && same_duties)
          continue;
        FAIL_CHECK(bench.describe(set) << "in another order:\n" << bench.describe(order) << request::print(space[i]));
        return false;
      }
    }
    return true;
  });
  fmt::print("order: {} pairs\n", bench.pairs());
  CHECK(bench.pairs() >= (kSanitized ? 10'000 : 100'000));
}

}  // namespace envelope::differential
