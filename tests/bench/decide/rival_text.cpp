#include "tests/bench/decide/rival_text.h"

#include <algorithm>
#include <array>

#include "runtime/text/command.h"
#include "runtime/text/host.h"
#include "runtime/text/limits.h"
#include "runtime/text/utf8.h"

namespace envelope::bench {
namespace {

// Well-formed UTF-8 without NUL: 16 bytes at a time where they are ASCII.
bool is_clean(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.size() - at >= 16) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
      if (_mm_movemask_epi8(_mm_cmplt_epi8(bytes, _mm_set1_epi8(1))) == 0) {
        at += 16;
        continue;
      }
    }
    if (static_cast<signed char>(text[at]) > 0) {
      ++at;
      continue;
    }
    const text::Decoded decoded = text::decode_at(text, at);
    if (!decoded.valid || decoded.code == 0) return false;
    at += decoded.size;
  }
  return true;
}

}  // namespace

bool is_utf8_at(std::string_view text, Mask strange) {
  while (strange != 0) {
    const auto at = static_cast<std::size_t>(std::countr_zero(strange));
    const text::Decoded decoded = text::decode_at(text, at);
    if (!decoded.valid || decoded.code == 0) return false;
    strange &= ~(below(decoded.size) << at);
  }
  return true;
}

std::string_view normalise_path_slowly(std::string_view raw, char* buffer) {
  if (raw.empty() || raw.size() > text::kPathBytesMax) return {};
  if (raw[0] != '/' && raw[0] != '~') return {};
  if (raw[0] == '~' && raw.size() > 1 && raw[1] != '/') return {};
  if (!is_clean(raw)) return {};
  // Byte by byte; what turns out to be `.` or nothing is taken back at the slash behind it.
  char* out = buffer;
  std::size_t at = 0;
  if (raw[0] == '~') *out++ = raw[at++];
  char* component = out;  // its slash
  const auto close = [&] {
    const std::size_t size = static_cast<std::size_t>(out - component);
    if (size == 3 && component[1] == '.' && component[2] == '.') return false;
    if (size == 1 || (size == 2 && component[1] == '.')) out = component;
    component = out;
    return true;
  };
  for (; at < raw.size(); ++at) {
    if (raw[at] == '/' && !close()) return {};
    *out++ = raw[at];
  }
  if (!close()) return {};
  if (out == buffer) *out++ = '/';
  return {buffer, static_cast<std::size_t>(out - buffer)};
}

// ---- hosts --------------------------------------------------------------------------------------------------------------

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_'; }

// Four parts of 0..255 without leading zeros.
bool is_address4(std::string_view name) {
  std::size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    unsigned value = 0;
    const std::size_t begin = at;
    for (; at < name.size() && is_digit(name[at]) && at - begin < 4; ++at) value = value * 10 + static_cast<unsigned>(name[at] - '0');
    if (at == begin || value > 255 || (at - begin > 1 && name[begin] == '0')) return false;
    if (part == 3) break;
    if (at == name.size() || name[at] != '.') return false;
    ++at;
  }
  return at == name.size();
}

bool is_number(std::string_view label) {
  const bool hex = label.starts_with("0x");
  for (std::size_t i = hex ? 2 : 0; i < label.size(); ++i)
    if (!is_digit(label[i]) && !(hex && label[i] >= 'a' && label[i] <= 'f')) return false;
  return true;
}

// `name` in lower case, without a dot at its end.
bool is_name(std::string_view name) {
  if (name.empty() || name.size() > text::kHostBytesMax) return false;
  std::size_t label = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    if (i == name.size() || name[i] == '.') {
      if (label == 0 || label > text::kHostLabelBytesMax || name[i - label] == '-' || name[i - 1] == '-') return false;
      if (i < name.size()) label = 0;
    } else if (is_name_character(name[i])) {
      ++label;
    } else {
      return false;
    }
  }
  return !is_number(name.substr(name.size() - label)) || is_address4(name);
}

bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5) return false;
  unsigned value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value <= 65'535;
}

}  // namespace

