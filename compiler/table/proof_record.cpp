#include "compiler/table/proof_record.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "runtime/decide/table.h"
#include "runtime/format/hash.h"

namespace envelope::table {

using format::FileHeader;
using format::ProofRecord;
using format::SectionEntry;

void record_proof(std::vector<char>& table, const ProofCounts& counts) {
  FileHeader header;
  std::memcpy(&header, table.data(), sizeof header);
  ProofRecord record{};
  record.state = static_cast<std::uint32_t>(format::ProofState::proved);
  record.method = format::kProofMethod;
  record.cells = counts.cells;
  record.distinct = counts.distinct;
  record.exhausted = counts.exhausted;
  record.by_engines = counts.by_engines;
  record.cases = counts.cases;
  record.claims = counts.claims;
  std::memcpy(record.decision_digest, header.decision_digest, sizeof record.decision_digest);
  std::memcpy(record.source_digest, header.source_digest, sizeof record.source_digest);
  counts.solver_version.copy(record.solver_version, sizeof record.solver_version - 1);

  const std::size_t place = sizeof header + format::kDecidingSections * sizeof(SectionEntry);
  SectionEntry entry;
  std::memcpy(&entry, table.data() + place, sizeof entry);
  std::memcpy(table.data() + entry.offset, &record, sizeof record);
  entry.checksum = format::checksum(&record, sizeof record);
  std::memcpy(table.data() + place, &entry, sizeof entry);

  header.header_checksum = 0;
  std::memcpy(table.data(), &header, sizeof header);
  header.header_checksum = format::checksum(table.data(), sizeof header + header.section_count * sizeof(SectionEntry));
  std::memcpy(table.data(), &header, sizeof header);
}

std::optional<ProofCounts> recorded_proof(const env_table& table) {
  const ProofRecord& record = table.sections.proof[0];
  if (record.state != static_cast<std::uint32_t>(format::ProofState::proved)) return std::nullopt;
  const char* const end = std::find(std::begin(record.solver_version), std::end(record.solver_version), '\0');
  const std::string solver(std::begin(record.solver_version), end);
  return ProofCounts{record.cells, record.distinct, record.exhausted, record.by_engines, record.cases, solver, record.claims};
}

}  // namespace envelope::table
