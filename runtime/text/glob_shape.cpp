#include <algorithm>

#include "runtime/text/glob_lexeme.h"

namespace envelope::text {

namespace {

using Kind = Lexeme::Kind;

GlobError error_at(GlobFault fault, const Lexemes& lexemes, std::size_t index) {
  const std::uint32_t offset = index < lexemes.size() ? lexemes[index].offset : 0;
  return {fault, offset, HostFault::none};
}

Lexeme separator_like(const Lexeme& lexeme) {
  Lexeme separator = lexeme;
  separator.kind = Kind::separator;
  return separator;
}

bool is_dots(const Lexemes& segment, std::size_t count) {
  return segment.size() == count && std::all_of(segment.begin(), segment.end(), [](const Lexeme& l) { return l.is_literal('.'); });
}

// The segments of `lexemes[begin, …)`, which is empty or starts with a slash. Empty and `.` segments are dropped.
struct Segments {
  std::vector<Lexemes> list;      // each starts with its separator
  std::size_t parent = SIZE_MAX;  // where a `..` stands
};

Segments path_segments(const Lexemes& lexemes, std::size_t begin) {
  Segments segments;
  for (std::size_t at = begin; at < lexemes.size();) {
    const Lexeme separator = separator_like(lexemes[at]);
    const std::size_t first = ++at;
    Lexemes segment;
    while (at < lexemes.size() && !lexemes[at].is_literal('/')) segment.push_back(lexemes[at++]);
    if (is_dots(segment, 2)) segments.parent = first;
    if (segment.empty() || is_dots(segment, 1)) continue;
    segment.insert(segment.begin(), separator);
    segments.list.push_back(std::move(segment));
  }
  return segments;
}

}  // namespace

GlobError shape_string(const Lexemes& alternative, Shape& out) {
  for (const Lexeme& lexeme : alternative) out.lexemes.push_back(lexeme.is_literal('/') ? separator_like(lexeme) : lexeme);
  return {};
}

GlobError shape_path(const Lexemes& alternative, Shape& out) {
  if (alternative.empty()) return {GlobFault::path_relative, 0, HostFault::none};
  const Lexeme& first = alternative[0];
  const bool has_whole_first = alternative.size() == 1 || alternative[1].is_literal('/');
  std::size_t begin = 1;
  if (first.is_literal('/')) {
    out.root = PathRoot::absolute;
    begin = 0;
  } else if (first.is_literal('~')) {
    if (!has_whole_first) return error_at(GlobFault::path_other_users_home, alternative, 0);
    out.root = PathRoot::home;
  } else if (first.is(Kind::double_star) && has_whole_first) {
    out.root = PathRoot::anywhere;
  } else {
    return error_at(GlobFault::path_relative, alternative, 0);
  }
  Segments segments = path_segments(alternative, begin);
  if (segments.parent != SIZE_MAX) return error_at(GlobFault::path_parent_component, alternative, segments.parent);
  // `/**` is every absolute path, and wherever the home lies, it is one: the same as `**`.
  const bool starts_anywhere =
      out.root == PathRoot::absolute && !segments.list.empty() && segments.list[0].size() == 2 && segments.list[0][1].is(Kind::double_star);
  if (starts_anywhere) {
    out.root = PathRoot::anywhere;
    segments.list[0].erase(segments.list[0].begin());
  } else if (out.root != PathRoot::absolute) {
    out.lexemes.push_back(first);
  } else if (segments.list.empty()) {
    out.lexemes.push_back(separator_like(first));
  }
  for (const Lexemes& segment : segments.list) out.lexemes.insert(out.lexemes.end(), segment.begin(), segment.end());
  return {};
}

GlobError shape_command(const Lexemes& alternative, Shape& out) {
  for (std::size_t i = 0; i < alternative.size(); ++i) {
    const Lexeme& lexeme = alternative[i];
    if (lexeme.is(Kind::blank)) continue;
    const bool begins_word = i == 0 || alternative[i - 1].is(Kind::blank);
    const bool ends_word = i + 1 == alternative.size() || alternative[i + 1].is(Kind::blank);
    if (lexeme.is(Kind::double_star) && !(begins_word && ends_word)) return error_at(GlobFault::command_double_star, alternative, i);
    if (begins_word) out.lexemes.push_back(separator_like(lexeme));
    if (!lexeme.is(Kind::empty_quotes)) out.lexemes.push_back(lexeme);
  }
  if (out.lexemes.empty()) return {GlobFault::command_blank, 0, HostFault::none};
  return {};
}

}  // namespace envelope::text
