#include "compiler/prove/slots.h"

#include <algorithm>
#include <set>

#include "compiler/model/value.h"
#include "runtime/format/table_format.h"

namespace envelope::prove {
namespace {

using model::Atom;
using model::AtomId;
using model::AtomKind;
using model::AtomOperator;
using model::PolicyModel;
using text::Truth;

constexpr std::int64_t kOrigins = 4;

// What an atom is about: atoms about the same thing share a slot. Ordered as slots are.
struct Subject {
  SlotKind kind{};
  std::uint32_t rank = 0;  // place of an attribute among those of the action
  std::string name;
  std::uint32_t id = 0;
  model::Type type;
  auto operator<=>(const Subject&) const = default;
};

class SlotMaker {
 public:
  SlotMaker(const PolicyModel& model, const ProofCell& cell, Knowledge& knowledge, const SlotWishes& wishes)
      : model_(model), cell_(cell), knowledge_(knowledge), wishes_(wishes) {}

  Slots run(const std::vector<AtomId>& atoms) {
    std::map<Subject, std::vector<AtomId>> by_subject;
    for (const AtomId id : atoms) {
      const Atom& atom = model_.atoms[id.index()];
      if (settled(model_, cell_, atom)) continue;
      if (atom.kind == AtomKind::capability)
        result_.cases[id];  // filled below, when the switches have their slots
      else
        by_subject[subject_of(atom)].push_back(id);
    }
    for (const base::SwitchId id : wishes_.switches) by_subject[switch_subject(id.value)];
    for (auto& [id, unused] : result_.cases) want_switches(by_subject, model_.atoms[id.index()].capability);
    for (const auto& [subject, ids] : by_subject) add(subject, ids);
    for (auto& [id, atom_case] : result_.cases)
      if (model_.atoms[id.index()].kind == AtomKind::capability) atom_case = capability_case(model_.atoms[id.index()].capability);
    return std::move(result_);
  }

 private:
  [[nodiscard]] Subject subject_of(const Atom& atom) const {
    switch (atom.kind) {
      case AtomKind::attribute: {
        const auto& declared = model_.actions[cell_.action.index()].attributes;
        const auto slot = std::find_if(declared.begin(), declared.end(), [&](const auto& a) { return a.attribute == atom.attribute; });
        return {SlotKind::attribute,
                static_cast<std::uint32_t>(slot - declared.begin()),
                {},
                atom.attribute.value,
                model_.attributes[atom.attribute.index()].type};
      }
      case AtomKind::fact:
        return {SlotKind::fact, 0, model_.facts[atom.fact.index()].first, atom.fact.value, model_.facts[atom.fact.index()].second};
      case AtomKind::switch_on:
        return switch_subject(atom.switch_id.value);
      case AtomKind::label:
        return {SlotKind::label, 0, model_.labels[atom.label.index()], atom.label.value, {}};
      case AtomKind::depth:
        return {SlotKind::depth, 0, {}, 0, {}};
      case AtomKind::origin:
        return {SlotKind::origin, 0, {}, 0, {}};
      case AtomKind::job:
        return {SlotKind::job, 0, {}, 0, {}};
      case AtomKind::time:
      case AtomKind::time_of_day:
      case AtomKind::day:
      case AtomKind::capability:
      case AtomKind::agent:
      case AtomKind::tier:
      case AtomKind::outcome:
      case AtomKind::decision:
        break;
    }
    return {SlotKind::time, 0, {}, 0, {}};
  }

  [[nodiscard]] Subject switch_subject(std::uint32_t id) const { return {SlotKind::switch_on, 0, model_.switches[id].name, id, {}}; }

  [[nodiscard]] std::vector<std::uint32_t> switches_granting(base::CapabilityId capability) const {
    std::vector<std::uint32_t> switches;
    for (std::uint32_t i = 0; i < model_.switches.size(); ++i) {
      const auto& grants = model_.switches[i].grants;
      if (std::find(grants.begin(), grants.end(), capability) != grants.end()) switches.push_back(i);
    }
    return switches;
  }

  void want_switches(std::map<Subject, std::vector<AtomId>>& by_subject, base::CapabilityId capability) {
    for (const std::uint32_t id : switches_granting(capability)) by_subject[switch_subject(id)];
  }

  // A capability is held while any switch that grants it is on.
  [[nodiscard]] AtomCase capability_case(base::CapabilityId capability) const {
    AtomCase atom_case;
    for (const std::uint32_t id : switches_granting(capability))
      for (std::uint32_t slot = 0; slot < result_.slots.size(); ++slot)
        if (result_.slots[slot].kind == SlotKind::switch_on && result_.slots[slot].id == id) atom_case.places.push_back({slot, 0});
    return atom_case;
  }

