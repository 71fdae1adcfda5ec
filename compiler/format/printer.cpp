#include "compiler/format/printer.h"

#include <algorithm>

#include "compiler/format/format.h"
#include "compiler/format/layout.h"

namespace envelope::format {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool spans_lines(std::string_view text) { return text.find_first_of("\r\n") != std::string_view::npos; }

}  // namespace

void Printer::file() {
  std::vector<Item> items;
  const syntax::PolicyFile& tree = parsed_.tree;
  std::uint32_t begin = 0;
  // A header that does not come first is an error, so its bytes come with a gap.
  if (tree.header && (tree.statements.empty() || tree.header->span.begin < tree.statements.front().span.begin)) {
    gap(0, tree.header->span.begin, 0);
    header(*tree.header);
    begin = tree.header->span.end;
  }
  for (const syntax::Statement& statement : tree.statements) items.push_back({statement.span.begin, statement.span.end, &statement});
  block(begin, static_cast<std::uint32_t>(text_.size()), items, 0);
}

void Printer::header(const syntax::PolicyHeader& header) {
  const std::vector<Token> tokens = scan(text_, header.span.begin, header.span.end, parsed_.trivia);
  if (header.broken || !are_plain(tokens)) return untouched(header.span.begin, header.span.end, 0);
  start(header.span.begin);
  lay_out(tokens, header_breaks(header, tokens), 0, out_);
  written_ = header.span.end;
}

void Printer::block(std::uint32_t begin, std::uint32_t end, const std::vector<Item>& items, int indent) {
  std::uint32_t at = begin;
  for (const Item& next : items) {
    if (next.begin < at || end_of(next) > end || next.begin == next.end) continue;  // its bytes come with a gap
    gap(at, next.begin, indent);
    item(next, indent);
    at = end_of(next);
    written_ = at;
  }
  gap(at, end, indent);
}

void Printer::item(const Item& item, int indent) {
  if (is_broken(item)) return untouched(item.begin, end_of(item), indent);
  const Shape shape = this->shape(item);
  const std::vector<Token> tokens = scan(text_, item.begin, shape.has_block ? shape.block_begin + 1 : item.end, parsed_.trivia);
  const std::vector<Token> rest = scan(text_, shape.has_block ? shape.block_end : item.end, item.end, parsed_.trivia);
  if (!are_plain(tokens) || !are_plain(rest)) return untouched(item.begin, end_of(item), indent);

  start(item.begin);
  const std::optional<std::string> line = shape.has_block ? one_line_block(item, shape) : std::nullopt;
  if (line && indent + columns(*line) <= kBlockColumns) {
    out_.open(indent);
    out_.write(*line);
    return;
  }
  lay_out(tokens, shape.breaks, indent, out_, shape.breaks_there_only);
  if (!shape.has_block) return;
  block_of(shape, indent);
  lay_out(rest, {}, indent, out_);
}

// Behind the opening brace, to the closing one.
void Printer::block_of(const Shape& shape, int indent) {
  written_ = shape.block_begin + 1;
  const std::uint32_t close = shape.block_end - 1;
  if (text_.find_first_not_of(kBlanks, written_) != close) {
    is_first_ = true;
    block(written_, close, shape.items, indent + kIndent);
    is_first_ = false;
    out_.open(indent);
  }
  out_.write("}");
}

void Printer::gap(std::uint32_t begin, std::uint32_t end, int indent) {
  const std::vector<syntax::Comment>& comments = parsed_.trivia.comments;
  auto comment = std::lower_bound(comments.begin(), comments.end(), begin,
                                  [](const syntax::Comment& c, std::uint32_t offset) { return c.span.begin < offset; });
  for (; comment != comments.end() && comment->span.begin < end; ++comment) {
    if (comment->span.begin < begin) continue;
    untouched(begin, comment->span.begin, indent);
    begin = std::min(comment->span.end, end);
    std::string_view text = text_.substr(comment->span.begin, begin - comment->span.begin);
    text = text.substr(0, text.find_last_not_of(kBlanks) + 1);
    if (comment->own_line || !out_.can_end_with_comment()) {
      start(comment->span.begin);
      out_.open(indent);
    }
    out_.comment(text);
    written_ = begin;
  }
  untouched(begin, end, indent);
}

