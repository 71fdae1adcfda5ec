#include "compiler/mutation/mutants.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/mutation/mutate_conditions.h"
#include "compiler/mutation/one_line.h"

namespace envelope::mutation {
namespace {

using base::Effect;
using base::Strength;

bool is_authored(const base::SourceMap& sources, base::Span span) {
  return span.is_valid() && !sources.file(span.file).path.starts_with('<');
}

class Maker {
 public:
  Maker(const check::TypedProgram& program, const model::PolicyModel& model, const base::SourceMap& sources)
      : program_(program), model_(model), sources_(sources) {}

  std::vector<Mutant> run() {
    for (std::size_t i = 0; i < program_.rules.size(); ++i)
      if (is_authored(sources_, program_.rules[i].span)) change_rule(i);
    for (std::size_t i = 0; i < program_.holds.size(); ++i)
      if (is_authored(sources_, program_.holds[i].span)) change_holds(i);
    for (std::size_t i = 0; i < program_.switches.size(); ++i)
      if (is_authored(sources_, program_.switches[i].span)) change_switch(i);
    for (std::size_t i = 0; i < program_.actions.size(); ++i)
      if (is_authored(sources_, program_.actions[i].span)) change_action(i);
    std::stable_sort(all_.begin(), all_.end(), [](const Mutant& a, const Mutant& b) { return a.statement < b.statement; });
    return std::move(all_);
  }

 private:
  template <typename Piece>
  void add(Change change, std::string text, base::Span statement, std::size_t index, Piece piece) {
    all_.push_back(
        {change, std::move(text), statement, subject_.empty() ? one_line(sources_, statement) : subject_, index, std::move(piece)});
  }

  void change_rule(std::size_t index) {
    const check::Rule& rule = program_.rules[index];
    check::Rule changed = rule;
    changed.targets.items.clear();  // speaks of nothing any more
    add(Change::drop, "without the statement", rule.span, index, changed);
    change_effect(index);
    for (ChangedConditions& each : changed_conditions(rule.conditions, model_, sources_)) {
      changed = rule;
      changed.conditions = std::move(each.conditions);
      add(each.change, std::move(each.text), rule.span, index, changed);
    }
    change_targets(index);
    change_approvals(index);
  }

  // A grant that asks first becomes one that does not. What only restricts is dropped already.
  void change_effect(std::size_t index) {
    const check::Rule& rule = program_.rules[index];
    const bool becomes_milder = rule.strength == Strength::weak
                                    ? rule.effect != Effect::allow
                                    : rule.strength == Strength::plain && rule.effect != Effect::deny && rule.effect != Effect::allow;
    if (!becomes_milder) return;
    check::Rule changed = rule;
    changed.effect = Effect::allow;
    changed.via.clear();
    add(Change::effect, fmt::format("`allow` instead of `{}`", base::effect_name(rule.effect)), rule.span, index, changed);
  }

  void change_targets(std::size_t index) {
    const check::Rule& rule = program_.rules[index];
    for (std::size_t i = 0; i < rule.targets.except.size(); ++i) {
      check::Rule changed = rule;
      changed.targets.except.erase(changed.targets.except.begin() + static_cast<std::ptrdiff_t>(i));
      add(Change::exception, fmt::format("without the exception `{}`", one_line(sources_, rule.targets.except[i].span)), rule.span, index,
          changed);
    }
    for (std::size_t i = 0; rule.targets.items.size() > 1 && i < rule.targets.items.size(); ++i) {
      check::Rule changed = rule;
      changed.targets.items.erase(changed.targets.items.begin() + static_cast<std::ptrdiff_t>(i));
      add(Change::target, fmt::format("without the target `{}`", one_line(sources_, rule.targets.items[i].span)), rule.span, index,
          changed);
    }
  }

  void change_approvals(std::size_t index) {
    const check::Rule& rule = program_.rules[index];
    if (rule.effect != Effect::ask) return;
    for (std::size_t i = 0; i < rule.via.size(); ++i) {
      const bool is_default = rule.via.size() == 1 && (!program_.default_approval.is_valid() || rule.via[0] == program_.default_approval);
      if (is_default) continue;  // a bare `ask` asks the same
      check::Rule changed = rule;
      changed.via.erase(changed.via.begin() + static_cast<std::ptrdiff_t>(i));
      add(Change::approval, fmt::format("without `via {}`", program_.approvals[rule.via[i].index()].name), rule.span, index, changed);
    }
  }

