#include "runtime/decide/automaton.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>

#include "runtime/format/automaton_format.h"

namespace envelope::decide {

namespace {

using format::StateKind;

// The bytes of a state lie in the order of the text, which on a little-endian machine is the order in memory.
static_assert(std::endian::native == std::endian::little);
const std::uint8_t* bytes_at(const std::uint32_t* words) { return reinterpret_cast<const std::uint8_t*>(words); }

constexpr std::size_t kTableMapWords = 256 / 4;
constexpr std::uint32_t kNotTaken = UINT32_MAX;

std::uint32_t class_of(std::uint32_t header) { return header >> format::kStateClassShift & format::kStateClassMask; }
std::uint32_t count_of(std::uint32_t header) { return header >> format::kStateCountShift; }
StateKind kind_of(std::uint32_t header) { return static_cast<StateKind>(header & format::kStateKindMask); }
bool stays(std::uint32_t header) { return (header & format::kStateStays) != 0; }
std::size_t words_for_bytes(std::size_t bytes) { return (bytes + 3) / 4; }

std::uint64_t load_64(const void* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// How many of the first `count` bytes are the same. Lines are short: a call of memcmp would cost more than it saves.
std::size_t common_prefix(const std::uint8_t* a, const char* b, std::size_t count) {
  std::size_t at = 0;
  for (; at + 8 <= count; at += 8) {
    const std::uint64_t differ = load_64(a + at) ^ load_64(b + at);
    if (differ != 0) return at + static_cast<std::size_t>(std::countr_zero(differ)) / 8;
  }
  while (at < count && a[at] == static_cast<std::uint8_t>(b[at])) ++at;
  return at;
}

// Reads the bytes of a line. Gives the state behind it, or kNotTaken when the text ends on the way.
std::uint32_t walk_line(const std::uint32_t* state, std::string_view text, std::size_t& at) {
  const std::size_t count = count_of(state[0]);
  const std::size_t common = std::min(count, text.size() - at);
  const std::size_t same = common_prefix(bytes_at(state + 3), text.data() + at, common);
  if (same < common) {
    at += same + 1;
    return state[2];
  }
  at += common;
  return common == count ? state[1] : kNotTaken;
}

std::uint32_t walk_fan(const std::uint32_t* state, std::uint8_t byte) {
  constexpr std::uint32_t kFewBytes = 8;
  const std::uint32_t count = count_of(state[0]);
  const std::uint8_t* bytes = bytes_at(state + 2 + count);
  if (count > kFewBytes) {
    const void* found = std::memchr(bytes, byte, count);
    return found == nullptr ? state[1] : state[2 + (static_cast<const std::uint8_t*>(found) - bytes)];
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    if (bytes[i] == byte) return state[2 + i];
  }
  return state[1];
}

std::uint32_t walk_table(const std::uint32_t* state, std::uint8_t byte) { return state[1 + kTableMapWords + bytes_at(state + 1)[byte]]; }

// Where the parts of one state lie.
struct Layout {
  std::size_t words = 0;         // 0: the state is not well-formed
  std::size_t first_target = 0;  // from the header
  std::size_t targets = 0;
};

bool is_zero_padded(const std::uint32_t* words, std::size_t bytes) {
  const std::uint8_t* begin = bytes_at(words);
  return std::all_of(begin + bytes, begin + words_for_bytes(bytes) * 4, [](std::uint8_t byte) { return byte == 0; });
}

Layout layout_of_line(std::span<const std::uint32_t> rest, std::size_t count) {
  const std::size_t words = 3 + words_for_bytes(count);
  if (count == 0 || words > rest.size() || !is_zero_padded(&rest[3], count)) return {};
  return {.words = words, .first_target = 1, .targets = 2};
}

Layout layout_of_fan(std::span<const std::uint32_t> rest, std::size_t count) {
  const std::size_t words = 2 + count + words_for_bytes(count);
  if (count > 256 || words > rest.size()) return {};
  const std::uint32_t* stored = rest.data() + 2 + count;
  const std::uint8_t* bytes = bytes_at(stored);
  const bool ascends = std::adjacent_find(bytes, bytes + count, [](std::uint8_t a, std::uint8_t b) { return a >= b; }) == bytes + count;
  if (!ascends || !is_zero_padded(stored, count)) return {};
  return {.words = words, .first_target = 1, .targets = count + 1};
}

Layout layout_of_table(std::span<const std::uint32_t> rest, std::size_t count) {
  const std::size_t words = 1 + kTableMapWords + count;
  if (count == 0 || count > 256 || words > rest.size()) return {};
  const std::uint8_t* map = bytes_at(&rest[1]);
  if (std::any_of(map, map + 256, [count](std::uint8_t index) { return index >= count; })) return {};
  return {.words = words, .first_target = 1 + kTableMapWords, .targets = count};
}

// `rest` starts at the state and is not empty.
Layout layout_of(std::span<const std::uint32_t> rest) {
  const std::uint32_t header = rest[0];
  const std::size_t count = count_of(header);
  if (stays(header) && (kind_of(header) != StateKind::fan || count != 0)) return {};
  switch (kind_of(header)) {
    case StateKind::line:
      return layout_of_line(rest, count);
    case StateKind::fan:
      return layout_of_fan(rest, count);
    case StateKind::table:
      return layout_of_table(rest, count);
  }
  return {};
}

// One bit per word: whether a state starts there.
class Starts {
 public:
  explicit Starts(std::size_t words) : bits_(static_cast<std::uint8_t*>(std::calloc(words / 8 + 1, 1))) {}
  ~Starts() { std::free(bits_); }
  Starts(const Starts&) = delete;
  Starts& operator=(const Starts&) = delete;

  [[nodiscard]] bool is_allocated() const { return bits_ != nullptr; }
  void insert(std::size_t word) { bits_[word / 8] = static_cast<std::uint8_t>(bits_[word / 8] | 1U << word % 8); }
  [[nodiscard]] bool contains(std::size_t word) const { return (bits_[word / 8] >> word % 8 & 1U) != 0; }

 private:
  std::uint8_t* bits_;
};

// The parts of a residual matcher, in the order in which they lie.
struct Residual {
  explicit Residual(const std::uint32_t* words)
      : states(words[0]),
        transition_count(words[1]),
        start_count(words[2]),
        accept_count(words[3]),
        first(words + 4),
        transitions(first + states + 1),
        starts(transitions + std::size_t{2} * transition_count),
        accepts(starts + start_count) {}

  std::uint32_t states, transition_count, start_count, accept_count;
  const std::uint32_t* first;
  const std::uint32_t* transitions;
  const std::uint32_t* starts;
  const std::uint32_t* accepts;
};

using StateBits = std::uint64_t[format::kResidualStatesMax / 64];

void set_bit(StateBits& bits, std::uint32_t state) { bits[state / 64] |= std::uint64_t{1} << state % 64; }

// Adds to `next` what `state` reaches by `byte`.
void follow(const Residual& residual, std::uint32_t state, std::uint8_t byte, StateBits& next) {
  for (std::uint32_t i = residual.first[state]; i < residual.first[state + 1]; ++i) {
    const std::uint32_t range = residual.transitions[2 * i + 1];
    if ((range & 0xFFU) <= byte && byte <= range >> 8U) set_bit(next, residual.transitions[2 * i]);
  }
}

}  // namespace

std::uint32_t run_automaton(const std::uint32_t* words, std::string_view text) {
  const std::uint32_t* state = words;
  std::size_t at = 0;
  while (true) {
    const std::uint32_t header = *state;
    if (at == text.size() || stays(header)) return class_of(header);
    std::uint32_t next = 0;
    switch (kind_of(header)) {
      case StateKind::line:
        next = walk_line(state, text, at);
        if (next == kNotTaken) return class_of(header);
        break;
      case StateKind::fan:
        next = walk_fan(state, static_cast<std::uint8_t>(text[at++]));
        break;
      case StateKind::table:
        next = walk_table(state, static_cast<std::uint8_t>(text[at++]));
        break;
    }
    state = words + next;
  }
}

bool automaton_is_well_formed(std::span<const std::uint32_t> words, std::uint32_t class_count) {
  if (words.empty() || words.size() >= kNotTaken) return false;
  Starts starts(words.size());
  if (!starts.is_allocated()) return false;
  for (std::size_t at = 0; at < words.size();) {
    const Layout layout = layout_of(words.subspan(at));
    if (layout.words == 0 || class_of(words[at]) >= class_count) return false;
    starts.insert(at);
    at += layout.words;
  }
  for (std::size_t at = 0; at < words.size();) {
    const Layout layout = layout_of(words.subspan(at));
    for (const std::uint32_t target : words.subspan(at + layout.first_target, layout.targets)) {
      if (target >= words.size() || !starts.contains(target)) return false;
      if (stays(words[at]) && target != at) return false;
    }
    at += layout.words;
  }
  return true;
}

std::uint32_t run_residual(const std::uint32_t* words, std::string_view text) {
  const Residual residual(words);
  const std::size_t used = (residual.states + 63) / 64;
  StateBits first;
  StateBits second;
  std::uint64_t(*current)[format::kResidualStatesMax / 64] = &first;
  std::uint64_t(*next)[format::kResidualStatesMax / 64] = &second;
  std::fill_n(*current, used, 0);
  for (std::uint32_t i = 0; i < residual.start_count; ++i) set_bit(*current, residual.starts[i]);
  for (const char c : text) {
    std::fill_n(*next, used, 0);
    std::uint64_t any = 0;
    for (std::size_t block = 0; block < used; ++block) {
      any |= (*current)[block];
      for (std::uint64_t bits = (*current)[block]; bits != 0; bits &= bits - 1)
        follow(residual, static_cast<std::uint32_t>(block * 64) + static_cast<std::uint32_t>(std::countr_zero(bits)),
               static_cast<std::uint8_t>(c), *next);
    }
    if (any == 0) return 0;
    std::swap(current, next);
  }
  std::uint32_t answer = 0;
  for (std::uint32_t i = 0; i < residual.accept_count; ++i) {
    const std::uint32_t state = residual.accepts[2 * i];
    if (((*current)[state / 64] >> state % 64 & 1U) != 0) answer = std::max(answer, residual.accepts[2 * i + 1]);
  }
  return answer;
}

bool residual_is_well_formed(std::span<const std::uint32_t> words, std::uint32_t class_count) {
  if (words.size() < 4 || class_count != 3) return false;
  const std::uint64_t states = words[0];
  if (states == 0 || states > format::kResidualStatesMax) return false;
  if (words.size() != 4 + states + 1 + std::uint64_t{2} * words[1] + words[2] + std::uint64_t{2} * words[3]) return false;
  const Residual residual(words.data());
  if (residual.first[0] != 0 || residual.first[states] != residual.transition_count) return false;
  if (!std::is_sorted(residual.first, residual.first + states + 1)) return false;
  for (std::uint32_t i = 0; i < residual.transition_count; ++i) {
    const std::uint32_t range = residual.transitions[2 * i + 1];
    if (residual.transitions[2 * i] >= states || range > 0xFFFFU || (range & 0xFFU) > range >> 8U) return false;
  }
  for (std::uint32_t i = 0; i < residual.start_count; ++i) {
    if (residual.starts[i] >= states) return false;
  }
  for (std::uint32_t i = 0; i < residual.accept_count; ++i) {
    if (residual.accepts[2 * i] >= states || residual.accepts[2 * i + 1] - 1U > 1U) return false;
  }
  return true;
}

}  // namespace envelope::decide
