// Writing down in a table that it was proved equal to its source.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/format/table_format.h"

struct env_table;

namespace envelope::table {

// How a proof went, for the record.
struct ProofCounts {
  std::uint64_t cells = 0, distinct = 0, exhausted = 0, by_engines = 0, cases = 0;
  std::string solver_version;  // at most 15 bytes; empty when no solver was asked
  std::uint64_t claims = 0;    // of the source, that were proved as well
};

// Fills the proof record of a table that `build` made, and the checksums over it. Digests are those of the table's header.
void record_proof(std::vector<char>& table, const ProofCounts& counts);

// What stands in the record of a table that the loader accepted; nothing when it was not proved.
[[nodiscard]] std::optional<ProofCounts> recorded_proof(const env_table& table);

}  // namespace envelope::table
