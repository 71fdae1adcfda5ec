// The parser library counts code points; everything of ours counts bytes. This is the only place that converts.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"
#include "compiler/base/span.h"

namespace envelope::syntax {

// A source text as the lexer reads it: UTF-32, with the way back to bytes. A byte that is no UTF-8 counts as one code point.
class SourceInput final : public antlr4::ANTLRInputStream {
 public:
  SourceInput(std::string_view text, base::FileId file);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::uint32_t byte_offset(std::size_t code_point) const;

  // The bytes of a token; of the end of the file an empty span.
  [[nodiscard]] base::Span span(const antlr4::Token& token) const;
  // From the first to the last token of a rule; an empty span where the rule read nothing. `context` may be null: an invalid span.
  [[nodiscard]] base::Span span(const antlr4::ParserRuleContext* context) const;
  // The gap behind a span, where something is missing.
  [[nodiscard]] static base::Span gap_after(base::Span span) { return {span.file, span.end, span.end}; }
  [[nodiscard]] std::string_view text(base::Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  [[nodiscard]] std::string_view text(const antlr4::Token& token) const { return text(span(token)); }

  // Whether nothing but blanks stands before `offset` on its line.
  [[nodiscard]] bool is_first_on_line(std::uint32_t offset) const;
  // Bytes between the line start and `offset`.
  [[nodiscard]] std::uint32_t column(std::uint32_t offset) const;
  // Whether a line ends in `[begin, end)`.
  [[nodiscard]] bool has_line_end(std::uint32_t begin, std::uint32_t end) const;

 private:
  std::string_view text_;
  base::FileId file_;
  std::vector<std::uint32_t> offsets_;  // byte of each code point and of the end; empty when all are ASCII
};

}  // namespace envelope::syntax
