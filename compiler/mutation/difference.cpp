#include "compiler/mutation/difference.h"

#include <algorithm>

#include "compiler/model/evaluate.h"
#include "compiler/mutation/assignment.h"

namespace envelope::mutation {
namespace {

// A grant or cap, as both models may have it. A guard that is not there counts as never true.
struct Pair {
  bool is_grant = false;
  std::optional<model::GuardId> original, changed;
};

// What identifies a record across the two models: neither order nor ids are changed by a mutation elsewhere.
struct Key {
  base::Span span;
  bool is_grant;
  bool is_default;
  std::size_t ordinal;  // among the equal ones: one statement may lower to several
  auto operator<=>(const Key&) const = default;
};

using Pairs = std::map<Key, Pair>;

void add_record(Pairs& pairs, const model::PolicyModel& model, model::StatementId statement, bool is_grant, bool is_default,
                model::GuardId guard, bool of_original) {
  Key key{model.statements[statement.index()].span, is_grant, is_default, 0};
  while (pairs.contains(key) && (of_original ? pairs[key].original.has_value() : pairs[key].changed.has_value())) ++key.ordinal;
  Pair& pair = pairs[key];
  pair.is_grant = is_grant;
  (of_original ? pair.original : pair.changed) = guard;
}

void add_records(Pairs& pairs, const model::PolicyModel& model, bool of_original) {
  for (const model::Grant& grant : model.grants)
    add_record(pairs, model, grant.statement, true, grant.is_default, grant.guard, of_original);
  for (const model::Cap& cap : model.caps) add_record(pairs, model, cap.statement, false, false, cap.guard, of_original);
  for (const model::Cap& cap : model.default_caps) add_record(pairs, model, cap.statement, false, true, cap.guard, of_original);
}

// The search in one cell, between the parts of both models that speak about it.
class CellSearch {
 public:
  CellSearch(const model::PolicyModel& original, const model::PolicyModel& changed, const Space& space, std::size_t& decisions)
      : original_(original),
        changed_(changed),
        space_(space),
        decisions_(decisions),
        solve_original_(original, space),
        solve_changed_(changed, space) {
    add_records(pairs_, original, true);
    add_records(pairs_, changed, false);
  }

  std::optional<Choice> run(base::Span statement) {
    const bool concerns_records =
        std::any_of(pairs_.begin(), pairs_.end(), [&](const auto& entry) { return entry.first.span == statement; });
    for (const auto& [key, pair] : pairs_) {
      if (concerns_records && key.span != statement) continue;  // a capability changes the records of others
      for (const Partial& goal : goals(pair))
        if (auto choice = try_goal(goal, key)) return choice;
    }
    return try_everything();
  }

 private:
  [[nodiscard]] std::vector<Partial> solve(Solver& solver, std::optional<model::GuardId> guard, Want want) {
    if (guard) return solver.solve(*guard, want);
    const bool met = want == Want::no || want == Want::not_yes;
    return met ? std::vector<Partial>{unrestricted(space_)} : std::vector<Partial>{};
  }

  void append_goals(const Pair& pair, Want in_original, Want in_changed, std::vector<Partial>& all) {
    const std::vector<Partial> wanted = solve(solve_changed_, pair.changed, in_changed);
    for (const Partial& a : solve(solve_original_, pair.original, in_original))
      for (const Partial& b : wanted)
        if (auto joined = both(a, b)) all.push_back(std::move(*joined));
  }

  // Where the record counts in one model and not in the other; failing that, where it counts.
  std::vector<Partial> goals(const Pair& pair) {
    const Want counts = pair.is_grant ? Want::yes : Want::not_no;
    const Want counts_not = pair.is_grant ? Want::not_yes : Want::no;
    std::vector<Partial> all;
    append_goals(pair, Want::yes, Want::no, all);  // what is known makes the better example
    append_goals(pair, Want::no, Want::yes, all);
    append_goals(pair, counts, counts_not, all);
    append_goals(pair, counts_not, counts, all);
    append_goals(pair, counts, counts, all);
    return all;
  }

  // Narrows `partial` by the first solution that fits.
  bool narrow(Partial& partial, const std::vector<Partial>& solutions) {
    for (const Partial& solution : solutions) {
      if (auto joined = both(partial, solution)) {
        partial = std::move(*joined);
        return true;
      }
    }
    return false;
  }

  // Takes away what would hide the change: stricter records, and grants that would supply what it supplies.
  Partial revealed(Partial partial, const Key& key, bool grants_too) {
    for (const auto& [other, pair] : pairs_) {
      if (other.span == key.span) continue;
      if (!pair.is_grant) narrow(partial, solve(solve_original_, pair.original, Want::no));
      if (pair.is_grant && grants_too) narrow(partial, solve(solve_original_, pair.original, Want::not_yes));
    }
    return partial;
  }

  std::optional<Choice> try_goal(const Partial& goal, const Key& key) {
    if (auto choice = try_partial(revealed(goal, key, true), goal)) return choice;
    if (auto choice = try_partial(revealed(goal, key, false), goal)) return choice;
    if (auto choice = try_partial(goal, goal)) return choice;
    for (const auto& [other, pair] : pairs_) {  // a cap shows only where something is granted
      if (!pair.is_grant || other.span == key.span) continue;
      Partial granted = goal;
      if (!narrow(granted, solve(solve_original_, pair.original, Want::yes))) continue;
      if (auto choice = try_partial(revealed(granted, key, false), goal)) return choice;
      if (auto choice = try_partial(granted, goal)) return choice;
    }
    return std::nullopt;
  }

