// The rival's values: whether they are of their type, and what the rules of a record ask of them.
#pragma once

#include <emmintrin.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "tests/bench/decide/rival.h"
#include "tests/bench/decide/rival_text.h"

namespace envelope::bench {

inline constexpr std::uint32_t kAutonomous = 0, kSupervised = 1, kRestricted = 2, kObserved = 3;  // RivalRecord::tier

inline std::string_view text_of(const RivalValue& value) { return {value.text, value.size}; }
inline bool is_number(const RivalValue& value) { return value.kind == RivalValue::Kind::number && value.number >= 0; }
inline bool is_flag(const RivalValue& value) { return value.kind == RivalValue::Kind::boolean; }
inline bool is_text(const RivalValue& value) { return value.kind == RivalValue::Kind::text; }

constexpr unsigned kNoMember = 3;
inline unsigned environment_of(const RivalValue& value) {
  if (value.kind == RivalValue::Kind::number)
    return value.number >= 0 && value.number < 3 ? static_cast<unsigned>(value.number) : kNoMember;
  if (!is_text(value)) return kNoMember;
  if (value.size == 7) return std::memcmp(value.text, "sandbox", 7) == 0 ? 0 : std::memcmp(value.text, "staging", 7) == 0 ? 1 : kNoMember;
  return value.size == 10 && std::memcmp(value.text, "production", 10) == 0 ? 2 : kNoMember;
}
inline unsigned model_of(const RivalValue& value) {
  if (value.kind == RivalValue::Kind::number)
    return value.number >= 0 && value.number < 3 ? static_cast<unsigned>(value.number) : kNoMember;
  if (!is_text(value)) return kNoMember;
  if (value.size == 5) return std::memcmp(value.text, "small", 5) == 0 ? 0 : std::memcmp(value.text, "large", 5) == 0 ? 2 : kNoMember;
  return value.size == 6 && std::memcmp(value.text, "medium", 6) == 0 ? 1 : kNoMember;
}

// Whether a string that is not looked at any further is one.
inline bool is_string(const RivalValue& value) {
  if (!is_text(value)) return false;
  if (value.size - 1 < 32) {
    const Mask strange = Block<2>(value.text, value.size).strange();
    return strange == 0 || is_utf8_at(text_of(value), strange);
  }
  return is_string_slowly(text_of(value));
}

// A string and whether it begins with one of the 16-byte texts of a record.
struct PrefixedString {
  bool missing = true, begins = false;
  bool rest_has_slash = false;
};
inline PrefixedString read_string(const RivalValue& value, const char* prefix) {
  if (!is_text(value)) return {};
  const auto size = static_cast<std::size_t>(static_cast<std::uint8_t>(prefix[15]));
  const std::string_view text = text_of(value);
  if (text.size() - 1 < 32) [[likely]] {
    const Block<2> block(text.data(), text.size());
    const Mask strange = block.strange();
    if (strange != 0 && !is_utf8_at(text, strange)) return {};
    return {false, block.begins_with<1>(prefix, size), block.equal('/') >> size != 0};
  }
  if (!is_string_slowly(text)) return {};
  return {false, text.starts_with(std::string_view(prefix, size)), text.size() > size && text.find('/', size) != std::string_view::npos};
}

// ---- paths ------------------------------------------------------------------------------------------------------------

struct Path {
  std::string_view text;  // canonical; empty: missing
  bool in_root = false;   // the record's directory, or below it
};

template <int kParts>
bool read_short_path(const RivalRecord& record, std::string_view text, Path& path) {
  const Block<kParts> block(text.data(), text.size());
  if (!is_plain_path(block, text)) [[unlikely]]
    return false;
  const std::size_t size = record.root_size;
  path.text = text;
  path.in_root = block.template begins_with<2>(reinterpret_cast<const char*>(&record), size) && (text.size() == size || text[size] == '/');
  return true;
}

[[gnu::noinline]] inline Path read_path_slowly(const RivalRecord& record, std::string_view raw, char* buffer) {
  const std::string_view text = normalise_path_slowly(raw, buffer);
  const std::size_t size = record.root_size;
  const bool begins = text.starts_with(std::string_view(record.root, size));
  return {text, begins && (text.size() == size || text[size] == '/')};
}

// `buffer` of 4096 bytes is written only where the path is spelt unusually.
inline Path read_path(const RivalRecord& record, const RivalValue& value, char* buffer) {
  Path path;
  if (!is_text(value)) return path;
  const std::string_view text = text_of(value);
  if (text.size() - 1 < 32) {
    if (read_short_path<2>(record, text, path)) return path;
  } else if (text.size() - 1 < 64) {
    if (read_short_path<4>(record, text, path)) return path;
  }
  return read_path_slowly(record, text, buffer);
}

// In the directory `name` (a slash and three letters) of the root, or that directory.
inline bool is_in(const RivalRecord& record, const Path& path, const char* name) {
  const std::size_t size = record.root_size;
  if (!path.in_root || path.text.size() < size + 4) return false;
  return std::memcmp(path.text.data() + size, name, 4) == 0 && (path.text.size() == size + 4 || path.text[size + 4] == '/');
}

inline bool has_extension(const RivalRecord& record, const Path& path) {
  if (!path.in_root || path.text.size() < std::size_t{record.root_size} + 1 + record.extension_size) return false;
  std::uint64_t end = 0, extension = 0;  // a root has more than eight bytes
  std::memcpy(&end, path.text.data() + path.text.size() - 8, 8);
  std::memcpy(&extension, reinterpret_cast<const char*>(&record) + offsetof(RivalRecord, extension), 8);  // and both sizes
  const unsigned unused = 64 - 8U * record.extension_size;
  return end >> unused == (extension << unused) >> unused;
}

// ---- hosts ------------------------------------------------------------------------------------------------------------

inline std::string_view read_host(const RivalValue& value, char* buffer) {
  if (!is_text(value)) return {};
  const std::string_view text = text_of(value);
  if (text.size() - 1 < 32) {
    if (is_plain_host(Block<2>(text.data(), text.size()), text)) return text;
  } else if (text.size() - 1 < 63) {
    if (is_plain_host(Block<4>(text.data(), text.size()), text)) return text;
  }
  return normalise_host_slowly(text, buffer);
}

inline std::size_t host_size(const char* record_host) { return static_cast<std::uint8_t>(record_host[31]); }

// Whether `host` ends with the `size` bytes at `known`: of 16 to 31 bytes two loads that overlap.
inline bool ends_with_host(std::string_view host, const char* known, std::size_t size) {
  const char* const at = host.data() + host.size() - size;
  const auto differ = [](const char* a, const char* b) {
    const __m128i equal =
        _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(a)), _mm_loadu_si128(reinterpret_cast<const __m128i*>(b)));
    return static_cast<unsigned>(_mm_movemask_epi8(equal)) ^ 0xFFFFU;
  };
  if (size < 16) return std::memcmp(at, known, size) == 0;
  return (differ(at, known) | differ(at + size - 16, known + size - 16)) == 0;
}

