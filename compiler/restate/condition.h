// Conditions in the language, as a file of one time zone has to write them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/check/typed_program.h"

namespace envelope::restate {

// What a condition cannot say where it stands, so that a `let` says it: a time of day on the clock of another zone than that of the file
// it is written in.
struct NamedValue {
  base::ZoneId zone;  // whose clock reads it
  std::string value;  // `22:00..06:00`
  auto operator<=>(const NamedValue&) const = default;
};

// Where a condition is written.
struct Home {
  base::ZoneId zone;                       // whose clock the file reads; invalid: none
  std::map<NamedValue, std::string> lets;  // each with its name
};

// The zone whose clock these conditions read; invalid when they read none. A `let` of another module may bring in a second one: the
// zone of a weekday, which no `let` can name, goes first.
[[nodiscard]] base::ZoneId clock_zone(const std::vector<check::TypedCondition>& conditions);

// ` when …`, ` unless …`, each with its blank; empty when there are none. Adds to `home.lets` what needs one.
[[nodiscard]] std::string spell_conditions(const check::TypedProgram& program, const std::vector<check::TypedCondition>& conditions,
                                           Home& home);

}  // namespace envelope::restate
