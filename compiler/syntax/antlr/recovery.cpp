#include "compiler/syntax/antlr/recovery.h"

#include <algorithm>

#include <fmt/format.h>

namespace envelope::syntax {
namespace {

using T = grammar::EnvelopeParser;
using antlr4::ParserRuleContext;
using diagnostics::Code;

constexpr std::size_t kReadTwiceMax = 4;  // times the tokens of the file

ParserRuleContext* parent_of(const ParserRuleContext* context) { return dynamic_cast<ParserRuleContext*>(context->parent); }

ParserRuleContext* element_around(ParserRuleContext* context) {
  while (context != nullptr && !is_element(context)) context = parent_of(context);
  return context;
}

// The element read last in a list; null when something unreadable or nothing stands there.
ParserRuleContext* last_element(const ParserRuleContext* list) {
  if (list->children.empty()) return nullptr;
  auto* last = dynamic_cast<ParserRuleContext*>(list->children.back());
  return last != nullptr && is_element(last) ? last : nullptr;
}

std::size_t here(antlr4::Parser* parser) { return parser->getInputStream()->index(); }

}  // namespace

bool StatementRecovery::is_list(const ParserRuleContext* context) {
  switch (context->getRuleIndex()) {
    case T::RulePolicyFile:
    case T::RuleBlock:
    case T::RuleApprovalBlock:
    case T::RuleTestBlock:
      return true;
    default:
      return false;
  }
}

StatementRecovery::List StatementRecovery::list_of(const ParserRuleContext* context) const {
  List list;
  if (context->getRuleIndex() == T::RulePolicyFile) return list;
  list.kind = context->getRuleIndex() == T::RuleBlock           ? ListKind::block
              : context->getRuleIndex() == T::RuleApprovalBlock ? ListKind::approval
                                                                : ListKind::test;
  list.open = context->start->getTokenIndex();
  const ParserRuleContext* statement = parent_of(context);
  while (statement != nullptr && !is_element(statement)) statement = parent_of(statement);
  if (statement == nullptr) return list;
  list.start = statement->start->getTokenIndex();
  list.owner = row_.type(list.start);
  return list;
}

// Called at every decision of the grammar. Only lists act on it; elsewhere the decision is noted for the message.
void StatementRecovery::sync(antlr4::Parser* parser) {
  if (is_list(parser->getContext())) return at_list(parser);
  const std::size_t at = here(parser);
  if (at != probes_at_) {
    probes_.clear();
    probes_at_ = at;
  }
  probes_.push_back(parser->getState());
}

antlr4::Token* StatementRecovery::recoverInline(antlr4::Parser* parser) { throw antlr4::InputMismatchException(parser); }

void StatementRecovery::at_list(antlr4::Parser* parser) {
  const List list = list_of(parser->getContext());
  while (!can_go_on(parser, list, here(parser))) {
    const std::size_t at = here(parser);
    if (log_.is_full()) {
      skip_to(parser, row_.size() - 1);
    } else if (!report_level(parser, list, at)) {
      mend_list(parser, list, at);
    }
  }
}

// Whether an element begins here or the list ends. Throws to leave a block that ends without `}`.
bool StatementRecovery::can_go_on(antlr4::Parser* parser, const List& list, std::size_t at) {
  if (list.kind == ListKind::file) {
    if (row_.is_end(at)) return true;
    const bool is_header = row_.type(at) == T::POLICY && row_.before(at) == TokenRow::kNone;
    return is_header || (row_.type(at) != T::POLICY && opens_element(row_, at, list.kind, 0));
  }
  if (row_.type(at) == T::RBRACE) return true;
  if (row_.is_end(at) || is_unclosed_before(list, at)) {
    const std::size_t before = row_.before(at);
    const base::Span last = row_.span(before == TokenRow::kNone ? at : before);
    if (!log_.is_full()) finder_.unclosed_block(list.open, SourceInput::gap_after(last));
    is_closing_ = true;
    throw antlr4::InputMismatchException(parser);
  }
  if (list.kind == ListKind::block && row_.type(at) != T::AT) return opens_item(row_.type(at));
  return opens_element(row_, at, list.kind, list.owner);
}

// A statement of the top level that stands no deeper than the block's own statement: the block's `}` is missing.
bool StatementRecovery::is_unclosed_before(const List& list, std::size_t at) const {
  const std::size_t type = row_.type(at);
  if (!row_.is_first_on_line(at) || !opens_element(row_, at, ListKind::file, 0)) return false;
  if (list.kind == ListKind::block && opens_item(type) && (type < T::TIER || type > T::JOB || type == T::SUBAGENTS)) return false;
  return row_.column(at) <= row_.indentation(list.start);
}

// Statements where they have no place, and braces without a partner.
bool StatementRecovery::report_level(antlr4::Parser* parser, const List& list, std::size_t at) {
  const std::size_t type = row_.type(at);
  const std::size_t before = row_.before(at);
  const bool begins =
      before == TokenRow::kNone || row_.type(before) == T::LBRACE || row_.type(before) == T::RBRACE || row_.starts_line_after(before, at);
  if (type == T::RBRACE && list.kind == ListKind::file) {
    std::size_t end = at;
    while (row_.type(end) == T::RBRACE) end = row_.after(end);
    log_.add(Code::UnmatchedBracket, row_.span(at), "`}` closes nothing")
        .with_help("delete it, or write the `{` that it closes")
        .propose("delete the `}`", row_.span(at), "");
    skip_to(parser, end);
    return true;
  }
  if (type == T::LBRACE && list.kind != ListKind::file && before != TokenRow::kNone && row_.type(before) == T::LBRACE) {
    log_.add(Code::UnmatchedBracket, row_.span(at), "`{` stands twice")
        .with_help("delete one of the two")
        .fix("delete the `{`", row_.span(at), "");
    row_.hide(at);
    parser->getInputStream()->seek(at);
    return true;
  }
  if (!begins) return false;
  if (type == T::POLICY && list.kind == ListKind::file) {
    log_.add(Code::MisplacedHeader, row_.span(at), "the policy header does not come first")
        .with_help("a file has one `policy` line, before every other statement");
  } else if (list.kind == ListKind::block && opens_top_statement(type) && type != T::AT) {
    log_.add(Code::WrongLevel, row_.span(at), fmt::format("`{}` stands inside a block", row_.text(at)))
        .label(row_.span(list.start), "inside this")
        .with_help(fmt::format("`{}` stands at the top level of a file", row_.text(at)));
  } else if (list.kind == ListKind::file && opens_item(type) && type != T::AT) {
    log_.add(Code::WrongLevel, row_.span(at), fmt::format("`{}` stands at the top level of a file", row_.text(at)))
        .with_help(fmt::format("`{}` stands inside {}", row_.text(at),
                               type == T::REACH                                           ? "the block of a `human`"
                               : type == T::LASTS || type == T::ENTER || type == T::LEAVE ? "the block of a `window`, `phase` or `stop`"
                                                                                          : "the block of a `job`"));
  } else {
    return false;
  }
  skip_to(parser, std::max(resume_at(list, at, at), at + 1));
  return true;
}

void StatementRecovery::mend_list(antlr4::Parser* parser, const List& list, std::size_t at) {
  ParserRuleContext* context = parser->getContext();
  ParserRuleContext* element = last_element(context);
  Situation s;
  s.at = at;
  s.before = row_.before(at);
  s.list = list.kind;
  s.owner = list.owner;
  // A statement that ended with `}` cannot go on; reading it again would report its inner errors twice.
  if (element != nullptr && element->stop != nullptr && s.before != TokenRow::kNone && row_.type(s.before) != T::RBRACE) {
    s.element = element;
    s.start = element->start->getTokenIndex();
    if (probes_at_ == at) s.expected = expected_at(parser, at);
  }
  const Outcome outcome = finder_.explain(s);
  if (outcome == Outcome::look_again) return parser->getInputStream()->seek(at);  // steps over hidden tokens
  if (outcome != Outcome::skip && may_read_again(parser, element)) {
    read_again(parser, context, element);
    return outcome == Outcome::cut ? skip_to(parser, finder_.cut_at()) : void();
  }
  const bool is_own = s.start == TokenRow::kNone || row_.starts_line_after(s.before, at);
  skip_rest(parser, at, std::max(resume_at(list, is_own ? at : s.start, at), at + 1));
}

antlr4::misc::IntervalSet StatementRecovery::expected_at(antlr4::Parser* parser, std::size_t at) const {
  antlr4::misc::IntervalSet expected;
  const antlr4::atn::ATN& atn = parser->getATN();
  const auto add = [&](std::size_t state) { expected.addAll(atn.nextTokens(atn.states[state])); };
  if (probes_at_ == at) std::for_each(probes_.begin(), probes_.end(), add);
  if (here(parser) == at && !is_list(parser->getContext())) add(parser->getState());
  return expected;
}

Situation StatementRecovery::situation(antlr4::Parser* parser, const antlr4::RecognitionException& error) const {
  Situation s;
  s.at = error.getOffendingToken()->getTokenIndex();
  s.before = row_.before(s.at);
  s.innermost = parser->getContext();
  s.element = element_around(parser->getContext());
  s.expected = expected_at(parser, s.at);
  if (s.at != here(parser)) {  // a decision of two tokens failed at the second: `(name ?` or `at ?`
    const std::size_t first = row_.type(here(parser));
    for (const std::size_t type : first == T::AT ? std::vector<std::size_t>{T::ONCE, T::MOST, T::PERCENT}
                                                 : std::vector<std::size_t>{T::COLON, T::COMMA, T::RPAREN}) {
      s.expected.add(static_cast<ssize_t>(type));
    }
  }
  if (s.innermost->getRuleIndex() == T::RuleArguments && s.before != TokenRow::kNone && is_name(row_.type(s.before))) {
    // The name of an argument looks like a value until its `:`. What stands before it may have been hidden, down to the very first token.
    const std::size_t sign = row_.before(s.before);
    const bool follows_sign = sign != TokenRow::kNone && (row_.type(sign) == T::LPAREN || row_.type(sign) == T::COMMA);
    if (follows_sign) s.expected.add(static_cast<ssize_t>(T::COLON));
  }
  if (s.element == nullptr) return s;
  s.start = s.element->start->getTokenIndex();
  if (const ParserRuleContext* around = parent_of(s.element); around != nullptr) {
    const List list = list_of(around);
    s.list = list.kind;
    s.owner = list.owner;
  }
  return s;
}

// Called in the innermost rule first, then again in every rule that the error passes through.
void StatementRecovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  if (inErrorRecoveryMode(parser)) return;
  beginErrorCondition(parser);
  if (is_closing_) return;
  outcome_ = Outcome::skip;
  resume_ = row_.size() - 1;
  if (log_.is_full()) return;
  const Situation s = situation(parser, error);
  outcome_ = finder_.explain(s);
  resume_ = s.at;
}

