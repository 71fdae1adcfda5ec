#include "compiler/table/direct.h"

#include <algorithm>

#include "runtime/text/command.h"
#include "runtime/text/glob.h"
#include "runtime/text/utf8.h"

namespace envelope::table {
namespace {

using format::TextForm;
using text::CodeRange;
using text::Domain;
using text::Step;

constexpr std::size_t kTextsMax = 4;  // more are faster in one run of an automaton

char separator_of(Domain domain) { return domain == Domain::host ? '.' : domain == Domain::command ? text::kTokenMark : '/'; }

// The sets that `**` and `*` read.
enum class Reach { everything, segment, other };

Reach reach_of(const text::Automaton& automaton, const Step& step, Domain domain) {
  const auto set = automaton.set_of(step);
  const auto holds = [&](char32_t code) { return text::in_ranges(set, code); };
  std::size_t codes = 0;
  for (const CodeRange& range : set) codes += range.last - range.first + 1;
  constexpr std::size_t kAll = std::size_t{text::kCodePointMax} + 1;
  if (codes == kAll) return Reach::everything;
  const auto separator = static_cast<char32_t>(static_cast<unsigned char>(separator_of(domain)));
  const std::size_t excluded = domain == Domain::host ? 2 : 1;  // of hosts the colon as well
  const bool is_segment = codes == kAll - excluded && !holds(separator) && (domain != Domain::host || !holds(U':'));
  return is_segment ? Reach::segment : Reach::other;
}

// One alternative of a pattern, read step by step.
class Reader {
 public:
  Reader(const text::Glob& glob, const text::Alternative& alternative)
      : automaton_(glob.automaton()), domain_(glob.domain()), at_(alternative.begin) {}

  std::optional<DirectText> read() {
    DirectText text;
    text.a = literal();
    if (is(Step::Kind::accept)) return text;
    if (is(Step::Kind::fork)) return optional_part(std::move(text));
    return middle(std::move(text));
  }

 private:
  [[nodiscard]] const Step& step() const { return automaton_.steps[at_]; }
  [[nodiscard]] bool is(Step::Kind kind) const { return step().kind == kind; }
  [[nodiscard]] bool is_literal() const {
    const auto set = automaton_.set_of(step());
    return is(Step::Kind::eat) && set.size() == 1 && set[0].first == set[0].last;
  }

  std::string literal() {
    std::string literal;
    for (; is_literal(); ++at_) text::append_utf8(literal, automaton_.set_of(step())[0].first);
    return literal;
  }

  // `*` or `**`, then the rest as it is written.
  std::optional<DirectText> middle(DirectText text) {
    const Reach reach = reach_of(automaton_, step(), domain_);
    if (reach == Reach::other) return std::nullopt;
    if (is(Step::Kind::eat)) {
      text.needs_middle = true;
      ++at_;
    }
    if (!is(Step::Kind::loop) || reach_of(automaton_, step(), domain_) != reach) return std::nullopt;
    ++at_;
    text.form = reach == Reach::everything ? TextForm::gap : TextForm::within;
    text.b = literal();
    if (!is(Step::Kind::accept)) return std::nullopt;
    return text;
  }

  // A fork: `A **` of commands, or `A/**/*B`, which is A and a separator, anything, and B.
  std::optional<DirectText> optional_part(DirectText text) {
    const std::uint32_t behind = step().target;
    ++at_;
    if (domain_ == Domain::command) {
      if (!eats_separator() || !loops_everything() || at_ != behind || !is(Step::Kind::accept)) return std::nullopt;
      text.form = TextForm::under;
      return text;
    }
    if (!loops_everything() || !eats_separator() || at_ != behind) return std::nullopt;
    if (!is(Step::Kind::loop) || reach_of(automaton_, step(), domain_) != Reach::segment) return std::nullopt;
    ++at_;
    text.form = TextForm::gap;
    text.b = literal();
    if (!is(Step::Kind::accept)) return std::nullopt;
    return text;
  }

  bool eats_separator() {
    if (!is_literal() || automaton_.set_of(step())[0].first != static_cast<char32_t>(static_cast<unsigned char>(separator_of(domain_))))
      return false;
    ++at_;
    return true;
  }
  bool loops_everything() {
    if (!is(Step::Kind::loop) || reach_of(automaton_, step(), domain_) != Reach::everything) return false;
    ++at_;
    return true;
  }

  const text::Automaton& automaton_;
  Domain domain_;
  std::uint32_t at_;
};

bool begins_at_a_root(const std::string& path) {
  return !path.empty() && (path[0] == '/' || (path[0] == '~' && (path.size() == 1 || path[1] == '/')));
}

// What comparing (runtime/decide/compare.h) cannot answer exactly is left to automata.
bool is_comparable_path(const DirectText& text) {
  if (!begins_at_a_root(text.a)) return false;
  const bool is_absolute = text.a[0] == '/';
  if (is_absolute && text.form == TextForm::within) return false;
  return !(text.form == TextForm::under && text.a == "/");
}

// Words stand with blanks between them, the first of them whole and without a directory.
bool to_words(DirectText& text) {
  if (text.a.empty() || text.a[0] != text::kTokenMark) return false;
  text.a.erase(0, 1);
  for (std::string* part : {&text.a, &text.b}) {
    if (part->find(' ') != std::string::npos) return false;
    std::replace(part->begin(), part->end(), text::kTokenMark, ' ');
  }
  const std::size_t program_end = text.a.find(' ');
  const bool is_whole = program_end != std::string::npos || text.form == TextForm::equal || text.form == TextForm::under;
  return is_whole && text.a.substr(0, program_end).find('/') == std::string::npos;
}

bool add_pattern(std::vector<DirectText>& texts, const std::string& pattern, Domain domain) {
  const auto parsed = text::Glob::parse(pattern, domain).glob;
  if (!parsed) return false;  // answers `unknown`, always
  for (const text::Alternative& alternative : parsed->automaton().alternatives) {
    if (alternative.root == text::PathRoot::anywhere && domain == Domain::path) return false;
    if (domain == Domain::command && alternative.program != text::Alternative::kNoProgram) return false;
    auto text = Reader(*parsed, alternative).read();
    if (!text) return false;
    if (domain == Domain::command && !to_words(*text)) return false;
    texts.push_back(std::move(*text));
  }
  return true;
}

bool fits(const DirectText& text, Domain domain) {
  if (text.a.size() > format::kParameterTextMax || text.b.size() > format::kParameterTextMax) return false;
  return domain != Domain::path || is_comparable_path(text);
}

}  // namespace

std::optional<std::vector<DirectText>> direct_texts(const automata::TextAtom& atom) {
  std::vector<DirectText> texts;
  for (const std::string& one : atom.texts) {
    if (atom.op == automata::TextOperator::matches) {
      if (!add_pattern(texts, one, atom.domain)) return std::nullopt;
    } else {
      texts.push_back({atom.op == automata::TextOperator::under ? TextForm::under : TextForm::equal, false, one, {}});
    }
  }
  const bool fit = std::all_of(texts.begin(), texts.end(), [&](const DirectText& text) { return fits(text, atom.domain); });
  if (texts.empty() || texts.size() > kTextsMax || !fit) return std::nullopt;
  return texts;
}

}  // namespace envelope::table
