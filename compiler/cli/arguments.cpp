#include "compiler/cli/arguments.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "compiler/base/nearest.h"

namespace envelope::cli {
namespace {

// `word` as it was written, without its value.
std::string unknown_flag(const std::string& word, const std::vector<Flag>& flags) {
  std::vector<std::string> names{"--help"};
  for (const Flag& flag : flags) names.push_back(fmt::format("--{}", flag.name));
  const auto near = base::nearest(word, names);
  return fmt::format("unknown option `{}`{}", word, near ? fmt::format("; did you mean `{}`?", near->name) : "");
}

std::string check_value(const Flag& flag, const std::string& value) {
  if (flag.choices.empty() || std::find(flag.choices.begin(), flag.choices.end(), value) != flag.choices.end()) return {};
  return fmt::format("`--{}` takes one of {}, not `{}`", flag.name, fmt::join(flag.choices, ", "), value);
}

}  // namespace

std::string Arguments::value(std::string_view flag, std::string_view otherwise) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? std::string(otherwise) : found->second.back();
}

std::vector<std::string> Arguments::values(std::string_view flag) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? std::vector<std::string>{} : found->second;
}

ParsedArguments parse_arguments(const std::vector<std::string>& arguments, const std::vector<Flag>& flags) {
  ParsedArguments parsed;
  const auto fail = [&](std::string fault) {
    parsed.fault = std::move(fault);
    return parsed;
  };
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string word = arguments[i];
    if (word == "--") {
      parsed.arguments.words.insert(parsed.arguments.words.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
      break;
    }
    if (word == "-f") word = "--format";
    if (word == "-h") word = "--help";
    if (word == "-o") word = "--output";
    if (word.size() < 2 || word[0] != '-') {
      parsed.arguments.words.push_back(std::move(word));
      continue;
    }
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::size_t begin = std::min(word.find_first_not_of('-'), equals);
    const std::string name = word.substr(begin, equals - begin);
    const auto flag = std::find_if(flags.begin(), flags.end(), [&](const Flag& f) { return f.name == name; });
    if (flag == flags.end() || begin != 2) return fail(unknown_flag(word.substr(0, equals), flags));
    std::string value;
    if (flag->value.empty()) {
      if (equals < word.size()) return fail(fmt::format("`--{}` takes no value", name));
    } else if (equals < word.size()) {
      value = word.substr(equals + 1);
    } else if (i + 1 < arguments.size()) {
      value = arguments[++i];
    } else {
      return fail(fmt::format("`--{}` needs a value: {}", name, flag->value));
    }
    if (std::string fault = check_value(*flag, value); !fault.empty()) return fail(std::move(fault));
    auto& values = parsed.arguments.flags[name];
    if (!values.empty() && !flag->repeatable) return fail(fmt::format("`--{}` is given twice", name));
    values.push_back(std::move(value));
  }
  return parsed;
}

}  // namespace envelope::cli
