#include "compiler/prove/logic.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

namespace envelope::prove {
namespace {

using base::Effect;
using bdd::kFalse;
using bdd::kTrue;
using model::GuardKind;
using text::Truth;

constexpr Effect kAbove[] = {Effect::propose, Effect::ask, Effect::allow};

void collect(const model::PolicyModel& model, model::GuardId id, std::set<model::GuardId>& seen, std::set<model::AtomId>& atoms) {
  if (!seen.insert(id).second) return;
  const model::Guard& guard = model.guards[id.index()];
  if (guard.kind == GuardKind::atom) atoms.insert(guard.atom);
  for (const model::GuardId child : guard.children) collect(model, child, seen, atoms);
}

std::vector<model::GuardId> guards_of(const ProofCell& cell, const std::vector<model::GuardId>& more) {
  std::vector<model::GuardId> guards = more;
  for (const CellRule& rule : cell.rules) guards.push_back(rule.guard);
  return guards;
}

// The cheapest way through the slots that ends in kTrue.
class LeastChoice {
 public:
  LeastChoice(const bdd::Space& space, const std::vector<Slot>& slots) : space_(space), slots_(slots) {}

  Choice run(Node f) {
    Choice choice;
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      const Best best = from(slot, f);
      choice.push_back(best.code);
      f = space_.where_number(f, slots_[slot].first_bit, slots_[slot].bits, best.code);
    }
    return choice;
  }

 private:
  static constexpr std::uint32_t kNoWay = UINT32_MAX;
  struct Best {
    std::uint32_t unusual = kNoWay;  // codes from here on
    std::uint32_t code = 0;
  };

  Best from(std::size_t slot, Node f) {
    if (f == kFalse) return {};
    if (slot == slots_.size()) return {0, 0};
    if (const auto known = known_.find({slot, f}); known != known_.end()) return known->second;
    Best best;
    const Slot& here = slots_[slot];
    for (std::uint32_t code = 0; code < here.codes.size(); ++code) {
      const Best rest = from(slot + 1, space_.where_number(f, here.first_bit, here.bits, code));
      if (rest.unusual == kNoWay) continue;
      const std::uint32_t unusual = rest.unusual + (here.codes[code].is_usual ? 0 : 1);
      if (unusual < best.unusual) best = {unusual, code};
      if (best.unusual == 0) break;
    }
    return known_[{slot, f}] = best;
  }

  const bdd::Space& space_;
  const std::vector<Slot>& slots_;
  std::map<std::pair<std::size_t, Node>, Best> known_;
};

}  // namespace

std::vector<model::AtomId> atoms_of(const model::PolicyModel& model, const std::vector<model::GuardId>& guards) {
  std::set<model::GuardId> seen;
  std::set<model::AtomId> atoms;
  for (const model::GuardId guard : guards) collect(model, guard, seen, atoms);
  return {atoms.begin(), atoms.end()};
}

CellLogic::CellLogic(const model::PolicyModel& model, const ProofCell& cell, Knowledge& knowledge, bdd::Space& space,
                     const std::vector<model::GuardId>& more)
    : model_(model), cell_(cell), space_(space), slots_(make_slots(model, cell, atoms_of(model, guards_of(cell, more)), knowledge)) {
  space_.clear();
  number_slots();
}

CellLogic::CellLogic(const model::PolicyModel& model, const ProofCell& cell, Knowledge& knowledge, bdd::Space& space, const Beside& beside)
    : model_(model),
      cell_(cell),
      space_(space),
      slots_(make_slots(model, cell, atoms_of(model, guards_of(cell, beside.guards)), knowledge, beside.wishes)) {
  if (beside.is_first) space_.clear();
  number_slots();
}

void CellLogic::number_slots() {
  std::uint32_t bit = 0;
  for (Slot& slot : slots_.slots) {
    slot.first_bit = bit;
    slot.bits = static_cast<std::uint32_t>(std::bit_width(slot.codes.size() - 1));
    bit += slot.bits;
  }
  for (const CellRule& rule : cell_.rules) {
    const auto& approvals = approvals_of(model_, rule);
    approvals_.insert(approvals_.end(), approvals.begin(), approvals.end());
  }
  std::sort(approvals_.begin(), approvals_.end());
  approvals_.erase(std::unique(approvals_.begin(), approvals_.end()), approvals_.end());
}

