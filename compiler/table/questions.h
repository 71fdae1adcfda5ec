// Guards as questions of diagrams, for one principal and one action.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/table/diagrams.h"
#include "compiler/table/texts.h"

namespace envelope::table {

// 64-bit constants of the table, each once.
class Constants {
 public:
  std::uint32_t add(std::int64_t value);
  [[nodiscard]] const std::vector<std::int64_t>& values() const { return values_; }

 private:
  std::map<std::int64_t, std::uint32_t> known_;
  std::vector<std::int64_t> values_;
};

// What every cell's questions share. All must outlive the Questions made of it.
struct Vocabulary {
  const model::PolicyModel& model;
  const std::vector<std::uint32_t>& label_numbers;  // by LabelId: number of the label's name
  Constants& constants;
};

// A node that asks about a text names its atom; which group decides that is known only when all diagrams are (place.cpp).

// Asks about one principal's request for one action: what is known of the principal is settled here, once and for all requests.
class Questions {
 public:
  Questions(const Vocabulary& vocabulary, Diagrams& diagrams, base::PrincipalId who, base::ActionId action)
      : vocabulary_(vocabulary), diagrams_(diagrams), who_(who), action_(action) {}

  // A diagram that leads to `yes` where the guard is true, to `no` where it is false, and, where it is unknown, to `yes` or `no` as
  // `unknown_is_yes` says. Exact: in Kleene logic a guard without `not` is certainly true iff it is true with every unknown atom taken
  // as false, and `not` turns that round.
  Target ask(model::GuardId guard, Target yes, Target no, bool unknown_is_yes);

 private:
  struct Place {
    format::Source source{};
    std::uint32_t index = 0;
    bool is_known = true;  // false: the action has no such attribute
  };
  [[nodiscard]] Place place_of(const model::Atom& atom) const;
  Target ask_atom(model::AtomId id, Target yes, Target no, bool unknown_is_yes);
  Target ask_value(model::AtomId id, Target yes, Target no, bool unknown_is_yes);
  Target ask_number(const model::Atom& atom, const Place& place, Target yes, Target no, bool unknown_is_yes);
  Target ask_equals(const std::vector<std::int64_t>& numbers, const Place& place, Target yes, Target no, bool unknown_is_yes);
  Target ask_has(std::int64_t member, const Place& place, Target yes, Target no, bool unknown_is_yes);
  Target ask_less(std::int64_t bound, const Place& place, Target yes, Target no, bool unknown_is_yes);
  Target ask_less_equal(std::int64_t bound, const Place& place, Target yes, Target no, bool unknown_is_yes);
  Target ask_range(const model::Atom& atom, const Place& place, Target yes, Target no, bool unknown_is_yes);
  Target ask_capability(base::CapabilityId capability, Target yes, Target no, bool unknown_is_yes);

  const Vocabulary& vocabulary_;
  Diagrams& diagrams_;
  base::PrincipalId who_;
  base::ActionId action_;
};

}  // namespace envelope::table