  // `goal` says which variables the change is about.
  std::optional<Choice> try_partial(const Partial& partial, const Partial& goal) {
    Choice choice = choice_of(space_, partial);
    if (!shows(choice)) return std::nullopt;
    return plainer(std::move(choice), goal);
  }

  // All combinations, where they are few.
  std::optional<Choice> try_everything() {
    constexpr std::size_t kCombinationsMax = 256;
    std::size_t combinations = 1;
    for (const Variable& variable : space_.variables) {
      combinations *= variable.values.size();
      if (combinations > kCombinationsMax) return std::nullopt;
    }
    for (std::size_t number = 0; number < combinations; ++number) {
      Choice choice;
      std::size_t rest = number;
      for (const Variable& variable : space_.variables) {
        choice.push_back(rest % variable.values.size());
        rest /= variable.values.size();
      }
      if (shows(choice)) return plainer(std::move(choice), unrestricted(space_));
    }
    return std::nullopt;
  }

  // As many variables as possible at their usual value, save those that the change is about and what the action itself says.
  Choice plainer(Choice choice, const Partial& goal) {
    const Partial all = unrestricted(space_);
    for (std::size_t i = 0; i < choice.size(); ++i) {
      const std::size_t kept = choice[i];
      const bool is_about = goal[i] != all[i] || space_.variables[i].kind == VariableKind::attribute;
      if (kept == space_.variables[i].usual || is_about) continue;
      choice[i] = space_.variables[i].usual;
      if (!shows(choice)) choice[i] = kept;
    }
    return choice;
  }

  bool shows(const Choice& choice) {
    if (decisions_ >= DifferenceSearch::kDecisionsMax) return false;
    ++decisions_;
    const request::Request request = request_of(original_, space_, choice);
    if (!can_be(original_, request)) return false;
    return differ(model::evaluate(original_, request), model::evaluate(changed_, request));
  }

  const model::PolicyModel& original_;
  const model::PolicyModel& changed_;
  const Space& space_;
  std::size_t& decisions_;
  Solver solve_original_, solve_changed_;
  Pairs pairs_;
};

}  // namespace

bool differ(const request::Outcome& a, const request::Outcome& b) { return a.effect != b.effect || a.approvals != b.approvals; }

model::PolicyModel part_of(const model::PolicyModel& model, const Cell& cell) {
  model::PolicyModel part;
  part.name = model.name;
  part.zones = model.zones;
  part.enums = model.enums;
  part.capabilities = model.capabilities;
  part.labels = model.labels;
  part.tiers = model.tiers;
  part.facts = model.facts;
  part.attributes = model.attributes;
  part.actions = model.actions;
  part.principals = model.principals;
  part.switches = model.switches;
  part.approvals = model.approvals;
  part.default_approval = model.default_approval;
  part.jobs = model.jobs;
  part.atoms = model.atoms;
  part.guards = model.guards;
  part.principal_sets = model.principal_sets;
  part.action_sets = model.action_sets;
  for (const model::Statement& statement : model.statements) part.statements.push_back({statement.span, {}, {}, false, {}});
  const CellRecords records = records_of(model, cell);
  for (const model::Grant* grant : records.grants) part.grants.push_back(*grant);
  for (const model::Cap* cap : records.caps) part.caps.push_back(*cap);
  for (const model::Cap* cap : records.default_caps) part.default_caps.push_back(*cap);
  return part;
}

const model::PolicyModel& DifferenceSearch::part(const Cell& cell) {
  constexpr std::size_t kKeptMax = 64;
  const auto known = parts_.find(cell);
  if (known == parts_.end() && parts_.size() >= kKeptMax) parts_.clear();
  return known != parts_.end() ? known->second : parts_.emplace(cell, part_of(original_, cell)).first->second;
}

std::optional<request::Request> DifferenceSearch::example(base::Span statement, bool inside, const std::vector<Cell>& cells) {
  for (std::size_t i = 0; i < std::min(cells.size(), kCellsMax); ++i) {
    const model::PolicyModel& model = part(cells[i]);
    const Space space = boundary_space({&model}, cells[i], is_timed_);
    Solver solver(model, space);
    Pairs pairs;
    add_records(pairs, model, true);
    for (const auto& [key, pair] : pairs) {
      if (key.span != statement || !space.is_askable) continue;
      const std::vector<Partial> solutions = solver.solve(*pair.original, inside ? Want::yes : Want::no);
      for (const Partial& solution : solutions)
        if (auto request = request_of(original_, space, choice_of(space, solution)); can_be(original_, request)) return request;
    }
  }
  return std::nullopt;
}

std::optional<Difference> DifferenceSearch::find(const model::PolicyModel& changed, base::Span statement, const std::vector<Cell>& cells) {
  std::size_t decisions = 0;
  for (std::size_t i = 0; i < std::min(cells.size(), kCellsMax) && decisions < kDecisionsMax; ++i) {
    const model::PolicyModel& before = part(cells[i]);
    const model::PolicyModel after = part_of(changed, cells[i]);
    const Space space = boundary_space({&before, &after}, cells[i], is_timed_);
    if (!space.is_askable) continue;
    const std::optional<Choice> choice = CellSearch(before, after, space, decisions).run(statement);
    if (!choice) continue;
    Difference difference{request_of(original_, space, *choice), {}, {}};
    difference.original = model::evaluate(original_, difference.request);
    difference.changed = model::evaluate(changed, difference.request);
    if (differ(difference.original, difference.changed)) return difference;
  }
  return std::nullopt;
}

}  // namespace envelope::mutation