std::string CellLogic::limit() const {
  if (!slots_.limit.empty()) return slots_.limit;
  return space_.has_overflowed() ? fmt::format("{} grow beyond {} nodes", kDiagramLimit, space_.nodes_max()) : "";
}

Node CellLogic::occurring() {
  if (!occurring_) occurring_ = surroundings_ != nullptr ? surroundings_->occurring(*this) : kTrue;
  return *occurring_;
}

Node CellLogic::where(const AtomPlace& place, bool unknown_is_yes) {
  const Slot& slot = slots_.slots[place.slot];
  std::vector<bool> values;
  for (const SlotCode& code : slot.codes) {
    const Truth truth = code.truths[place.position];
    values.push_back(truth == Truth::yes || (truth == Truth::unknown && unknown_is_yes));
  }
  return space_.of_number(slot.first_bit, slot.bits, values);
}

CellLogic::Pair CellLogic::atom_pair(model::AtomId id) {
  if (const auto known = atoms_.find(id.value); known != atoms_.end()) return known->second;
  Pair pair;
  if (const auto truth = settled(model_, cell_, model_.atoms[id.index()])) {
    pair = {*truth == Truth::yes ? kTrue : kFalse, *truth == Truth::no ? kFalse : kTrue};
  } else {
    const AtomCase& atom_case = slots_.cases.at(id);
    for (const AtomPlace& place : atom_case.places)
      pair = {space_.either(pair.must, where(place, false)), space_.either(pair.may, where(place, true))};
    if (atom_case.presence) {
      const Node absent = where({*atom_case.presence, 0}, true);  // its codes are "absent" and "there", which is a plain no
      pair = {space_.without(pair.must, absent), space_.either(pair.may, absent)};
    }
  }
  return atoms_[id.value] = pair;
}

Node CellLogic::guard_node(model::GuardId id, bool unknown_is_yes) {
  const std::uint64_t key = std::uint64_t{id.value} << 1U | (unknown_is_yes ? 1U : 0U);
  if (const auto known = guards_.find(key); known != guards_.end()) return known->second;
  const model::Guard& guard = model_.guards[id.index()];
  Node node = kTrue;
  switch (guard.kind) {
    case GuardKind::always:
      break;
    case GuardKind::atom: {
      const Pair pair = atom_pair(guard.atom);
      node = unknown_is_yes ? pair.may : pair.must;
      break;
    }
    case GuardKind::negation:
      node = space_.negation(guard_node(guard.children[0], !unknown_is_yes));
      break;
    case GuardKind::all:
      for (const model::GuardId child : guard.children) node = space_.both(node, guard_node(child, unknown_is_yes));
      break;
    case GuardKind::any:
      node = kFalse;
      for (const model::GuardId child : guard.children) node = space_.either(node, guard_node(child, unknown_is_yes));
      break;
  }
  return guards_[key] = node;
}

Node CellLogic::applies(const CellRule& rule) {
  const bool is_grant = rule.role == RuleRole::grant || rule.role == RuleRole::default_grant;
  return is_grant ? must(rule.guard) : may(rule.guard);
}

// Where some rule of this role whose level is below `below` applies.
Node CellLogic::any_of(RuleRole role, const Without& without, Effect below) {
  Node node = kFalse;
  for (const CellRule& rule : cell_.rules)
    if (rule.role == role && rule.level < below && !without.contains(rule.statement)) node = space_.either(node, applies(rule));
  return node;
}

Node CellLogic::explicit_grants(const Without& without, Effect least) {
  Node node = kFalse;
  for (const CellRule& rule : cell_.rules)
    if (rule.role == RuleRole::grant && rule.level >= least && !without.contains(rule.statement)) node = space_.either(node, applies(rule));
  return node;
}

