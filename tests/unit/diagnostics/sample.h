// Small source maps for the tests of the printers.
#pragma once

#include <string_view>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

// The `nth` place (from 0) where `words` stand in the text of `file`.
inline base::Span place(const base::SourceMap& sources, base::FileId file, std::string_view words, int nth = 0) {
  std::size_t begin = sources.file(file).text.find(words);
  while (nth-- > 0) begin = sources.file(file).text.find(words, begin + 1);
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + words.size())};
}

// The empty span at `offset`.
inline base::Span gap(base::FileId file, std::uint32_t offset) { return {file, offset, offset}; }

}  // namespace envelope::diagnostics
