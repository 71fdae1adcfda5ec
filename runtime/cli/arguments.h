// The command line of one command, read against the flags it takes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace envelope::runtime_cli {

struct Flag {
  std::string_view name;  // with its dashes
  bool takes_value = false;
};

// Texts point into the command line.
struct Arguments {
  std::vector<std::string_view> words;  // everything that is no flag, in order; all words after `--`
  std::vector<std::pair<std::string_view, std::string_view>> flags;
  std::string fault;  // one sentence, where the command line could not be read

  [[nodiscard]] bool has(std::string_view flag) const;
  [[nodiscard]] std::string_view value(std::string_view flag, std::string_view otherwise = {}) const;
};

// Reads `--flag value` and `--flag=value`; `-` is a word, `-h` is `--help`, which every command takes. Unknown and repeated flags are
// faults.
[[nodiscard]] Arguments parse_arguments(std::span<const std::string_view> words, std::span<const Flag> flags);

}  // namespace envelope::runtime_cli