// docs/language/semantics.md, steps 1 and 2.
Node CellLogic::base_at_least(Effect level, const Without& without) {
  Node defaults = kFalse;
  for (const CellRule& rule : cell_.rules)
    if (rule.role == RuleRole::default_grant && !without.contains(rule.statement)) defaults = space_.either(defaults, applies(rule));
  if (defaults != kFalse) {
    defaults = space_.without(defaults, any_of(RuleRole::default_grant, without, level));
    defaults = space_.without(defaults, any_of(RuleRole::default_cap, without, level));
    defaults = space_.without(defaults, explicit_grants(without, Effect::deny));
  }
  return space_.either(explicit_grants(without, level), defaults);
}

Node CellLogic::capped_below(Effect level, const Without& without) { return any_of(RuleRole::cap, without, level); }

Node CellLogic::granted(const Without& without) { return base_at_least(Effect::propose, without); }

Node CellLogic::at_least(Effect level, const Without& without) {
  if (level == Effect::deny) return kTrue;
  return space_.without(base_at_least(level, without), capped_below(level, without));
}

Node CellLogic::decides(Effect level, const Without& without) {
  const Node here = at_least(level, without);
  return level == Effect::allow ? here : space_.without(here, at_least(static_cast<Effect>(static_cast<int>(level) + 1), without));
}

// Step 4: of all ask caps that apply, and of the ask defaults where a default is the base.
Node CellLogic::needs(base::ApprovalId approval, const Without& without) {
  Node plain = kFalse, of_default = kFalse;
  for (const CellRule& rule : cell_.rules) {
    if (rule.level != Effect::ask || without.contains(rule.statement)) continue;
    const auto& approvals = approvals_of(model_, rule);
    if (std::find(approvals.begin(), approvals.end(), approval) == approvals.end()) continue;
    if (rule.role == RuleRole::cap) plain = space_.either(plain, applies(rule));
    if (rule.role == RuleRole::default_cap) of_default = space_.either(of_default, applies(rule));
  }
  if (of_default != kFalse) plain = space_.either(plain, space_.without(of_default, explicit_grants(without, Effect::deny)));
  return plain == kFalse ? kFalse : space_.both(plain, decides(Effect::ask, without));
}

Node CellLogic::chosen(std::uint32_t slot, std::uint32_t code) {
  const Slot& here = slots_.slots[slot];
  std::vector<bool> values(here.codes.size() + 1, false);  // one more: numbers past the end are no codes
  values[code] = true;
  return space_.of_number(here.first_bit, here.bits, values);
}

bool CellLogic::same_without(const Without& without) {
  for (const Effect level : kAbove)
    if (at_least(level) != at_least(level, without)) return false;
  for (const base::ApprovalId approval : approvals_)
    if (needs(approval) != needs(approval, without)) return false;
  return !space_.has_overflowed();
}

Node CellLogic::somewhere(Node f, const std::vector<bool>& is_free) {
  for (std::size_t number = slots_.slots.size(); number-- > 0 && f != kFalse && f != kTrue;) {
    if (!is_free[number]) continue;
    const Slot& slot = slots_.slots[number];
    Node any = kFalse;
    for (std::uint32_t code = 0; code < slot.codes.size() && any != kTrue; ++code)
      any = space_.either(any, space_.restricted(f, slot.first_bit, slot.bits, code));
    f = any;
  }
  return f;
}

Choice CellLogic::least(Node f) { return LeastChoice(space_, slots_.slots).run(f); }

bool CellLogic::holds(Node f, const Choice& choice) const {
  for (std::size_t slot = 0; slot < slots_.slots.size(); ++slot)
    f = space_.where_number(f, slots_.slots[slot].first_bit, slots_.slots[slot].bits, choice[slot]);
  return f == kTrue;
}

bool asks_who_acts(const model::PolicyModel& model, model::GuardId guard) {
  const std::vector<model::AtomId> atoms = atoms_of(model, {guard});
  return std::any_of(atoms.begin(), atoms.end(), [&](model::AtomId id) {
    const model::Atom& atom = model.atoms[id.index()];
    return atom.kind == model::AtomKind::agent || atom.kind == model::AtomKind::tier || atom.kind == model::AtomKind::capability ||
           atom.op == model::AtomOperator::is_self;
  });
}

}  // namespace envelope::prove
