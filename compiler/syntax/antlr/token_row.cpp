#include "compiler/syntax/antlr/token_row.h"

#include <utility>

namespace envelope::syntax {
namespace {

antlr4::WritableToken& writable(antlr4::Token* token) { return dynamic_cast<antlr4::WritableToken&>(*token); }

}  // namespace

std::size_t TokenRow::before(std::size_t index) const {
  for (std::size_t i = index; i > 0; --i) {
    if (tokens_[i - 1]->getChannel() == antlr4::Token::DEFAULT_CHANNEL) return i - 1;
  }
  return kNone;
}

std::size_t TokenRow::after(std::size_t index) const {
  std::size_t i = index + 1;
  while (i + 1 < tokens_.size() && tokens_[i]->getChannel() != antlr4::Token::DEFAULT_CHANNEL) ++i;
  return i < tokens_.size() ? i : tokens_.size() - 1;
}

bool TokenRow::is_at_margin(std::size_t index) const {
  const std::uint32_t begin = span(index).begin;
  return begin == 0 || source_.text()[begin - 1] == '\n' || source_.text()[begin - 1] == '\r';
}

std::uint32_t TokenRow::indentation(std::size_t index) const {
  const std::uint32_t begin = span(index).begin;
  const std::uint32_t line = begin - source_.column(begin);
  std::uint32_t at = line;
  while (at < begin && (source_.text()[at] == ' ' || source_.text()[at] == '\t')) ++at;
  return at - line;
}

bool TokenRow::is_set_off(std::size_t index) const {
  const std::uint32_t begin = span(index).begin;
  const std::string_view text = source_.text();
  if (begin >= 2 && text[begin - 1] == ' ' && text[begin - 2] == ' ') return true;
  return source_.is_first_on_line(begin);
}

bool TokenRow::starts_line_after(std::size_t before, std::size_t index) const {
  if (before == kNone) return true;
  return source_.has_line_end(span(before).end, span(index).begin);
}

void TokenRow::retype(std::size_t index, std::size_t type) {
  writable(tokens_[index]).setType(type);
  mended_.insert(index);
}

void TokenRow::retype(std::size_t index, std::size_t type, std::string spelling) {
  retype(index, type);
  spellings_[index] = std::move(spelling);
}

void TokenRow::hide(std::size_t index) {
  writable(tokens_[index]).setChannel(antlr4::Token::HIDDEN_CHANNEL);
  mended_.insert(index);
}

std::string_view TokenRow::spelling(const antlr4::Token& token) const {
  const auto found = spellings_.find(token.getTokenIndex());
  return found == spellings_.end() ? source_.text(token) : std::string_view(found->second);
}

}  // namespace envelope::syntax
