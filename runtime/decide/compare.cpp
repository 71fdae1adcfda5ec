#include "runtime/decide/compare.h"

#include <algorithm>
#include <array>

#include "runtime/decide/texts.h"
#include "runtime/text/command.h"

namespace envelope::decide {
namespace {

using format::TextForm;

// ---- any texts: byte by byte ----------------------------------------------------------------------------------------------

// What ends a segment.
enum class Separators : std::uint8_t { slash, host, blank, mark };

bool is_separator(char c, Separators separators) {
  switch (separators) {
    case Separators::slash:
      return c == '/';
    case Separators::host:
      return c == '.' || c == ':';
    case Separators::blank:
      return c == ' ';
    case Separators::mark:
      return c == text::kTokenMark;
  }
  return false;
}

// Words of commands are told apart by marks, where parameters have blanks; a blank within a word is none.
bool same_text(std::string_view text, std::string_view other, Separators separators) {
  if (separators != Separators::mark) return text == other;
  return std::equal(text.begin(), text.end(), other.begin(), other.end(),
                    [](char c, char wanted) { return wanted == ' ' ? c == text::kTokenMark : c == wanted; });
}

bool text_satisfies(std::string_view text, const TextParameters& with, std::string_view a, Separators separators) {
  if (text.size() < a.size() || !same_text(text.substr(0, a.size()), a, separators)) return false;
  switch (with.form) {
    case TextForm::equal:
      return text.size() == a.size();
    case TextForm::under:
      return text.size() == a.size() || is_separator(text[a.size()], separators);
    case TextForm::gap:
    case TextForm::within: {
      const std::string_view rest = text.substr(a.size());
      if (rest.size() < with.b.size() + (with.needs_middle ? 1U : 0U)) return false;
      const std::string_view middle = rest.substr(0, rest.size() - with.b.size());
      const auto ends = [&](char c) { return is_separator(c, separators); };
      if (with.form == TextForm::within && std::any_of(middle.begin(), middle.end(), ends)) return false;
      return same_text(rest.substr(middle.size()), with.b, separators);
    }
  }
  return false;
}

Separators separators_of(const Value& value) {
  return static_cast<format::ValueKind>(value.type->kind) == format::ValueKind::host ? Separators::host : Separators::slash;
}

// The canonical form of a value that is no block, and what `use` makes of it.
template <typename Use>
Truth with_canonical(const Value& value, Use use) {
  if (value.kind == Value::Kind::text) return use(value.view());
  if (value.kind != Value::Kind::raw_text) return Truth::unknown;
  CanonicalBuffer buffer;
  const auto canonical = text::canonical_into(domain_of(*value.type), value.view(), buffer);
  return canonical ? use(*canonical) : Truth::unknown;
}

// ---- paths of which only one begins at the home ---------------------------------------------------------------------------

// The path is absolute: its home may be any directory above it, or the path itself.
bool may_match_below_some_home(std::string_view path, const TextParameters& with) {
  const std::string_view below = with.a.substr(1);
  for (std::size_t at = 0; at <= path.size(); ++at) {
    const bool home_may_end_here = at == path.size() || path[at] == '/';
    if (home_may_end_here && text_satisfies(path.substr(at), with, below, Separators::slash)) return true;
  }
  return false;
}

// The path begins at the home, which may be any directory. `within` is not asked of absolute paths (table_format.h).
bool may_match_with_some_home(std::string_view path, const TextParameters& with) {
  const std::string_view below = path.substr(1);
  switch (with.form) {
    case TextForm::equal:
      return with.a.ends_with(below);
    case TextForm::under:
    case TextForm::within:
      return true;
    case TextForm::gap:
      return below.ends_with(with.b) || with.b.ends_with(below);
  }
  return true;
}

[[gnu::noinline]] Truth compare_any_path(std::string_view path, const TextParameters& with) {
  if (path.empty()) return Truth::unknown;
  if (path[0] == with.a[0]) return text::truth_of(text_satisfies(path, with, with.a, Separators::slash));
  const bool may_match = path[0] == '/' ? may_match_below_some_home(path, with) : may_match_with_some_home(path, with);
  return may_match ? Truth::unknown : Truth::no;
}

// ---- commands ---------------------------------------------------------------------------------------------------------------

// `words` behind one another, the first of them the program. They do not match as they stand.
Truth judge_program(std::string_view words, std::size_t program_size, const TextParameters& with, Separators separators) {
  const std::string_view program = words.substr(0, program_size);
  if (separators == Separators::blank && text::is_shell_keyword(program)) return Truth::unknown;
  const std::size_t slash = program.rfind('/');
  if (slash == std::string_view::npos) return Truth::no;
  return text_satisfies(words.substr(slash + 1), with, with.a, separators) ? Truth::unknown : Truth::no;
}

Truth compare_words(std::string_view words, const TextParameters& with) {
  if (text_satisfies(words, with, with.a, Separators::mark)) return Truth::yes;
  return judge_program(words, words.find(text::kTokenMark), with, Separators::mark);
}

// A command too long to keep its words.
[[gnu::noinline]] Truth compare_long_command(std::string_view command, const TextParameters& with) {
  std::array<char, text::kCommandWordsBufferBytes> buffer;
  const std::string_view key = text::command_words_into(command, buffer);
  return key.empty() || key[0] != text::kTokenMark ? Truth::unknown : compare_words(key.substr(1), with);
}

void take_apart(const Value& value, CommandWords& words) {
  const std::string_view key = text::command_words_into(value.view(), words.key);
  words.of = &value;
  words.are_known = !key.empty() && key[0] == text::kTokenMark;
  words.size = static_cast<std::uint32_t>(key.size());
}

}  // namespace

Truth judge_simple_command(const Value& value, const char* parameters, const format::TestRecord& test) {
  const auto first_blank = static_cast<std::size_t>(std::countr_zero(value.separators));  // 64 where there is none
  return judge_program(value.view(), first_blank, texts_of(format::form_of(test.operation), parameters, test), Separators::blank);
}

Truth compare_text(const Value& value, const char* parameters, const format::TestRecord& test) {
  const TextParameters with = texts_of(format::form_of(test.operation), parameters, test);
  return with_canonical(value,
                        [&](std::string_view text) { return text::truth_of(text_satisfies(text, with, with.a, separators_of(value))); });
}

Truth compare_path(const Value& value, const char* parameters, const format::TestRecord& test) {
  const TextParameters with = texts_of(format::form_of(test.operation), parameters, test);
  return with_canonical(value, [&](std::string_view path) { return compare_any_path(path, with); });
}

Truth compare_command(Context& context, const Value& value, const format::TestRecord& test) {
  if (value.kind != Value::Kind::text) return Truth::unknown;
  const TextParameters with = texts_of(format::form_of(test.operation), context.parameters, test);
  CommandWords& words = context.words;
  if (value.size >= words.key.size()) return compare_long_command(value.view(), with);
  if (words.of != &value) take_apart(value, words);
  return words.are_known ? compare_words({words.key.data() + 1, words.size - 1U}, with) : Truth::unknown;
}

}  // namespace envelope::decide
