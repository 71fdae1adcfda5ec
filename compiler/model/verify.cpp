#include "compiler/model/verify.h"

#include <fmt/format.h>

#include <algorithm>

namespace envelope::model {
namespace {

struct Check {
  const PolicyModel& model;
  std::vector<std::string> faults;

  void require(bool holds, std::string fault) {
    if (!holds) faults.push_back(std::move(fault));
  }

  template <typename T>
  void require_sorted_set(const std::vector<T>& items, std::string_view what, std::size_t index) {
    require(std::adjacent_find(items.begin(), items.end(), [](const T& a, const T& b) { return !(a < b); }) == items.end(),
            fmt::format("{} {} is not a sorted set", what, index));
  }

  void guards() {
    require(!model.guards.empty() && model.guards[0].kind == GuardKind::always, "guard 0 is not `always`");
    for (std::size_t i = 0; i < model.guards.size(); ++i) {
      const Guard& guard = model.guards[i];
      for (const GuardId child : guard.children)
        require(child.index() < i, fmt::format("guard {} has child {} that is not older", i, child.value));
      if (guard.kind == GuardKind::atom) require(guard.atom.index() < model.atoms.size(), fmt::format("guard {} names no atom", i));
      if (guard.kind == GuardKind::negation)
        require(guard.children.size() == 1, fmt::format("negation {} has {} children", i, guard.children.size()));
      if (guard.kind == GuardKind::all || guard.kind == GuardKind::any) {
        require(guard.children.size() >= 2, fmt::format("guard {} joins fewer than two", i));
        require_sorted_set(guard.children, "the children of guard", i);
      }
    }
  }

  void atoms() {
    for (std::size_t i = 0; i < model.atoms.size(); ++i) {
      const Atom& atom = model.atoms[i];
      const bool has_text = atom.op == AtomOperator::has && base::is_textual(atom.type.kind);
      const bool needs_one = atom.op == AtomOperator::less || atom.op == AtomOperator::less_equal || atom.op == AtomOperator::greater ||
                             atom.op == AtomOperator::greater_equal || (atom.op == AtomOperator::has && !has_text);
      if (has_text) require(atom.texts.size() == 1, fmt::format("atom {} asks for {} texts", i, atom.texts.size()));
      if (needs_one && atom.kind != AtomKind::label)
        require(atom.numbers.size() == 1, fmt::format("atom {} compares with {} numbers", i, atom.numbers.size()));
      if (atom.op == AtomOperator::in_range) require(atom.numbers.size() == 2, fmt::format("atom {} has no two bounds", i));
      if (atom.kind == AtomKind::attribute)
        require(atom.attribute.index() < model.attributes.size(), fmt::format("atom {} names no attribute", i));
      if (atom.kind == AtomKind::fact) require(atom.fact.index() < model.facts.size(), fmt::format("atom {} names no fact", i));
      if (atom.kind == AtomKind::switch_on)
        require(atom.switch_id.index() < model.switches.size(), fmt::format("atom {} names no switch", i));
      if (atom.kind == AtomKind::time_of_day || atom.kind == AtomKind::day)
        require(atom.zone.index() < model.zones.size(), fmt::format("atom {} has no zone", i));
    }
  }

  void cell(const Cell& cell, GuardId guard, std::string_view what, std::size_t index) {
    require(cell.principals.index() < model.principal_sets.size(), fmt::format("{} {} has no principals", what, index));
    require(cell.actions.index() < model.action_sets.size(), fmt::format("{} {} has no actions", what, index));
    require(guard.index() < model.guards.size(), fmt::format("{} {} has no guard", what, index));
  }

  void cell(const Cell& where, GuardId guard, StatementId statement, std::string_view what, std::size_t index) {
    cell(where, guard, what, index);
    require(statement.index() < model.statements.size(), fmt::format("{} {} has no statement", what, index));
  }

  void approvals(Effect level, const std::vector<base::ApprovalId>& approvals, std::string_view what, std::size_t index) {
    require(level == Effect::ask ? !approvals.empty() : approvals.empty(),
            fmt::format("{} {}: approvals belong to `ask` and only there", what, index));
    for (const base::ApprovalId approval : approvals)
      require(approval.index() < model.approvals.size(), fmt::format("{} {} names no approval", what, index));
  }

  void caps(const std::vector<Cap>& caps, std::string_view what) {
    for (std::size_t i = 0; i < caps.size(); ++i) {
      cell(caps[i].cell, caps[i].guard, caps[i].statement, what, i);
      approvals(caps[i].level, caps[i].approvals, what, i);
      require(caps[i].level != Effect::allow, fmt::format("{} {} caps to `allow`", what, i));
    }
  }

  void claim(const Claim& claim, std::size_t index) {
    cell(claim.cell, claim.guard, "claim", index);
    require((claim.kind == ClaimKind::never_together) == (claim.powers.size() >= 2),
            fmt::format("claim {} keeps {} powers apart", index, claim.powers.size()));
    for (const Power& power : claim.powers) {
      cell({claim.cell.principals, power.actions, {}}, power.guard, "a power of claim", index);
      if (power.approval.is_valid())
        require(power.approval.index() < model.approvals.size(), fmt::format("a power of claim {} gives no approval", index));
    }
  }

  void records() {
    for (std::size_t i = 0; i < model.grants.size(); ++i) {
      cell(model.grants[i].cell, model.grants[i].guard, model.grants[i].statement, "grant", i);
      approvals(model.grants[i].level, model.grants[i].approvals, "grant", i);
      require(model.grants[i].is_default || model.grants[i].level != Effect::deny, fmt::format("grant {} grants `deny`", i));
    }
    caps(model.caps, "cap");
    caps(model.default_caps, "default cap");
    for (std::size_t i = 0; i < model.duties.size(); ++i)
      cell(model.duties[i].cell, model.duties[i].guard, model.duties[i].statement, "duties", i);
    for (std::size_t i = 0; i < model.wildcards.size(); ++i)
      require(model.wildcards[i].statement.index() < model.statements.size(), fmt::format("wildcard {} has no statement", i));
    for (std::size_t i = 0; i < model.claims.size(); ++i) claim(model.claims[i], i);
    for (std::size_t i = 0; i < model.principal_sets.size(); ++i) require_sorted_set(model.principal_sets[i], "principal set", i);
    for (std::size_t i = 0; i < model.action_sets.size(); ++i) require_sorted_set(model.action_sets[i], "action set", i);
    for (std::size_t i = 0; i < model.principals.size(); ++i)
      require_sorted_set(model.principals[i].capabilities, "the capabilities of principal", i);
  }
};

}  // namespace

std::vector<std::string> verify(const PolicyModel& model) {
  Check check{model, {}};
  check.guards();
  check.atoms();
  check.records();
  return std::move(check.faults);
}

}  // namespace envelope::model
