// Random conditions that a statement about given actions may have.
#pragma once

#include <string>
#include <vector>

#include "tests/differential/world.h"

namespace envelope::differential {

// What the conditions of one statement can speak of, besides the built-ins.
struct Subject {
  std::vector<Quantity> attributes;  // all covered actions declare them
  std::vector<Quantity> facts;       // none of the covered actions hides them
};

// `covered`: indices into World::actions. `anything`: the statement is about all actions, which share no attribute.
[[nodiscard]] Subject subject_of(const World& world, const std::vector<std::size_t>& covered, bool anything);

class ConditionMaker {
 public:
  // Keeps references to all three. `is_after`: the outcome may be asked for.
  ConditionMaker(const World& world, const Subject& subject, Random& random, bool is_after = false)
      : world_(world), subject_(subject), random_(random), is_after_(is_after) {}

  // Connectives nested up to `depth`.
  [[nodiscard]] std::string expression(std::size_t depth);
  [[nodiscard]] std::string atom();

 private:
  std::string member_of(const WrittenType& type);
  std::string quantity_atom(const Quantity& quantity);
  std::string built_in_atom();
  std::string order_atom(const std::string& name, const std::vector<std::string>& ascending, const std::string& extra);
  std::string member_atom(const std::string& name, const std::vector<std::string>& members);
  std::string text_atom(const Quantity& quantity);
  std::string time_of_day_atom();
  std::string instant_atom(const std::string& name);
  std::string is_or_is_not() { return random_.percent(30) ? " is not " : " is "; }
  std::string list(const std::vector<std::string>& items);
  std::string range(const std::vector<std::string>& ascending);

  const World& world_;
  const Subject& subject_;
  Random& random_;
  bool is_after_;
};

// Literals of a type, smallest first; for texts as quoted strings. Empty for closed types: their members are the world's.
[[nodiscard]] const std::vector<std::string>& literals(base::TypeKind kind);
[[nodiscard]] const std::vector<std::string>& patterns(base::TypeKind kind);

}  // namespace envelope::differential
