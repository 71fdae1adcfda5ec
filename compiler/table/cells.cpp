#include "compiler/table/cells.h"

#include <algorithm>
#include <atomic>
#include <unordered_set>

#include "compiler/table/faults.h"

namespace envelope::table {
namespace {

using base::Effect;

constexpr Target kTrue = format::kLeafTrue;
constexpr Target kFalse = format::kLeafFalse;
constexpr Effect kLevels[] = {Effect::deny, Effect::propose, Effect::ask, Effect::allow};  // from strict to mild

std::atomic<bool> forget_denials{false};

std::uint8_t number_of(Effect effect) { return static_cast<std::uint8_t>(effect); }

// The diagram is made from its end: the tails that lower a base level first, then what finds the base level. Tails are what agents of one
// tier have in common, so they come last and are shared.
class CellMaker {
 public:
  CellMaker(const CellRules& rules, Questions& questions, Diagrams& diagrams) : rules_(rules), questions_(questions), diagrams_(diagrams) {
    for (const Effect level : kLevels) tails_[number_of(level)] = tail(level);
  }

  Target root() { return explicit_grants(rules_.default_grants.empty() ? nothing_granted() : default_part()); }

  std::vector<Obligation> obligations() {
    std::vector<Obligation> list;
    for (const model::Cap* cap : rules_.caps) add_approvals(list, *cap, questions_.ask(cap->guard, kTrue, kFalse, true));
    for (const model::Cap* cap : rules_.default_caps)
      if (cap->level == Effect::ask) add_approvals(list, *cap, where_nothing_explicit(questions_.ask(cap->guard, kTrue, kFalse, true)));
    for (const model::Duties* duties : rules_.duties)
      add(list, {questions_.ask(duties->guard, kTrue, kFalse, true), duties->index, format::ObligationKind::duty});
    return list;
  }

 private:
  static void add(std::vector<Obligation>& list, Obligation obligation) {
    if (obligation.root != kFalse) list.push_back(obligation);
  }
  static void add_approvals(std::vector<Obligation>& list, const model::Cap& cap, Target root) {
    if (cap.level != Effect::ask) return;
    for (const base::ApprovalId approval : cap.approvals) add(list, {root, approval.value, format::ObligationKind::approval});
  }

  // Step 3 of the decision: the strictest cap below `base` that is or may be true, else `base` and the statement marked on the way.
  Target tail(Effect base) {
    Target target = leaf(number_of(base), 0);
    for (auto level = std::rbegin(kLevels); level != std::rend(kLevels); ++level)
      if (*level < base) target = caps_of(*level, target);
    return target;
  }

  Target caps_of(Effect level, Target otherwise) {
    if (level == Effect::deny && forget_denials.load(std::memory_order_relaxed)) return otherwise;
    Target target = otherwise;
    for (auto cap = rules_.caps.rbegin(); cap != rules_.caps.rend(); ++cap)
      if ((*cap)->level == level) target = questions_.ask((*cap)->guard, leaf(number_of(level), (*cap)->statement.value + 1), target, true);
    return target;
  }

  // Nothing grants. The first denial that applies is named all the same, for whoever asks why.
  Target nothing_granted() { return caps_of(Effect::deny, leaf(number_of(Effect::deny), 0)); }

  Target from_base(Effect level, model::StatementId statement) { return diagrams_.mark(statement.value, tails_[number_of(level)]); }

  // Step 1: the mildest explicit grant that is certainly true.
  Target explicit_grants(Target otherwise) {
    Target target = otherwise;
    for (const Effect level : kLevels)
      for (auto grant = rules_.grants.rbegin(); grant != rules_.grants.rend(); ++grant)
        if ((*grant)->level == level) target = questions_.ask((*grant)->guard, from_base(level, (*grant)->statement), target, false);
    return target;
  }

  Target where_nothing_explicit(Target target) {
    for (const model::Grant* grant : rules_.grants) target = questions_.ask(grant->guard, kFalse, target, false);
    return target;
  }

  // Step 2: some default grant is certainly true; then the strictest default that is or may be true is the base.
  Target default_part() {
    Target strictest = nothing_granted();  // not reached: some default grant is true
    for (auto level = std::rbegin(kLevels); level != std::rend(kLevels); ++level) {
      for (auto grant = rules_.default_grants.rbegin(); grant != rules_.default_grants.rend(); ++grant)
        if ((*grant)->level == *level)
          strictest = questions_.ask((*grant)->guard, from_base(*level, (*grant)->statement), strictest, false);
      for (auto cap = rules_.default_caps.rbegin(); cap != rules_.default_caps.rend(); ++cap)
        if ((*cap)->level == *level) strictest = questions_.ask((*cap)->guard, from_base(*level, (*cap)->statement), strictest, true);
    }
    Target target = nothing_granted();
    for (auto grant = rules_.default_grants.rbegin(); grant != rules_.default_grants.rend(); ++grant)
      target = questions_.ask((*grant)->guard, strictest, target, false);
    return target;
  }

  const CellRules& rules_;
  Questions& questions_;
  Diagrams& diagrams_;
  Target tails_[4] = {};
};

bool can_permit(const std::vector<format::NodeRecord>& nodes, Target root) {
  std::vector<Target> open{root};
  std::unordered_set<Target> seen;
  while (!open.empty()) {
    const Target target = open.back();
    open.pop_back();
    if ((target & format::kLeafBit) != 0) {
      if ((target >> format::kLeafEffectShift & 3U) >= number_of(Effect::ask)) return true;
      continue;
    }
    if (!seen.insert(target).second) continue;
    open.push_back(nodes[target].yes);
    open.push_back(nodes[target].no);
  }
  return false;
}

}  // namespace

Cell make_cell(const CellRules& rules, Questions& questions, Diagrams& diagrams) {
  CellMaker maker(rules, questions, diagrams);
  Cell cell{maker.root(), {}};
  const bool has_obligations = !rules.duties.empty() || std::any_of(rules.caps.begin(), rules.caps.end(), [](const model::Cap* cap) {
    return cap->level == Effect::ask;
  }) || !rules.default_caps.empty();
  if (has_obligations && can_permit(diagrams.nodes(), cell.root)) cell.obligations = maker.obligations();
  return cell;
}

std::vector<ExplainedRule> explain_cell(const CellRules& rules, Questions& questions) {
  std::vector<ExplainedRule> list;
  const auto add = [&](const auto& record, format::RuleRole role) {
    list.push_back({record.statement.value, questions.ask(record.guard, kTrue, kFalse, false),
                    questions.ask(record.guard, kTrue, kFalse, true), role, number_of(record.level)});
  };
  for (const model::Cap* cap : rules.caps) add(*cap, format::RuleRole::cap);
  for (const model::Cap* cap : rules.default_caps) add(*cap, format::RuleRole::default_cap);
  for (const model::Grant* grant : rules.grants) add(*grant, format::RuleRole::grant);
  for (const model::Grant* grant : rules.default_grants) add(*grant, format::RuleRole::default_grant);
  return list;
}

namespace testing {
void inject_cell_fault(bool on) { forget_denials.store(on, std::memory_order_relaxed); }
}  // namespace testing

}  // namespace envelope::table