  void change_holds(std::size_t index) {
    const check::Holds& holds = program_.holds[index];
    for (std::size_t i = 0; i < holds.capabilities.size(); ++i) {
      check::Holds changed = holds;
      changed.capabilities.erase(changed.capabilities.begin() + static_cast<std::ptrdiff_t>(i));
      add(Change::capability, without(holds.capabilities[i]), holds.span, index, changed);
    }
  }

  [[nodiscard]] std::string without(base::CapabilityId id) const {
    return fmt::format("without `{}`", program_.capabilities[id.index()].name);
  }

  void change_switch(std::size_t index) {
    const check::Switch& mode = program_.switches[index];
    static constexpr std::string_view kWords[] = {"window", "phase", "stop"};
    subject_ = fmt::format("{} {}", kWords[static_cast<std::size_t>(mode.kind)], mode.name);
    for (std::size_t i = 0; i < mode.grants.size(); ++i) {
      check::Switch changed = mode;
      changed.grants.erase(changed.grants.begin() + static_cast<std::ptrdiff_t>(i));
      add(Change::capability, without(mode.grants[i]), mode.span, index, changed);
    }
    subject_.clear();
    change_passages(index, &check::Switch::enter);
    change_passages(index, &check::Switch::leave);
  }

  void change_passages(std::size_t index, std::vector<check::Passage> check::Switch::* passages) {
    const check::Switch& mode = program_.switches[index];
    for (std::size_t i = 0; i < (mode.*passages).size(); ++i) {
      const check::Passage& passage = (mode.*passages)[i];
      if (passage.via.empty()) continue;
      check::Switch changed = mode;
      (changed.*passages)[i].via.clear();
      add(Change::drop, "without the approvals, so that nobody may", passage.span, index, changed);
      for (std::size_t k = 0; passage.via.size() > 1 && k < passage.via.size(); ++k) {
        changed = mode;
        auto& via = (changed.*passages)[i].via;
        via.erase(via.begin() + static_cast<std::ptrdiff_t>(k));
        add(Change::approval, fmt::format("without `via {}`", program_.approvals[passage.via[k].index()].name), passage.span, index,
            changed);
      }
    }
  }

  void change_action(std::size_t index) {
    const check::Action& action = program_.actions[index];
    subject_ = "action " + action.name;
    for (std::size_t i = 0; i < action.needs.size(); ++i) {
      check::Action changed = action;
      changed.needs.erase(changed.needs.begin() + static_cast<std::ptrdiff_t>(i));
      add(Change::capability, fmt::format("`{}` does not need `{}`", action.name, program_.capabilities[action.needs[i].index()].name),
          action.span, index, changed);
    }
  }

  const check::TypedProgram& program_;
  const model::PolicyModel& model_;
  const base::SourceMap& sources_;
  std::string subject_;  // how the statement is shown; empty: as it is written
  std::vector<Mutant> all_;
};

struct Swap {
  check::TypedProgram& program;
  std::size_t index;
  void operator()(check::Rule& piece) const { std::swap(program.rules[index], piece); }
  void operator()(check::Holds& piece) const { std::swap(program.holds[index], piece); }
  void operator()(check::Switch& piece) const { std::swap(program.switches[index], piece); }
  void operator()(check::Action& piece) const { std::swap(program.actions[index], piece); }
};

// Gathers cells, those that something grants apart from the others.
class CellList {
 public:
  CellList(const model::PolicyModel& model, std::size_t limit) : model_(model), limit_(limit) {}

  void add(const Cell& cell) {
    constexpr std::size_t kLookedAtPerCell = 8;  // an `anything` of a large policy covers more cells than there is time for
    if (cell.requested == cell.who) return;      // nobody requests something of itself, and no test may say so
    if (seen_.size() >= limit_ * kLookedAtPerCell || !seen_.insert(cell).second) return;
    const CellRecords records = records_of(model_, cell);
    (records.grants.empty() ? poor_ : rich_).push_back(cell);
  }

