// Phrases of English, or of another policy language, that MistakeFinder knows as a whole: what was meant takes more than one word.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "compiler/syntax/antlr/mistakes.h"

namespace envelope::syntax {
namespace {

using T = grammar::EnvelopeParser;
using diagnostics::Code;
using diagnostics::Edit;

bool is_literal(std::size_t type) { return type == T::STRING || type == T::TIME || type == T::DATE || is_number(type); }
bool is_relation(std::size_t type) { return type == T::IS || type == T::IN || type == T::MATCHES || type == T::UNDER; }
bool is_effect(std::size_t type) { return type >= T::ALLOW && type <= T::DENY; }

// A name as it is written without backticks.
bool is_plain_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !text.empty() && is_letter(text[0]) && std::ranges::all_of(text, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

std::string_view without_quotes(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : std::string_view();
}

}  // namespace

// The literals of `a SEPARATOR b SEPARATOR c` from `first` on.
std::vector<std::size_t> MistakeFinder::chain(std::size_t first, std::size_t separator) const {
  std::vector<std::size_t> values{first};
  for (std::size_t sign = row_.after(first); row_.type(sign) == separator && is_literal(row_.type(row_.after(sign)));
       sign = row_.after(values.back())) {
    values.push_back(row_.after(sign));
  }
  return values;
}

std::string MistakeFinder::listed(const std::vector<std::size_t>& values) const {
  std::vector<std::string_view> texts;
  for (const std::size_t value : values) texts.push_back(row_.spelling(row_[value]));
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

// `branch is "main" or "dev"`
MistakeFinder::Step MistakeFinder::value_for_condition(const Situation& s) {
  if (s.is_complete() || s.before == TokenRow::kNone || !is_literal(row_.type(s.at))) return std::nullopt;
  const std::size_t joint = row_.type(s.before);
  if ((joint != T::OR && joint != T::AND) || wanted_by_rule(s.innermost, s.at) != "a condition") return std::nullopt;
  diagnostics::Diagnostic* error = unexpected(s);
  if (error == nullptr) return Outcome::skip;
  const std::size_t first = row_.before(s.before);
  const std::size_t relation = row_.before(first);
  const bool is_comparison = is_literal(row_.type(first)) && is_relation(row_.type(relation)) && is_name(row_.type(row_.before(relation)));
  if (joint == T::AND || !is_comparison) {
    error->with_help(fmt::format("`{}` joins whole conditions: write again what is compared", row_.text(s.before)));
    return Outcome::skip;
  }
  const std::vector<std::size_t> values = chain(first, T::OR);
  const std::string_view word = row_.type(relation) == T::IS ? std::string_view("in") : row_.text(relation);
  const std::string list = fmt::format("{} {}", word, listed(values));
  error
      ->with_help(
          fmt::format("`or` joins whole conditions; several values stand in a list: `{} {}`", row_.text(row_.before(relation)), list))
      .fix("write a list", base::join(row_.span(relation), row_.span(values.back())), list);
  return Outcome::skip;
}

// `branch in "main", "dev"`
MistakeFinder::Step MistakeFinder::loose_values(const Situation& s) {
  if (row_.type(s.at) != T::COMMA || s.before == TokenRow::kNone || !is_literal(row_.type(s.before))) return std::nullopt;
  if (!is_literal(row_.type(row_.after(s.at)))) return std::nullopt;
  std::size_t relation = row_.before(s.before);
  if (relation == TokenRow::kNone) return std::nullopt;
  const bool is_not = row_.type(relation) == T::NOT && row_.type(row_.before(relation)) == T::IS;
  if (is_not) relation = row_.before(relation);
  if (!is_relation(row_.type(relation))) return std::nullopt;
  const std::vector<std::size_t> values = chain(s.before, T::COMMA);
  const base::Span all = base::join(row_.span(s.before), row_.span(values.back()));
  const bool is_equality = row_.type(relation) == T::IS;
  const std::string list = listed(values);
  log_.add(Code::ExpectedSomethingElse, all, "a list of values stands without brackets")
      .with_help(fmt::format("write `{} {}`",
                             is_not        ? "not in"
                             : is_equality ? "in"
                                           : row_.text(relation),
                             list))
      .fix("write a list", is_equality ? base::join(row_.span(relation), all) : all,
           is_not        ? "not in " + list
           : is_equality ? "in " + list
                         : list);
  return Outcome::skip;
}

// `branch starts with "main"`, `tags contains "x"`
MistakeFinder::Step MistakeFinder::words_for_pattern(const Situation& s) {
  using Pair = std::pair<std::string_view, std::string_view>;
  static constexpr std::array kPairs = std::to_array<Pair>({{"begins", "{}**"},
                                                            {"contains", "**{}**"},
                                                            {"ends", "**{}"},
                                                            {"endsWith", "**{}"},
                                                            {"ends_with", "**{}"},
                                                            {"endswith", "**{}"},
                                                            {"includes", "**{}**"},
                                                            {"startsWith", "{}**"},
                                                            {"starts", "{}**"},
                                                            {"starts_with", "{}**"},
                                                            {"startswith", "{}**"}});
  if (row_.type(s.at) != T::ID || !s.expects(T::MATCHES)) return std::nullopt;
  const auto* found = std::ranges::find(kPairs, row_.text(s.at), &Pair::first);
  if (found == kPairs.end() || is_follow_up(s)) return std::nullopt;
  const std::size_t next = row_.after(s.at);
  const std::size_t text = row_.type(next) == T::WITH ? row_.after(next) : next;
  const std::string_view body = row_.type(text) == T::STRING ? without_quotes(row_.text(text)) : std::string_view();
  if (body.empty() && is_name(row_.type(next))) return std::nullopt;  // `tags contains x` is `has x`
  auto& error = log_.add(Code::ForeignSpelling, row_.span(s.at), fmt::format("{} is no word of the language", quoted(s.at)));
  const bool is_plain = !body.empty() && body.find_first_of("*?[]{}\\") == std::string_view::npos;
  const std::string pattern = fmt::format("matches \"{}\"", fmt::format(fmt::runtime(found->second), is_plain ? body : "…"));
  // No fix: in paths and commands `**` stands for whole parts, and the type is not known here.
  error.with_help(fmt::format("a pattern says so: for a String `{}`, for a Path also `under \"~/x\"`", pattern));
  return Outcome::skip;
}

// `time between 09:00 and 17:00`
MistakeFinder::Step MistakeFinder::between(const Situation& s) {
  if (row_.type(s.at) != T::ID || row_.text(s.at) != "between" || !s.expects(T::MATCHES) || is_follow_up(s)) return std::nullopt;
  const std::size_t from = row_.after(s.at);
  const std::size_t joint = row_.after(from);
  const std::size_t to = row_.after(joint);
  auto& error = log_.add(Code::ForeignSpelling, row_.span(s.at), "`between` is no word of the language")
                    .with_help("a range is written `in 09:00..17:00` and leaves its end out; `<=` includes it");
  if (row_.type(joint) == T::AND && is_literal(row_.type(from)) && is_literal(row_.type(to))) {
    const std::string range = fmt::format("in {}..{}", row_.spelling(row_[from]), row_.spelling(row_[to]));
    error.propose(fmt::format("write `{}`", range), base::join(row_.span(s.at), row_.span(to)), range);
  }
  return Outcome::skip;
}

// `when exists branch`, `when branch exists`
MistakeFinder::Step MistakeFinder::presence(const Situation& s) {
  static constexpr std::array kWords = std::to_array<std::string_view>({"defined", "exists", "given", "present"});
  const auto says_so = [&](std::size_t i) { return i != TokenRow::kNone && std::ranges::find(kWords, row_.text(i)) != kWords.end(); };
  if (!s.expects(T::MATCHES) || !is_name(row_.type(s.at)) || is_on_new_line(s) || is_follow_up(s)) return std::nullopt;
  const std::size_t word = says_so(s.at) ? s.at : s.before;
  if (!says_so(word)) return std::nullopt;
  log_.add(Code::ForeignSpelling, row_.span(word), fmt::format("{} is no word of the language", quoted(word)))
      .note("a value that is missing leaves a condition unknown: the statement still restricts, and grants nothing")
      .with_help("compare the value itself; one that must always be given is declared without `?`");
  return Outcome::skip;
}

// `when true`
MistakeFinder::Step MistakeFinder::constant_condition(const Situation& s) {
  const std::size_t type = row_.type(s.at);
  if (s.is_complete() || s.before == TokenRow::kNone || (type != T::TRUE && type != T::FALSE)) return std::nullopt;
  if (wanted_by_rule(s.innermost, s.at) != "a condition") return std::nullopt;
  diagnostics::Diagnostic* error = unexpected(s);
  if (error == nullptr) return Outcome::skip;
  const std::size_t opener = row_.type(s.before);
  const std::size_t next = row_.type(row_.after(s.at));
  const bool is_whole = (opener == T::WHEN || opener == T::UNLESS) && next != T::AND && next != T::OR;
  const bool is_needless = is_whole && (opener == T::WHEN) == (type == T::TRUE);
  if (!is_needless) {
    error->with_help("a condition compares something: `branch is \"main\"`, `depth > 0`");
    return Outcome::skip;
  }
  const std::string words = fmt::format("`{} {}`", row_.text(s.before), row_.text(s.at));
  base::Span span = base::join(row_.span(s.before), row_.span(s.at));
  span.begin = row_.span(row_.before(s.before)).end;
  error->with_help(fmt::format("a statement without a condition always applies: delete {}", words))
      .fix(fmt::format("delete {}", words), span, "");
  return Outcome::skip;
}

// `allow git_push(branch: "main")`
MistakeFinder::Step MistakeFinder::arguments_in_rule(const Situation& s) {
  if (!s.is_complete() || row_.type(s.at) != T::LPAREN || !s.expects(T::WHEN) || !is_name(row_.type(s.before))) return std::nullopt;
  if (is_on_new_line(s) || is_follow_up(s)) return std::nullopt;
  std::vector<std::string> conditions;
  std::size_t i = row_.after(s.at);
  while (is_name(row_.type(i)) && row_.type(row_.after(i)) == T::COLON) {
    const std::size_t value = row_.after(row_.after(i));
    if (!is_literal(row_.type(value)) && !is_name(row_.type(value))) break;
    conditions.push_back(fmt::format("{} is {}", row_.text(i), row_.text(value)));
    i = row_.after(value);
    if (row_.type(i) != T::COMMA) break;
    i = row_.after(i);
  }
  auto& error = log_.add(Code::ExpectedSomethingElse, row_.span(s.at), fmt::format("a rule about {} has no arguments", quoted(s.before)));
  const bool is_known = row_.type(i) == T::RPAREN && row_.type(row_.after(i)) != T::COMMA && row_.type(row_.after(i)) != T::EXCEPT;
  const std::string written = conditions.empty() ? "" : fmt::format(" when {}", fmt::join(conditions, " and "));
  error.with_help(conditions.empty() ? "which requests it is about follows `when`: `when branch is \"main\"`"
                                     : fmt::format("which requests it is about follows `when`: `{}{}`", row_.text(s.before), written));
  if (is_known) {
    const base::Span span{row_.span(i).file, row_.span(s.before).end, row_.span(i).end};
    error.fix(written.empty() ? "delete the parentheses" : fmt::format("write `{}`", std::string_view(written).substr(1)), span, written);
  }
  return Outcome::skip;
}

// `allow [push, read]`
MistakeFinder::Step MistakeFinder::bracketed_targets(const Situation& s) {
  if (s.is_complete() || row_.type(s.at) != T::LBRACKET || s.before == TokenRow::kNone) return std::nullopt;
  if (!is_effect(row_.type(s.before)) && row_.type(s.before) != T::LIMIT) return std::nullopt;
  std::size_t end = row_.after(s.at);
  while (is_name(row_.type(end)) || row_.type(end) == T::COMMA || row_.type(end) == T::DOT) end = row_.after(end);
  if (row_.type(end) != T::RBRACKET) return std::nullopt;
  diagnostics::Diagnostic* error = unexpected(s);
  if (error == nullptr) return Outcome::skip;
  error->with_help(fmt::format("a comma is enough: `{} read, write`", row_.text(s.before)));
  error->fixes.push_back({"delete the brackets", {Edit{row_.span(s.at), ""}, Edit{row_.span(end), ""}}});
  row_.hide(s.at);
  row_.hide(end);
  return Outcome::retry;
}

// `allow push and read`
MistakeFinder::Step MistakeFinder::joined_items(const Situation& s) {
  const std::size_t type = row_.type(s.at);
  if (!s.is_complete() || (type != T::AND && type != T::OR) || !s.expects(T::COMMA) || s.expects(T::AND)) return std::nullopt;
  if (!is_name(row_.type(s.before)) || !is_name(row_.type(row_.after(s.at))) || is_follow_up(s)) return std::nullopt;
  const base::Span span{row_.span(s.at).file, row_.span(s.before).end, row_.span(s.at).end};
  log_.add(Code::ExpectedSomethingElse, row_.span(s.at), fmt::format("{} stands between the items of a list", quoted(s.at)))
      .with_help(fmt::format("items are separated by a comma; `{}` joins conditions", row_.text(s.at)))
      .fix("write `,`", span, ",");
  row_.retype(s.at, T::COMMA);
  return again(s);
}

// `agent "bolt"`
MistakeFinder::Step MistakeFinder::quoted_name(const Situation& s) {
  if (s.is_complete() || row_.type(s.at) != T::STRING || !s.expects(T::ID) || s.expects(T::STRING)) return std::nullopt;
  const std::string body(without_quotes(row_.text(s.at)));
  diagnostics::Diagnostic* error = unexpected(s);
  if (error == nullptr || body.empty()) return Outcome::skip;
  const bool is_plain = is_plain_name(body) && !words_.type_of(body);
  if (!is_plain && body.find_first_of("`\\") != std::string::npos) {
    error->with_help("a name stands without quotes");
    return Outcome::skip;
  }
  const std::string name = is_plain ? body : fmt::format("`{}`", body);
  error->with_help(is_plain ? "a name stands without quotes" : "a name stands without quotes; one like this in backticks")
      .fix(is_plain ? "remove the quotes" : "put the name in backticks", row_.span(s.at), name);
  row_.retype(s.at, T::ID, name);
  return Outcome::retry;
}

// What stands behind the targets of a rule, or behind the action of a test, and is neither a list nor a condition.
void MistakeFinder::advise(const Situation& s, diagnostics::Diagnostic& error) const {
  const std::size_t type = row_.type(s.at);
  if (s.before == TokenRow::kNone || is_on_new_line(s)) return;
  if (s.list == ListKind::test && s.expects(T::ARROW) && s.expects(T::LPAREN) && is_name(type)) {
    error.with_help(fmt::format("arguments stand in parentheses: `{}(branch: \"main\")`", row_.text(s.before)));
    return;
  }
  if (!s.is_complete()) return;
  if (!s.expects(T::WHEN) || !s.expects(T::COMMA) || (!is_name(type) && type != T::STRING)) return;
  const bool is_first = s.start != TokenRow::kNone && row_.before(s.before) == s.start && is_effect(row_.type(s.start));
  const std::size_t next = row_.after(s.at);
  if (is_first && (type == T::TO || type == T::FOR) && is_name(row_.type(next))) {
    if (row_.type(s.start) == T::ASK) {
      error.with_help(fmt::format("who answers is said by an approval: `ask {} via NAME`", row_.text(next)));
      return;
    }
    if (s.list == ListKind::file) {
      error.with_help(fmt::format("what one agent may do stands in its block: `agent {} {{ {} {} }}`", row_.text(s.before),
                                  row_.text(s.start), row_.text(next)));
      return;
    }
  }
  const bool may_be_item = is_name(type) && type != T::TO && type != T::FOR;
  error.with_help(may_be_item ? fmt::format("a comma separates the items of a list: `{}, {}`; a condition follows `when`",
                                            row_.text(s.before), row_.text(s.at))
                              : "a condition follows `when`: `when branch is \"main\"`");
}

}  // namespace envelope::syntax
