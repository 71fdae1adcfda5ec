#include "compiler/format/shape.h"

#include <algorithm>
#include <array>

namespace envelope::format {
namespace {

using namespace syntax;  // NOLINT: this file is a table over the whole tree

class Finder {
 public:
  explicit Finder(Tokens tokens) : tokens_(tokens) {}

  Shape take() { return std::move(shape_); }

  void operator()(const ClassDecl& node) {
    if (!node.parents.empty()) before(node.parents.front().span);
    doc(node.doc);
  }
  void operator()(const EnumDecl& node) { doc(node.doc); }
  void operator()(const CapabilityDecl& node) { doc(node.doc); }
  void operator()(const SignatureDecl& node) {
    for (const Trait& trait : node.traits) at(trait.span);
    doc(node.doc);
  }
  void operator()(const FactDecl& node) { doc(node.doc); }
  void operator()(const LabelDecl& node) {
    before(node.from.span);
    doc(node.doc);
  }
  void operator()(const Watch& node) { doc(node.doc); }
  void operator()(const Accept& node) {
    if (node.until) before(node.until->span);
  }
  void operator()(const Assert& node) {
    const auto title = find(node.title.span.begin);
    if (title + 1 < tokens_.size()) shape_.breaks.push_back(tokens_[title + 1].begin);
    if (node.kind != ClaimKind::never_together) return;
    shape_.breaks_there_only = true;
    const bool has_conditions =
        std::any_of(node.powers.begin(), node.powers.end(), [](const Power& power) { return !power.conditions.empty(); });
    for (std::size_t i = 1; i < node.powers.size() && has_conditions; ++i) at(node.powers[i].span);
    if (!node.from.empty()) before(node.from.front().span);
    if (!node.without.empty()) before(node.without.front().span);
  }

  void operator()(const Scope& node) {
    doc(node.doc);
    shape_.has_block = node.has_block;
    shape_.block_begin = node.block.begin;
    shape_.block_end = node.block.end;
    for (const Statement& item : node.items) shape_.items.push_back({item.span.begin, item.span.end, &item});
  }
  void operator()(const Test& node) {
    if (block() == tokens_.size()) return;
    for (const TestCase& item : node.cases) shape_.items.push_back({item.span.begin, item.span.end, nullptr});
  }
  void operator()(const Approval& node) {
    doc(node.doc);
    const std::size_t open = block();
    if (open == tokens_.size()) return;
    const std::size_t close = closing(tokens_, open);
    for (std::size_t i = open + 1; i < close;) {
      if (tokens_[i].is_comment()) {
        ++i;
        continue;
      }
      const std::size_t last = last_of_part(i, close);
      shape_.items.push_back({tokens_[i].begin, tokens_[last].end, nullptr});
      i = last + 1;
    }
  }

  // The others have no block, and break only where the words say so.
  void operator()(const Unreadable&) {}
  void operator()(const Import&) {}
  void operator()(const Let&) {}
  void operator()(const MeterDecl&) {}
  void operator()(const FileDecl&) {}
  void operator()(const Route&) {}
  void operator()(const Rule&) {}
  void operator()(const Holds&) {}
  void operator()(const Limit&) {}
  void operator()(const Around&) {}
  void operator()(const Audit&) {}
  void operator()(const Configure&) {}
  void operator()(const Reach&) {}
  void operator()(const Lasts&) {}
  void operator()(const Passage&) {}
  void operator()(const CronTrigger&) {}
  void operator()(const EveryTrigger&) {}
  void operator()(const EventTrigger&) {}
  void operator()(const RunItem&) {}
  void operator()(const Expires&) {}

 private:
  std::size_t find(std::uint32_t offset) const {
    const auto found = std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                                        [](const Token& token, std::uint32_t begin) { return token.begin < begin; });
    return static_cast<std::size_t>(found - tokens_.begin());
  }

  // A clause begins at `span`, or at the keyword in front of it.
  void at(base::Span span) { shape_.breaks.push_back(span.begin); }
  void before(base::Span span) {
    const std::size_t index = find(span.begin);
    if (index > 0 && index < tokens_.size()) shape_.breaks.push_back(tokens_[index - 1].begin);
  }
  void doc(const Doc& doc) {
    if (doc) at(doc->span);
  }

  // Notes the first braces as the block; index of the opening one, or `tokens_.size()`.
  std::size_t block() {
    const std::size_t open = next_outside(tokens_, 0, "{");
    const std::size_t close = closing(tokens_, open);
    if (close == tokens_.size()) return close;
    shape_.has_block = true;
    shape_.block_begin = tokens_[open].begin;
    shape_.block_end = tokens_[close].end;
    return open;
  }

  // `from 2 of a, b after 30min`, `by a, b`, …: a part goes on behind these words and otherwise ends behind a name. The words that
  // open a part may be names as well, so the words cannot be told apart by themselves.
  std::size_t last_of_part(std::size_t begin, std::size_t close) const {
    const auto next_word = [&](std::size_t i) {
      while (i < close && tokens_[i].is_comment()) ++i;
      return i;
    };
    std::size_t last = begin;
    bool wants_operand = true;
    for (std::size_t i = next_word(begin + 1); i < close; i = next_word(i + 1)) {
      const Token& token = tokens_[i];
      const bool joins = token.is_symbol(",") || token.is_symbol(".") || token.is_word("of") || token.is_word("after");
      if (!wants_operand && !joins) break;
      wants_operand = !wants_operand;
      last = i;
    }
    return last;
  }

  Tokens tokens_;
  Shape shape_;
};

}  // namespace

Shape shape_of(const Statement& statement, Tokens tokens) {
  Finder finder(tokens);
  std::visit(finder, statement.node);
  return finder.take();
}

std::vector<std::uint32_t> header_breaks(const PolicyHeader& header, Tokens tokens) {
  std::vector<std::uint32_t> breaks;
  if (header.doc) breaks.push_back(header.doc->span.begin);
  if (header.timezone)
    for (std::size_t i = 1; i < tokens.size(); ++i)
      if (tokens[i].begin == header.timezone->span.begin) breaks.push_back(tokens[i - 1].begin);
  return breaks;
}

}  // namespace envelope::format
