#include "runtime/text/canonical.h"

#include <string>

#include "runtime/text/command.h"
#include "runtime/text/host.h"
#include "runtime/text/path.h"
#include "runtime/text/utf8.h"
#include "runtime/text/word_scan.h"

namespace envelope::text {

static_assert(kCanonicalBufferBytes >= kHostRawBytesMax);

bool is_sound_text(std::string_view text) {
  std::uint64_t high = 0;
  std::uint64_t zero = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t word = load_word(text.data() + at);
    high |= word;
    zero |= has_zero_byte(word);
  }
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    high |= byte;
    zero |= byte == 0 ? 1U : 0U;
  }
  if (zero != 0) return false;
  return (high & kWordHighBits) == 0 || is_valid_utf8(text);
}

std::optional<std::string_view> canonical_into(Domain domain, std::string_view raw, std::span<char> buffer) {
  std::string_view canonical = raw;
  bool is_sound = false;
  switch (domain) {
    case Domain::string:
      is_sound = raw.size() <= kStringBytesMax && is_sound_text(raw);
      break;
    case Domain::path:
      is_sound = canonical_path_into(raw, buffer, canonical) == PathFault::none;
      break;
    case Domain::host:
      is_sound = canonical_host_into(raw, buffer, canonical) == HostFault::none;
      break;
    case Domain::command:
      is_sound = is_command(raw);
      break;
  }
  if (!is_sound) return std::nullopt;
  return canonical;
}

std::optional<std::string> canonical_value(Domain domain, std::string_view raw) {
  char buffer[kCanonicalBufferBytes];
  const auto canonical = canonical_into(domain, raw, buffer);
  if (!canonical) return std::nullopt;
  return std::string(*canonical);
}

}  // namespace envelope::text
