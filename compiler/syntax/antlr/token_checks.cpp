#include "compiler/syntax/antlr/token_checks.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "EnvelopeParser.h"
#include "compiler/syntax/antlr/units.h"
#include "compiler/syntax/antlr/words.h"
#include "compiler/syntax/parse.h"

namespace envelope::syntax {
namespace {

using T = grammar::EnvelopeParser;
using diagnostics::Code;
using diagnostics::Diagnostic;

// Brackets left open by broken statements, in all: what a hostile text can nest at most.
constexpr int kOpenBracketsMax = 2 * kNestingMax;
// Edits of one fix; a second run mends the rest.
constexpr std::size_t kEditsMax = 1000;

// Levels as the parser will see them. It leaves what a broken statement left open, so such brackets must not count for the statements
// behind it:
// * round and square brackets end where a word opens a statement on a new line behind a value: no list or condition goes on like that;
// * braces end where a word at the margin opens a statement of the top level. A hostile text can make it a name instead, so all open
//   brackets count too, against a looser bound.
class NestingCount {
 public:
  explicit NestingCount(const TokenRow& row) : row_(row) {}

  // False when the token nests too deeply.
  bool add(std::size_t i) {
    const std::size_t type = row_.type(i);
    if (!open_.empty() && (opens_top_statement(type) || opens_item(type))) leave_broken(i);
    if (type == T::LPAREN || type == T::LBRACKET || type == T::LBRACE) {
      open_.push_back({1 + negations_, type == T::LBRACE});
      depth_ += open_.back().levels;
    } else if ((type == T::RPAREN || type == T::RBRACKET || type == T::RBRACE) && !open_.empty()) {
      pop();
    }
    negations_ = type == T::NOT || type == T::BANG ? negations_ + 1 : 0;
    last_ = type;
    return depth_ - stale_depth_ + negations_ <= kNestingMax && depth_ <= kOpenBracketsMax;
  }

 private:
  struct Open {
    int levels;  // the bracket and the `not`s before it
    bool is_brace;
  };

  void leave_broken(std::size_t i) {
    const bool is_behind_value = last_ == T::ID || (last_ >= T::TEXT && last_ <= T::INT) || last_ == T::RPAREN || last_ == T::RBRACKET;
    if (is_behind_value && !open_.back().is_brace && row_.is_first_on_line(i)) {
      while (!open_.empty() && !open_.back().is_brace) pop();
    }
    if ((open_.empty() || open_.back().is_brace) && opens_top_statement(row_.type(i)) && row_.is_at_margin(i)) {
      stale_ = open_.size();
      stale_depth_ = depth_;
    }
  }

  void pop() {
    depth_ -= open_.back().levels;
    open_.pop_back();
    if (open_.size() >= stale_) return;
    stale_ = open_.size();
    stale_depth_ = depth_;
  }

  const TokenRow& row_;
  std::vector<Open> open_;
  int depth_ = 0;
  int negations_ = 0;      // `not`s in a row
  std::size_t last_ = 0;   // type of the token before
  std::size_t stale_ = 0;  // open brackets that the margin rule left behind, and their levels
  int stale_depth_ = 0;
};

// Same mistake all over a file, such as `#` comments: one error at the first place, one fix for all.
struct Habit {
  Code code;
  std::string_view message;
  std::string_view help;
  std::string_view fix_title;
  base::Span first;
  std::size_t count = 0;
  std::vector<diagnostics::Edit> edits;

  void seen(base::Span place, std::optional<diagnostics::Edit> edit) {
    if (count++ == 0) first = place;
    if (edit && edits.size() < kEditsMax) edits.push_back(std::move(*edit));
  }
};

class TokenMender {
 public:
  TokenMender(TokenRow& row, ErrorLog& log) : row_(row), log_(log) {}

  void run() {
    for (std::size_t i = 0; i < row_.size() && !log_.is_full(); ++i)
      if (i >= mended_until_) mend(i);
    for (Habit* habit : {&comments_, &block_comments_, &semicolons_}) report(*habit);
  }