  void add(const Subject& subject, const std::vector<AtomId>& atoms) {
    Slot slot{subject.kind, subject.id, subject.type, false, atoms, {}, 0, 0};
    switch (subject.kind) {
      case SlotKind::attribute:
      case SlotKind::fact:
        if (subject.type.is_set) return add_set(slot);
        if (may_be_absent(slot)) add_absent(slot, true);
        add_values(slot, !may_be_absent(slot));
        break;
      case SlotKind::switch_on:
        add_switch(slot);
        break;
      case SlotKind::label:
        return add_label(slot);
      case SlotKind::labels_known:
        break;
      case SlotKind::depth:
        add_numbers(slot, 0, depth_max(), true);
        for (SlotCode& c : slot.codes) c.is_usual = c.number == 0;
        break;
      case SlotKind::origin:
        add_absent(slot, true);
        add_numbers(slot, 0, kOrigins - 1, false);
        break;
      case SlotKind::job:
        slot.codes.push_back(code(atoms.size(), Truth::no, true, -1));  // under no job
        add_absent(slot, false);
        add_members(slot, job_order(), false);
        break;
      case SlotKind::time:
        add_absent(slot, true);
        add_times(slot);
        break;
    }
    add_slot(std::move(slot));
  }

  void add_slot(Slot slot) {
    const auto number = static_cast<std::uint32_t>(result_.slots.size());
    for (std::uint32_t i = 0; i < slot.atoms.size(); ++i) result_.cases[slot.atoms[i]].places.push_back({number, i});
    result_.slots.push_back(std::move(slot));
  }

  static SlotCode code(std::size_t atoms, Truth truth, bool is_usual, std::int64_t number) {
    return {std::vector<Truth>(atoms, truth), is_usual, false, number, {}};
  }

  static void add_absent(Slot& slot, bool is_usual) {
    slot.codes.push_back(code(std::max<std::size_t>(slot.atoms.size(), 1), Truth::unknown, is_usual, 0));
    slot.codes.back().is_absent = true;
  }

  // Asked about by itself, or as one that grants a capability (then it has no atoms of its own).
  static void add_switch(Slot& slot) {
    const std::size_t atoms = std::max<std::size_t>(slot.atoms.size(), 1);
    slot.codes = {code(atoms, Truth::no, true, 0), code(atoms, Truth::yes, false, 1)};
    add_absent(slot, false);
  }

  [[nodiscard]] bool may_be_absent(const Slot& slot) const {
    if (slot.kind == SlotKind::fact) return true;
    for (const model::ActionAttribute& declared : model_.actions[cell_.action.index()].attributes)
      if (declared.attribute.value == slot.id) return declared.optional;
    return true;
  }

  // A human acts for nobody else.
  [[nodiscard]] std::int64_t depth_max() const {
    return model_.principals[cell_.who.index()].kind == model::PrincipalKind::human ? 0 : format::kLineageMax;
  }

  void add_values(Slot& slot, bool are_usual) {
    const base::TypeKind kind = slot.type.kind;
    if (base::is_textual(kind))
      add_texts(slot, are_usual);
    else if (base::is_closed(kind))
      add_members(slot, member_order(slot.type), are_usual);
    else
      add_numbers(slot, 0, kind == base::TypeKind::boolean ? 1 : INT64_MAX, are_usual);
  }

  [[nodiscard]] std::vector<Truth> truths_at(const Slot& slot, std::int64_t number) const {
    std::vector<Truth> truths;
    for (const AtomId id : slot.atoms) truths.push_back(number_truth(model_.atoms[id.index()], number, cell_.who));
    return truths;
  }

  // One code for each stretch of numbers that no atom tells apart, shown by its least.
  void add_numbers(Slot& slot, std::int64_t least, std::int64_t greatest, bool are_usual) {
    std::set<std::int64_t> cuts{least};
    for (const AtomId id : slot.atoms)
      for (const std::int64_t number : model_.atoms[id.index()].numbers) {
        cuts.insert(number);
        if (number < INT64_MAX) cuts.insert(number + 1);
      }
    if (slot.type.kind == base::TypeKind::boolean || slot.kind == SlotKind::origin)
      for (std::int64_t number = least; number <= greatest; ++number) cuts.insert(number);
    std::optional<std::vector<Truth>> before;
    for (const std::int64_t cut : cuts) {
      if (cut < least || cut > greatest) continue;
      std::vector<Truth> truths = truths_at(slot, cut);
      if (truths == before) continue;
      slot.codes.push_back({truths, are_usual, false, cut, {}});
      before = std::move(truths);
    }
  }