void StatementRecovery::recover(antlr4::Parser* parser, std::exception_ptr error) {
  ParserRuleContext* context = parser->getContext();
  if (is_closing_ && is_list(context)) {
    is_closing_ = false;
    return endErrorCondition(parser);
  }
  const std::size_t rule = context->getRuleIndex();
  const bool lacks_name = (rule == T::RuleName || rule == T::RuleNames || rule == T::RuleScopeHeader) && outcome_ == Outcome::skip;
  if (lacks_name && row_.type(here(parser)) == T::LBRACE) return endErrorCondition(parser);  // `agent {`: the block can still be read
  if (!is_element(context)) std::rethrow_exception(error);
  ParserRuleContext* around = parent_of(context);
  if (outcome_ != Outcome::skip && may_read_again(parser, context)) {
    read_again(parser, around, context);
    if (outcome_ != Outcome::cut) return;
    parser->setContext(around);  // what is cut off belongs to the list
    skip_to(parser, finder_.cut_at());
    return parser->setContext(context);
  }
  const std::size_t start = context->start->getTokenIndex();
  skip_rest(parser, resume_, log_.is_full() ? row_.size() - 1 : resume_at(list_of(around), start, resume_));
}

// The first token behind the element that begins at `start` and is broken at `at`.
std::size_t StatementRecovery::resume_at(const List& list, std::size_t start, std::size_t at) const {
  int depth = 0;
  const std::uint32_t column = row_.indentation(start);
  for (std::size_t i = start; !row_.is_end(i); i = row_.after(i)) {
    const std::size_t type = row_.type(i);
    if (i >= at && i > start && depth == 0 && begins_element(row_, i, list.kind, list.owner) && (i > at || row_.is_set_off(i))) {
      return i;
    }
    if (i >= at && i > start && row_.is_first_on_line(i)) {
      if (depth == 0 && list.kind == ListKind::approval && row_.column(i) <= column) return i;
      const bool opens_top = opens_element(row_, i, ListKind::file, 0) && (list.kind != ListKind::test || row_.column(i) < column);
      if (opens_top && list.kind != ListKind::file && depth == 0) return i;
      // What stands no deeper than the broken statement begins a new one, whatever the braces say.
      if (depth > 0 && (opens_top || opens_element(row_, i, list.kind, list.owner)) && row_.column(i) <= column) return i;
    }
    if (type == T::LBRACE) ++depth;
    if (type != T::RBRACE) continue;
    if (depth > 0) {
      --depth;
    } else if (i >= at && list.kind != ListKind::file) {
      return i;
    }
  }
  return row_.size() - 1;
}