inline bool is_host(std::string_view host, const char* known) {
  const std::size_t size = host_size(known);
  return host.size() == size && ends_with_host(host, known, size);
}

// `known` itself or one label more.
inline bool is_host_or_child(std::string_view host, const char* known) {
  const std::size_t size = host_size(known);
  if (host.size() <= size + 1) return is_host(host, known);
  const std::size_t dot = host.size() - size - 1;
  return host[dot] == '.' && ends_with_host(host, known, size) && std::memchr(host.data(), '.', dot) == nullptr;
}

// ---- commands ---------------------------------------------------------------------------------------------------------

struct Command {
  CommandKind kind = CommandKind::missing;
  bool granted = false;  // `TOOL WORD **` or `make *`
  bool risky = false;    // may be `rm **` or `sudo **`
};

// `words` stand with `separator` between them.
inline bool is_granted(const RivalRecord& record, std::string_view words, char separator) {
  const auto size = static_cast<std::size_t>(static_cast<std::uint8_t>(record.tool[15]));
  char tool[16];
  std::memcpy(tool, record.tool, 16);
  if (separator != ' ') std::replace(tool, tool + size, ' ', separator);
  if (words.starts_with(std::string_view(tool, size)) && (words.size() == size || words[size] == separator)) return true;
  return words.size() >= 5 && std::memcmp(words.data(), "make", 4) == 0 && words[4] == separator &&
         words.find(separator, 5) == std::string_view::npos;
}

inline bool is_risky_program(std::string_view first) {
  const std::string_view program = first.substr(first.rfind('/') + 1);
  return program == "rm" || program == "sudo";
}

[[gnu::noinline]] inline Command read_command_slowly(const RivalRecord& record, std::string_view raw) {
  char buffer[32'800];
  std::string_view words;
  Command command;
  command.kind = read_command_slowly(raw, buffer, words);
  if (command.kind != CommandKind::words) {
    command.risky = command.kind == CommandKind::opaque;
    return command;
  }
  words.remove_prefix(1);
  command.granted = is_granted(record, words, '\0');
  command.risky = is_risky_program(words.substr(0, words.find('\0')));
  return command;
}

template <int kParts>
bool read_short_command(const RivalRecord& record, std::string_view text, Command& command) {
  const Block<kParts> block(text.data(), text.size());
  Mask spaces = 0;
  command.kind = judge_command(block, text, spaces);
  if (command.kind != CommandKind::words) {
    command.risky = command.kind == CommandKind::opaque;
    return command.kind != CommandKind::unclear;
  }
  const auto size = static_cast<std::size_t>(static_cast<std::uint8_t>(record.tool[15]));
  if (block.template begins_with<1>(record.tool, size) && (text.size() == size || text[size] == ' ')) {
    command.granted = true;
    return true;
  }
  if (text.size() > 5 && std::memcmp(text.data(), "make ", 5) == 0) {
    command.granted = (spaces & (spaces - 1)) == 0;  // one space
    return true;
  }
  if (record.tier != kRestricted) return true;  // nobody else asks
  const std::string_view first = text.substr(0, static_cast<std::size_t>(std::countr_zero(spaces | Mask{1} << 63)));
  command.risky = is_risky_program(first) || is_shell_keyword(first);
  return true;
}

inline Command read_command(const RivalRecord& record, const RivalValue& value) {
  Command command;
  if (!is_text(value)) return command;
  const std::string_view text = text_of(value);
  if (text.size() - 1 < 32) {
    if (read_short_command<2>(record, text, command)) return command;
  } else if (text.size() - 1 < 63) {
    if (read_short_command<4>(record, text, command)) return command;
  }
  return read_command_slowly(record, text);
}

}  // namespace envelope::bench
