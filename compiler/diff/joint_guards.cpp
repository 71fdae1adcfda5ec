// Guards of two sides in one vocabulary.
#include <algorithm>

#include "compiler/diff/joint.h"
#include "compiler/prove/slots.h"

namespace envelope::diff {
namespace {

using model::Atom;
using model::AtomKind;
using model::AtomOperator;
using model::GuardId;
using model::GuardKind;
using text::Truth;

bool is_in(const std::vector<base::CapabilityId>& sorted, base::CapabilityId wanted) {
  return std::binary_search(sorted.begin(), sorted.end(), wanted);
}

// The type of values that an atom compares; none where these cannot differ between two policies.
model::Type closed_type(const Atom& atom) {
  if (atom.kind == AtomKind::job) return {base::TypeKind::job, {}, false};
  return atom.type;
}

}  // namespace

std::vector<std::int64_t> Joint::own_values(const SideWorld& side, const model::Type& own) const {
  std::vector<std::int64_t> values;
  const auto number_all = [&](const auto& ids) {
    for (const auto id : ids) values.push_back(id.value);
  };
  if (own.kind == base::TypeKind::enumeration) return side.members[own.enumeration.index()];
  if (own.kind == base::TypeKind::agent) number_all(side.principals);
  if (own.kind == base::TypeKind::tier) number_all(side.tiers);
  if (own.kind == base::TypeKind::mode) number_all(side.switches);
  if (own.kind == base::TypeKind::job) number_all(side.jobs);
  return values;
}

std::vector<std::int64_t> Joint::foreign_values(const SideWorld& side, const model::Type& joint) const {
  std::size_t count = 0;
  std::vector<std::int64_t> known;
  if (joint.kind == base::TypeKind::enumeration) {
    count = model_.enums[joint.enumeration.index()].members.size();
    for (std::uint32_t own = 0; own < side.enums.size(); ++own)
      if (side.enums[own] == joint.enumeration) known = side.members[own];
    if (known.empty()) return {};  // an enum that the side does not have: nothing of this type is said to it
  } else {
    if (joint.kind == base::TypeKind::agent) count = model_.principals.size();
    if (joint.kind == base::TypeKind::tier) count = model_.tiers.size();
    if (joint.kind == base::TypeKind::mode) count = model_.switches.size();
    if (joint.kind == base::TypeKind::job) count = model_.jobs.size();
    known = own_values(side, joint);
  }
  std::vector<bool> is_known(count);
  for (const std::int64_t value : known) is_known[static_cast<std::size_t>(value)] = true;
  std::vector<std::int64_t> foreign;
  for (std::size_t value = 0; value < count; ++value)
    if (!is_known[value]) foreign.push_back(static_cast<std::int64_t>(value));
  return foreign;
}

// What is never known before a decision.
GuardId Joint::unknown() {
  Atom never_known;
  never_known.kind = AtomKind::outcome;
  never_known.op = AtomOperator::is_true;
  return builder_.atom(never_known);
}

// Whether the thing that `about` compares has a value which the side has no word for.
GuardId Joint::says_foreign(const SideWorld& side, const Atom& about) {
  const std::vector<std::int64_t> foreign = foreign_values(side, closed_type(about));
  std::vector<GuardId> ways;
  Atom foreign_value = about;
  foreign_value.op = about.type.is_set ? AtomOperator::has : AtomOperator::equals;
  if (!about.type.is_set && !foreign.empty()) {
    foreign_value.numbers = foreign;
    ways.push_back(builder_.atom(foreign_value));
  }
  for (const std::int64_t value : foreign) {
    if (!about.type.is_set) break;
    foreign_value.numbers = {value};
    ways.push_back(builder_.atom(foreign_value));
  }
  return ways.empty() ? builder_.never() : builder_.any(ways);
}

// `guard`, but unknown where its side cannot read the value.
GuardId Joint::readable(const SideWorld& side, const Atom& joint, GuardId guard) {
  const GuardId foreign = says_foreign(side, joint);
  if (foreign == builder_.never()) return guard;
  const GuardId either_way = builder_.any({guard, builder_.all({foreign, unknown()})});
  return builder_.all({either_way, builder_.any({builder_.negation(foreign), unknown()})});
}

GuardId Joint::atom(const SideWorld& side, const Atom& own) {
  Atom joint = own;
  joint.type = type(side, own.type);
  switch (own.kind) {
    case AtomKind::attribute:
      joint.attribute = side.attributes[own.attribute.index()];
      break;
    case AtomKind::fact:
      joint.fact = side.fact_ids[own.fact.index()];
      break;
    case AtomKind::switch_on:
      joint.switch_id = side.switches[own.switch_id.index()];
      return builder_.atom(joint);
    case AtomKind::label:
      joint.label = side.labels[own.label.index()];
      return builder_.atom(joint);
    case AtomKind::capability:
      joint.capability = side.capabilities[own.capability.index()];
      return builder_.atom(joint);
    case AtomKind::time_of_day:
    case AtomKind::day:
      joint.zone = side.zones[own.zone.index()];
      return builder_.atom(joint);
    case AtomKind::agent:
    case AtomKind::tier: {
      if (own.op == AtomOperator::is_self) return builder_.atom(joint);
      const std::vector<std::int64_t> values =
          own_values(side, {own.kind == AtomKind::agent ? base::TypeKind::agent : base::TypeKind::tier, {}, false});
      joint.op = AtomOperator::equals;
      joint.numbers.clear();
      for (std::size_t i = 0; i < values.size(); ++i)
        if (prove::number_truth(own, static_cast<std::int64_t>(i), {}) == Truth::yes) joint.numbers.push_back(values[i]);
      return builder_.atom(joint);
    }
    case AtomKind::job:
      break;
    case AtomKind::origin:
    case AtomKind::depth:
    case AtomKind::time:
    case AtomKind::outcome:
    case AtomKind::decision:
      return builder_.atom(joint);
  }
  const model::Type own_type = closed_type(own);
  if (!base::is_closed(own_type.kind) || own.op == AtomOperator::is_self) {
    const GuardId plain = builder_.atom(joint);
    return base::is_closed(own_type.kind) ? readable(side, joint, plain) : plain;
  }
  const std::vector<std::int64_t> values = own_values(side, own_type);
  joint.numbers.clear();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (prove::number_truth(own, static_cast<std::int64_t>(i), {}) == Truth::yes) joint.numbers.push_back(values[i]);
  if (own.op != AtomOperator::has) joint.op = AtomOperator::equals;
  return readable(side, joint, builder_.atom(joint));
}

GuardId Joint::guard(Side which, GuardId id) {
  SideWorld& side = sides_[index_of(which)];
  if (const auto known = side.guards.find(id); known != side.guards.end()) return known->second;
  const model::Guard& own = side.model->guards[id.index()];
  std::vector<GuardId> children;
  for (const GuardId child : own.children) children.push_back(guard(which, child));
  GuardId joint = builder_.always();
  switch (own.kind) {
    case GuardKind::always:
      break;
    case GuardKind::atom:
      joint = atom(side, side.model->atoms[own.atom.index()]);
      break;
    case GuardKind::negation:
      joint = builder_.negation(children[0]);
      break;
    case GuardKind::all:
      joint = builder_.all(children);
      break;
    case GuardKind::any:
      joint = builder_.any(children);
      break;
  }
  return side.guards[id] = joint;
}

GuardId Joint::settled(Side which, base::PrincipalId who, GuardId id) {
  SideWorld& side = sides_[index_of(which)];
  if (const auto known = side.settled.find({who, id}); known != side.settled.end()) return known->second;
  const model::Guard joint = model_.guards[id.index()];  // a copy: interning moves the original
  const PrincipalFacts& facts = side.facts[who.index()];
  GuardId result = id;
  if (joint.kind == GuardKind::atom) {
    const Atom asked = model_.atoms[joint.atom.index()];
    const auto constant = [&](bool holds) { return holds ? builder_.always() : builder_.never(); };
    if (asked.kind == AtomKind::agent)
      result = constant(asked.op == AtomOperator::is_self || prove::number_truth(asked, who.value, who) == Truth::yes);
    if (asked.kind == AtomKind::tier)
      result = constant(facts.tier.is_valid() && prove::number_truth(asked, facts.tier.value, who) == Truth::yes);
    if (asked.kind == AtomKind::capability && is_in(facts.capabilities, asked.capability)) {
      result = builder_.always();
    } else if (asked.kind == AtomKind::capability) {
      std::vector<GuardId> ways;
      for (const base::SwitchId on : side.switches_granting[asked.capability]) {
        Atom is_on;
        is_on.kind = AtomKind::switch_on;
        is_on.op = AtomOperator::is_true;
        is_on.switch_id = on;
        ways.push_back(builder_.atom(is_on));
      }
      result = builder_.any(ways);
    }
  } else if (joint.kind != GuardKind::always) {
    std::vector<GuardId> children;
    for (const GuardId child : joint.children) children.push_back(settled(which, who, child));
    if (joint.kind == GuardKind::negation) result = builder_.negation(children[0]);
    if (joint.kind == GuardKind::all) result = builder_.all(children);
    if (joint.kind == GuardKind::any) result = builder_.any(children);
  }
  return side.settled[{who, id}] = result;
}

// Kleene: `x or not x` is certain exactly where x is known.
GuardId Joint::is_absent(model::AttributeId attribute) {
  Atom some;
  some.kind = AtomKind::attribute;
  some.attribute = attribute;
  some.type = model_.attributes[attribute.index()].type;
  if (some.type.is_set) {
    some.op = AtomOperator::has;
    some.numbers = {0};
  } else {
    some.op = AtomOperator::equals;
    some.numbers = {0};
  }
  if (base::is_textual(some.type.kind)) {
    some.numbers.clear();
    some.texts = {some.type.kind == base::TypeKind::path ? "/" : "a"};
  }
  if (some.type.kind == base::TypeKind::boolean && !some.type.is_set) {
    some.op = AtomOperator::is_true;
    some.numbers.clear();
  }
  const GuardId asked = builder_.atom(some);
  return builder_.negation(builder_.any({asked, builder_.negation(asked)}));
}

std::vector<GuardId> Joint::reasons_to_refuse(const SideWorld& side, base::ActionId joint) {
  std::vector<GuardId> reasons;
  for (std::uint32_t i = 0; i < side.actions.size(); ++i) {
    if (side.actions[i] != joint) continue;
    for (const model::ActionAttribute& own : side.model->actions[i].attributes) {
      if (own.optional) continue;
      const model::AttributeId attribute = side.attributes[own.attribute.index()];
      for (const model::ActionAttribute& declared : model_.actions[joint.index()].attributes)
        if (declared.attribute == attribute && declared.optional) reasons.push_back(is_absent(attribute));
      Atom about;
      about.kind = AtomKind::attribute;
      about.attribute = attribute;
      about.type = model_.attributes[attribute.index()].type;
      const GuardId foreign = base::is_closed(about.type.kind) ? says_foreign(side, about) : builder_.never();
      if (foreign != builder_.never()) reasons.push_back(foreign);
    }
  }
  return reasons;
}

prove::CellRule Joint::refusal_where(const SideWorld& side, GuardId reason) {
  const auto index = static_cast<std::uint32_t>(model_.caps.size());
  model_.caps.push_back({base::Effect::deny, false, {}, reason, {}, side.refusal});
  return {prove::RuleRole::cap, index, base::Effect::deny, reason, side.refusal};
}

std::vector<prove::CellRule> Joint::refusals(Side which, base::ActionId joint, base::PrincipalId who) {
  SideWorld& side = sides_[index_of(which)];
  const auto [entry, is_new] = side.refusals.try_emplace(joint);
  if (is_new)
    for (const GuardId reason : reasons_to_refuse(side, joint)) entry->second.push_back(refusal_where(side, reason));
  std::vector<prove::CellRule> refusals = entry->second;
  const bool is_human_here_only = side.facts[who.index()].exists && !side.facts[who.index()].is_agent &&
                                  model_.principals[who.index()].kind == model::PrincipalKind::agent;
  if (!is_human_here_only) return refusals;
  Atom for_somebody;  // a human acts for nobody else
  for_somebody.kind = AtomKind::depth;
  for_somebody.op = AtomOperator::greater;
  for_somebody.type = {base::TypeKind::count, {}, false};
  for_somebody.numbers = {0};
  refusals.push_back(refusal_where(side, builder_.atom(for_somebody)));
  return refusals;
}

}  // namespace envelope::diff
