// Names and values as the language writes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/typed_program.h"

namespace envelope::restate {

// In backticks where a bare word would not be read as a name.
[[nodiscard]] std::string spell_name(std::string_view name);
// A string literal; whatever a reader could not see, or a line could not hold, is written as an escape.
[[nodiscard]] std::string spell_text(std::string_view text);
[[nodiscard]] std::string spell_constant(const check::TypedProgram& program, const check::Constant& constant);

// Names joined by commas.
[[nodiscard]] std::string spell_names(const std::vector<std::string>& names);
template <typename Id, typename Entity>
[[nodiscard]] std::string spell_names(const std::vector<Id>& ids, const std::vector<Entity>& entities) {
  std::string out;
  for (const Id id : ids) out += (out.empty() ? "" : ", ") + spell_name(entities[id.index()].name);
  return out;
}
// ` WORD a, b`, with its blank; empty when there are none.
[[nodiscard]] std::string clause(std::string_view word, const std::string& names);

}  // namespace envelope::restate
