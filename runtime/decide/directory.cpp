// Header and section directory.
#include <cstring>

#include "runtime/decide/fault.h"
#include "runtime/decide/validate.h"
#include "runtime/format/hash.h"

namespace envelope::decide {
namespace {

using format::FileHeader;
using format::SectionEntry;
using format::SectionKind;

// Narrows `table.size` to the table itself where a signature stands behind it.
Fault header_fault(env_table& table) {
  const auto fault = [](env_status status, std::uint64_t offset, const char* what) { return Fault{status, offset, what, {}, 0}; };
  if (table.size < sizeof(FileHeader)) return fault(ENV_CUT_TABLE, table.size, "the file is shorter than a header");
  const FileHeader& header = *table.header;
  if (std::memcmp(header.magic, format::kMagic, sizeof header.magic) != 0)
    return fault(ENV_NOT_A_TABLE, 0, "the file does not begin as a table does");
  if (header.byte_order != format::kByteOrderMark)
    return fault(ENV_FOREIGN_TABLE, offsetof(FileHeader, byte_order), "the table was written for another byte order");
  if (header.major_version != format::kMajorVersion || header.minor_version > format::kMinorVersion)
    return fault(ENV_NEWER_TABLE, offsetof(FileHeader, major_version), "the table has a version that this program does not read");
  if (header.file_bytes > table.size || header.file_bytes < sizeof(FileHeader))
    return fault(ENV_CUT_TABLE, offsetof(FileHeader, file_bytes), "the header names another file size");
  if (header.file_bytes < table.size) {
    if (const Fault found = read_signature(table, header.file_bytes); found.is_fault()) return found;
    table.size = header.file_bytes;
  }
  if (header.section_count > format::kSectionsMax || table.size - sizeof(FileHeader) < header.section_count * sizeof(SectionEntry))
    return fault(ENV_MALFORMED_TABLE, offsetof(FileHeader, section_count), "the section directory does not fit");
  return {};
}

// The checksum covers header and directory with its own field 0.
bool header_checksum_fits(const env_table& table) {
  struct {
    FileHeader header;
    SectionEntry entries[format::kSectionsMax];
  } copy;
  const std::size_t size = sizeof(FileHeader) + table.header->section_count * sizeof(SectionEntry);
  std::memcpy(&copy, table.bytes, size);
  copy.header.header_checksum = 0;
  return format::checksum(&copy, size) == table.header->header_checksum;
}

template <typename Record>
bool give(const env_table& table, const SectionEntry& entry, std::span<const Record>& section) {
  if (entry.bytes % sizeof(Record) != 0) return false;
  section = {reinterpret_cast<const Record*>(table.bytes + entry.offset), entry.bytes / sizeof(Record)};
  return true;
}

// One section, by its kind; false when its bytes are no whole number of records, or the kind is none. In three steps: who is there and what
// can be asked, what is decided, what explains it.
bool assign_explaining(env_table& table, const SectionEntry& entry) {
  Sections& to = table.sections;
  switch (static_cast<SectionKind>(entry.kind)) {
    case SectionKind::words:
      return give(table, entry, to.words);
    case SectionKind::files:
      return give(table, entry, to.files);
    case SectionKind::statements:
      return give(table, entry, to.statements);
    case SectionKind::duties:
      return give(table, entry, to.duties);
    case SectionKind::rule_lists:
      return give(table, entry, to.rule_lists);
    case SectionKind::rules:
      return give(table, entry, to.rules);
    case SectionKind::rule_nodes:
      return give(table, entry, to.explaining.nodes);
    case SectionKind::rule_programs:
      return give(table, entry, to.explaining.programs);
    case SectionKind::rule_tests:
      return give(table, entry, to.explaining.tests);
    case SectionKind::rule_leaves:
      return give(table, entry, to.explaining.leaves);
    case SectionKind::model:
      return give(table, entry, to.model);
    default:  // of the other steps, or none at all
      return false;
  }
}

bool assign_deciding(env_table& table, const SectionEntry& entry) {
  Sections& to = table.sections;
  switch (static_cast<SectionKind>(entry.kind)) {
    case SectionKind::rows:
      return give(table, entry, to.rows);
    case SectionKind::cells:
      return give(table, entry, to.cells);
    case SectionKind::edges:
      return give(table, entry, to.edges);
    case SectionKind::programs:
      return give(table, entry, to.deciding.programs);
    case SectionKind::tests:
      return give(table, entry, to.deciding.tests);
    case SectionKind::leaves:
      return give(table, entry, to.deciding.leaves);
    case SectionKind::parameters:
      return give(table, entry, to.parameters);
    case SectionKind::nodes:
      return give(table, entry, to.deciding.nodes);
    case SectionKind::obligations:
      return give(table, entry, to.obligations);
    case SectionKind::obligation_sets:
      return give(table, entry, to.obligation_sets);
    case SectionKind::constants:
      return give(table, entry, to.constants);
    case SectionKind::zones:
      return give(table, entry, to.zones);
    case SectionKind::transitions:
      return give(table, entry, to.transitions);
    case SectionKind::groups:
      return give(table, entry, to.groups);
    case SectionKind::automata:
      return give(table, entry, to.automata);
    case SectionKind::verdicts:
      return give(table, entry, to.verdicts);
    case SectionKind::proof:
      return give(table, entry, to.proof);
    default:
      return assign_explaining(table, entry);
  }
}

bool assign(env_table& table, const SectionEntry& entry) {
  Sections& to = table.sections;
  switch (static_cast<SectionKind>(entry.kind)) {
    case SectionKind::strings:
      return give(table, entry, to.strings);
    case SectionKind::policy:
      return give(table, entry, to.policy);
    case SectionKind::principals:
      return give(table, entry, to.principals);
    case SectionKind::places:
      return give(table, entry, to.places);
    case SectionKind::principal_index:
      return give(table, entry, to.principal_index);
    case SectionKind::actions:
      return give(table, entry, to.actions);
    case SectionKind::action_index:
      return give(table, entry, to.action_index);
    case SectionKind::attributes:
      return give(table, entry, to.attributes);
    case SectionKind::name_sets:
      return give(table, entry, to.name_sets);
    case SectionKind::names:
      return give(table, entry, to.names);
    case SectionKind::facts:
      return give(table, entry, to.facts);
    default:
      return assign_deciding(table, entry);
  }
}

bool is_zero(const char* from, const char* to) {
  for (; from < to; ++from)
    if (*from != 0) return false;
  return true;
}

constexpr std::uint64_t kUnstrippable = format::kDecidingSections + 1;  // strings … verdicts, proof: all of them, in order
constexpr std::uint64_t kExplainingSections = 11;                       // words … model: all of them, or none in a stripped table

bool is_expected_kind(const FileHeader& header, std::uint32_t index, std::uint32_t kind) {
  if (index < kUnstrippable) return kind == index + 1;
  return (header.flags & format::kStripped) == 0 && kind == format::kFirstExplaining + (index - kUnstrippable);
}

}  // namespace

Fault read_directory(env_table& table) {
  table.header = reinterpret_cast<const FileHeader*>(table.bytes);
  if (const Fault fault = header_fault(table); fault.is_fault()) return fault;
  const FileHeader& header = *table.header;
  if (!header_checksum_fits(table)) return {ENV_DAMAGED_TABLE, 0, "the checksum of the header does not fit", {}, 0};
  const std::uint64_t expected = kUnstrippable + (table.is_stripped() ? 0 : kExplainingSections);
  const std::size_t directory_end = sizeof(FileHeader) + header.section_count * sizeof(SectionEntry);
  if (header.section_count != expected || (header.flags & ~std::uint32_t{format::kStripped}) != 0 || header.options != 0)
    return {ENV_MALFORMED_TABLE, offsetof(FileHeader, section_count), "the sections are not those of this version", {}, 0};
  const auto* entries = reinterpret_cast<const SectionEntry*>(table.bytes + sizeof(FileHeader));
  std::uint64_t end = directory_end;
  for (std::uint32_t i = 0; i < header.section_count; ++i) {
    const SectionEntry& entry = entries[i];
    const std::uint64_t place = sizeof(FileHeader) + i * sizeof(SectionEntry);
    const std::uint64_t begin = (end + 7) / 8 * 8;
    if (!is_expected_kind(header, i, entry.kind) || entry.reserved != 0 || entry.offset != begin || begin > table.size ||
        entry.bytes > table.size - begin || !assign(table, entry))
      return {ENV_MALFORMED_TABLE, place, "a section lies where none can", {}, 0};
    if (!is_zero(table.bytes + end, table.bytes + begin)) return {ENV_MALFORMED_TABLE, end, "padding is not zero", {}, 0};
    if (format::checksum(table.bytes + entry.offset, entry.bytes) != entry.checksum)
      return {ENV_DAMAGED_TABLE, entry.offset, "the checksum of a section does not fit", {}, 0};
    end = entry.offset + entry.bytes;
  }
  table.sections.constants = testing::loaded_constants(table.sections.constants);
  if (table.size - end >= 8 || !is_zero(table.bytes + end, table.bytes + table.size))
    return {ENV_MALFORMED_TABLE, end, "bytes follow the last section", {}, 0};
  return {};
}

Fault validate(const env_table& table) {
  if (const Fault fault = validate_world(table); fault.is_fault()) return fault;
  if (const Fault fault = validate_diagrams(table); fault.is_fault()) return fault;
  if (const Fault fault = validate_proof(table); fault.is_fault()) return fault;
  if (!table.is_stripped())
    if (const Fault fault = validate_words(table); fault.is_fault()) return fault;
  return validate_places(table);
}

}  // namespace envelope::decide
