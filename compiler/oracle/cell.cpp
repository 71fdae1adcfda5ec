#include "compiler/oracle/cell.h"

#include <algorithm>
#include <optional>

#include "compiler/oracle/coverage.h"
#include "compiler/oracle/value.h"

namespace envelope::oracle {

using base::Effect;
using base::Strength;
using check::Rule;
using check::TypedProgram;
using text::Truth;

namespace {

// Whether one `holds` statement speaks of the principal: it stands in the block of its agent or tier.
bool speaks_of(const check::Holds& holds, const TypedProgram& program, base::PrincipalId who) {
  return std::all_of(holds.scope.begin(), holds.scope.end(), [&](const check::ScopeRef& block) {
    if (block.kind == check::ScopeKind::tier) return program.principals[who.index()].tier == block.tier;
    return std::find(block.principals.begin(), block.principals.end(), who) != block.principals.end();
  });
}

Truth holds_capability(const Question& question, base::CapabilityId capability) {
  const auto lists = [capability](const std::vector<base::CapabilityId>& all) {
    return std::find(all.begin(), all.end(), capability) != all.end();
  };
  Truth truth = Truth::no;
  for (const check::Holds& holds : question.program.holds)
    if (lists(holds.capabilities) && speaks_of(holds, question.program, question.who)) truth = Truth::yes;
  for (std::uint32_t i = 0; i < question.program.switches.size(); ++i)
    if (lists(question.program.switches[i].grants)) truth = text::truth_or(truth, switch_truth(question, base::SwitchId{i}));
  return truth;
}

Truth holds_what_it_takes(const Question& question) {
  Truth truth = Truth::yes;
  for (const base::CapabilityId capability : question.program.actions[question.action.index()].needs)
    truth = text::truth_and(truth, holds_capability(question, capability));
  return truth;
}

// Collects what the statements say, then weighs it.
class Cell {
 public:
  explicit Cell(const Question& question)
      : question_(question), program_(question.program), is_edge_(question.request.requested.has_value()) {}

  Decision decide() {
    for (const Rule& rule : program_.rules) read_rule(rule);
    if (!is_edge_)
      for (std::uint32_t i = 0; i < program_.switches.size(); ++i) read_passages(base::SwitchId{i});
    return weigh();
  }

 private:
  // What a statement contributes in this cell.
  struct Share {
    bool grants = false;
    bool caps = false;
  };

  [[nodiscard]] Share share_of(const Rule& rule) const {
    const bool has_grant = rule.strength != Strength::at_most && (rule.effect != Effect::deny || rule.strength == Strength::weak);
    const bool has_cap = rule.strength != Strength::plain || rule.effect != Effect::allow;
    if (rule.requested) {
      const bool is_here = is_edge_ && program_.principals[rule.requested->index()].name == *question_.request.requested &&
                           covers(program_, rule.targets, question_.action);
      return {is_here && has_grant, is_here && has_cap};
    }
    if (!is_edge_) {
      const bool is_here = covers(program_, rule.targets, question_.action);
      return {is_here && has_grant, is_here && has_cap};
    }
    const bool binds_edges = rule.strength != Strength::weak && covers_as_anything(program_, rule.targets, question_.action);
    return {false, binds_edges && has_cap};
  }

  void read_rule(const Rule& rule) {
    const Share share = share_of(rule);
    if (!share.grants && !share.caps) return;
    const Truth truth = text::truth_and(blocks_truth(question_, rule.scope), conditions_truth(question_, rule.conditions));
    if (rule.strength == Strength::weak) {
      add_default(rule.effect, truth, rule.via);
      return;
    }
    if (share.grants) add_grant(rule.effect, truth);
    if (share.caps) add_cap(rule.effect, truth, rule.via);
  }

  // `enter via a` in S: `ask enter when what is S via a`, said of everybody.
  void read_passages(base::SwitchId id) {
    const check::Switch& owner = program_.switches[id.index()];
    const std::string& action = program_.actions[question_.action.index()].name;
    if (action == "enter") read_passages(owner.enter, id);
    if (action == "leave") read_passages(owner.leave, id);
  }

  void read_passages(const std::vector<check::Passage>& passages, base::SwitchId id) {
    const auto what = read_named(program_, {base::TypeKind::mode, {}, false}, question_.request.attributes, "what");
    const Truth truth = what ? text::truth_of(what->number == static_cast<std::int64_t>(id.value)) : Truth::unknown;
    for (const check::Passage& passage : passages) {
      if (passage.via.empty()) continue;
      add_grant(Effect::ask, truth);
      add_cap(Effect::ask, truth, passage.via);
    }
  }

  [[nodiscard]] Truth grant_truth(Effect effect, Truth condition) const {
    const bool takes_capability = !is_edge_ && (effect == Effect::allow || effect == Effect::ask);
    return takes_capability ? text::truth_and(condition, holds_what_it_takes(question_)) : condition;
  }

  void add_grant(Effect effect, Truth condition) {
    if (grant_truth(effect, condition) != Truth::yes) return;
    if (!explicit_ || *explicit_ < effect) explicit_ = effect;
  }

  void add_cap(Effect effect, Truth condition, const std::vector<base::ApprovalId>& via) {
    if (condition == Truth::no) return;
    cap_ = std::min(cap_, effect);
    if (effect == Effect::ask) add_approvals(via, cap_approvals_);
  }

  void add_default(Effect effect, Truth condition, const std::vector<base::ApprovalId>& via) {
    if (condition == Truth::no) return;
    default_level_ = std::min(default_level_, effect);
    has_default_ = has_default_ || grant_truth(effect, condition) == Truth::yes;
    if (effect == Effect::ask) add_approvals(via, default_approvals_);
  }

  void add_approvals(const std::vector<base::ApprovalId>& via, std::set<std::string>& to) const {
    for (const base::ApprovalId id : via) to.insert(program_.approvals[id.index()].name);
    if (via.empty() && program_.default_approval.is_valid()) to.insert(program_.approvals[program_.default_approval.index()].name);
  }

  [[nodiscard]] Decision weigh() const {
    if (!explicit_ && !has_default_) return {};
    Decision decision;
    decision.effect = std::min(explicit_ ? *explicit_ : default_level_, cap_);
    if (decision.effect != Effect::ask) return decision;
    decision.approvals = cap_approvals_;
    if (!explicit_) decision.approvals.insert(default_approvals_.begin(), default_approvals_.end());
    return decision;
  }

  const Question& question_;
  const TypedProgram& program_;
  bool is_edge_;
  std::optional<Effect> explicit_;
  Effect cap_ = Effect::allow;
  std::set<std::string> cap_approvals_;
  bool has_default_ = false;  // some default certainly grants
  Effect default_level_ = Effect::allow;
  std::set<std::string> default_approvals_;
};

}  // namespace

Decision decide_for(const Question& question) { return Cell(question).decide(); }

}  // namespace envelope::oracle