void StatementRecovery::skip_to(antlr4::Parser* parser, std::size_t index) {
  beginErrorCondition(parser);
  while (here(parser) < index && !row_.is_end(here(parser))) parser->consume();
  endErrorCondition(parser);
}

// The rest of a broken statement: what means nothing on the line of the error follows from it.
void StatementRecovery::skip_rest(antlr4::Parser* parser, std::size_t at, std::size_t end) {
  std::size_t last = at;
  while (last + 1 < end && !row_.starts_line_after(last, last + 1)) ++last;
  const base::Span first = row_.span(at);
  log_.drop_stray_within({first.file, first.end, row_.span(last).end});
  skip_to(parser, end);
}

// Reading again is bounded in all, so that a long statement with many mistakes takes no time of its own.
bool StatementRecovery::may_read_again(antlr4::Parser* parser, const ParserRuleContext* element) {
  read_twice_ += here(parser) - element->start->getTokenIndex();
  return read_twice_ <= kReadTwiceMax * row_.size();
}

// Drops `element`, the last one of `list`, and goes back to its start.
void StatementRecovery::read_again(antlr4::Parser* parser, ParserRuleContext* list, ParserRuleContext* element) {
  parser->getInputStream()->seek(element->start->getTokenIndex());
  if (!list->children.empty() && list->children.back() == element) list->children.pop_back();
  endErrorCondition(parser);
}

}  // namespace envelope::syntax
