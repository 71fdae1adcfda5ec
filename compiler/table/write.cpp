// What stands in the sections and the header of a table, and their digests.
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/SHA256.h>

#include <atomic>
#include <cstring>

#include "compiler/table/assemble.h"
#include "compiler/table/faults.h"
#include "compiler/table/packed_text.h"
#include "compiler/table/parts.h"

namespace envelope::table {
namespace {

using format::FileHeader;
using format::SectionKind;

std::atomic<bool> shift_a_cell{false};

template <typename Records>
Section section(SectionKind kind, const Records& records) {
  Section made{kind, {}};
  const std::size_t size = records.size() * sizeof(*records.data());
  made.bytes.resize(size);
  if (size > 0) std::memcpy(made.bytes.data(), records.data(), size);
  return made;
}

std::vector<Section> deciding(const Parts& parts) {
  std::vector<format::CellRecord> cells = parts.cells;
  if (shift_a_cell.load(std::memory_order_relaxed) && cells.size() > 1) cells.front() = cells.back();
  return {section(SectionKind::strings, parts.strings.bytes()),
          section(SectionKind::policy, std::vector{parts.policy}),
          section(SectionKind::principals, parts.principals),
          section(SectionKind::places, parts.places),
          section(SectionKind::principal_index, parts.principal_index),
          section(SectionKind::actions, parts.actions),
          section(SectionKind::action_index, parts.action_index),
          section(SectionKind::attributes, parts.attributes),
          section(SectionKind::name_sets, parts.name_sets),
          section(SectionKind::names, parts.names),
          section(SectionKind::facts, parts.facts),
          section(SectionKind::rows, parts.rows),
          section(SectionKind::cells, cells),
          section(SectionKind::edges, parts.edges),
          section(SectionKind::programs, parts.deciding.programs),
          section(SectionKind::tests, parts.deciding.tests),
          section(SectionKind::leaves, parts.deciding.leaves),
          section(SectionKind::parameters, parts.parameters),
          section(SectionKind::nodes, parts.deciding.nodes),
          section(SectionKind::obligations, parts.obligations),
          section(SectionKind::obligation_sets, parts.obligation_sets),
          section(SectionKind::constants, parts.constants),
          section(SectionKind::zones, parts.zones),
          section(SectionKind::transitions, parts.transitions),
          section(SectionKind::groups, parts.groups),
          section(SectionKind::automata, parts.automata),
          section(SectionKind::verdicts, parts.verdicts)};
}

std::vector<Section> explaining(const Parts& parts, const Provenance& provenance) {
  return {section(SectionKind::words, parts.words.bytes()),         section(SectionKind::files, parts.files),
          section(SectionKind::statements, parts.statements),       section(SectionKind::duties, parts.duties),
          section(SectionKind::rule_lists, parts.rule_lists),       section(SectionKind::rules, parts.rules),
          section(SectionKind::rule_nodes, parts.explaining.nodes), section(SectionKind::rule_programs, parts.explaining.programs),
          section(SectionKind::rule_tests, parts.explaining.tests), section(SectionKind::rule_leaves, parts.explaining.leaves),
          section(SectionKind::model, pack(provenance.policy_text))};
}

void put_digest(std::uint8_t (&to)[32], llvm::SHA256& hash) {
  const auto digest = hash.final();
  std::memcpy(to, digest.data(), sizeof to);
}

void digest_sections(std::uint8_t (&to)[32], const std::vector<Section>& sections) {
  llvm::SHA256 hash;
  for (const Section& one : sections) {
    const std::uint64_t head[2] = {static_cast<std::uint64_t>(one.kind), one.bytes.size()};
    hash.update(llvm::StringRef(reinterpret_cast<const char*>(head), sizeof head));
    hash.update(llvm::StringRef(one.bytes.data(), one.bytes.size()));
  }
  put_digest(to, hash);
}

void put_text(char* to, std::size_t size, const std::string& text) { text.copy(to, std::min(size - 1, text.size())); }

}  // namespace

std::vector<char> write(const Parts& parts, const std::vector<std::uint8_t>& source_digest, const Provenance& provenance,
                        const Options& options, BuildResult::Counts& counts) {
  std::vector<Section> sections = deciding(parts);
  FileHeader header{};
  digest_sections(header.decision_digest, sections);
  for (const Section& one : sections) counts.deciding_bytes += one.bytes.size();
  sections.push_back({SectionKind::proof, std::vector<char>(sizeof(format::ProofRecord))});
  if (!options.strip)
    for (Section& one : explaining(parts, provenance)) {
      counts.explaining_bytes += one.bytes.size();
      sections.push_back(std::move(one));
    }
  header.flags = options.strip ? format::kStripped : 0U;
  std::memcpy(header.source_digest, source_digest.data(), sizeof header.source_digest);
  put_text(header.compiler_version, sizeof header.compiler_version, provenance.compiler_version);
  put_text(header.tzdata_version, sizeof header.tzdata_version, provenance.tzdata_version);
  return assemble(header, sections);
}

namespace testing {
void inject_writer_fault(bool on) { shift_a_cell.store(on, std::memory_order_relaxed); }
}  // namespace testing

}  // namespace envelope::table