void Printer::untouched(std::uint32_t begin, std::uint32_t end, int indent) {
  const std::string_view bytes = text_.substr(begin, end - begin);
  const std::size_t first = bytes.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return;
  const std::size_t last = bytes.find_last_not_of(kBlanks);
  start(begin + static_cast<std::uint32_t>(first));
  out_.open(indent);
  out_.write(bytes.substr(first, last - first + 1));
  written_ = begin + static_cast<std::uint32_t>(last) + 1;
}

std::optional<std::string> Printer::one_line(const Item& item) const {
  if (is_broken(item)) return std::nullopt;
  const Shape shape = this->shape(item);
  if (shape.has_block) return one_line_block(item, shape);
  const std::vector<Token> tokens = scan(text_, item.begin, item.end, parsed_.trivia);
  return are_plain(tokens) ? flat(tokens) : std::nullopt;
}

std::optional<std::string> Printer::one_line_block(const Item& item, const Shape& shape) const {
  if (spans_lines(text_.substr(shape.block_begin, shape.block_end - shape.block_begin))) return std::nullopt;
  const std::vector<Token> head = scan(text_, item.begin, shape.block_begin + 1, parsed_.trivia);
  std::optional<std::string> line = are_plain(head) ? flat(head) : std::nullopt;
  if (!line) return std::nullopt;
  std::uint32_t at = shape.block_begin + 1;
  const auto is_gap_blank = [&](std::uint32_t until) {
    return at <= until && text_.substr(at, until - at).find_first_not_of(kBlanks) == std::string_view::npos;
  };
  for (const Item& inner : shape.items) {
    const std::optional<std::string> text = one_line(inner);
    if (!text || !is_gap_blank(inner.begin)) return std::nullopt;
    *line += (at == shape.block_begin + 1 ? " " : "  ") + *text;
    at = inner.end;
  }
  if (!is_gap_blank(shape.block_end - 1) || shape.block_end != item.end) return std::nullopt;
  *line += shape.items.empty() ? "}" : " }";
  return line;
}

Shape Printer::shape(const Item& item) const {
  if (item.statement == nullptr) return {};
  const auto* scope = std::get_if<syntax::Scope>(&item.statement->node);
  const std::uint32_t end = scope != nullptr && scope->has_block ? scope->block.begin : item.end;
  return shape_of(*item.statement, scan(text_, item.begin, end, parsed_.trivia));
}

bool Printer::is_broken(const Item& item) const {
  if (item.statement == nullptr) return false;
  if (item.statement->broken || std::holds_alternative<syntax::Unreadable>(item.statement->node)) return true;
  const auto* scope = std::get_if<syntax::Scope>(&item.statement->node);
  if (scope == nullptr || !scope->has_block) return false;
  const base::Span block = scope->block;
  return block.end < block.begin + 2 || block.end > item.end || text_[block.begin] != '{' || text_[block.end - 1] != '}';
}

std::uint32_t Printer::end_of(const Item& item) const {
  // A comment that begins in bytes to be copied is one of them to its end.
  const std::vector<syntax::Comment>& comments = parsed_.trivia.comments;
  auto comment = std::lower_bound(comments.begin(), comments.end(), item.end,
                                  [](const syntax::Comment& c, std::uint32_t offset) { return c.span.begin < offset; });
  if (comment == comments.begin()) return item.end;
  --comment;
  return comment->span.begin < item.begin ? item.end : std::max(item.end, comment->span.end);
}

void Printer::start(std::uint32_t begin) {
  const std::string_view between = text_.substr(written_, begin - written_);
  if (!is_first_ && std::count(between.begin(), between.end(), '\n') > 1) out_.blank();
  is_first_ = false;
}

}  // namespace envelope::format