std::string_view normalise_host_slowly(std::string_view raw, char* buffer) {
  if (raw.empty() || raw.size() > text::kHostRawBytesMax) return {};
  const std::size_t colon = raw.find(':');
  if (raw[0] == '[' || (colon != std::string_view::npos && raw.find(':', colon + 1) != std::string_view::npos)) {
    const auto canonical = text::normalise_host(raw);  // IPv6, the one thing that is left to the library, which allocates
    if (!canonical) return {};
    std::memcpy(buffer, canonical->data(), canonical->size());
    return {buffer, canonical->size()};
  }
  if (colon != std::string_view::npos && !is_port(raw.substr(colon + 1))) return {};
  std::size_t size = 0;
  for (const char c : raw.substr(0, colon)) buffer[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::string_view name(buffer, size);
  if (name.ends_with('.')) name.remove_suffix(1);
  return is_name(name) ? name : std::string_view{};
}

bool is_string_slowly(std::string_view raw) { return raw.size() <= text::kStringBytesMax && is_clean(raw); }

// ---- commands -------------------------------------------------------------------------------------------------------------

bool is_shell_keyword(std::string_view word) {
  if (word.size() < 2 || word.size() > 8) return false;
  constexpr std::string_view kKeywords[] = {"case",     "coproc", "do", "done",   "elif",   "else", "esac", "fi",    "for",  "foreach",
                                            "function", "if",     "in", "repeat", "select", "then", "time", "until", "while"};
  return std::any_of(std::begin(kKeywords), std::end(kKeywords), [&](std::string_view k) { return k[0] == word[0] && k == word; });
}

namespace {

enum class Class : std::uint8_t { plain, blank, single_quote, double_quote, backslash, special, at_place };

// What a character outside quotes is; `at_place`: it depends on where.
constexpr std::array<Class, 256> kClasses = [] {
  std::array<Class, 256> classes{};
  for (std::size_t c = 0; c < 0x20; ++c) classes[c] = Class::special;
  classes[0x7F] = Class::special;
  for (const char c : std::string_view(";&|<>()$`*?[]{}!")) classes[static_cast<unsigned char>(c)] = Class::special;
  for (const char c : std::string_view("#%^=~")) classes[static_cast<unsigned char>(c)] = Class::at_place;
  classes[' '] = classes['\t'] = Class::blank;
  classes['\''] = Class::single_quote;
  classes['"'] = Class::double_quote;
  classes['\\'] = Class::backslash;
  return classes;
}();

// As Tokeniser of runtime/text/command.cpp, into a buffer.
class Splitter {
 public:
  Splitter(std::string_view raw, char* buffer) : raw_(raw), out_(buffer) {}

  // The end of the words; null: a shell would do more than run words.
  char* run() {
    for (; at_ < raw_.size(); ++at_) {
      const Class kind = kClasses[static_cast<unsigned char>(raw_[at_])];
      if (kind == Class::plain) [[likely]] {
        open();
        *out_++ = raw_[at_];
      } else if (!step(kind)) {
        return nullptr;
      }
    }
    return close() ? out_ : nullptr;
  }

 private:
  void open() {
    if (word_ != nullptr) return;
    *out_++ = '\0';
    word_ = out_;
  }
  bool close() {
    if (word_ == nullptr) return true;
    if (!has_words_ && !quoted_ && is_shell_keyword({word_, static_cast<std::size_t>(out_ - word_)})) return false;
    has_words_ = true;
    quoted_ = false;
    word_ = nullptr;
    return true;
  }
  bool step(Class kind) {
    if (kind == Class::blank) return close();
    if (kind == Class::special) return false;
    if (kind == Class::at_place) {
      if (text::is_shell_special(raw_, at_, {.at_word_start = word_ == nullptr, .in_first_word = !has_words_})) return false;
      open();
      *out_++ = raw_[at_];
      return true;
    }
    open();
    quoted_ = true;
    if (kind == Class::backslash) {
      if (at_ + 1 == raw_.size() || raw_[at_ + 1] == '\n') return false;
      *out_++ = raw_[++at_];
      return true;
    }
    const char quote = raw_[at_];
    for (++at_; at_ < raw_.size() && raw_[at_] != quote; ++at_) {
      if (quote == '"' && text::is_special_in_double_quotes(raw_, at_)) return false;
      *out_++ = raw_[at_];
    }
    return at_ < raw_.size();
  }

  std::string_view raw_;
  char* out_;
  std::size_t at_ = 0;
  const char* word_ = nullptr;  // begin of the open word, behind its mark
  bool quoted_ = false, has_words_ = false;
};

}  // namespace

CommandKind read_command_slowly(std::string_view raw, char* buffer, std::string_view& words) {
  if (raw.size() > text::kCommandBytesMax || raw.find_first_not_of(" \t") == std::string_view::npos) return CommandKind::missing;
  if (!is_clean(raw)) return CommandKind::missing;
  const char* const end = Splitter(raw, buffer).run();
  if (end == nullptr) return CommandKind::opaque;
  words = {buffer, static_cast<std::size_t>(end - buffer)};
  return CommandKind::words;
}

}  // namespace envelope::bench
