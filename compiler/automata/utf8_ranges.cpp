#include "compiler/automata/utf8_ranges.h"

#include <algorithm>
#include <string>

#include "runtime/text/utf8.h"

namespace envelope::automata {

namespace {

using text::CodeRange;

constexpr char32_t kAsciiMax = 0x7F;

// One lead byte of each length, then as many bytes as it announces.
void add_all_beyond_ascii(Nfa& nfa, Nfa::StateId from, Nfa::StateId to) {
  const Nfa::StateId one_left = nfa.reader(0x00, 0xFF, to);
  const Nfa::StateId two_left = nfa.reader(0x00, 0xFF, one_left);
  const Nfa::StateId three_left = nfa.reader(0x00, 0xFF, two_left);
  nfa.add_bytes(from, 0xC0, 0xDF, one_left);
  nfa.add_bytes(from, 0xE0, 0xEF, two_left);
  nfa.add_bytes(from, 0xF0, 0xFF, three_left);
}

// Code points whose encodings differ in independent ranges of bytes: each byte of the first's to the same byte of the last's.
void add_sequence(Nfa& nfa, Nfa::StateId from, CodeRange range, Nfa::StateId to) {
  std::string low;
  std::string high;
  text::append_utf8(low, range.first);
  text::append_utf8(high, range.last);
  for (std::size_t i = low.size() - 1; i > 0; --i) {
    const auto first = static_cast<std::uint8_t>(low[i]);
    const auto last = static_cast<std::uint8_t>(high[i]);
    const bool is_any = first == 0x80 && last == 0xBF;
    to = is_any ? nfa.reader(0x00, 0xFF, to) : nfa.reader(first, last, to);
  }
  nfa.add_bytes(from, static_cast<std::uint8_t>(low[0]), static_cast<std::uint8_t>(high[0]), to);
}

// Cuts `range`, which lies beyond ASCII, into pieces for add_sequence.
void add_range(Nfa& nfa, Nfa::StateId from, CodeRange range, Nfa::StateId to) {
  const auto split_before = [&](char32_t middle) {
    add_range(nfa, from, {range.first, middle - 1}, to);
    add_range(nfa, from, {middle, range.last}, to);
  };
  if (range.first > range.last) return;
  if (range.first < text::kSurrogateFirst && range.last >= text::kSurrogateFirst) return split_before(text::kSurrogateFirst);
  if (range.first >= text::kSurrogateFirst && range.first <= text::kSurrogateLast)
    return add_range(nfa, from, {text::kSurrogateLast + 1, range.last}, to);
  for (const char32_t boundary : {char32_t{0x800}, char32_t{0x10000}}) {
    if (range.first < boundary && range.last >= boundary) return split_before(boundary);
  }
  for (unsigned bits = 6; bits <= 18; bits += 6) {
    const char32_t low_bits = (char32_t{1} << bits) - 1;
    if ((range.first & ~low_bits) == (range.last & ~low_bits)) break;
    if ((range.first & low_bits) != 0) return split_before((range.first | low_bits) + 1);
    if ((range.last & low_bits) != low_bits) return split_before(range.last & ~low_bits);
  }
  add_sequence(nfa, from, range, to);
}

}  // namespace

bool has_all_beyond_ascii(std::span<const CodeRange> ranges) {
  char32_t next = kAsciiMax + 1;
  for (const CodeRange& range : ranges) {
    if (next == text::kSurrogateFirst) next = text::kSurrogateLast + 1;
    if (range.last < next) continue;
    if (range.first > next) return false;
    next = range.last + 1;
  }
  return next > text::kCodePointMax;
}

void add_code_points(Nfa& nfa, Nfa::StateId from, std::span<const CodeRange> ranges, Nfa::StateId to, Reading reading) {
  for (const CodeRange& range : ranges) {
    if (range.first > kAsciiMax) continue;
    nfa.add_bytes(from, static_cast<std::uint8_t>(range.first), static_cast<std::uint8_t>(std::min(range.last, kAsciiMax)), to);
  }
  const bool has_all = has_all_beyond_ascii(ranges);
  const bool counts_bytes = reading.may_end_inside || reading.alphabet == Alphabet::ascii;
  if (has_all && (from == to || counts_bytes)) {
    const bool reads_inside = from == to || !reading.may_start_inside;
    return nfa.add_bytes(from, reads_inside ? 0x80 : 0xC0, 0xFF, to);
  }
  if (reading.alphabet == Alphabet::ascii) return;
  if (has_all) {
    if (!reading.may_start_inside) nfa.add_bytes(from, 0x80, 0xBF, to);
    return add_all_beyond_ascii(nfa, from, to);
  }
  for (const CodeRange& range : ranges) {
    if (range.last > kAsciiMax) add_range(nfa, from, {std::max(range.first, char32_t{kAsciiMax + 1}), range.last}, to);
  }
}

}  // namespace envelope::automata