  // One code for each set of members that no atom tells apart, shown by the first of them in `order`.
  void add_members(Slot& slot, const std::vector<std::int64_t>& order, bool are_usual) {
    std::set<std::vector<Truth>> known;
    const bool tells_apart = wishes_.tells_members_apart && std::any_of(slot.atoms.begin(), slot.atoms.end(), [&](AtomId id) {
                               return model_.atoms[id.index()].op == AtomOperator::is_self;
                             });
    for (const std::int64_t member : order) {
      std::vector<Truth> truths = truths_at(slot, member);
      if (known.insert(truths).second || tells_apart) slot.codes.push_back({std::move(truths), are_usual, false, member, {}});
    }
  }

  // Enums and tiers as declared, everything else by name: a policy in another order has the same examples.
  [[nodiscard]] std::vector<std::int64_t> member_order(const model::Type& type) const {
    std::vector<std::string> names;
    if (type.kind == base::TypeKind::enumeration) names.resize(model_.enums[type.enumeration.index()].members.size());
    if (type.kind == base::TypeKind::tier) names = model_.tiers;
    if (type.kind == base::TypeKind::agent)
      for (const auto& principal : model_.principals) names.push_back(principal.name);
    if (type.kind == base::TypeKind::mode)
      for (const auto& s : model_.switches) names.push_back(s.name);
    if (type.kind == base::TypeKind::job)
      for (const auto& job : model_.jobs) names.push_back(job.name);
    std::vector<std::int64_t> order(names.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::int64_t>(i);
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
      return names[static_cast<std::size_t>(a)] < names[static_cast<std::size_t>(b)];
    });
    return order;
  }
  [[nodiscard]] std::vector<std::int64_t> job_order() const { return member_order({base::TypeKind::job, {}, false}); }

  const automata::TextClasses& classes_of(const Slot& slot) {
    std::vector<automata::TextAtom> atoms;
    for (const AtomId id : slot.atoms) atoms.push_back(text_atom(model_.atoms[id.index()]));
    const auto [entry, is_new] = knowledge_.texts.try_emplace(atoms);
    if (is_new) entry->second = automata::text_classes(atoms);
    const automata::ClassesFault fault = entry->second.fault;
    if (fault == automata::ClassesFault::too_large) result_.limit = "the patterns on one attribute need too large an automaton together";
    if (fault == automata::ClassesFault::no_example) result_.limit = "a text that shows a case of the patterns on one attribute";
    if (fault == automata::ClassesFault::disagreement) {
      result_.limit = "the automaton of some patterns and their matcher differ";
      result_.is_faulty = true;
    }
    return entry->second;
  }

  void add_texts(Slot& slot, bool are_usual) {
    for (const automata::TextClass& c : classes_of(slot).classes) slot.codes.push_back({c.truths, are_usual, false, 0, c.text});
    if (slot.codes.empty()) add_absent(slot, true);  // nothing is known: `limit` says so
  }

  void add_times(Slot& slot) {
    std::vector<std::uint32_t> key;
    for (const AtomId id : slot.atoms) key.push_back(id.value);
    const auto [entry, is_new] = knowledge_.times.try_emplace(key);
    if (is_new) entry->second = time_codes(model_, slot.atoms);
    slot.codes.insert(slot.codes.end(), entry->second.begin(), entry->second.end());
  }

  // A set: whether it is there, and for each kind of member that atoms tell apart, whether it holds one.
  void add_set(const Slot& about) {
    Slot members{about.kind, about.id, {about.type.kind, about.type.enumeration, false}, true, about.atoms, {}, 0, 0};
    if (base::is_textual(about.type.kind))
      add_texts(members, false);
    else if (base::is_closed(about.type.kind))
      add_members(members, member_order(about.type), false);
    else
      add_numbers(members, 0, INT64_MAX, false);
    std::optional<std::uint32_t> presence;
    if (may_be_absent(about)) {
      Slot slot{about.kind, about.id, about.type, false, {}, {}, 0, 0};
      add_absent(slot, true);
      slot.codes.push_back(code(1, Truth::no, false, 0));
      presence = static_cast<std::uint32_t>(result_.slots.size());
      result_.slots.push_back(std::move(slot));
    }
    for (const AtomId id : about.atoms) result_.cases[id].presence = presence;
    for (SlotCode& member : members.codes) {
      if (std::all_of(member.truths.begin(), member.truths.end(), [](Truth t) { return t == Truth::no; })) continue;
      Slot slot{members.kind, members.id, members.type, true, about.atoms, {}, 0, 0};
      slot.codes.push_back(code(about.atoms.size(), Truth::no, true, 0));
      slot.codes.push_back(std::move(member));
      slot.codes.back().is_usual = false;
      add_slot(std::move(slot));
    }
  }

