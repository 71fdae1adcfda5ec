#include "runtime/text/command.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "runtime/text/canonical.h"
#include "runtime/text/limits.h"
#include "runtime/text/utf8.h"
#include "runtime/text/word_scan.h"

namespace envelope::text {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Bytes that stand for themselves wherever they stand, quotes aside.
constexpr auto kIsOrdinary = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c)
    table[c] = c > 0x20 && c != 0x7F && std::string_view(";&|<>()$`*?[]{}!#%^=~'\"\\").find(static_cast<char>(c)) == std::string_view::npos;
  return table;
}();

// Writes the words of a command to `out`, a mark before each: command_key(). `out` has room for one byte more than `raw`, which is
// enough, since whatever ends a word but the last takes a byte of `raw` itself.
class Tokeniser {
 public:
  Tokeniser(std::string_view raw, char* out) : raw_(raw), out_(out) {}

  void run() {
    while (at_ < raw_.size() && is_plain()) step();
    if (is_plain()) end_word();
    if (is_plain() && words_ == 0) fail(CommandFault::empty, 0);
  }

  [[nodiscard]] bool is_plain() const { return fault_ == CommandFault::none; }
  [[nodiscard]] CommandFault fault() const { return fault_; }
  [[nodiscard]] std::size_t fault_offset() const { return fault_offset_; }
  [[nodiscard]] std::string_view words() const { return {out_, size_}; }

 private:
  void fail(CommandFault fault, std::size_t offset) {
    fault_ = fault;
    fault_offset_ = offset;
  }

  void step() {
    const char c = raw_[at_];
    if (kIsOrdinary[static_cast<unsigned char>(c)]) return ordinary();
    if (is_blank(c)) {
      end_word();
      ++at_;
      return;
    }
    if (c == '\'') return single_quoted();
    if (c == '"') return double_quoted();
    if (c == '\\') return escaped();
    const WordPlace place{.at_word_start = !in_word_, .in_first_word = words_ == 0};
    if (is_shell_special(raw_, at_, place)) return fail(CommandFault::metacharacter, at_);
    begin_word();
    out_[size_++] = c;
    ++at_;
  }

  void begin_word() {
    if (in_word_) return;
    in_word_ = true;
    word_begin_ = at_;
    out_[size_++] = kTokenMark;
  }

  void end_word() {
    if (!in_word_) return;
    // The first word stands behind the first mark.
    if (words_ == 0 && !has_quotes_ && is_shell_keyword(words().substr(1))) return fail(CommandFault::keyword, word_begin_);
    ++words_;
    in_word_ = false;
    has_quotes_ = false;
  }

  void ordinary() {
    begin_word();
    while (at_ < raw_.size() && kIsOrdinary[static_cast<unsigned char>(raw_[at_])]) out_[size_++] = raw_[at_++];
  }

  void single_quoted() {
    const std::size_t close = raw_.find('\'', at_ + 1);
    if (close == std::string_view::npos) return fail(CommandFault::unbalanced_quote, at_);
    begin_word();
    has_quotes_ = true;
    size_ += raw_.copy(out_ + size_, close - at_ - 1, at_ + 1);
    at_ = close + 1;
  }

  void double_quoted() {
    const std::size_t open = at_;
    begin_word();
    has_quotes_ = true;
    for (++at_; at_ < raw_.size(); ++at_) {
      if (raw_[at_] == '"') {
        ++at_;
        return;
      }
      if (is_special_in_double_quotes(raw_, at_)) return fail(CommandFault::metacharacter, at_);
      out_[size_++] = raw_[at_];
    }
    fail(CommandFault::unbalanced_quote, open);
  }

  void escaped() {
    if (at_ + 1 == raw_.size()) return fail(CommandFault::unbalanced_quote, at_);
    if (raw_[at_ + 1] == '\n') return fail(CommandFault::metacharacter, at_);
    begin_word();
    has_quotes_ = true;
    out_[size_++] = raw_[at_ + 1];
    at_ += 2;
  }

  std::string_view raw_;
  char* out_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::size_t words_ = 0;
  std::size_t word_begin_ = 0;
  CommandFault fault_ = CommandFault::none;
  std::size_t fault_offset_ = 0;
  bool in_word_ = false;
  bool has_quotes_ = false;
};

Command missing(CommandFault fault, std::size_t offset) { return {.tokens = {}, .fault = fault, .fault_offset = offset}; }

bool is_safe_unquoted(char c) {
  constexpr std::string_view kSafe = "_./:@+,-";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kSafe.find(c) != std::string_view::npos;
}

}  // namespace

