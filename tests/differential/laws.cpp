#include "tests/differential/laws.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "compiler/model/evaluate.h"
#include "compiler/oracle/oracle.h"
#include "compiler/request/print.h"
#include "tests/differential/run_options.h"
#include "tests/differential/small_world.h"

namespace envelope::differential {

using base::Effect;
using request::Outcome;

namespace {

using Statements = std::vector<std::size_t>;  // indices into the menu

template <typename T>
bool is_part_of(const std::set<T>& some, const std::set<T>& all) {
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

// Every set of at most three statements, smallest first, each in ascending order.
std::vector<Statements> small_sets(std::size_t menu) {
  std::vector<Statements> sets = {{}};
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
  // `check` gives the first violation it sees in one set of statements. A sanitizer build takes one set in sixteen.
  template <typename F>
  LawResult for_every_set(F check) {
    result_.violation = world_.problems().empty() ? std::nullopt : std::optional(world_.problems());
    std::size_t number = 0;
    for (const Statements& set : small_sets(world_.menu().size())) {
      if (result_.violation) break;
      if (kSanitized && ++number % 16 != 0) continue;
      std::vector<const MenuItem*> items;
      for (const std::size_t id : set) items.push_back(&world_.menu()[id]);
      result_.violation = check(set, RequestSpace(items));
    }
    return result_;
  }

  std::vector<Outcome> outcomes(const Statements& statements, const RequestSpace& space) {
    const model::PolicyModel model = world_.lower(world_.program(statements));
    std::vector<Outcome> all;
    all.reserve(space.size());
    for (std::size_t i = 0; i < space.size(); ++i) all.push_back(model::evaluate(model, space[i]));
    result_.pairs += space.size();
    return all;
  }

  // Every set's table loads.
  [[nodiscard]] std::unique_ptr<loaded::LoadedTable> table(const Statements& statements) {
    std::string problems;
    auto loaded = load_table(world_.lower(world_.program(statements)), world_.sources(), problems);
    if (!problems.empty()) result_.violation = text(statements) + problems;
    return loaded;
  }

  [[nodiscard]] std::string text(const Statements& statements) const {
    std::string all;
    for (const std::size_t id : statements) all += world_.menu()[id].text + "\n";
    return all;
  }

  [[nodiscard]] const SmallWorld& world() const { return world_; }

 private:
  SmallWorld world_;
  LawResult result_;
};

// Duty statements by what they are, not by where they stand.
Outcome with_duties_named(Outcome outcome, const Statements& statements, const SmallWorld& world) {
  std::vector<std::uint32_t> ids;
  for (const std::size_t id : statements)
    if (world.is_duty(id)) ids.push_back(static_cast<std::uint32_t>(id));
  std::set<std::uint32_t> named;
  for (const std::uint32_t place : outcome.duties) named.insert(ids[place]);
  outcome.duties = std::move(named);
  return outcome;
}

}  // namespace

bool is_no_wider(const Outcome& after, const Outcome& before) {
  if (after.effect > before.effect) return false;
  if (after.effect == Effect::ask && before.effect == Effect::ask && !is_part_of(before.approvals, after.approvals)) return false;
  const bool both_act = after.effect >= Effect::ask && before.effect >= Effect::ask;
  return !both_act || is_part_of(before.duties, after.duties);
}

LawResult hiding_never_gains() {
  LawBench bench;
  return bench.for_every_set([&](const Statements& set, const RequestSpace& space) -> std::optional<std::string> {
    const std::vector<Outcome> outcomes = bench.outcomes(set, space);
    const check::TypedProgram program = bench.world().program(set);
    const std::unique_ptr<loaded::LoadedTable> table = bench.table(set);
    for (std::size_t i = 0; i < space.size(); ++i) {
      const Outcome other = oracle::decide(program, space[i]);
      if (other != outcomes[i])
        return fmt::format("{}{} -> {}, says the oracle: {}", bench.text(set), request::print(space[i]), request::print(outcomes[i]),
                           request::print(other));
      if (const Outcome tabled = table->decide(space[i]); tabled != outcomes[i])
        return fmt::format("{}{} -> {}, says the table: {}", bench.text(set), request::print(space[i]), request::print(outcomes[i]),
                           request::print(tabled));
      for (const std::size_t hidden : space.hiding(i)) {
        if (is_no_wider(outcomes[hidden], outcomes[i])) continue;
        return fmt::format("{}{} -> {}\n{} -> {}", bench.text(set), request::print(space[i]), request::print(outcomes[i]),
                           request::print(space[hidden]), request::print(outcomes[hidden]));
      }
    }
    return std::nullopt;
  });
}

LawResult adding_never_widens(Added added) {
  LawBench bench;
  return bench.for_every_set([&](const Statements& set, const RequestSpace& space) -> std::optional<std::string> {
    std::vector<Outcome> with;
    for (const std::size_t id : set) {
      if (bench.world().menu()[id].only_restricts != (added == Added::restriction) || bench.world().is_duty(id)) continue;
      if (with.empty()) with = bench.outcomes(set, space);
      Statements rest = set;
      std::erase(rest, id);
      const std::vector<Outcome> without = bench.outcomes(rest, space);
      for (std::size_t i = 0; i < space.size(); ++i) {
        if (is_no_wider(with[i], without[i])) continue;
        return fmt::format("{}{} -> {}, and {} without `{}`", bench.text(set), request::print(space[i]), request::print(with[i]),
                           request::print(without[i]), bench.world().menu()[id].text);
      }
    }
    return std::nullopt;
  });
}

LawResult order_never_matters() {
  LawBench bench;
  return bench.for_every_set([&](const Statements& set, const RequestSpace& space) -> std::optional<std::string> {
    const std::vector<Outcome> first = bench.outcomes(set, space);
    Statements order = set;
    while (std::next_permutation(order.begin(), order.end())) {
      const std::vector<Outcome> other = bench.outcomes(order, space);
      for (std::size_t i = 0; i < space.size(); ++i) {
        if (with_duties_named(first[i], set, bench.world()) == with_duties_named(other[i], order, bench.world())) continue;
        return fmt::format("{}\nin another order\n{}{}", bench.text(set), bench.text(order), request::print(space[i]));
      }
    }
    return std::nullopt;
  });
}

}  // namespace envelope::differential
