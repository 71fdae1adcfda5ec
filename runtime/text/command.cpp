#include "runtime/text/command.h"

#include <algorithm>
#include <array>

#include "runtime/text/limits.h"
#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

constexpr auto kKeywords = std::to_array<std::string_view>({"case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "foreach",
                                                            "function", "if", "in", "repeat", "select", "then", "time", "until", "while"});

bool is_keyword(std::string_view word) { return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end(); }

bool is_blank(char c) { return c == ' ' || c == '\t'; }

class Tokeniser {
 public:
  explicit Tokeniser(std::string_view raw) : raw_(raw) {}

  Command run() {
    while (at_ < raw_.size() && command_.is_plain()) step();
    if (command_.is_plain()) end_word();
    if (command_.is_plain() && command_.tokens.empty()) fail(CommandFault::empty, 0);
    if (!command_.is_plain()) command_.tokens.clear();
    return std::move(command_);
  }

 private:
  void fail(CommandFault fault, std::size_t offset) {
    command_.fault = fault;
    command_.fault_offset = offset;
  }

  void step() {
    const char c = raw_[at_];
    if (is_blank(c)) {
      end_word();
      ++at_;
      return;
    }
    if (c == '\'') return single_quoted();
    if (c == '"') return double_quoted();
    if (c == '\\') return escaped();
    const WordPlace place{.at_word_start = !in_word_, .in_first_word = command_.tokens.empty()};
    if (is_shell_special(raw_, at_, place)) return fail(CommandFault::metacharacter, at_);
    begin_word();
    word_ += c;
    ++at_;
  }

  void begin_word() {
    if (!in_word_) word_begin_ = at_;
    in_word_ = true;
  }

  void end_word() {
    if (!in_word_) return;
    if (command_.tokens.empty() && !has_quotes_ && is_keyword(word_)) return fail(CommandFault::keyword, word_begin_);
    command_.tokens.push_back(std::move(word_));
    word_.clear();
    in_word_ = false;
    has_quotes_ = false;
  }

  void single_quoted() {
    const std::size_t close = raw_.find('\'', at_ + 1);
    if (close == std::string_view::npos) return fail(CommandFault::unbalanced_quote, at_);
    begin_word();
    has_quotes_ = true;
    word_ += raw_.substr(at_ + 1, close - at_ - 1);
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
      word_ += raw_[at_];
    }
    fail(CommandFault::unbalanced_quote, open);
  }

  void escaped() {
    if (at_ + 1 == raw_.size()) return fail(CommandFault::unbalanced_quote, at_);
    if (raw_[at_ + 1] == '\n') return fail(CommandFault::metacharacter, at_);
    begin_word();
    has_quotes_ = true;
    word_ += raw_[at_ + 1];
    at_ += 2;
  }

  std::string_view raw_;
  std::size_t at_ = 0;
  Command command_;
  std::string word_;
  std::size_t word_begin_ = 0;
  bool in_word_ = false;
  bool has_quotes_ = false;
};

Command missing(CommandFault fault, std::size_t offset) { return {.tokens = {}, .fault = fault, .fault_offset = offset}; }

bool is_safe_unquoted(char c) {
  constexpr std::string_view kSafe = "_./:@+,-";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kSafe.find(c) != std::string_view::npos;
}

}  // namespace

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
  return Tokeniser(raw).run();
}

std::optional<std::string> normalise_command(std::string_view raw) {
  if (tokenise(raw).is_missing()) return std::nullopt;
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
    const bool is_safe = !token.empty() && std::all_of(token.begin(), token.end(), is_safe_unquoted) && !(is_first && is_keyword(token));
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

std::string command_key(std::string_view raw) {
  const Command command = tokenise(raw);
  std::string key;
  if (command.is_missing()) return key;
  if (!command.is_plain()) {
    key += kExactTextMark;
    key += raw;
    return key;
  }
  for (const std::string& token : command.tokens) {
    key += kTokenMark;
    key += token;
  }
  return key;
}

}  // namespace envelope::text
