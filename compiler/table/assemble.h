// Internal to this folder: sections one behind another, as a file.
#pragma once

#include <vector>

#include "runtime/format/table_format.h"

namespace envelope::table {

struct Section {
  format::SectionKind kind{};
  std::vector<char> bytes;
};

// The size of the file they make.
[[nodiscard]] std::uint64_t file_bytes(const std::vector<Section>& sections);

// Header, directory and sections with their checksums. The caller sets what a header says of the policy; sizes, counts and checksums are
// filled in here. `sections` ascend by kind.
[[nodiscard]] std::vector<char> assemble(format::FileHeader header, const std::vector<Section>& sections);

}  // namespace envelope::table
