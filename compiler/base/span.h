// A place in a source text: a file and a half-open range of bytes.
#pragma once

#include <compare>
#include <cstdint>

namespace envelope::base {

// Index of a file in a SourceMap. A default-constructed id names no file.
struct FileId {
  std::uint32_t value = UINT32_MAX;
  [[nodiscard]] bool is_valid() const { return value != UINT32_MAX; }
  auto operator<=>(const FileId&) const = default;
};

// Bytes `[begin, end)` of `file`. An empty range marks a gap: the place where something is missing.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] bool is_valid() const { return file.is_valid(); }
  auto operator<=>(const Span&) const = default;
};

// The smallest span that holds both; both must lie in one file (an invalid one is the neutral element).
[[nodiscard]] inline Span join(Span a, Span b) {
  if (!a.is_valid()) return b;
  if (!b.is_valid()) return a;
  return Span{a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace envelope::base
