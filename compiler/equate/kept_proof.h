// Proofs that were made before, so that building the same table of the same source again does not make them again.
//
// A proof is kept under the digest of all it depends on: the running program itself, every source text, every change of the clocks that is
// read, and every byte of the table. It says nothing but how the proof went, and is safe to delete at any time. One that is not as it was
// written is not believed. Whoever can write as the user can forge one, as it can replace the program: `envc check-table` never looks here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/source_map.h"
#include "compiler/check/typed_program.h"
#include "compiler/equate/equate.h"

namespace envelope::equate {

inline constexpr std::uint64_t kCellsWorthKeeping = 1'000;  // distinct ones; fewer are proved sooner than looked up

// 64 hexadecimal digits. Empty where the running program has no build id: then nothing tells it from another, and nothing is kept.
[[nodiscard]] std::string proof_key(const check::TypedProgram& program, const base::SourceMap& sources, std::string_view table);

// How the proof of this key went, with a digest of its own. The result must be proved.
[[nodiscard]] std::string write_kept(const std::string& key, const Result& result);
// Nothing: `entry` is not what write_kept made under this key, or another solver was asked.
[[nodiscard]] std::optional<Result> read_kept(const std::string& key, std::string_view entry);

}  // namespace envelope::equate
