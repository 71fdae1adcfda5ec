#include "runtime/cli/arguments.h"

#include <algorithm>
#include <cstddef>

#include "runtime/cli/suggest.h"

namespace envelope::runtime_cli {
namespace {

std::string quoted(std::string_view word) { return "`" + std::string(word) + "`"; }

std::string unknown_flag(std::string_view name, std::span<const Flag> flags) {
  Suggestion suggestion(name);
  suggestion.offer("--help");
  for (const Flag& flag : flags) suggestion.offer(flag.name);
  return "unknown option " + quoted(name) + suggestion.text();
}

}  // namespace

bool Arguments::has(std::string_view flag) const {
  return std::any_of(flags.begin(), flags.end(), [&](const auto& given) { return given.first == flag; });
}

std::string_view Arguments::value(std::string_view flag, std::string_view otherwise) const {
  const auto found = std::find_if(flags.begin(), flags.end(), [&](const auto& given) { return given.first == flag; });
  return found == flags.end() ? otherwise : found->second;
}

Arguments parse_arguments(std::span<const std::string_view> words, std::span<const Flag> flags) {
  Arguments parsed;
  const auto fail = [&](std::string fault) {
    parsed.fault = std::move(fault);
    return parsed;
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    if (word == "--") {
      parsed.words.insert(parsed.words.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
      break;
    }
    if (word.size() < 2 || word.front() != '-') {
      parsed.words.push_back(word);
      continue;
    }
    if (word == "-h") word = "--help";
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string_view name = word.substr(0, equals);
    const auto known = std::find_if(flags.begin(), flags.end(), [&](const Flag& flag) { return flag.name == name; });
    if (known == flags.end() && name != "--help") return fail(unknown_flag(name, flags));
    if (parsed.has(name)) return fail(quoted(name) + " is given twice");
    const bool takes_value = known != flags.end() && known->takes_value;
    if (!takes_value && equals < word.size()) return fail(quoted(name) + " takes no value");
    if (takes_value && equals == word.size() && i + 1 == words.size()) return fail(quoted(name) + " needs a value");
    std::string_view value;
    if (takes_value) value = equals < word.size() ? word.substr(equals + 1) : words[++i];
    parsed.flags.emplace_back(name, value);
  }
  return parsed;
}

}  // namespace envelope::runtime_cli