 private:
  void mend(std::size_t i) {
    switch (row_.type(i)) {
      case T::HASH_COMMENT:
        return foreign_comment(i, row_.text(i).find_first_not_of('#'));
      case T::DASH_COMMENT:
        return foreign_comment(i, row_.text(i).find_first_not_of('-'));
      case T::BLOCK_COMMENT:
        return block_comment(i);
      case T::OPEN_COMMENT:
        return block_comments_.seen(row_.span(i), std::nullopt);
      case T::UNTERMINATED_TEXT:
        return unterminated(i, "\"\"\"", T::TEXT);
      case T::UNTERMINATED_STRING:
        return unterminated(i, "\"", T::STRING);
      case T::CURLY_STRING:
      case T::SINGLE_STRING:
        return wrong_quotes(i);
      case T::UNKNOWN_UNIT:
        return unknown_unit(i);
      case T::LOOSE_DATE:
        return loose(i, T::DATE, mend_date(row_.text(i)), "a date is written `2027-01-31`: year, month, day");
      case T::TIME:
        half_day(i);
        return;
      case T::LOOSE_TIME:
        if (half_day(i)) return;
        return loose(i, T::TIME, mend_time(row_.text(i)), "a time of day is written `09:00`: hours and minutes");
      case T::DASHED_NAME:
        return dashed_name(i);
      case T::FOREIGN_NAME:
        return foreign_name(i);
      case T::EQUAL_EQUAL:
        return operator_of_others(i, "is");
      case T::NOT_EQUAL:
        return operator_of_others(i, "is not");
      case T::AND_AND:
        return operator_of_others(i, "and");
      case T::OR_OR:
        return operator_of_others(i, "or");
      case T::BANG:
        return operator_of_others(i, "not");
      case T::FAT_ARROW:
        return fat_arrow(i);
      case T::SEMICOLON:
        semicolons_.seen(row_.span(i), diagnostics::Edit{row_.span(i), ""});
        return row_.hide(i);
      case T::COLON:
        return colon(i);
      case T::STRAY:
        return stray(i);
      default:
        return;  // a word of the language
    }
  }

  void report(Habit& habit) {
    if (habit.count == 0) return;
    Diagnostic& error = log_.add(habit.code, habit.first, std::string(habit.message)).with_help(std::string(habit.help));
    if (habit.count > 1) error.note(fmt::format("the file has {} of them; this is the first", habit.count));
    if (!habit.edits.empty()) error.fixes.push_back({std::string(habit.fix_title), std::move(habit.edits)});
  }

  void foreign_comment(std::size_t i, std::size_t marks) {
    row_.note(i);
    const base::Span span = row_.span(i);
    const auto length = static_cast<std::uint32_t>(std::min(marks, row_.text(i).size()));
    comments_.seen({span.file, span.begin, span.begin + length}, diagnostics::Edit{{span.file, span.begin, span.begin + length}, "//"});
  }

  // A comment that ends its line can become a line comment; others are left to the author.
  void block_comment(std::size_t i) {
    row_.note(i);
    const base::Span span = row_.span(i);
    const std::string_view all = row_.source().text();
    const std::size_t next = all.find_first_not_of(" \t", span.end);
    const bool ends_line = next == std::string_view::npos || all[next] == '\n' || all[next] == '\r';
    const bool is_one_line = !row_.source().has_line_end(span.begin, span.end);
    std::optional<diagnostics::Edit> edit;
    if (ends_line && is_one_line) {
      std::string_view body = row_.text(i).substr(2, row_.text(i).size() - 4);
      while (body.ends_with(' ')) body.remove_suffix(1);
      edit = diagnostics::Edit{span, fmt::format("//{}", body)};
    }
    block_comments_.seen(span, std::move(edit));
  }

  void unterminated(std::size_t i, std::string_view quotes, std::size_t type) {
    const base::Span span = row_.span(i);
    std::string_view body = row_.text(i);
    while (body.ends_with(' ') || body.ends_with('\t')) body.remove_suffix(1);
    Diagnostic& error = log_.add(Code::UnterminatedString, {span.file, span.begin, span.begin + static_cast<std::uint32_t>(quotes.size())},
                                 fmt::format("a {} opens here and does not end", type == T::TEXT ? "text" : "string"));
    if (type == T::STRING) {
      error.with_help("a string ends on the line it begins on; write the closing quote, or use three quotes for a text of many lines");
      const bool is_plain = body.find_first_of("(){}\\") == std::string_view::npos && body.find("//") == std::string_view::npos;
      const auto end = span.begin + static_cast<std::uint32_t>(body.size());
      // A reason ends its statement; behind another string the statement may go on.
      const bool is_certain = body.find(' ') == std::string_view::npos || (i > 0 && row_.type(i - 1) == T::BECAUSE);
      if (is_plain && body.size() > 1) error.fix("close the string at the end of the line", {span.file, end, end}, "\"", is_certain);
    } else {
      error.with_help("close the text with three quotes");
    }
    row_.retype(i, type);
  }

