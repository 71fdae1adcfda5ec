// The rival's texts: whether a text is canonical already, told from bit masks over up to 64 bytes at a time; what is not, or is
// longer, goes to a slow path that allocates nothing either, IPv6 addresses apart. SSE2 only: the library is built for every x86-64,
// and so is the rival.
#pragma once

#include <emmintrin.h>

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace envelope::bench {

using Mask = std::uint64_t;

// Whether `bytes` bytes can be read at `at` without touching the next page.
inline bool may_overread(const char* at, std::size_t bytes) {
#if defined(__SANITIZE_ADDRESS__)
  (void)at, (void)bytes;
  return false;
#else
  return (reinterpret_cast<std::uintptr_t>(at) & 4095U) <= 4096 - bytes;
#endif
}

inline Mask below(std::size_t count) { return count >= 64 ? ~Mask{0} : (Mask{1} << count) - 1; }

// A text of 1..64 bytes in registers. Bytes behind its end are anything: every mask is cut to `valid`.
template <int kParts>
struct Block {
  __m128i part[kParts];
  Mask valid;

  Block(const char* at, std::size_t size) : valid(below(size)) {
    alignas(16) char copy[16 * kParts];
    if (!may_overread(at, sizeof copy)) [[unlikely]] {
      std::memset(copy, 0, sizeof copy);
      std::memcpy(copy, at, size);
      at = copy;
    }
    for (int i = 0; i < kParts; ++i) part[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
  }

  template <typename Test>
  [[nodiscard]] Mask where(Test test) const {
    Mask mask = 0;
    for (int i = 0; i < kParts; ++i) mask |= static_cast<Mask>(static_cast<unsigned>(_mm_movemask_epi8(test(part[i])))) << (16 * i);
    return mask & valid;
  }
  [[nodiscard]] Mask equal(char c) const {
    return where([&](__m128i v) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); });
  }
  // NUL, or a byte beyond ASCII: signed bytes below 1.
  [[nodiscard]] Mask strange() const {
    return where([](__m128i v) { return _mm_cmplt_epi8(v, _mm_set1_epi8(1)); });
  }
  // Whether the text begins with the first `size` bytes at `record`, which has 16 * kRecord of them, padded.
  template <int kRecord>
  [[nodiscard]] bool begins_with(const char* record, std::size_t size) const {
    static_assert(kRecord <= kParts);
    Mask differs = 0;
    for (int i = 0; i < kRecord; ++i) {
      const __m128i other = _mm_loadu_si128(reinterpret_cast<const __m128i*>(record + 16 * i));
      differs |= static_cast<Mask>(static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(part[i], other))) ^ 0xFFFFU) << (16 * i);
    }
    const Mask wanted = below(size);
    return (valid & wanted) == wanted && (differs & wanted) == 0;
  }
};

inline __m128i in_range(__m128i v, char first, char last) {
  const __m128i shifted = _mm_sub_epi8(v, _mm_set1_epi8(first));
  return _mm_cmpeq_epi8(_mm_min_epu8(shifted, _mm_set1_epi8(static_cast<char>(last - first))), shifted);
}

// Whether the bytes of `strange` (Block::strange) are all parts of well-formed UTF-8.
bool is_utf8_at(std::string_view text, Mask strange);

// Canonical as it stands, or not to be told from here.
template <int kParts>
bool is_plain_path(const Block<kParts>& block, std::string_view text) {
  const Mask slash = block.equal('/');
  const Mask dot = block.equal('.');
  const Mask strange = block.strange();
  const Mask end = slash | ~block.valid;  // what ends a component, seen from its last byte
  const Mask begins_with_dot = slash << 1 & dot;
  const Mask empty = slash << 1 & end;                        // also behind the last slash
  const Mask here = begins_with_dot & end >> 1;               // `.`
  const Mask parent = begins_with_dot & dot >> 1 & end >> 2;  // `..`
  const Mask last = text.size() == 64 ? Mask{1} << 63 : 0;    // what would have been shifted out or in
  const bool rooted = text[0] == '/' ? text.size() > 1 : text[0] == '~' && (text.size() == 1 || text[1] == '/');
  return rooted && (empty | here | parent | (last & (slash | dot))) == 0 && (strange == 0 || is_utf8_at(text, strange));
}

template <int kParts>
bool is_plain_host(const Block<kParts>& block, std::string_view text) {
  const Mask dot = block.equal('.');
  const Mask hyphen = block.equal('-');
  const Mask name = block.where([](__m128i v) {
    const __m128i letter = in_range(v, 'a', 'z'), digit = in_range(v, '0', '9'), low = _mm_cmpeq_epi8(v, _mm_set1_epi8('_'));
    return _mm_or_si128(_mm_or_si128(letter, digit), low);
  });
  const Mask edge = dot << 1 | 1 | dot >> 1 | Mask{1} << (text.size() - 1);  // first and last bytes of labels
  const bool ends_in_letter = text.back() >= 'g' && text.back() <= 'z';      // so the last label is no number
  return text.size() < 64 && ends_in_letter && (dot | hyphen | name) == block.valid && ((dot | hyphen) & edge) == 0;
}

enum class CommandKind : std::uint8_t { missing, opaque, words, unclear };

// `words`: harmless characters with one space between the words, of which `spaces` tells. `opaque`: a shell would act upon a character, and
// nothing before it quotes. Else `unclear`.
template <int kParts>
CommandKind judge_command(const Block<kParts>& block, std::string_view text, Mask& spaces) {
  spaces = block.equal(' ');
  const Mask safe = block.where([](__m128i v) {
    const __m128i letter = in_range(_mm_or_si128(v, _mm_set1_epi8(0x20)), 'a', 'z');
    const __m128i middle = in_range(v, '+', ':');  // + , - . / 0-9 :
    const __m128i others = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('_')), _mm_cmpeq_epi8(v, _mm_set1_epi8('@')));
    return _mm_or_si128(_mm_or_si128(letter, middle), others);
  });
  const Mask edge = spaces << 1 | 1 | Mask{1} << (text.size() - 1);
  const Mask unsafe = block.valid & ~(safe | spaces);
  if (unsafe == 0) [[likely]]
    return (spaces & edge) == 0 ? CommandKind::words : CommandKind::unclear;
  constexpr std::string_view kAlways = ";&|<>()$`*?[]{}!\n";
  const char first = text[static_cast<std::size_t>(std::countr_zero(unsafe))];
  const bool acts = kAlways.find(first) != std::string_view::npos && spaces != block.valid;
  if (!acts) return CommandKind::unclear;
  const Mask strange = block.strange();
  return strange == 0 || is_utf8_at(text, strange) ? CommandKind::opaque : CommandKind::missing;
}

// ---- slow paths: rival_text.cpp -------------------------------------------------------------------------------------

// The canonical form, in `buffer` of 4096 bytes; empty when there is none.
std::string_view normalise_path_slowly(std::string_view raw, char* buffer);
// In `buffer` of 262 bytes.
std::string_view normalise_host_slowly(std::string_view raw, char* buffer);
// Well-formed UTF-8 without NUL, of at most 65,536 bytes.
bool is_string_slowly(std::string_view raw);

// The words, each behind a NUL, in `buffer` of 32,769 bytes.
CommandKind read_command_slowly(std::string_view raw, char* buffer, std::string_view& words);
// Whether the first word is one that a shell takes for itself.
bool is_shell_keyword(std::string_view word);

}  // namespace envelope::bench