  [[nodiscard]] std::vector<Cell> take() {
    rich_.insert(rich_.end(), poor_.begin(), poor_.end());
    if (rich_.size() > limit_) rich_.resize(limit_);
    return std::move(rich_);
  }

 private:
  const model::PolicyModel& model_;
  std::size_t limit_;
  std::set<Cell> seen_;
  std::vector<Cell> rich_, poor_;
};

void add_cells(const model::PolicyModel& model, const model::Cell& cell, CellList& list) {
  for (const base::ActionId action : model.action_sets[cell.actions.index()])
    for (const base::PrincipalId who : model.principal_sets[cell.principals.index()]) list.add({action, who, cell.requested});
}

// The actions for which a capability counts that is no longer held, lent or needed.
std::vector<base::ActionId> capability_actions(const Mutant& mutant, const model::PolicyModel& model) {
  std::vector<base::ActionId> actions;
  const bool is_need = std::holds_alternative<check::Action>(mutant.changed);
  for (std::uint32_t i = 0; i < model.actions.size(); ++i)
    if (model.actions[i].kind != model::ActionKind::event && (is_need ? mutant.index == i : !model.actions[i].needs.empty()))
      actions.push_back({i});
  return actions;
}

void add_capability_cells(const Mutant& mutant, const model::PolicyModel& original, const model::PolicyModel& changed, CellList& list) {
  for (const base::ActionId action : capability_actions(mutant, original)) {
    for (std::uint32_t i = 0; i < original.principals.size(); ++i) {
      const bool same_holder = original.principals[i].capabilities == changed.principals[i].capabilities;
      if (!std::holds_alternative<check::Holds>(mutant.changed) || !same_holder) list.add({action, {i}, {}});
    }
  }
}

// The cells of every record that the statement lowers to.
template <typename Take>
void each_cell(const model::PolicyModel& model, base::Span statement, const Take& take) {
  const auto is_it = [&](model::StatementId id) { return model.statements[id.index()].span == statement; };
  for (const model::Grant& grant : model.grants)
    if (is_it(grant.statement)) take(grant.cell);
  for (const auto* caps : {&model.default_caps, &model.caps})
    for (const model::Cap& cap : *caps)
      if (is_it(cap.statement)) take(cap.cell);
}

}  // namespace

std::string_view change_name(Change change) {
  switch (change) {
    case Change::drop:
      return "drop";
    case Change::effect:
      return "effect";
    case Change::condition:
      return "condition";
    case Change::part:
      return "part";
    case Change::negate:
      return "negate";
    case Change::bound:
      return "bound";
    case Change::value:
      return "value";
    case Change::exception:
      return "exception";
    case Change::target:
      return "target";
    case Change::approval:
      return "approval";
    case Change::capability:
      return "capability";
  }
  return "drop";
}

std::vector<Mutant> mutants_of(const check::TypedProgram& program, const model::PolicyModel& model, const base::SourceMap& sources) {
  return Maker(program, model, sources).run();
}

void swap_in(check::TypedProgram& program, Mutant& mutant) { std::visit(Swap{program, mutant.index}, mutant.changed); }

std::vector<Cell> cells_of(const Mutant& mutant, const model::PolicyModel& original, const model::PolicyModel& changed, std::size_t limit) {
  CellList list(original, limit);
  if (mutant.change == Change::capability) {
    add_capability_cells(mutant, original, changed, list);
    return list.take();
  }
  for (const model::PolicyModel* model : {&original, &changed})
    each_cell(*model, mutant.statement, [&](const model::Cell& cell) { add_cells(*model, cell, list); });
  return list.take();
}

std::set<base::ActionId> actions_of(const Mutant& mutant, const model::PolicyModel& original, const model::PolicyModel& changed) {
  std::set<base::ActionId> actions;
  if (mutant.change == Change::capability)
    for (const base::ActionId action : capability_actions(mutant, original)) actions.insert(action);
  for (const model::PolicyModel* model : {&original, &changed})
    each_cell(*model, mutant.statement, [&](const model::Cell& cell) {
      const auto& covered = model->action_sets[cell.actions.index()];
      actions.insert(covered.begin(), covered.end());
    });
  return actions;
}

}  // namespace envelope::mutation
