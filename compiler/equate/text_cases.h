// All that some machines can tell apart about the texts of a domain: every combination of states that a text leads to, with one such text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/equate/machine.h"
#include "runtime/text/glob.h"

namespace envelope::equate {

// Which texts are looked at.
enum class Texts : std::uint8_t {
  strings,  // canonical values of a domain
  paths,
  hosts,
  command_texts,  // commands as they are written
  command_words,  // text::command_key() of plain commands
  exact_texts,    // text::command_key() of commands that are not plain
};

struct TextCase {
  std::string value;                   // a canonical value of the domain
  std::vector<Machine::State> states;  // of each machine, at its end
};

// The shortest text of each combination, shortest first; nothing when more than `states_max` combinations were met on the way.
[[nodiscard]] std::optional<std::vector<TextCase>> text_cases(Texts texts, const std::vector<Machine*>& machines, std::size_t states_max);

}  // namespace envelope::equate
