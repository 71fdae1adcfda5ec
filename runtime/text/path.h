// Paths: one spelling per place, as far as text alone can tell.
//
// A canonical path is `/`, `/a/b`, `~` or `~/a/b`: valid UTF-8, no empty, `.` or `..` component, no slash at the end.
//
// Folded:   `/a//b` and `/a/./b/` become `/a/b`; `~/` becomes `~`.
// Refused, so that the path is *missing* (which restricts and never permits):
//   * a relative path: the text does not say what it is relative to;
//   * any `..`: removing it lexically is wrong across symbolic links (`/a/link/..` need not be `/a`), and at the root it
//     is not a component of anything;
//   * `~user`: somebody else's home is unknown here;
//   * NUL: what follows would be invisible to the operating system;
//   * invalid or overlong UTF-8: one file would have several spellings;
//   * more than kPathBytesMax bytes.
// Left alone: letter case, Unicode normalisation form, and percent-encoding (`%2e%2e` is an ordinary name: a file system
// does not decode it, so neither do we). What text cannot know (links, mounts, case folding) is in docs/limitations.md.
//
// `~` is the home of the *agent*, never of the process. Where it lies is often not known. `~/x` and `/home/bolt/x` may
// then be one file or two, and comparing them answers `unknown` unless they differ wherever the home may lie.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "runtime/text/truth.h"

namespace envelope::text {

// Why a raw text is not a path. `none` means that it is one.
enum class PathFault : std::uint8_t {
  none,
  empty,
  too_long,
  nul_character,
  invalid_utf8,
  relative,
  other_users_home,
  parent_component,
};

// The canonical form of `raw`, or nothing when the path is missing. Idempotent; never longer than `raw`.
[[nodiscard]] std::optional<std::string> normalise_path(std::string_view raw);

// The same without an allocation: when the answer is `none`, `canonical` is a view of `raw` itself (it is canonical already) or of
// `buffer`, which has raw.size() bytes or kPathBytesMax.
[[nodiscard]] PathFault canonical_path_into(std::string_view raw, std::span<char> buffer, std::string_view& canonical);

// Why normalise_path gives nothing; PathFault::none when it gives a path.
[[nodiscard]] PathFault path_fault(std::string_view raw);

// A clause for messages ("it is relative, so it names no one place"); empty for `none`. Static storage.
[[nodiscard]] std::string_view path_fault_text(PathFault fault);

// `path` with a leading `~` replaced by `home`, and the other way round: `path` written from `~`, or nothing when it
// does not lie in `home`. Both take canonical paths; `home` must start with `/`.
[[nodiscard]] std::string expand_home(std::string_view path, std::string_view home);
[[nodiscard]] std::optional<std::string> fold_home(std::string_view path, std::string_view home);

// `path under "prefix"`: the path is the prefix or lies below it. Both must be canonical. `prefix` is plain text: a `*`
// in it is a star. Everything lies under `/`.
// `home` is the canonical absolute home of the agent, or empty when it is not known; then a prefix and a path of which
// only one starts with `~` compare as `no` when they differ for every possible home, else as `unknown`.
[[nodiscard]] Truth match_under(std::string_view prefix, std::string_view path, std::string_view home = {});

// `path is "other"`: both name the same place. Both must be canonical. Without a home, `~/x` and an absolute path that
// would be it for some home compare as `unknown`.
[[nodiscard]] Truth match_same_path(std::string_view left, std::string_view right, std::string_view home = {});

}  // namespace envelope::text
