// Patterns as regular expressions of SMT-LIB, by the plainest rules there are: `**` is any text, `*` any text without a slash.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace envelope::bench {

inline constexpr std::string_view kNoSlash = "(re.union (re.range \" \" \".\") (re.range \"0\" \"~\"))";
inline constexpr std::string_view kAnyText = "(re.* (re.range \" \" \"~\"))";

inline std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? "\"\"" : c == '\\' ? "\\u{5c}" : std::string(1, c);
  return out + "\"";
}

inline std::string sequence(const std::vector<std::string>& parts, std::string_view word) {
  if (parts.size() == 1) return parts[0];
  std::string text = fmt::format("({}", word);
  for (const std::string& part : parts) text += " " + part;
  return text + ")";
}

// `[…]`, from behind the bracket; leaves `at` on the closing one.
inline std::string translate_set(const std::string& pattern, std::size_t& at) {
  const bool is_negated = at < pattern.size() && pattern[at] == '!';
  if (is_negated) ++at;
  std::vector<std::string> ways;
  for (; at < pattern.size() && pattern[at] != ']'; ++at) {
    const bool is_range = at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']';
    ways.push_back(fmt::format("(re.range {} {})", quoted(pattern.substr(at, 1)), quoted(pattern.substr(is_range ? at + 2 : at, 1))));
    if (is_range) at += 2;
  }
  const std::string any = sequence(ways, "re.union");
  return is_negated ? fmt::format("(re.inter {} (re.comp {}))", kNoSlash, any) : any;
}

// The regular expression of a pattern, from `at` up to its end or the end of an alternative.
inline std::string translate(const std::string& pattern, std::size_t& at, bool is_inside = false) {
  std::vector<std::string> parts = {"(str.to_re \"\")"};
  for (; at < pattern.size() && !(is_inside && (pattern[at] == ',' || pattern[at] == '}')); ++at) {
    const char c = pattern[at];
    if (c == '*' && pattern.compare(at, 2, "**") == 0) {
      parts.emplace_back(kAnyText);
      ++at;
    } else if (c == '*') {
      parts.push_back(fmt::format("(re.* {})", kNoSlash));
    } else if (c == '?') {
      parts.emplace_back(kNoSlash);
    } else if (c == '[') {
      parts.push_back(translate_set(pattern, ++at));
    } else if (c == '{') {
      std::vector<std::string> ways;
      while (at < pattern.size() && pattern[at] != '}') ways.push_back(translate(pattern, ++at, true));
      parts.push_back(sequence(ways, "re.union"));
    } else {
      parts.push_back(fmt::format("(str.to_re {})", quoted(pattern.substr(at, 1))));
    }
  }
  return sequence(parts, "re.++");
}

inline std::string regex_of(const std::string& pattern) {
  std::size_t at = 0;
  return translate(pattern, at);
}

}  // namespace envelope::bench
