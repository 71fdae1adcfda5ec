#include "compiler/automata/text_shape.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "runtime/text/command.h"

namespace envelope::automata {

namespace {

// ---- UTF-8: how the bytes of a code point go on ------------------------------------------------------------------------
enum class Utf8 : std::uint8_t { ground, one, two, three, after_e0, after_ed, after_f0, after_f4 };

std::optional<Utf8> lead(std::uint8_t byte) {
  if (byte < 0x80) return byte == 0 ? std::nullopt : std::optional(Utf8::ground);
  if (byte < 0xC2 || byte > 0xF4) return std::nullopt;
  if (byte < 0xE0) return Utf8::one;
  if (byte == 0xE0) return Utf8::after_e0;
  if (byte == 0xED) return Utf8::after_ed;
  if (byte < 0xF0) return Utf8::two;
  if (byte == 0xF0) return Utf8::after_f0;
  return byte == 0xF4 ? Utf8::after_f4 : Utf8::three;
}

std::optional<Utf8> utf8_step(Utf8 state, std::uint8_t byte) {
  const auto within = [byte](std::uint8_t low, std::uint8_t high, Utf8 then) {
    return low <= byte && byte <= high ? std::optional(then) : std::nullopt;
  };
  switch (state) {
    case Utf8::ground:
      return lead(byte);
    case Utf8::one:
      return within(0x80, 0xBF, Utf8::ground);
    case Utf8::two:
      return within(0x80, 0xBF, Utf8::one);
    case Utf8::three:
      return within(0x80, 0xBF, Utf8::two);
    case Utf8::after_e0:
      return within(0xA0, 0xBF, Utf8::one);
    case Utf8::after_ed:
      return within(0x80, 0x9F, Utf8::one);
    case Utf8::after_f0:
      return within(0x90, 0xBF, Utf8::two);
    case Utf8::after_f4:
      return within(0x80, 0x8F, Utf8::two);
  }
  return std::nullopt;
}

// ---- paths -------------------------------------------------------------------------------------------------------------
enum class PathPlace : std::uint8_t { start, root, tilde, component_start, dot, dot_dot, component };

struct PathState {
  PathPlace place{};
  Utf8 utf8{};
  auto operator<=>(const PathState&) const = default;
};

std::optional<PathState> path_step(PathState state, std::uint8_t byte) {
  const bool at_slash = byte == '/';
  switch (state.place) {
    case PathPlace::start:
      if (at_slash) return PathState{PathPlace::root, {}};
      return byte == '~' ? std::optional(PathState{PathPlace::tilde, {}}) : std::nullopt;
    case PathPlace::tilde:
      return at_slash ? std::optional(PathState{PathPlace::component_start, {}}) : std::nullopt;
    case PathPlace::root:
    case PathPlace::component_start:
      if (at_slash) return std::nullopt;
      if (byte == '.') return PathState{PathPlace::dot, {}};
      break;
    case PathPlace::dot:
      if (at_slash) return std::nullopt;
      if (byte == '.') return PathState{PathPlace::dot_dot, {}};
      break;
    case PathPlace::dot_dot:
      if (at_slash) return std::nullopt;
      break;
    case PathPlace::component:
      if (at_slash && state.utf8 == Utf8::ground) return PathState{PathPlace::component_start, {}};
      break;
  }
  const auto utf8 = utf8_step(state.utf8, byte);
  return utf8 ? std::optional(PathState{PathPlace::component, *utf8}) : std::nullopt;
}

bool path_accepts(PathState state) {
  const bool is_whole = state.place == PathPlace::root || state.place == PathPlace::tilde || state.place == PathPlace::component;
  return is_whole && state.utf8 == Utf8::ground;
}

// ---- hosts: three readings side by side ---------------------------------------------------------------------------------
enum class Label : std::uint8_t { dead, empty, zero, digits, hex, other };  // the last label so far; `hex` is 0x…

struct HostState {
  Label label = Label::empty;
  bool after_hyphen = false;
  std::uint8_t octets = 0;  // dots read of an IPv4 address; kNone: it is none
  std::uint16_t octet = 0;  // its digits so far plus 1; 0: none yet
  std::uint8_t groups = 0;  // groups begun of an IPv6 address; kNone: it is none
  std::uint8_t digits = 0;  // of the last group
  bool leading_zero = false, after_colon = false, has_gap = false;
  auto operator<=>(const HostState&) const = default;
};

constexpr std::uint8_t kNone = UINT8_MAX;

bool is_digit(std::uint8_t byte) { return '0' <= byte && byte <= '9'; }
bool is_lower(std::uint8_t byte) { return 'a' <= byte && byte <= 'z'; }
bool is_hex(std::uint8_t byte) { return is_digit(byte) || ('a' <= byte && byte <= 'f'); }

void name_step(HostState& state, std::uint8_t byte) {
  if (state.label == Label::dead) return;
  const bool is_inner = is_digit(byte) || is_lower(byte) || byte == '_' || byte == '-';
  if (byte == '.' && state.label != Label::empty && !state.after_hyphen) {
    state.label = Label::empty;
  } else if (!is_inner || (byte == '-' && state.label == Label::empty)) {
    state.label = Label::dead;
  } else if (state.label == Label::empty) {
    state.label = byte == '0' ? Label::zero : is_digit(byte) ? Label::digits : Label::other;
  } else if (state.label == Label::zero && byte == 'x') {
    state.label = Label::hex;
  } else if (state.label == Label::hex ? !is_hex(byte) : !is_digit(byte)) {
    state.label = Label::other;
  } else if (state.label == Label::zero) {
    state.label = Label::digits;
  }
  state.after_hyphen = byte == '-' && state.label != Label::dead;
}

void address4_step(HostState& state, std::uint8_t byte) {
  if (state.octets == kNone) return;
  const std::uint16_t digit = static_cast<std::uint16_t>(byte - '0');
  if (is_digit(byte) && state.octet == 0) {
    state.octet = static_cast<std::uint16_t>(digit + 1);
  } else if (is_digit(byte) && state.octet > 1 && (state.octet - 1) * 10 + digit <= 255) {
    state.octet = static_cast<std::uint16_t>((state.octet - 1) * 10 + digit + 1);
  } else if (byte == '.' && state.octet != 0 && state.octets < 3) {
    ++state.octets;
    state.octet = 0;
  } else {
    state.octets = kNone;
    state.octet = 0;
  }
}

void address6_step(HostState& state, std::uint8_t byte) {
  if (state.groups == kNone) return;
  if (is_hex(byte)) {
    const bool begins = state.digits == 0;
    const bool fits = begins ? state.groups < 8 : state.digits < 4 && !state.leading_zero;
    if (fits && begins) state.leading_zero = byte == '0';
    if (begins) ++state.groups;
    ++state.digits;
    state.after_colon = false;
    if (fits) return;
  } else if (byte == ':' && !state.after_colon && state.groups < 8) {
    state.after_colon = true;
    state.digits = 0;
    state.leading_zero = false;
    return;
  } else if (byte == ':' && state.after_colon && !state.has_gap && state.groups < 7) {
    state.has_gap = true;
    return;
  }
  state.groups = kNone;
  state.digits = 0;
  state.leading_zero = state.after_colon = state.has_gap = false;
}

std::optional<HostState> host_step(HostState state, std::uint8_t byte) {
  name_step(state, byte);
  address4_step(state, byte);
  address6_step(state, byte);
  const bool is_dead = state.label == Label::dead && state.octets == kNone && state.groups == kNone;
  return is_dead ? std::nullopt : std::optional(state);
}

bool host_accepts(HostState state) {
  const bool is_name = state.label == Label::other && !state.after_hyphen;
  const bool is_address4 = state.octets == 3 && state.octet != 0;
  const bool ends_well = state.digits > 0 || (state.after_colon && state.has_gap);
  const bool is_address6 = state.groups != kNone && ends_well && (state.has_gap ? state.groups < 7 : state.groups == 8);
  return is_name || is_address4 || is_address6;
}

// ---- keys of plain commands ------------------------------------------------------------------------------------------------
struct KeyState {
  bool has_begun = false;
  bool at_word_start = false;
  Utf8 utf8{};
  auto operator<=>(const KeyState&) const = default;
};

std::optional<KeyState> any_key_step(KeyState state, std::uint8_t byte) {
  if (byte == static_cast<std::uint8_t>(text::kTokenMark))
    return state.utf8 == Utf8::ground ? std::optional(KeyState{true, true, {}}) : std::nullopt;
  if (!state.has_begun) return std::nullopt;
  const auto utf8 = utf8_step(state.utf8, byte);
  return utf8 ? std::optional(KeyState{true, false, *utf8}) : std::nullopt;
}

std::optional<KeyState> key_step(KeyState state, std::uint8_t byte) {
  const bool ends_empty_word = state.at_word_start && byte == static_cast<std::uint8_t>(text::kTokenMark);
  return ends_empty_word ? std::nullopt : any_key_step(state, byte);
}

bool any_key_accepts(KeyState state) { return state.has_begun && state.utf8 == Utf8::ground; }
bool key_accepts(KeyState state) { return any_key_accepts(state) && !state.at_word_start; }

std::array<std::uint8_t, 256> preference_of_bytes() {
  constexpr std::string_view kFirst = "abcdefghijklmnopqrstuvwxyz0123456789-_./~:ABCDEFGHIJKLMNOPQRSTUVWXYZ @+=,";
  std::array<std::uint8_t, 256> place{};
  std::bitset<256> placed;
  std::uint8_t next = 0;
  const auto add = [&](std::uint8_t byte) {
    if (placed[byte]) return;
    placed[byte] = true;
    place[byte] = next++;
  };
  for (const char c : kFirst) add(static_cast<std::uint8_t>(c));
  for (int byte = 0x20; byte < 0x7F; ++byte) add(static_cast<std::uint8_t>(byte));
  for (int byte = 0x80; byte < 0x100; ++byte) add(static_cast<std::uint8_t>(byte));
  for (int byte = 0; byte < 0x100; ++byte) add(static_cast<std::uint8_t>(byte));
  return place;
}

}  // namespace

const std::array<std::uint8_t, 256>& TextShape::preference() {
  static const std::array<std::uint8_t, 256> kPlaces = preference_of_bytes();
  return kPlaces;
}

// Numbers the states that are reached, then puts bytes together that lead everywhere to the same states.
template <typename State, typename Step, typename Accepts>
TextShape::TextShape(State start, Step step, Accepts is_whole) {
  std::map<State, StateId> known{{start, kStart}};
  std::vector<State> states{start};
  std::vector<std::array<StateId, 256>> rows;
  for (std::size_t at = 0; at < states.size(); ++at) {
    auto& row = rows.emplace_back();
    for (int byte = 0; byte < 256; ++byte) {
      row[static_cast<std::size_t>(byte)] = kDead;
      const auto next = step(states[at], static_cast<std::uint8_t>(byte));
      if (!next) continue;
      const auto [entry, is_new] = known.try_emplace(*next, static_cast<StateId>(states.size()));
      if (is_new) states.push_back(*next);
      row[static_cast<std::size_t>(byte)] = entry->second;
    }
    accepts_.push_back(is_whole(states[at]));
  }
  std::map<std::vector<StateId>, std::size_t> columns;
  std::vector<std::vector<StateId>> column_of_class;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    std::vector<StateId> column;
    for (const auto& row : rows) column.push_back(row[byte]);
    const auto [entry, is_new] = columns.try_emplace(column, classes_.size());
    if (is_new) {
      classes_.emplace_back();
      column_of_class.push_back(column);
    }
    classes_[entry->second].bytes[byte] = true;
    classes_[entry->second].by_preference.push_back(static_cast<std::uint8_t>(byte));
  }
  for (ByteClass& byte_class : classes_)
    std::sort(byte_class.by_preference.begin(), byte_class.by_preference.end(),
              [](std::uint8_t a, std::uint8_t b) { return preference()[a] < preference()[b]; });
  for (std::size_t state = 0; state < rows.size(); ++state)
    for (const auto& column : column_of_class) next_.push_back(column[state]);
}

const TextShape& TextShape::of(text::Domain domain) {
  static const TextShape kString(Utf8::ground, utf8_step, [](Utf8 state) { return state == Utf8::ground; });
  static const TextShape kPath(PathState{}, path_step, path_accepts);
  static const TextShape kHost(HostState{}, host_step, host_accepts);
  static const TextShape kCommand(KeyState{}, key_step, key_accepts);
  switch (domain) {
    case text::Domain::string:
      return kString;
    case text::Domain::path:
      return kPath;
    case text::Domain::host:
      return kHost;
    case text::Domain::command:
      return kCommand;
  }
  return kString;
}

const TextShape& TextShape::commands_with_empty_words() {
  static const TextShape kCommand(KeyState{}, any_key_step, any_key_accepts);
  return kCommand;
}

}  // namespace envelope::automata
