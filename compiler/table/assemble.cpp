#include "compiler/table/assemble.h"

#include <cstring>

#include "runtime/format/hash.h"

namespace envelope::table {

using format::FileHeader;
using format::SectionEntry;

namespace {

std::uint64_t aligned(std::uint64_t offset) { return (offset + 7) / 8 * 8; }

std::uint64_t directory_end(const std::vector<Section>& sections) { return sizeof(FileHeader) + sections.size() * sizeof(SectionEntry); }

}  // namespace

std::uint64_t file_bytes(const std::vector<Section>& sections) {
  std::uint64_t end = directory_end(sections);
  for (const Section& one : sections) end = aligned(end) + one.bytes.size();
  return end;
}

std::vector<char> assemble(FileHeader header, const std::vector<Section>& sections) {
  std::memcpy(header.magic, format::kMagic, sizeof header.magic);
  header.byte_order = format::kByteOrderMark;
  header.major_version = format::kMajorVersion;
  header.minor_version = format::kMinorVersion;
  header.section_count = static_cast<std::uint32_t>(sections.size());
  std::vector<SectionEntry> entries;
  std::uint64_t end = directory_end(sections);
  for (const Section& one : sections) {
    const std::uint64_t begin = aligned(end);
    entries.push_back(
        {static_cast<std::uint32_t>(one.kind), 0, begin, one.bytes.size(), format::checksum(one.bytes.data(), one.bytes.size())});
    end = begin + one.bytes.size();
  }
  header.file_bytes = end;
  header.header_checksum = 0;
  std::vector<char> bytes(end);
  const std::size_t directory = entries.size() * sizeof(SectionEntry);
  std::memcpy(bytes.data() + sizeof header, entries.data(), directory);
  for (std::size_t i = 0; i < sections.size(); ++i)
    if (!sections[i].bytes.empty()) std::memcpy(bytes.data() + entries[i].offset, sections[i].bytes.data(), sections[i].bytes.size());
  std::memcpy(bytes.data(), &header, sizeof header);
  header.header_checksum = format::checksum(bytes.data(), sizeof header + directory);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

}  // namespace envelope::table
