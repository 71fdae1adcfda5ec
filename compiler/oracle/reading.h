// Conditions, blocks and capabilities of statements, read for one principal.
//
// A World is what they are read in: the case or cases that a request can be in. It says
//
//   const check::TypedProgram& program() const;
//   base::ActionId action() const;
//   base::PrincipalId who() const;                          whom it is decided for: the principal or a member of its lineage
//   std::optional<base::PrincipalId> requested() const;     given: the edge to that agent is decided
//   using Bits = …;                                         a Boolean per case (kleene.h)
//   Bits every() const;                                     all cases
//   bool holds_for_good(base::CapabilityId) const;          by a `holds` of its own or of its tier
//   Kleene<Bits> atom(const check::TypedAtom&) const;       without its negation
//   Kleene<Bits> switch_on(base::SwitchId) const;           a window, phase or stop
//   Kleene<Bits> runs_under(base::JobId) const;
//   Kleene<Bits> is_delegated() const;                      on behalf of somebody
//   Kleene<Bits> speaks_of(base::SwitchId) const;           the action's attribute `what` is that switch
#pragma once

#include <algorithm>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/oracle/kleene.h"

namespace envelope::oracle {

template <typename World>
using TruthsIn = Kleene<typename World::Bits>;

template <typename World>
TruthsIn<World> constant(const World& world, bool holds) {
  const auto every = world.every();
  return holds ? TruthsIn<World>{every, every} : TruthsIn<World>{~every, ~every};
}

template <typename World>
TruthsIn<World> expression_truth(const World& world, const check::TypedExpr& expression) {
  switch (expression.kind) {
    case check::TypedExprKind::error:
      break;
    case check::TypedExprKind::atom: {
      const TruthsIn<World> truth = world.atom(expression.atom);
      return expression.atom.negated ? negation(truth) : truth;
    }
    case check::TypedExprKind::negation:
      return negation(expression_truth(world, expression.items.front()));
    case check::TypedExprKind::all: {
      TruthsIn<World> truth = constant(world, true);
      for (const check::TypedExpr& item : expression.items) truth = both(truth, expression_truth(world, item));
      return truth;
    }
    case check::TypedExprKind::any: {
      TruthsIn<World> truth = constant(world, false);
      for (const check::TypedExpr& item : expression.items) truth = either(truth, expression_truth(world, item));
      return truth;
    }
  }
  return {~world.every(), world.every()};
}

// `when` and `unless` together; yes when there are none.
template <typename World>
TruthsIn<World> conditions_truth(const World& world, const std::vector<check::TypedCondition>& conditions) {
  TruthsIn<World> truth = constant(world, true);
  for (const check::TypedCondition& condition : conditions) {
    const TruthsIn<World> one = expression_truth(world, condition.expr);
    truth = both(truth, condition.unless ? negation(one) : one);
  }
  return truth;
}

// Whether a block can speak of somebody at all, whatever the circumstances.
[[nodiscard]] inline bool may_speak_of(const check::TypedProgram& program, const check::ScopeRef& block, base::PrincipalId who) {
  const check::Principal& principal = program.principals[who.index()];
  switch (block.kind) {
    case check::ScopeKind::tier:
      return principal.kind == check::PrincipalKind::agent && principal.tier == block.tier;
    case check::ScopeKind::agents:
    case check::ScopeKind::human:
      return std::find(block.principals.begin(), block.principals.end(), who) != block.principals.end();
    case check::ScopeKind::subagents:
    case check::ScopeKind::in_switch:
    case check::ScopeKind::job:
      return true;
  }
  return false;
}

// All blocks of a statement; a statement outside every `human` block speaks of agents only.
[[nodiscard]] inline bool may_speak_of(const check::TypedProgram& program, const std::vector<check::ScopeRef>& blocks,
                                       base::PrincipalId who) {
  const bool is_human = program.principals[who.index()].kind == check::PrincipalKind::human;
  const bool speaks_of_humans =
      std::any_of(blocks.begin(), blocks.end(), [](const check::ScopeRef& block) { return block.kind == check::ScopeKind::human; });
  return is_human == speaks_of_humans &&
         std::all_of(blocks.begin(), blocks.end(), [&](const check::ScopeRef& block) { return may_speak_of(program, block, who); });
}

template <typename World>
TruthsIn<World> blocks_truth(const World& world, const std::vector<check::ScopeRef>& blocks) {
  TruthsIn<World> truth = constant(world, may_speak_of(world.program(), blocks, world.who()));
  for (const check::ScopeRef& block : blocks) {
    if (block.kind == check::ScopeKind::subagents) truth = both(truth, world.is_delegated());
    if (block.kind == check::ScopeKind::in_switch) truth = both(truth, world.switch_on(block.switch_id));
    if (block.kind == check::ScopeKind::job) truth = both(truth, world.runs_under(block.job));
  }
  return truth;
}

template <typename World>
TruthsIn<World> statement_truth(const World& world, const check::StatementInfo& statement) {
  return both(blocks_truth(world, statement.scope), conditions_truth(world, statement.conditions));
}

// Whether one `holds` statement speaks of somebody: it stands in the block of its agent or tier.
[[nodiscard]] inline bool speaks_of(const check::TypedProgram& program, const check::Holds& holds, base::PrincipalId who) {
  return std::all_of(holds.scope.begin(), holds.scope.end(), [&](const check::ScopeRef& block) {
    if (block.kind == check::ScopeKind::tier) return program.principals[who.index()].tier == block.tier;
    return std::find(block.principals.begin(), block.principals.end(), who) != block.principals.end();
  });
}

// A capability held by a statement, whatever the circumstances.
[[nodiscard]] inline bool holds_for_good(const check::TypedProgram& program, base::PrincipalId who, base::CapabilityId capability) {
  return std::any_of(program.holds.begin(), program.holds.end(), [&](const check::Holds& holds) {
    return std::find(holds.capabilities.begin(), holds.capabilities.end(), capability) != holds.capabilities.end() &&
           speaks_of(program, holds, who);
  });
}

// Held for good, or granted by a switch while it is on.
template <typename World>
TruthsIn<World> holds_capability(const World& world, base::CapabilityId capability) {
  const check::TypedProgram& program = world.program();
  const auto lists = [capability](const std::vector<base::CapabilityId>& all) {
    return std::find(all.begin(), all.end(), capability) != all.end();
  };
  TruthsIn<World> truth = constant(world, world.holds_for_good(capability));
  for (std::uint32_t i = 0; i < program.switches.size(); ++i)
    if (lists(program.switches[i].grants)) truth = either(truth, world.switch_on(base::SwitchId{i}));
  return truth;
}

// All that the action needs.
template <typename World>
TruthsIn<World> holds_what_it_takes(const World& world) {
  TruthsIn<World> truth = constant(world, true);
  for (const base::CapabilityId capability : world.program().actions[world.action().index()].needs)
    truth = both(truth, holds_capability(world, capability));
  return truth;
}

}  // namespace envelope::oracle