bool is_shell_keyword(std::string_view word) {
  const auto is_any = [&](std::initializer_list<std::string_view> keywords) {
    return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
  };
  switch (word.size()) {
    case 2:
      return is_any({"do", "fi", "if", "in"});
    case 3:
      return word == "for";
    case 4:
      return is_any({"case", "done", "elif", "else", "esac", "then", "time"});
    case 5:
      return is_any({"until", "while"});
    case 6:
      return is_any({"coproc", "repeat", "select"});
    case 7:
      return word == "foreach";
    case 8:
      return word == "function";
    default:
      return false;
  }
}

bool is_shell_special(std::string_view text, std::size_t at, WordPlace place) {
  const char c = text[at];
  const auto byte = static_cast<unsigned char>(c);
  if ((byte < 0x20 && c != '\t') || byte == 0x7F) return true;
  constexpr std::string_view kAnywhere = ";&|<>()$`*?[]{}!";
  if (kAnywhere.find(c) != std::string_view::npos) return true;
  switch (c) {
    case '#':
    case '%':
    case '^':
      return place.at_word_start;
    case '=':
      return place.at_word_start || place.in_first_word;
    case '~':
      return place.at_word_start || text[at - 1] == '=' || text[at - 1] == ':';
    default:
      return false;
  }
}

bool is_special_in_double_quotes(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '$' || c == '`' || c == '!') return true;
  if (c != '\\') return false;
  constexpr std::string_view kEscapable = "$`\"\\\n";
  return at + 1 == text.size() || kEscapable.find(text[at + 1]) != std::string_view::npos;
}

Command tokenise(std::string_view raw) {
  if (raw.empty()) return missing(CommandFault::empty, 0);
  if (raw.size() > kCommandBytesMax) return missing(CommandFault::too_long, kCommandBytesMax);
  const std::size_t nul = raw.find('\0');
  if (nul != std::string_view::npos) return missing(CommandFault::nul_character, nul);
  const auto bad = find_invalid_utf8(raw);
  if (bad) return missing(CommandFault::invalid_utf8, *bad);
  std::string words(raw.size() + 1, '\0');
  Tokeniser tokeniser(raw, words.data());
  tokeniser.run();
  Command command{.tokens = {}, .fault = tokeniser.fault(), .fault_offset = tokeniser.fault_offset()};
  std::string_view rest = tokeniser.is_plain() ? tokeniser.words() : std::string_view{};
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(kTokenMark, 1), rest.size());
    command.tokens.emplace_back(rest.substr(1, end - 1));
    rest.remove_prefix(end);
  }
  return command;
}

bool is_command(std::string_view raw) {
  if (raw.size() > kCommandBytesMax || !is_sound_text(raw)) return false;
  return std::any_of(raw.begin(), raw.end(), [](char c) { return !is_blank(c); });
}

std::optional<std::string> normalise_command(std::string_view raw) {
  if (!is_command(raw)) return std::nullopt;
  return std::string(raw);
}

static_assert(kCommandBytesMax == 32'768, "the text below says so");

std::string_view command_fault_text(CommandFault fault) {
  switch (fault) {
    case CommandFault::none:
      return "";
    case CommandFault::empty:
      return "it is empty";
    case CommandFault::too_long:
      return "it is longer than 32768 bytes";
    case CommandFault::nul_character:
      return "it contains a NUL character, which ends a command early";
    case CommandFault::invalid_utf8:
      return "it is not well-formed UTF-8";
    case CommandFault::metacharacter:
      return "a shell would act upon a character in it, so its words are not known";
    case CommandFault::keyword:
      return "its first word is a shell keyword, so it is no single program";
    case CommandFault::unbalanced_quote:
      return "a quote in it is never closed";
  }
  return "";
}

std::string quote_command(std::span<const std::string> tokens) {
  std::string out;
  for (const std::string& token : tokens) {
    const bool is_first = out.empty();
    if (!is_first) out += ' ';
    const bool is_safe =
        !token.empty() && std::all_of(token.begin(), token.end(), is_safe_unquoted) && !(is_first && is_shell_keyword(token));
    if (is_safe) {
      out += token;
      continue;
    }
    out += '\'';
    for (const char c : token) {
      if (c == '\'') {
        out += "'\\''";
      } else {
        out += c;
      }
    }
    out += '\'';
  }
  return out;
}

std::string_view command_words_into(std::string_view raw, std::span<char> buffer) {
  if (!is_command(raw)) return {};
  Tokeniser tokeniser(raw, buffer.data());
  tokeniser.run();
  if (tokeniser.is_plain()) return tokeniser.words();
  buffer[0] = kExactTextMark;
  raw.copy(buffer.data() + 1, raw.size());
  return {buffer.data(), raw.size() + 1};
}

std::string command_key(std::string_view raw) {
  std::string buffer(raw.size() + 1, '\0');
  return std::string(command_words_into(raw, buffer));
}

}  // namespace envelope::text
