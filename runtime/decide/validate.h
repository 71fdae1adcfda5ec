// Proving that the bytes of a table mean something, before anything is read from them.
#pragma once

#include "runtime/decide/table.h"

namespace envelope::decide {

// What is wrong, and where.
struct Fault {
  env_status status = ENV_OK;
  std::uint64_t offset = 0;       // in the file
  const char* what = "";          // static
  format::SectionKind section{};  // of ENV_MALFORMED_TABLE
  std::uint64_t index = 0;        // record of that section

  [[nodiscard]] bool is_fault() const { return status != ENV_OK; }
};

// Reads header and directory of `table.bytes` and fills `table.header` and `table.sections`: magic, byte order, version, size, checksums,
// places and sizes of sections.
[[nodiscard]] Fault read_directory(env_table& table);

// The signature that stands from `table_bytes` to the end of the file; sets `table.has_signature`.
[[nodiscard]] Fault read_signature(env_table& table, std::uint64_t table_bytes);

// Every record of every section: afterwards a request of any kind is answered within bounds and in bounded steps. Linear in the size of
// the table, whatever it holds: what several records name is looked at once (shared_ranges.h). Allocates a little and gives it back.
[[nodiscard]] Fault validate(const env_table& table);

// What docs/table-format.md calls a section; "" for other kinds. Static storage.
[[nodiscard]] const char* section_name(format::SectionKind kind);

// Pieces of it, one file each.
[[nodiscard]] Fault validate_world(const env_table& table);     // names, principals, actions, attributes, facts, rows, edges
[[nodiscard]] Fault validate_diagrams(const env_table& table);  // cells, nodes, programs, obligations, constants, zones, groups
[[nodiscard]] Fault validate_words(const env_table& table);     // explaining sections
[[nodiscard]] Fault validate_proof(const env_table& table);     // the proof record
[[nodiscard]] Fault validate_places(const env_table& table);    // last: what programs read of the places of principals

[[nodiscard]] inline Fault malformed(format::SectionKind section, std::size_t index, const char* what) {
  return {ENV_MALFORMED_TABLE, 0, what, section, index};
}

[[nodiscard]] inline Fault no_memory() { return {ENV_NO_MEMORY, 0, "there is no memory to check the table", {}, 0}; }

// `first` and `count` lie inside a section of `size` records.
[[nodiscard]] inline bool is_range(std::uint64_t first, std::uint64_t count, std::uint64_t size) {
  return first <= size && count <= size - first;
}

}  // namespace envelope::decide
