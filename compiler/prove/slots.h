// What a request can be asked about in one cell, cut into finitely many cases.
//
// A slot is one thing a request may say (an attribute, a fact, whether a label is held, …); its codes are the values that the atoms of the
// cell can tell apart, each shown by one value. Slots are independent of each other, so that a choice of one code per slot stands for a
// class of requests which the cell decides alike, and every request is in one class. Reasoning over codes is therefore exact.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/automata/classes.h"
#include "compiler/model/policy_model.h"
#include "compiler/prove/cells.h"
#include "runtime/text/truth.h"

namespace envelope::prove {

enum class SlotKind : std::uint8_t { attribute, fact, switch_on, labels_known, label, depth, origin, time, job };

struct SlotCode {
  std::vector<text::Truth> truths;  // of the slot's atoms
  bool is_usual = true;             // what a request says unless something else matters
  bool is_absent = false;           // the request does not say
  std::int64_t number = 0;          // the least value, where values are numbers, members or truths
  std::string text;                 // the shortest value, where values are texts
};

// The codes of a slot for a window, phase or stop; behind them the one for a request that does not say.
inline constexpr std::uint32_t kSwitchOff = 0, kSwitchOn = 1;
// Of a set: of the slot that says whether it is given, and of those for a kind of its members.
inline constexpr std::uint32_t kSetGiven = 1;
inline constexpr std::uint32_t kMemberOut = 0, kMemberIn = 1;

struct Slot {
  SlotKind kind{};
  std::uint32_t id = 0;    // of the attribute, fact, switch or label
  model::Type type;        // attribute, fact
  bool is_member = false;  // whether a set holds `codes[1]`: codes are "not in it" and "in it"
  std::vector<model::AtomId> atoms;
  std::vector<SlotCode> codes;  // the preferred value first: usual ones, then shortest and least; at least one

  // Variables of the diagrams that spell the number of the code.
  std::uint32_t first_bit = 0, bits = 0;
};

// How an atom is made of slots: yes where `yes` of any place is, and unknown where its slot `presence` says absent.
struct AtomPlace {
  std::uint32_t slot = 0;
  std::uint32_t position = 0;  // of the atom in the slot's atoms
};
struct AtomCase {
  std::vector<AtomPlace> places;          // Kleene's or; of nothing: no
  std::optional<std::uint32_t> presence;  // a slot whose first atom is unknown where the request does not say
};

// What was found out about texts and times before: cells ask the same again and again.
struct Knowledge {
  std::map<std::vector<automata::TextAtom>, automata::TextClasses> texts;
  std::map<std::vector<std::uint32_t>, std::vector<SlotCode>> times;  // by atoms
};

struct Slots {
  std::vector<Slot> slots;
  std::map<model::AtomId, AtomCase> cases;  // atoms that are not settled by who asks
  std::string limit;                        // what could not be worked out; empty: all is exact
  bool is_faulty = false;                   // `limit` is a fault of ours, not a limit
};

// What makes the slots of two principals alike, about the same atoms of one action.
struct SlotWishes {
  std::vector<base::SwitchId> switches;  // slots for these in any case
  bool tells_members_apart = false;      // where an atom asks for oneself, each member has a code of its own
};

// The slots for these atoms of a cell, in a fixed order: attributes as declared, then facts, switches and labels by name, then the rest.
[[nodiscard]] Slots make_slots(const model::PolicyModel& model, const ProofCell& cell, const std::vector<model::AtomId>& atoms,
                               Knowledge& knowledge, const SlotWishes& wishes = {});

// An atom on a text, as automata know it.
[[nodiscard]] automata::TextAtom text_atom(const model::Atom& atom);

// What the principal itself settles (its tier, its capabilities held for good, itself); nothing where requests differ.
[[nodiscard]] std::optional<text::Truth> settled(const model::PolicyModel& model, const ProofCell& cell, const model::Atom& atom);

// The question about a text that an atom puts, for the automata.
[[nodiscard]] automata::TextAtom text_atom(const model::Atom& atom);

// ---- parts ----
// The instants that atoms on time, time of day and weekday tell apart, from the first on: slots_time.cpp.
[[nodiscard]] std::vector<SlotCode> time_codes(const model::PolicyModel& model, const std::vector<model::AtomId>& atoms);
// The truth of an atom on a number, by its operator.
[[nodiscard]] text::Truth number_truth(const model::Atom& atom, std::int64_t number, base::PrincipalId who);

}  // namespace envelope::prove
