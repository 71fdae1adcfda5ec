// Writing down in a table that it was proved equal to its source.
#pragma once

#include <string>
#include <vector>

#include "runtime/format/table_format.h"

namespace envelope::table {

// How a proof went, for the record.
struct ProofCounts {
  std::uint64_t cells = 0, distinct = 0, exhausted = 0, by_engines = 0, cases = 0;
  std::string solver_version;  // at most 15 bytes; empty when no solver was asked
};

// Fills the proof record of a table that `build` made, and the checksums over it. Digests are those of the table's header.
void record_proof(std::vector<char>& table, const ProofCounts& counts);

}  // namespace envelope::table
