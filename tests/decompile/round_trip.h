// A policy through its table and back.
#pragma once

#include <string>
#include <vector>

#include "compiler/pipeline/compile.h"
#include "compiler/restate/parts.h"

namespace envelope::decompile {

// The policy's table; with `text` as the text it carries.
[[nodiscard]] std::vector<char> table_of(const pipeline::Compilation& compilation, const std::string& text);

// Compiles a restated policy.
[[nodiscard]] std::unique_ptr<pipeline::Compilation> compile_parts(const std::vector<restate::Part>& parts);

// Builds the table, decompiles it, and compiles what comes out: it must have the same decision digest and the same model,
// and its own table must give back the same text. What does not hold first; empty when all does. The compilation must have a model.
[[nodiscard]] std::string round_trip_fault(const pipeline::Compilation& compilation);

}  // namespace envelope::decompile
