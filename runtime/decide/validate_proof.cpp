// The proof record: that it is one, and speaks of this table. Whether it tells the truth, `envc check-table` finds out.
#include <algorithm>
#include <cstring>

#include "runtime/decide/validate.h"

namespace envelope::decide {

using format::ProofRecord;
using format::SectionKind;

namespace {

bool is_empty(const ProofRecord& record) {
  const ProofRecord nothing{};
  return std::memcmp(&record, &nothing, sizeof nothing) == 0;
}

bool is_terminated_text(const char* text, std::size_t size) {
  const char* const end = std::find(text, text + size, '\0');
  return end != text + size && std::all_of(end, text + size, [](char c) { return c == '\0'; });
}

}  // namespace

Fault validate_proof(const env_table& table) {
  const auto fault = [](const char* what) { return malformed(SectionKind::proof, 0, what); };
  if (table.sections.proof.size() != 1) return fault("there is not exactly one");
  const ProofRecord& record = table.sections.proof[0];
  if (is_empty(record)) return {};
  if (record.state != static_cast<std::uint32_t>(format::ProofState::proved) || record.method == 0)
    return fault("it is neither empty nor a proof");
  if (record.distinct > record.cells || record.exhausted > record.distinct || record.by_engines != record.distinct - record.exhausted)
    return fault("its counts contradict each other");
  if (!is_terminated_text(record.solver_version, sizeof record.solver_version)) return fault("its solver's version is no text");
  const format::FileHeader& header = *table.header;
  if (std::memcmp(record.decision_digest, header.decision_digest, sizeof header.decision_digest) != 0 ||
      std::memcmp(record.source_digest, header.source_digest, sizeof header.source_digest) != 0)
    return fault("it speaks of another table");
  return {};
}

}  // namespace envelope::decide
