// Where errors lie, and which statement the bytes of hidden tokens belong to. Nothing of a broken text may fall between two statements:
// the formatter prints statements only.
#include <algorithm>
#include <iterator>
#include <vector>

#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

using T = grammar::EnvelopeParser;

class Settler {
 public:
  explicit Settler(Builder& b) : b_(b), places_(b.log.places()) {
    for (const std::size_t index : b.row.mended()) {
      places_.push_back(b.row.span(index).begin);
      if (b.row.is_hidden(index) && !is_comment(index)) hidden_.push_back(b.row.span(index));
    }
    std::sort(places_.begin(), places_.end());
  }

  void run(PolicyFile& file) {
    base::Span rest{file.file, 0, static_cast<std::uint32_t>(b_.source.text().size())};
    if (file.header) {
      PolicyHeader& header = *file.header;
      const std::uint32_t statements_begin = file.statements.empty() ? rest.end : file.statements.front().span.begin;
      for (const base::Span& token : hidden_) {
        if (token.begin >= header.span.end && token.end <= statements_begin && !b_.source.has_line_end(header.span.end, token.begin)) {
          header.span.end = token.end;
        }
      }
      header.broken = header.broken || has_place(header.span.begin, header.span.end);
      rest.begin = header.span.end;
    }
    settle(file.statements, rest);
  }

 private:
  [[nodiscard]] bool is_comment(std::size_t index) const {
    const std::size_t type = b_.row.type(index);
    return type == T::COMMENT || (type >= T::HASH_COMMENT && type <= T::OPEN_COMMENT);
  }

  [[nodiscard]] bool has_place(std::uint32_t begin, std::uint32_t end) const {
    const auto found = std::lower_bound(places_.begin(), places_.end(), begin);
    return found != places_.end() && *found < end;
  }

  void settle(std::vector<Statement>& statements, base::Span range) {
    const auto first = std::lower_bound(hidden_.begin(), hidden_.end(), range.begin,
                                        [](const base::Span& span, std::uint32_t begin) { return span.begin < begin; });
    std::vector<Statement> alone;
    for (auto it = first; it != hidden_.end() && it->end <= range.end; ++it) adopt(statements, alone, *it);
    if (!alone.empty()) {
      const auto middle = static_cast<std::ptrdiff_t>(statements.size());
      statements.insert(statements.end(), std::make_move_iterator(alone.begin()), std::make_move_iterator(alone.end()));
      std::inplace_merge(statements.begin(), statements.begin() + middle, statements.end(), is_before);
    }
    for (Statement& statement : statements) mark(statement);
  }

  static bool is_before(const Statement& a, const Statement& b) { return a.span.begin < b.span.begin; }

  [[nodiscard]] bool share_line(base::Span a, base::Span b) const { return !b_.source.has_line_end(a.end, b.begin); }

  // Gives a hidden token that no statement covers to the one it shares a line with; else it stands in `alone`.
  void adopt(std::vector<Statement>& statements, std::vector<Statement>& alone, base::Span token) {
    const auto next = std::upper_bound(statements.begin(), statements.end(), token.begin,
                                       [](std::uint32_t begin, const Statement& statement) { return begin < statement.span.begin; });
    if (next != statements.begin()) {
      Statement& last = *std::prev(next);
      if (token.end <= last.span.end) return;
      if (share_line(last.span, token)) return widen(last, token);
    }
    if (next != statements.end() && share_line(token, next->span)) return widen(*next, token);
    if (!alone.empty() && share_line(alone.back().span, token)) return widen(alone.back(), token);
    alone.push_back({token, true, Unreadable{}});
  }

  static void widen(Statement& statement, base::Span token) {
    statement.span = base::join(statement.span, token);
    statement.broken = true;
  }

  void mark(Statement& statement) {
    std::uint32_t at = statement.span.begin;
    bool broken = false;
    if (auto* scope = std::get_if<Scope>(&statement.node); scope != nullptr && scope->has_block) {
      settle(scope->items, scope->block);
      for (const Statement& item : scope->items) {
        broken = broken || has_place(at, item.span.begin);
        at = item.broken ? item.span.end + 1 : item.span.end;  // a gap behind a broken item is its own
      }
    }
    statement.broken = statement.broken || broken || has_place(at, statement.span.end);
  }

  Builder& b_;
  std::vector<std::uint32_t> places_;  // where errors begin and mended tokens stand, ascending
  std::vector<base::Span> hidden_;     // tokens the parser did not see, ascending
};

}  // namespace

void settle(Builder& b, PolicyFile& file) {
  if (!b.log.is_empty()) Settler(b).run(file);
}

}  // namespace envelope::syntax