  void wrong_quotes(std::size_t i) {
    const bool is_single = row_.type(i) == T::SINGLE_STRING && row_.text(i).starts_with('\'');
    const std::string_view text = row_.text(i);
    const std::size_t open = quote_length(text, 0);
    std::size_t close = text.size() - 1;
    while (close > open && (static_cast<unsigned char>(text[close]) & 0xC0U) == 0x80U) --close;
    std::string body;
    for (const char c : text.substr(open, close - open)) {
      if (c == '"') body += '\\';
      body += c;
    }
    log_.add(Code::WrongQuotes, row_.span(i), fmt::format("a string stands in {} quotes", is_single ? "single" : "typographic"))
        .with_help("strings stand in straight double quotes: `\"…\"`")
        .fix("use straight double quotes", row_.span(i), fmt::format("\"{}\"", body));
    row_.retype(i, T::STRING, fmt::format("\"{}\"", body));
  }

  static std::size_t quote_length(std::string_view text, std::size_t at) {
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U) ++length;
    return length;
  }

  void unknown_unit(std::size_t i) {
    const std::string_view text = row_.text(i);
    const std::size_t split = text.find_first_not_of("$0123456789_.");
    const std::string_view unit = text.substr(std::min(split, text.size()));
    if (i > 0 && names_something(row_.type(i - 1))) return digit_first(i);
    if (const auto time = mend_clock(text.substr(0, split), unit)) return twelve_hours(i, row_.span(i), *time);
    const auto mended = mend_number(text.substr(0, split), unit);
    Diagnostic& error = log_.add(Code::UnknownUnit, row_.span(i), fmt::format("`{}` has a unit the language does not know", text));
    if (mended) {
      if (text.find('.') != std::string_view::npos) error.message = fmt::format("`{}` is a fraction of a unit", text);
      error.with_help(fmt::format("write `{}`", mended->spelling))
          .fix("write the unit the language knows", row_.span(i), mended->spelling, mended->is_certain);
      return row_.retype(i, mended->type, mended->spelling);
    }
    if (is_calendar_word(unit)) {
      error.with_help("months and years have no fixed length; write days or weeks, such as `30d`");
    } else {
      error.with_help("durations end in `ms`, `s`, `min`, `h`, `d` or `w`, sizes in `B`, `KB`, `MB`, `GB` or `TB`; money is written `$5`");
    }
    row_.retype(i, is_unit_word(unit) ? T::DURATION : T::INT, "");
  }

  // `9:30pm`, `09:30 pm`: the time is a token of its own.
  bool half_day(std::size_t i) {
    const std::size_t half = i + 1;
    if (row_.is_end(i) || row_.starts_line_after(i, half)) return false;
    const auto time = mend_clock(row_.text(i), row_.text(half));
    if (!time) return false;
    twelve_hours(i, base::join(row_.span(i), row_.span(half)), *time);
    row_.hide(half);
    mended_until_ = half + 1;
    return true;
  }

  void twelve_hours(std::size_t i, base::Span span, const std::string& time) {
    log_.add(Code::UnknownUnit, span, fmt::format("`{}` is no time of day", row_.source().text(span)))
        .with_help(fmt::format("a day has 24 hours: write `{}`", time))
        .fix(fmt::format("write `{}`", time), span, time);
    row_.retype(i, T::TIME, time);
  }

  // `5$`
  bool sign_behind(std::size_t i) {
    if (i == 0 || row_.text(i) != "$" || row_.span(i - 1).end != row_.span(i).begin) return false;
    if (row_.type(i - 1) != T::INT && row_.type(i - 1) != T::DECIMAL) return false;
    const std::string amount = fmt::format("${}", row_.text(i - 1));
    const base::Span both = base::join(row_.span(i - 1), row_.span(i));
    log_.add(Code::UnknownUnit, both, fmt::format("`{}` has its sign behind the number", row_.source().text(both)))
        .with_help(fmt::format("write `{}`", amount))
        .fix(fmt::format("write `{}`", amount), both, amount);
    row_.retype(i - 1, T::MONEY, amount);
    row_.hide(i);
    return true;
  }

  // `agent 2bot`
  void digit_first(std::size_t i) {
    log_.add(Code::StrayCharacter, row_.span(i), fmt::format("the name `{}` begins with a digit", row_.text(i)))
        .with_help("a name begins with a letter or `_`; any other name stands in backticks")
        .fix("put the name in backticks", row_.span(i), fmt::format("`{}`", row_.text(i)));
    row_.retype(i, T::ID);
  }

