#include "compiler/syntax/antlr/spans.h"

#include <algorithm>

namespace envelope::syntax {
namespace {

struct Decoded {
  char32_t code_point;
  std::size_t length;
};

// Lenient: the loader has refused what is not UTF-8, so the fallback only keeps byte arithmetic right.
Decoded decode_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length <= 1 || at + length > text.size()) return {length == 1 ? lead : char32_t{0xFFFD}, 1};
  auto code_point = static_cast<char32_t>(lead & (0xFFU >> (length + 1)));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {0xFFFD, 1};
    code_point = (code_point << 6U) | (byte(i) & 0x3FU);
  }
  return {code_point, length};
}

}  // namespace

SourceInput::SourceInput(std::string_view text, base::FileId file) : text_(text), file_(file) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  _data.reserve(text.size());
  if (ascii) {
    _data.assign(text.begin(), text.end());
    return;
  }
  offsets_.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode_at(text, at);
    _data.push_back(next.code_point);
    offsets_.push_back(static_cast<std::uint32_t>(at));
    at += next.length;
  }
  offsets_.push_back(static_cast<std::uint32_t>(text.size()));
}

std::uint32_t SourceInput::byte_offset(std::size_t code_point) const {
  if (offsets_.empty()) return static_cast<std::uint32_t>(std::min(code_point, text_.size()));
  return offsets_[std::min(code_point, offsets_.size() - 1)];
}

base::Span SourceInput::span(const antlr4::Token& token) const {
  const std::uint32_t begin = byte_offset(token.getStartIndex());
  const std::uint32_t end = byte_offset(token.getStopIndex() + 1);  // end of file: stop is start - 1
  return {file_, begin, std::max(begin, end)};
}

base::Span SourceInput::span(const antlr4::ParserRuleContext* context) const {
  if (context == nullptr || context->start == nullptr) return {};
  const base::Span first = span(*context->start);
  if (context->stop == nullptr || context->stop->getTokenIndex() < context->start->getTokenIndex()) {
    return {file_, first.begin, first.begin};
  }
  return {file_, first.begin, span(*context->stop).end};
}

bool SourceInput::is_first_on_line(std::uint32_t offset) const {
  for (std::size_t i = offset; i > 0; --i) {
    const char c = text_[i - 1];
    if (c == '\n' || c == '\r') return true;
    if (c != ' ' && c != '\t') return false;
  }
  return true;
}

std::uint32_t SourceInput::column(std::uint32_t offset) const {
  const std::size_t line_end = offset == 0 ? std::string_view::npos : text_.find_last_of("\r\n", offset - 1);
  return offset - static_cast<std::uint32_t>(line_end == std::string_view::npos ? 0 : line_end + 1);
}

bool SourceInput::has_line_end(std::uint32_t begin, std::uint32_t end) const {
  return text_.substr(begin, end - begin).find_first_of("\r\n") != std::string_view::npos;
}

}  // namespace envelope::syntax
