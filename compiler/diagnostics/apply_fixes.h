// Carries out what findings propose: the engine of `envc check --fix`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

enum class FixChoice : std::uint8_t { certain, all };

// `text` of `file` with the first fix of each diagnostic carried out, if it is certain or `all` are wanted. A fix is applied as a whole
// or not at all; of fixes that overlap (or insert at one place) the earlier diagnostic's wins, and a fix that reaches into another file
// or past the end of `text` is left out. `applied`, when given, receives the number of fixes carried out. Text without such fixes comes
// back as it was.
[[nodiscard]] std::string apply(std::string_view text, base::FileId file, const std::vector<Diagnostic>& diagnostics,
                                std::size_t* applied = nullptr, FixChoice choice = FixChoice::certain);

}  // namespace envelope::diagnostics
