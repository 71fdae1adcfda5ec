#include "compiler/syntax/antlr/mistakes.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "compiler/base/nearest.h"
#include "compiler/syntax/antlr/units.h"

namespace envelope::syntax {
namespace {

using T = grammar::EnvelopeParser;
using diagnostics::Code;

bool is_effect(std::size_t type) { return type >= T::ALLOW && type <= T::DENY; }

}  // namespace

Outcome MistakeFinder::explain(const Situation& s) {
  static constexpr Step (MistakeFinder::* kSteps[])(const Situation&) = {&MistakeFinder::stolen_opener,
                                                                         &MistakeFinder::loose_at,
                                                                         &MistakeFinder::grouped_digits,
                                                                         &MistakeFinder::constant_condition,
                                                                         &MistakeFinder::reserved_name,
                                                                         &MistakeFinder::loose_values,
                                                                         &MistakeFinder::comma,
                                                                         &MistakeFinder::sign,
                                                                         &MistakeFinder::unit,
                                                                         &MistakeFinder::missing_quotes,
                                                                         &MistakeFinder::value_for_condition,
                                                                         &MistakeFinder::words_for_pattern,
                                                                         &MistakeFinder::between,
                                                                         &MistakeFinder::presence,
                                                                         &MistakeFinder::quoted_name,
                                                                         &MistakeFinder::bracketed_targets,
                                                                         &MistakeFinder::arguments_in_rule,
                                                                         &MistakeFinder::joined_items,
                                                                         &MistakeFinder::misspelt,
                                                                         &MistakeFinder::bracket,
                                                                         &MistakeFinder::words_before_brace,
                                                                         &MistakeFinder::missing_when,
                                                                         &MistakeFinder::bare_string,
                                                                         &MistakeFinder::unknown_statement};
  for (const auto step : kSteps) {
    if (const Step outcome = (this->*step)(s)) return *outcome;
  }
  unexpected(s);
  return Outcome::skip;
}

// A word that opens a statement was read as a name, because something was missing at the end of the line before it.
MistakeFinder::Step MistakeFinder::stolen_opener(const Situation& s) {
  if (s.start == TokenRow::kNone || s.element == nullptr || s.list == ListKind::test) return std::nullopt;
  int depth = 0;
  std::size_t before = s.start;
  for (std::size_t i = row_.after(s.start); i < s.at; before = i, i = row_.after(i)) {
    const std::size_t type = row_.type(i);
    if (type == T::LBRACE || type == T::LPAREN || type == T::LBRACKET) ++depth;
    if (type == T::RBRACE || type == T::RPAREN || type == T::RBRACKET) --depth;
    if (depth != 0 || !row_.is_set_off(i) || !opens_element(row_, i, s.list, s.owner)) continue;
    if (is_follow_up(s)) return std::nullopt;
    if (row_.type(before) == T::COMMA) {
      log_.add(Code::NeedlessSeparator, row_.span(before), "a list ends with `,`")
          .with_help("name one more item, or delete the `,`")
          .fix("delete the `,`", row_.span(before), "");
      row_.hide(before);
      return Outcome::retry;
    }
    const std::string wanted = wanted_instead_of(s.element, i);
    log_.add(Code::ExpectedSomethingElse, SourceInput::gap_after(row_.span(before)),
             fmt::format("expected {} after {}", wanted.empty() ? "something" : wanted, quoted(before)))
        .label(row_.span(i), fmt::format("{} opens the next statement", quoted(i)));
    cut_at_ = i;
    return Outcome::cut;
  }
  return std::nullopt;
}

// `at noon`: `at` goes on with one of three things only.
MistakeFinder::Step MistakeFinder::loose_at(const Situation& s) {
  if (!s.is_complete() || row_.type(s.at) != T::AT || row_.type(row_.after(s.at)) == T::MOST) return std::nullopt;
  if (is_follow_up(s)) return Outcome::skip;
  const std::size_t next = row_.after(s.at);
  log_.add(Code::ExpectedSomethingElse, row_.span(next),
           fmt::format("expected `once`, `most` or a percentage after `at`, found {}", quoted(next)));
  return Outcome::skip;
}

// `1,000`
MistakeFinder::Step MistakeFinder::grouped_digits(const Situation& s) {
  if (row_.type(s.at) != T::COMMA || s.before == TokenRow::kNone || !is_number(row_.type(s.before))) return std::nullopt;
  const std::size_t next = row_.after(s.at);
  const base::Span first = row_.span(s.before);
  const bool is_glued = first.end == row_.span(s.at).begin && row_.span(s.at).end == row_.span(next).begin;
  if (!is_glued || !is_number(row_.type(next)) || row_.text(next).size() < 3) return std::nullopt;
  const std::string whole = fmt::format("{}_{}", row_.text(s.before), row_.text(next));
  log_.add(Code::UnknownUnit, base::join(first, row_.span(next)), "`,` stands inside a number")
      .with_help(fmt::format("digits are grouped with `_`: `{}`", whole))
      .fix("group digits with `_`", row_.span(s.at), "_", row_.text(next).size() == 3);
  row_.retype(s.before, row_.type(next), whole);
  row_.hide(s.at);
  row_.hide(next);
  return again(s);
}

MistakeFinder::Step MistakeFinder::comma(const Situation& s) {
  if (row_.type(s.at) == T::COMMA) {
    if (is_follow_up(s)) return Outcome::skip;
    const std::size_t next = row_.type(row_.after(s.at));
    const bool separates = s.before != TokenRow::kNone && is_name(row_.type(s.before)) && is_name(next);
    if (separates && s.start != TokenRow::kNone && !is_on_new_line(s)) {  // without the comma, two names would stand side by side
      const bool is_tier = row_.type(s.start) == T::AGENT;
      log_.add(Code::NeedlessSeparator, row_.span(s.at), "`,` stands where no list goes on")
          .with_help(is_tier ? "an agent is in one tier; what several tiers share is said once for each"
                             : "a comma only separates the items of a list; conditions are joined with `and`");
      return Outcome::skip;
    }
    log_.add(Code::NeedlessSeparator, row_.span(s.at), "`,` stands where no list goes on")
        .with_help("a comma only separates the items of a list; conditions are joined with `and`")
        .fix("delete the `,`", row_.span(s.at), "");
    row_.hide(s.at);
    return again(s);
  }
  if (s.is_complete() || s.before == TokenRow::kNone || row_.type(s.before) != T::COMMA) return std::nullopt;
  const std::size_t type = row_.type(s.at);
  const bool is_closer = type == T::RBRACE || type == T::RPAREN || type == T::RBRACKET || row_.is_end(s.at);
  if (!is_closer && !is_reserved_word(type) && !is_on_new_line(s)) return std::nullopt;
  log_.add(Code::NeedlessSeparator, row_.span(s.before), "a list ends with `,`")
      .with_help("name one more item, or delete the `,`")
      .fix("delete the `,`", row_.span(s.before), "");
  row_.hide(s.before);
  return Outcome::retry;
}

// `=` and `:` for each other or for `is`.
MistakeFinder::Step MistakeFinder::sign(const Situation& s) {
  const std::size_t type = row_.type(s.at);
  if (type != T::EQUALS && type != T::COLON) return std::nullopt;
  if (type == T::COLON && is_follow_up(s)) return Outcome::skip;
  if (type == T::EQUALS && s.before != TokenRow::kNone && row_.type(s.before) == T::COLON) {
    log_.add(Code::WrongOperator, base::join(row_.span(s.before), row_.span(s.at)), "`:=` is no operator; the language says `=`")
        .fix("write `=`", row_.span(s.before), "");
    row_.hide(s.before);
    return Outcome::retry;
  }
  const std::size_t other = type == T::EQUALS ? std::size_t{T::COLON} : std::size_t{T::EQUALS};
  const std::size_t statement = s.start == TokenRow::kNone ? 0 : row_.type(s.start);
  const bool is_signature = statement == T::ACTION || statement == T::EVENT || statement == T::DUTY;
  if (is_signature && type == T::COLON && !s.expects(other)) return std::nullopt;  // `action deploy to: Environment)` lacks its `(`
  const bool begins_block = type == T::COLON && statement >= T::TIER && statement <= T::JOB && s.expects(T::LBRACE);
  if (begins_block && opens_element(row_, row_.after(s.at), ListKind::block, statement)) {
    log_.add(Code::WrongOperator, row_.span(s.at), fmt::format("{} opens no block", quoted(s.at)))
        .with_help(fmt::format("what belongs to it stands in braces: `{} {} {{ {} … }}`", row_.text(s.start), row_.text(s.before),
                               row_.text(row_.after(s.at))));
    return Outcome::skip;
  }
  const std::size_t meant = s.expects(other) ? other : s.expects(T::IS) ? std::size_t{T::IS} : TokenRow::kNone;
  if (meant == TokenRow::kNone) {
    if (type == T::EQUALS) return std::nullopt;
    log_.add(Code::NeedlessSeparator, row_.span(s.at), "`:` stands where it means nothing")
        .with_help("`:` only gives types and names arguments")
        .fix("delete the `:`", row_.span(s.at), "");
    row_.hide(s.at);
    return again(s);
  }
  const std::string word(words_.spelling(meant));
  base::Span span = row_.span(s.at);
  if (meant == T::COLON) span.begin = row_.span(s.before).end;  // `to = x` becomes `to: x`
  const bool is_glued = s.before != TokenRow::kNone && row_.span(s.before).end == span.begin && meant == T::IS;
  const bool glued_after = row_.span(row_.after(s.at)).begin == span.end && meant == T::IS;
  log_.add(Code::WrongOperator, row_.span(s.at), fmt::format("{} does not belong here; the language says `{}`", quoted(s.at), word))
      .fix(fmt::format("write `{}`", word), span, fmt::format("{}{}{}", is_glued ? " " : "", word, glued_after ? " " : ""));
  row_.retype(s.at, meant);
  return again(s);
}

// `5 minutes`, `lasts 5`
MistakeFinder::Step MistakeFinder::unit(const Situation& s) {
  const auto is_plain_number = [&](std::size_t i) { return row_.type(i) == T::INT || row_.type(i) == T::DECIMAL; };
  const bool wants_span = s.expects(T::DURATION) && is_plain_number(s.at);
  const std::size_t number = wants_span ? s.at : s.before;
  const std::size_t word = wants_span ? row_.after(s.at) : s.at;
  if (number == TokenRow::kNone || !is_plain_number(number)) return std::nullopt;
  const bool has_unit = is_word(row_.type(word)) && !row_.starts_line_after(number, word) && is_unit_word(row_.text(word));
  if (!has_unit) {
    if (!wants_span) return std::nullopt;
    log_.add(Code::UnknownUnit, row_.span(number), fmt::format("{} has no unit", quoted(number)))
        .with_help(fmt::format("write `{0}s`, `{0}min`, `{0}h`, `{0}d` or `{0}w`", row_.text(number)));
    row_.retype(number, T::DURATION, "");
    return again(s);
  }
  const base::Span both = base::join(row_.span(number), row_.span(word));
  const auto mended = mend_number(row_.text(number), row_.text(word));
  auto& error = log_.add(Code::UnknownUnit, both, fmt::format("`{} {}` is a number and a loose word", row_.text(number), row_.text(word)));
  if (mended) {
    error.with_help(fmt::format("a unit is part of its number: `{}`", mended->spelling))
        .fix(fmt::format("write `{}`", mended->spelling), both, mended->spelling, mended->is_certain);
    row_.retype(number, mended->type, mended->spelling);
  } else {
    error.with_help("units are `ms`, `s`, `min`, `h`, `d` and `w`; months and years have no fixed length: write `30d`");
    row_.retype(number, T::DURATION, "");
  }
  row_.hide(word);
  return again(s);
}

// Whether a word that opens a clause stands from token `first` up to `end`: it may be one, and no part of a sentence.
bool MistakeFinder::holds_clause(std::size_t first, std::uint32_t end) const {
  for (std::size_t i = first; !row_.is_end(i) && row_.span(i).begin < end; i = row_.after(i)) {
    const std::size_t type = row_.type(i);
    if (type == T::WHEN || type == T::UNLESS || type == T::VIA || is_effect(type)) return true;
  }
  return false;
}

// `assert never allow x`
MistakeFinder::Step MistakeFinder::nameless_claim(const Situation& s) {
  const base::Span gap = SourceInput::gap_after(row_.span(s.before));
  log_.add(Code::ExpectedSomethingElse, gap, fmt::format("expected what is asserted, in quotes, before {}", quoted(s.at)))
      .with_help(fmt::format("an assertion begins with a sentence of its own: `assert \"…\" {} …`", row_.text(s.at)));
  return Outcome::skip;
}

// `because not an engineering task`, `timezone Europe/Berlin`
MistakeFinder::Step MistakeFinder::missing_quotes(const Situation& s) {
  const std::size_t type = row_.type(s.at);
  const bool wants_only_string = s.expects(T::STRING) && s.expected.size() == 1;
  if (s.is_complete() || !wants_only_string || s.before == TokenRow::kNone) return std::nullopt;
  if ((!is_word(type) && !is_number(type)) || is_on_new_line(s)) return std::nullopt;
  const std::size_t keyword = row_.type(s.before);
  if (row_.is_set_off(s.at) && opens_element(row_, s.at, s.list, s.owner)) return std::nullopt;
  if (keyword == T::ASSERT && (type == T::NEVER || type == T::ALWAYS || type == T::TOTAL)) return nameless_claim(s);
  const bool is_sentence = keyword == T::BECAUSE || keyword == T::ASSERT || keyword == T::TEST || keyword == T::CRON;
  const std::string_view all = row_.source().text();
  const std::uint32_t begin = static_cast<std::uint32_t>(all.find_first_not_of(" \t", row_.span(s.before).end));
  const std::string_view stops = is_sentence ? std::string_view("\r\n{}") : std::string_view(" \t\r\n{}");
  auto end = static_cast<std::uint32_t>(std::min(all.find_first_of(stops, begin), all.size()));
  end = std::max(end, row_.span(s.at).end);
  while (end > begin && (all[end - 1] == ' ' || all[end - 1] == '\t')) --end;
  const base::Span words{row_.span(s.at).file, begin, end};
  const std::string body(row_.source().text(words));
  log_.drop_within(words);
  const bool is_plain = body.find_first_of("\"\\") == std::string::npos;
  auto& error = log_.add(Code::MissingQuotes, words, fmt::format("text after {} stands without quotes", quoted(s.before)));
  error.with_help("text stands in double quotes");
  if (is_plain) error.fix("put the text in quotes", words, fmt::format("\"{}\"", body), !holds_clause(s.at, end));
  row_.retype(s.at, T::STRING, fmt::format("\"{}\"", is_plain ? body : ""));
  for (std::size_t i = row_.after(s.at); !row_.is_end(i) && row_.span(i).begin < end; i = row_.after(i)) row_.hide(i);
  return Outcome::retry;
}

// `enum Answer { allow, deny }`
MistakeFinder::Step MistakeFinder::reserved_name(const Situation& s) {
  if (s.is_complete() || !is_reserved_word(row_.type(s.at)) || !s.expects(T::ID) || is_on_new_line(s)) return std::nullopt;
  const std::size_t next = row_.after(s.at);
  switch (row_.type(next)) {
    case T::COMMA:
    case T::LPAREN:
    case T::COLON:
    case T::QUESTION:
    case T::DOT:
    case T::LBRACE:
    case T::RBRACE:
    case T::EQUALS:
      break;
    default:
      if (!row_.is_end(next) && !row_.is_first_on_line(next)) return std::nullopt;
  }
  log_.add(Code::ReservedWord, row_.span(s.at), fmt::format("{} is a word of the language and cannot be a plain name", quoted(s.at)))
      .with_help(fmt::format("choose another name, or write it in backticks: `` `{}` ``", row_.text(s.at)))
      .fix("put the name in backticks", row_.span(s.at), fmt::format("`{}`", row_.text(s.at)));
  row_.retype(s.at, T::ID);
  return Outcome::retry;
}

// `alow`, `becuase`, `if`
MistakeFinder::Step MistakeFinder::misspelt(const Situation& s) {
  if (row_.type(s.at) != T::ID && row_.type(s.at) != T::APPROVE) return std::nullopt;
  const std::string word(row_.text(s.at));
  std::vector<std::string> candidates;
  for (const ssize_t type : s.expected.toList()) {
    if (type >= T::ALLOW && type <= T::WITHOUT) candidates.emplace_back(words_.spelling(static_cast<std::size_t>(type)));
  }
  const bool any_name = s.expects(T::ID) && candidates.size() > 40;
  if (any_name) candidates.clear();
  const bool begins =
      s.before == TokenRow::kNone || row_.type(s.before) == T::LBRACE || row_.type(s.before) == T::RBRACE || row_.is_set_off(s.at);
  if (s.is_complete() && begins) {
    for (const std::size_t type : opening_types(s.list, s.owner)) {
      if (type != T::AT) candidates.emplace_back(words_.spelling(type));  // `at` opens a statement only before `most`
    }
  }
  const auto is_candidate = [&](std::string_view meant) {
    return std::find(candidates.begin(), candidates.end(), meant) != candidates.end();
  };
  std::optional<base::Suggestion> meant;
  Code code = Code::UnknownWord;
  if (const auto translated = translation(word); translated && is_candidate(*translated)) {
    meant = {std::string(*translated), !is_free_translation(word)};
    code = Code::ForeignSpelling;
  } else if (word.size() > 2 && !is_follow_up(s)) {
    meant = base::nearest(word, candidates);
  }
  if (!meant) return std::nullopt;
  const std::size_t type = *words_.type_of(meant->name);
  log_.add(code, row_.span(s.at), fmt::format("`{}` is no word of the language", word))
      .with_help(code == Code::UnknownWord ? fmt::format("did you mean `{}`?", meant->name)
                                           : fmt::format("the language says `{}`", meant->name))
      .fix(fmt::format("write `{}`", meant->name), row_.span(s.at), meant->name, meant->is_certain);
  row_.retype(s.at, type);
  return s.is_complete() && !s.expects(type) ? Outcome::look_again : again(s);
}

// Words that have no place between a header and its `{`.
MistakeFinder::Step MistakeFinder::words_before_brace(const Situation& s) {
  if (s.start == TokenRow::kNone || s.element == nullptr) return std::nullopt;
  const std::size_t kind = row_.type(s.start) == T::DEFAULT ? row_.type(row_.after(s.start)) : row_.type(s.start);
  const bool has_block = (kind >= T::TIER && kind <= T::JOB) || kind == T::APPROVAL || kind == T::TEST || kind == T::ENUM;
  if (!has_block) return std::nullopt;
  for (std::size_t i = s.start; i < s.at; i = row_.after(i)) {
    if (row_.type(i) == T::LBRACE) return std::nullopt;
  }
  std::size_t brace = s.at;
  while (!row_.is_end(brace) && row_.type(brace) != T::LBRACE) {
    if (row_.type(brace) == T::RBRACE || begins_element(row_, brace, s.list, s.owner)) return std::nullopt;
    brace = row_.after(brace);
  }
  if (brace == s.at || row_.is_end(brace)) return std::nullopt;
  unexpected(s);
  for (std::size_t i = s.at; i < brace; i = row_.after(i)) row_.hide(i);
  return Outcome::retry;
}

// `allow deploy to is sandbox`
MistakeFinder::Step MistakeFinder::missing_when(const Situation& s) {
  if (!s.is_complete() || !s.expects(T::WHEN) || is_on_new_line(s) || is_follow_up(s)) return std::nullopt;
  const std::size_t type = row_.type(s.at);
  bool is_condition = type == T::IN || type == T::NOT;
  if (is_name(type)) {
    std::size_t next = row_.after(s.at);
    while (row_.type(next) == T::DOT) next = row_.after(row_.after(next));
    const std::size_t relation = row_.type(next);
    is_condition = relation == T::IS || relation == T::IN || relation == T::MATCHES || relation == T::UNDER || relation == T::HAS ||
                   relation == T::NOT || (relation >= T::LESS && relation <= T::GREATER_EQUAL) || relation == T::EQUAL_EQUAL ||
                   relation == T::NOT_EQUAL;
  }
  if (!is_condition) return std::nullopt;
  const base::Span span = row_.span(s.at);
  log_.add(Code::ExpectedSomethingElse, span, fmt::format("expected `when` or `unless` before the condition, found {}", quoted(s.at)))
      .with_help("a condition begins with `when` or `unless`")
      .propose("write `when`", {span.file, span.begin, span.begin}, "when ");
  return Outcome::skip;
}

// `deny spend "not an engineering task"`
MistakeFinder::Step MistakeFinder::bare_string(const Situation& s) {
  if (!s.is_complete() || row_.type(s.at) != T::STRING || !s.expects(T::BECAUSE) || is_follow_up(s)) return std::nullopt;
  const base::Span span = row_.span(s.at);
  log_.add(Code::ExpectedSomethingElse, span, "expected `because` before the reason of a rule")
      .with_help("a reason is given with `because \"…\"`")
      .fix("write `because`", {span.file, span.begin, span.begin}, "because ");
  return Outcome::skip;
}

MistakeFinder::Step MistakeFinder::unknown_statement(const Situation& s) {
  if (!s.is_complete() || !is_word(row_.type(s.at))) return std::nullopt;
  const bool begins =
      s.before == TokenRow::kNone || row_.type(s.before) == T::LBRACE || row_.type(s.before) == T::RBRACE || is_on_new_line(s);
  if (!begins || log_.touches(row_.span(s.at))) return std::nullopt;
  if (s.list != ListKind::file && s.list != ListKind::block) return std::nullopt;
  const bool stands_before_statement =
      !row_.starts_line_after(s.at, row_.after(s.at)) && opens_element(row_, row_.after(s.at), s.list, s.owner);
  // `bolt may push`
  const std::size_t verb = row_.after(s.at);
  const std::size_t what = row_.after(verb);
  const auto effect = is_effect(row_.type(verb)) ? std::optional(row_.text(verb)) : translation(row_.text(verb));
  const bool is_sentence = s.list == ListKind::file && effect && is_effect(words_.type_of(*effect).value_or(0)) &&
                           is_name(row_.type(what)) && !row_.starts_line_after(s.at, what);
  log_.add(Code::UnknownWord, row_.span(s.at), fmt::format("{} opens no statement", quoted(s.at)))
      .with_help(is_sentence ? fmt::format("what one agent may do stands in its block: `agent {} {{ {} {} }}`", row_.text(s.at), *effect,
                                           row_.text(what))
                 : s.list == ListKind::file ? "a statement begins with a word such as `allow`, `deny`, `agent` or `limit`"
                                            : "a statement in a block begins with a word such as `allow`, `deny`, `holds` or `limit`");
  if (stands_before_statement) {
    row_.hide(s.at);
    return Outcome::look_again;
  }
  return Outcome::skip;
}

}  // namespace envelope::syntax
