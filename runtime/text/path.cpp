#include "runtime/text/path.h"

#include "runtime/text/limits.h"
#include "runtime/text/utf8.h"
#include "runtime/text/word_scan.h"

namespace envelope::text {

namespace {

// Whether `c` may not stand behind `before` in a path that is canonical at first sight: it may begin an empty component, a `.` or a `..`.
bool needs_a_closer_look(char before, char c) { return before == '/' && (c == '/' || c == '.'); }

// Whether ASCII text, which starts as paths do, has neither a NUL nor a component that is empty or starts with a dot.
bool has_plain_components(std::string_view raw) {
  if (raw.back() == '/') return false;
  if (raw.size() < 8) {
    char before = '\0';
    for (const char c : raw) {
      if (c == '\0' || static_cast<unsigned char>(c) >= 0x80 || needs_a_closer_look(before, c)) return false;
      before = c;
    }
    return true;
  }
  // The last word overlaps the one before it, so that there is no rest shorter than a word.
  std::uint64_t bad = 0;
  const std::size_t last = raw.size() - 8;
  for (std::size_t at = 0;; at = at + 8 < last ? at + 8 : last) {
    const std::uint64_t word = load_word(raw.data() + at);
    // On a little-endian machine the byte before stands eight bits below.
    const std::uint64_t slashes = bytes_equal(word, '/');
    const std::uint64_t before = slashes << 8U | (at > 0 && raw[at - 1] == '/' ? 0x80U : 0U);
    bad |= (word & kWordHighBits) | has_zero_byte(word) | (before & (slashes | bytes_equal(word, '.')));
    if (at == last) return bad == 0;
  }
}

bool is_canonical_at_first_sight(std::string_view raw) {
  if (raw.empty() || raw.size() > kPathBytesMax) return false;
  if (raw[0] != '/' && (raw[0] != '~' || (raw.size() > 1 && raw[1] != '/'))) return false;
  return raw.size() == 1 || has_plain_components(raw);
}

// Writes the components of a path that is canonical so far, `at` being its first slash; `size` counts what has been written.
PathFault fold_components(std::string_view raw, std::size_t at, char* out, std::size_t& size) {
  while (at < raw.size()) {
    const std::size_t begin = at + 1;
    std::size_t end = raw.find('/', begin);
    if (end == std::string_view::npos) end = raw.size();
    const std::string_view component = raw.substr(begin, end - begin);
    if (component == "..") return PathFault::parent_component;
    if (!component.empty() && component != ".") {
      out[size++] = '/';
      component.copy(out + size, component.size());
      size += component.size();
    }
    at = end;
  }
  return PathFault::none;
}

bool is_at_or_below(std::string_view prefix, std::string_view path) {
  if (prefix == "/") return path.starts_with('/');
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

// Whether some home makes `~` + `below` a place at or above `path`: `below` then ends a prefix of `path`.
bool may_lie_below_some_home(std::string_view below, std::string_view path) {
  for (std::size_t at = 0; at <= path.size(); ++at) {
    const bool home_may_end_here = at == path.size() || path[at] == '/';
    if (!home_may_end_here || !path.substr(at).starts_with(below)) continue;
    const std::size_t end = at + below.size();
    if (end == path.size() || path[end] == '/') return true;
  }
  return false;
}

}  // namespace

PathFault canonical_path_into(std::string_view raw, std::span<char> buffer, std::string_view& canonical) {
  canonical = raw;
  if (is_canonical_at_first_sight(raw)) return PathFault::none;
  if (raw.empty()) return PathFault::empty;
  if (raw.size() > kPathBytesMax) return PathFault::too_long;
  if (raw.find('\0') != std::string_view::npos) return PathFault::nul_character;
  if (!is_valid_utf8(raw)) return PathFault::invalid_utf8;
  std::size_t size = 0;
  if (raw[0] == '~') {
    if (raw.size() > 1 && raw[1] != '/') return PathFault::other_users_home;
    buffer[size++] = '~';
  } else if (raw[0] != '/') {
    return PathFault::relative;
  }
  const PathFault fault = fold_components(raw, size, buffer.data(), size);
  if (fault != PathFault::none) return fault;
  if (size == 0) buffer[size++] = '/';
  // Folding only takes away.
  if (size < raw.size()) canonical = {buffer.data(), size};
  return PathFault::none;
}

std::optional<std::string> normalise_path(std::string_view raw) {
  char buffer[kPathBytesMax];
  std::string_view canonical;
  if (canonical_path_into(raw, buffer, canonical) != PathFault::none) return std::nullopt;
  return std::string(canonical);
}

PathFault path_fault(std::string_view raw) {
  char buffer[kPathBytesMax];
  std::string_view canonical;
  return canonical_path_into(raw, buffer, canonical);
}

static_assert(kPathBytesMax == 4'096, "the text below says so");

std::string_view path_fault_text(PathFault fault) {
  switch (fault) {
    case PathFault::none:
      return "";
    case PathFault::empty:
      return "it is empty";
    case PathFault::too_long:
      return "it is longer than 4096 bytes";
    case PathFault::nul_character:
      return "it contains a NUL character, which ends a path early";
    case PathFault::invalid_utf8:
      return "it is not well-formed UTF-8";
    case PathFault::relative:
      return "it starts with neither `/` nor `~/`, so it names no one place";
    case PathFault::other_users_home:
      return "`~` stands for the agent's own home; the home of another user is not known";
    case PathFault::parent_component:
      return "a `..` cannot be removed safely, since the directory before it may be a symbolic link";
  }
  return "";
}

std::string expand_home(std::string_view path, std::string_view home) {
  if (!path.starts_with('~')) return std::string(path);
  const std::string_view below = path.substr(1);
  if (below.empty()) return std::string(home);
  std::string out(home == "/" ? std::string_view{} : home);
  out += below;
  return out;
}

std::optional<std::string> fold_home(std::string_view path, std::string_view home) {
  if (path.starts_with('~')) return std::string(path);
  if (!is_at_or_below(home, path)) return std::nullopt;
  if (path.size() == home.size()) return "~";
  std::string out = "~";
  out += path.substr(home == "/" ? 0 : home.size());
  return out;
}

Truth match_under(std::string_view prefix, std::string_view path, std::string_view home) {
  if (prefix.empty() || path.empty()) return Truth::unknown;
  if (prefix == "/") return Truth::yes;
  if (prefix[0] == path[0]) return truth_of(is_at_or_below(prefix, path));
  if (!home.empty()) return truth_of(is_at_or_below(expand_home(prefix, home), expand_home(path, home)));
  // With a home still to be chosen, any absolute directory may turn out to hold `~/…`.
  if (path[0] == '~') return Truth::unknown;
  return may_lie_below_some_home(prefix.substr(1), path) ? Truth::unknown : Truth::no;
}

Truth match_same_path(std::string_view left, std::string_view right, std::string_view home) {
  if (left.empty() || right.empty()) return Truth::unknown;
  if (left[0] == right[0]) return truth_of(left == right);
  if (!home.empty()) return truth_of(expand_home(left, home) == expand_home(right, home));
  const std::string_view below_home = (left[0] == '~' ? left : right).substr(1);
  const std::string_view absolute = left[0] == '~' ? right : left;
  return absolute.ends_with(below_home) ? Truth::unknown : Truth::no;
}

}  // namespace envelope::text
