// Paths as text: nothing here looks at a file system. What links do to a path only Files::real_path knows.
#pragma once

#include <string>
#include <string_view>

namespace envelope::project {

// `path` seen from `directory`; an absolute `path` stays as it is.
[[nodiscard]] std::string join_paths(std::string_view directory, std::string_view path);
// Without `.`, empty parts and, where a part stands before it, `..`. `..` above the root is dropped. Empty becomes `.`.
[[nodiscard]] std::string normal_path(std::string_view path);
// `a/b` of `a/b/c`, `.` of `c`, `/` of `/c` and of `/`.
[[nodiscard]] std::string parent_path(std::string_view path);
// `c` of `a/b/c`.
[[nodiscard]] std::string_view file_name(std::string_view path);
// Both absolute and normal: is `path` the directory or below it?
[[nodiscard]] bool is_inside(std::string_view directory, std::string_view path);

}  // namespace envelope::project