  void add_label(Slot slot) {
    if (!labels_known_) {
      Slot known{SlotKind::labels_known, 0, {}, false, {}, {}, 0, 0};
      known.codes.push_back(code(1, Truth::no, true, 0));
      add_absent(known, false);
      labels_known_ = static_cast<std::uint32_t>(result_.slots.size());
      result_.slots.push_back(std::move(known));
    }
    for (const AtomId id : slot.atoms) result_.cases[id].presence = labels_known_;
    slot.codes = {code(slot.atoms.size(), Truth::no, true, 0), code(slot.atoms.size(), Truth::yes, false, 1)};
    add_slot(std::move(slot));
  }

  const PolicyModel& model_;
  const ProofCell& cell_;
  Knowledge& knowledge_;
  const SlotWishes& wishes_;
  std::optional<std::uint32_t> labels_known_;
  Slots result_;
};

}  // namespace

automata::TextAtom text_atom(const Atom& atom) {
  automata::TextOperator op = automata::TextOperator::equals;  // `has` is equality with a member
  if (atom.op == AtomOperator::matches) op = automata::TextOperator::matches;
  if (atom.op == AtomOperator::under) op = automata::TextOperator::under;
  return {model::domain_of(atom.type.kind), op, atom.texts};
}

Truth number_truth(const Atom& atom, std::int64_t number, base::PrincipalId who) {
  const std::vector<std::int64_t>& constants = atom.numbers;
  switch (atom.op) {
    case AtomOperator::is_true:
      return text::truth_of(number != 0);
    case AtomOperator::equals:
    case AtomOperator::has:
      return text::truth_of(std::find(constants.begin(), constants.end(), number) != constants.end());
    case AtomOperator::less:
      return text::truth_of(number < constants[0]);
    case AtomOperator::less_equal:
      return text::truth_of(number <= constants[0]);
    case AtomOperator::greater:
      return text::truth_of(number > constants[0]);
    case AtomOperator::greater_equal:
      return text::truth_of(number >= constants[0]);
    case AtomOperator::in_range:
      return text::truth_of(constants[0] <= number && number < constants[1]);
    case AtomOperator::is_self:
      return text::truth_of(number == static_cast<std::int64_t>(who.value));
    case AtomOperator::matches:
    case AtomOperator::under:
      break;
  }
  return Truth::unknown;
}

std::optional<Truth> settled(const PolicyModel& model, const ProofCell& cell, const Atom& atom) {
  const model::Principal& who = model.principals[cell.who.index()];
  switch (atom.kind) {
    case AtomKind::agent:
      return atom.op == AtomOperator::is_self ? Truth::yes : number_truth(atom, cell.who.value, cell.who);
    case AtomKind::tier:
      return who.tier.is_valid() ? number_truth(atom, who.tier.value, cell.who) : Truth::no;
    case AtomKind::capability:
      if (std::binary_search(who.capabilities.begin(), who.capabilities.end(), atom.capability)) return Truth::yes;
      return std::nullopt;
    case AtomKind::outcome:
    case AtomKind::decision:
      return Truth::unknown;
    case AtomKind::attribute: {
      const auto& declared = model.actions[cell.action.index()].attributes;
      const bool is_declared = std::any_of(declared.begin(), declared.end(), [&](const auto& a) { return a.attribute == atom.attribute; });
      return is_declared ? std::nullopt : std::optional(Truth::unknown);
    }
    case AtomKind::fact:
    case AtomKind::switch_on:
    case AtomKind::label:
    case AtomKind::origin:
    case AtomKind::depth:
    case AtomKind::time:
    case AtomKind::time_of_day:
    case AtomKind::day:
    case AtomKind::job:
      return std::nullopt;
  }
  return std::nullopt;
}

Slots make_slots(const PolicyModel& model, const ProofCell& cell, const std::vector<AtomId>& atoms, Knowledge& knowledge,
                 const SlotWishes& wishes) {
  return SlotMaker(model, cell, knowledge, wishes).run(atoms);
}

}  // namespace envelope::prove
