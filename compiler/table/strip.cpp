#include "compiler/table/strip.h"

#include "compiler/table/assemble.h"
#include "runtime/decide/table.h"

namespace envelope::table {

std::vector<char> strip(const env_table& table) {
  format::FileHeader header = *table.header;
  const auto* entries = reinterpret_cast<const format::SectionEntry*>(table.bytes + sizeof header);
  std::vector<Section> kept;  // what decides, and what is known of it
  for (std::uint32_t i = 0; i < header.section_count; ++i) {
    if (entries[i].kind >= format::kFirstExplaining) continue;
    const char* const begin = table.bytes + entries[i].offset;
    kept.push_back({static_cast<format::SectionKind>(entries[i].kind), {begin, begin + entries[i].bytes}});
  }
  header.flags |= format::kStripped;
  return assemble(header, kept);
}

}  // namespace envelope::table
