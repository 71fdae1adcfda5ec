#include "runtime/text/path.h"

#include "runtime/text/limits.h"
#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

// Writes the canonical form to `out`, which is meaningful only when the answer is `none`.
PathFault normalise(std::string_view raw, std::string& out) {
  if (raw.empty()) return PathFault::empty;
  if (raw.size() > kPathBytesMax) return PathFault::too_long;
  if (raw.find('\0') != std::string_view::npos) return PathFault::nul_character;
  if (!is_valid_utf8(raw)) return PathFault::invalid_utf8;
  std::size_t at = 0;
  if (raw[0] == '~') {
    if (raw.size() > 1 && raw[1] != '/') return PathFault::other_users_home;
    out = '~';
    at = 1;
  } else if (raw[0] != '/') {
    return PathFault::relative;
  }
  while (at < raw.size()) {
    const std::size_t begin = at + 1;  // raw[at] is a slash: either just tested above or found below
    std::size_t end = raw.find('/', begin);
    if (end == std::string_view::npos) end = raw.size();
    const std::string_view component = raw.substr(begin, end - begin);
    if (component == "..") return PathFault::parent_component;
    if (!component.empty() && component != ".") {
      out += '/';
      out += component;
    }
    at = end;
  }
  if (out.empty()) out = '/';
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

std::optional<std::string> normalise_path(std::string_view raw) {
  std::string out;
  if (normalise(raw, out) != PathFault::none) return std::nullopt;
  return out;
}

PathFault path_fault(std::string_view raw) {
  std::string out;
  return normalise(raw, out);
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