  static bool names_something(std::size_t type) {
    return (type >= T::LET && type <= T::LABEL) || (type >= T::APPROVAL && type <= T::JOB && type != T::SUBAGENTS);
  }

  void loose(std::size_t i, std::size_t type, const std::optional<std::string>& mended, std::string_view help) {
    Diagnostic& error =
        log_.add(Code::UnknownUnit, row_.span(i), fmt::format("`{}` is no {}", row_.text(i), type == T::DATE ? "date" : "time of day"));
    error.with_help(std::string(help));
    if (mended) {
      const bool is_certain = type == T::DATE || row_.text(i).ends_with(mended->substr(mended->find(':')));  // `9:5` may be `09:50`
      error.fix(fmt::format("write `{}`", *mended), row_.span(i), *mended, is_certain);
    }
    row_.retype(i, type, mended.value_or(""));
  }

  void dashed_name(std::size_t i) {
    std::string mended(row_.text(i));
    std::replace(mended.begin(), mended.end(), '-', '_');
    log_.add(Code::StrayCharacter, row_.span(i), fmt::format("`-` stands inside the name `{}`", row_.text(i)))
        .with_help(fmt::format("write `{}`, or put the name in backticks", mended))
        .propose("use underscores", row_.span(i), mended);
    row_.retype(i, T::ID, std::move(mended));
  }

  void foreign_name(std::size_t i) {
    log_.add(Code::StrayCharacter, row_.span(i), fmt::format("`{}` has letters that a plain name cannot have", row_.text(i)))
        .with_help("a name is written with a-z, A-Z, 0-9 and `_`; any other name stands in backticks")
        .fix("put the name in backticks", row_.span(i), fmt::format("`{}`", row_.text(i)));
    row_.retype(i, T::ID);
  }

  void operator_of_others(std::size_t i, std::string_view word) {
    const base::Span span = row_.span(i);
    const std::string_view all = row_.source().text();
    const auto is_glued = [&](std::size_t at) { return at < all.size() && all[at] != ' ' && all[at] != '\t' && all[at] != '\n'; };
    const bool glued_before = span.begin > 0 && is_glued(span.begin - 1) && all[span.begin - 1] != '(';
    log_.add(Code::WrongOperator, span, fmt::format("`{}` is no operator here; the language says `{}`", row_.text(i), word))
        .fix(fmt::format("write `{}`", word), span, fmt::format("{}{}{}", glued_before ? " " : "", word, is_glued(span.end) ? " " : ""));
  }

  // `=> allow` in a test is the arrow, elsewhere a comparison turned round.
  void fat_arrow(std::size_t i) {
    const std::size_t next = row_.type(row_.after(i));
    const bool is_arrow = next >= T::ALLOW && next <= T::DENY;
    const std::string_view word = is_arrow ? "->" : ">=";
    log_.add(Code::WrongOperator, row_.span(i), fmt::format("`=>` is no operator; the language says `{}`", word))
        .fix(fmt::format("write `{}`", word), row_.span(i), std::string(word), is_arrow);
    row_.retype(i, is_arrow ? T::ARROW : T::GREATER_EQUAL);
  }

  // `5/day`
  bool rate(std::size_t i) {
    if (i == 0 || row_.is_end(i) || row_.text(i) != "/" || !is_number(row_.type(i - 1))) return false;
    const std::size_t number = i - 1;
    const std::size_t unit = i + 1;
    if (row_.type(unit) != T::DURATION && !is_unit_word(row_.text(unit))) return false;
    const bool glued_before = row_.span(number).end == row_.span(i).begin;
    const bool glued_after = row_.span(i).end == row_.span(unit).begin;
    log_.add(Code::WrongOperator, row_.span(i), "`/` is no operator here; the language says `per`")
        .fix("write `per`", row_.span(i), fmt::format("{}per{}", glued_before ? " " : "", glued_after ? " " : ""));
    row_.retype(i, T::PER);
    return true;
  }

