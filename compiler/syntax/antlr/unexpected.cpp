// The general case of MistakeFinder, and brackets without a partner.
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "compiler/syntax/antlr/mistakes.h"

namespace envelope::syntax {
namespace {

using T = grammar::EnvelopeParser;
using diagnostics::Code;

constexpr std::size_t kQuotedMax = 40;  // bytes of a token shown in a message

std::size_t closer_of(std::size_t opener) {
  return opener == T::LPAREN ? std::size_t{T::RPAREN} : opener == T::LBRACKET ? std::size_t{T::RBRACKET} : std::size_t{T::RBRACE};
}

std::string_view wanted_in_list(ListKind list) {
  switch (list) {
    case ListKind::file:
      return "a statement";
    case ListKind::block:
      return "a statement or `}`";
    case ListKind::approval:
      return "`from`, `by`, `needs` or `within`";
    case ListKind::test:
      return "a test case such as `bolt deploy(to: sandbox) -> allow`";
  }
  return "a statement";
}

std::string_view wanted_next(ListKind list) {
  switch (list) {
    case ListKind::file:
    case ListKind::block:
      return "a new statement";
    case ListKind::approval:
      return "a new entry";
    case ListKind::test:
      return "a new test case";
  }
  return "a new statement";
}

// The `}` that strings and comments without an end took with them, each by the token that holds it, ascending.
std::vector<std::size_t> swallowed_closers(const TokenRow& row) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; !row.is_end(i); ++i) {
    const std::string_view text = row.text(i);
    const bool is_open_string = text.starts_with('"') && (text.size() < 2 || !text.ends_with('"'));
    const bool is_comment_in_path = row.type(i) == T::STRAY && text.size() > 1;
    if (is_open_string || is_comment_in_path || text.starts_with("/*"))
      found.insert(found.end(), static_cast<std::size_t>(std::ranges::count(text, '}')), i);
  }
  return found;
}

}  // namespace

bool MistakeFinder::is_follow_up(const Situation& s) const {
  const base::Span at = row_.span(s.at);
  const bool is_own = s.start == TokenRow::kNone || (s.is_complete() && is_on_new_line(s));
  return log_.touches({at.file, is_own ? at.begin : row_.span(s.start).begin, at.begin});
}

std::string MistakeFinder::quoted(std::size_t index) const {
  if (row_.is_end(index)) return "the end of the file";
  std::string_view text = row_.text(index);
  if (text.size() <= kQuotedMax) return fmt::format("`{}`", text);
  std::size_t length = kQuotedMax;
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
  return fmt::format("`{}…`", text.substr(0, length));
}

base::Span MistakeFinder::place(const Situation& s) const {
  const bool is_gap = s.before != TokenRow::kNone && (row_.is_end(s.at) || is_on_new_line(s));
  return is_gap ? SourceInput::gap_after(row_.span(s.before)) : row_.span(s.at);
}

std::string MistakeFinder::wanted_here(const Situation& s) const {
  std::string wanted = wanted_by_rule(s.innermost, s.at);
  if (wanted.empty()) wanted = wanted_by_tokens(words_, s.expected, is_name(row_.type(s.at)));
  if (!s.is_complete()) return wanted.empty() ? "something else" : wanted;
  if (wanted.empty()) return std::string(wanted_next(s.list));
  const std::size_t last = wanted.rfind(" or ");
  if (last != std::string::npos) wanted.replace(last, 4, ", ");
  return fmt::format("{} or {}", wanted, wanted_next(s.list));
}

