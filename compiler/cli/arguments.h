// The command line of one command, read against the flags it declares.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::cli {

// `--name` or `--name VALUE` / `--name=VALUE`. With `choices`, any other value is refused.
struct Flag {
  std::string_view name;   // without the dashes
  std::string_view value;  // placeholder in the help; empty: a switch
  std::string_view help;
  std::vector<std::string_view> choices;
  bool repeatable = false;
};

struct Arguments {
  std::vector<std::string> words;  // everything that is no flag, in order; all words after `--`
  std::map<std::string, std::vector<std::string>, std::less<>> flags;

  [[nodiscard]] bool has(std::string_view flag) const { return flags.contains(flag); }
  // The last value given, or `otherwise`.
  [[nodiscard]] std::string value(std::string_view flag, std::string_view otherwise = {}) const;
  [[nodiscard]] std::vector<std::string> values(std::string_view flag) const;
};

// The arguments, or one sentence saying what is wrong with them.
struct ParsedArguments {
  Arguments arguments;
  std::string fault;
};

// Reads `--flag value`, `--flag=value`, `-f` for `--format`, `-o` for `--output`, `-` as a word.
// Unknown flags are faults with a suggestion.
[[nodiscard]] ParsedArguments parse_arguments(const std::vector<std::string>& arguments, const std::vector<Flag>& flags);

}  // namespace envelope::cli