  // `path under ~/projects`, `host matches https://example.org`: what stands from token `first` to the next blank was meant as text.
  bool quote_from(std::size_t first, std::string_view what) {
    if (first == 0 || !takes_text(row_.type(first - 1))) return false;
    const base::Span span = row_.span(first);
    const std::string_view all = row_.source().text();
    const auto end = static_cast<std::uint32_t>(std::min(all.find_first_of(" \t\r\n(){}[],\"\\", span.begin), all.size()));
    if (end < span.begin + 2) return false;
    const std::string text = fmt::format("\"{}\"", all.substr(span.begin, end - span.begin));
    log_.add(Code::MissingQuotes, {span.file, span.begin, end},
             fmt::format("the {} after `{}` stands without quotes", what, row_.text(first - 1)))
        .with_help("text stands in double quotes")
        .fix("put the text in quotes", {span.file, span.begin, end}, text);
    row_.retype(first, T::STRING, text);
    for (std::size_t next = first + 1; !row_.is_end(next) && row_.span(next).begin < end; ++next) {
      row_.retype(next, T::STRAY);  // also what looked like a comment is part of the text
      row_.hide(next);
      mended_until_ = next + 1;
    }
    return true;
  }

  bool bare_path(std::size_t i) {
    const std::string_view sign = row_.text(i);
    return (sign == "/" || sign == "~") && quote_from(i, "path");
  }

  // The `:` of `https://…`.
  void colon(std::size_t i) {
    const base::Span span = row_.span(i);
    const bool is_scheme = i > 0 && row_.type(i - 1) == T::ID && row_.span(i - 1).end == span.begin;
    if (is_scheme && row_.source().text().substr(span.begin).starts_with("://")) quote_from(i - 1, "address");
  }

  static bool takes_text(std::size_t type) {
    return type == T::MATCHES || type == T::UNDER || type == T::IS || type == T::IN || type == T::COLON || type == T::LBRACKET ||
           type == T::EQUALS || type == T::FILE;
  }

  // Neighbouring characters are one mistake.
  void stray(std::size_t i) {
    if (rate(i) || bare_path(i) || sign_behind(i)) return;
    const base::Span span = row_.span(i);
    row_.hide(i);
    if (i > 0 && row_.type(i - 1) == T::STRAY && row_.span(i - 1).end == span.begin) return;
    const std::string_view text = row_.text(i);
    const auto byte = static_cast<unsigned char>(text.empty() ? '\0' : text.front());
    const bool is_quotable = byte > 0x20 && byte < 0x7F && byte != '`';
    Diagnostic& error = log_.add(Code::StrayCharacter, span,
                                 is_quotable ? fmt::format("`{}` means nothing here", text) : "a character that means nothing stands here");
    if (byte == '"' || byte == '\'') {
      error.with_help("strings stand in straight double quotes: `\"…\"`");
    } else if (byte == '`') {
      error.with_help("a name in backticks ends with a backtick on the same line");
    } else if (text == "-" && !row_.is_end(i) && is_number(row_.type(i + 1))) {
      error.with_help("no number is negative: amounts, lengths and counts begin at 0");
    } else if (text == "*") {
      error.with_help("every action is called `anything`; a pattern such as `\"feature/*\"` stands in double quotes");
      const bool is_alone = row_.is_end(i) || row_.span(i + 1).begin > span.end;
      if (is_alone && i > 0 && row_.type(i - 1) >= T::ALLOW && row_.type(i - 1) <= T::DENY) error.fix("write `anything`", span, "anything");
    } else {
      error.with_help("delete it, or put text in double quotes");
    }
  }

  TokenRow& row_;
  ErrorLog& log_;
  std::size_t mended_until_ = 0;  // tokens before this one belong to a mistake that was reported
  Habit comments_{Code::ForeignSpelling,
                  "a comment begins with the sign of another language",
                  "comments begin with `//`",
                  "begin comments with `//`",
                  {},
                  0,
                  {}};
  Habit block_comments_{Code::ForeignSpelling,
                        "a comment stands between `/*` and `*/`",
                        "comments begin with `//` on every line",
                        "begin comments with `//`",
                        {},
                        0,
                        {}};
  Habit semicolons_{Code::NeedlessSeparator,
                    "`;` stands where nothing needs separating",
                    "statements need no sign between them; delete the `;`",
                    "delete the `;`",
                    {},
                    0,
                    {}};
};

}  // namespace

bool check_nesting(const TokenRow& row, ErrorLog& log) {
  NestingCount count(row);
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row.is_hidden(i) || count.add(i)) continue;
    log.add(Code::NestingTooDeep, row.span(i), fmt::format("`{}` nests more than {} levels deep", row.text(i), kNestingMax))
        .with_help("a policy needs a handful of levels; this looks like generated or damaged text");
    return false;
  }
  return true;
}

void mend_tokens(TokenRow& row, ErrorLog& log) { TokenMender(row, log).run(); }

}  // namespace envelope::syntax