diagnostics::Diagnostic* MistakeFinder::unexpected(const Situation& s) {
  if (is_follow_up(s)) return nullptr;
  const bool opens_list = s.is_complete() && (s.before == TokenRow::kNone || row_.type(s.before) == T::LBRACE ||
                                              row_.type(s.before) == T::RBRACE || is_on_new_line(s));
  if (opens_list) {
    return &log_.add(Code::ExpectedSomethingElse, row_.span(s.at),
                     fmt::format("expected {}, found {}", wanted_in_list(s.list), quoted(s.at)));
  }
  const std::string wanted = wanted_here(s);
  std::string message = fmt::format("expected {}", wanted);
  if (s.before != TokenRow::kNone) message += fmt::format(" after {}", quoted(s.before));
  if (place(s).begin != place(s).end || row_.is_end(s.at)) message += fmt::format(", found {}", quoted(s.at));
  diagnostics::Diagnostic& error = log_.add(Code::ExpectedSomethingElse, place(s), std::move(message));
  advise(s, error);
  return &error;
}

std::optional<std::size_t> MistakeFinder::open_bracket(const Situation& s) const {
  std::vector<std::size_t> open;
  if (s.start == TokenRow::kNone) return std::nullopt;
  for (std::size_t i = s.start; i < s.at; i = row_.after(i)) {
    const std::size_t type = row_.type(i);
    if (type == T::LPAREN || type == T::LBRACKET || type == T::LBRACE) open.push_back(i);
    if ((type == T::RPAREN || type == T::RBRACKET || type == T::RBRACE) && !open.empty()) open.pop_back();
  }
  if (open.empty()) return std::nullopt;
  return open.back();
}

MistakeFinder::Step MistakeFinder::bracket(const Situation& s) {
  const std::size_t type = row_.type(s.at);
  const bool is_closer = type == T::RPAREN || type == T::RBRACKET || type == T::RBRACE;
  const auto open = open_bracket(s);
  if (!open) {
    if (type != T::RPAREN && type != T::RBRACKET) return std::nullopt;
    log_.add(Code::UnmatchedBracket, row_.span(s.at), fmt::format("{} closes nothing", quoted(s.at)))
        .with_help("delete it, or write the bracket that opens")
        .propose(fmt::format("delete the {}", quoted(s.at)), row_.span(s.at), "");
    row_.hide(s.at);
    return again(s);
  }
  const std::size_t closer = closer_of(row_.type(*open));
  if (!s.expects(closer)) return std::nullopt;
  const std::string closing(words_.spelling(closer));
  if (is_closer && type != T::RBRACE && type != closer) {
    log_.add(Code::UnmatchedBracket, row_.span(s.at), fmt::format("{} stands where `{}` is expected", quoted(s.at), closing))
        .label(row_.span(*open), "opened here")
        .fix(fmt::format("write `{}`", closing), row_.span(s.at), closing);
    row_.retype(s.at, closer);
    return Outcome::retry;
  }
  if (!row_.is_end(s.at) && type != T::RBRACE && type != T::LBRACE && type != T::ARROW && !is_on_new_line(s)) return std::nullopt;
  if (is_follow_up(s)) return Outcome::skip;
  const base::Span gap = SourceInput::gap_after(row_.span(s.before));
  log_.add(Code::UnmatchedBracket, gap, fmt::format("{} is not closed", quoted(*open)))
      .under(fmt::format("expected `{}`", closing))
      .label(row_.span(*open), "opened here")
      .fix(fmt::format("write `{}`", closing), gap, closing, closer == T::RBRACKET);  // a condition may go on behind its group
  return Outcome::skip;
}

void MistakeFinder::unclosed_block(std::size_t open, base::Span place) {
  if (log_.touches(place)) return;
  if (!swallowed_) swallowed_ = swallowed_closers(row_);
  const auto excuse = std::ranges::upper_bound(*swallowed_, open);
  if (excuse != swallowed_->end()) {  // one excuses one
    swallowed_->erase(excuse);
    return;
  }
  log_.add(Code::UnmatchedBracket, place, "`{` is not closed")
      .under("expected `}` before this place")
      .label(row_.span(open), "opened here")
      .with_help("close the block with `}`");
}

}  // namespace envelope::syntax
