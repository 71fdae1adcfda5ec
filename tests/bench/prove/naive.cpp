// The same question put to a solver with a theory of texts, pair by pair: what the method of `envc verify` is measured beside.
//   naive PAIRS MILLISECONDS      prints `asked N median-ms N unanswered N`; a question is given up after MILLISECONDS
// The patterns are translated by the plainest rules there are: `**` is any text, `*` any text without a slash.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/smt/solver.h"
#include "tests/bench/prove/patterns.h"

namespace {

constexpr std::string_view kNoSlash = "(re.union (re.range \" \" \".\") (re.range \"0\" \"~\"))";

std::string sequence(const std::vector<std::string>& parts, std::string_view word) {
  if (parts.size() == 1) return parts[0];
  std::string text = fmt::format("({}", word);
  for (const std::string& part : parts) text += " " + part;
  return text + ")";
}

// The regular expression of a pattern, from `at` up to its end or the end of an alternative.
std::string translate(const std::string& pattern, std::size_t& at) {
  std::vector<std::string> parts = {"(str.to_re \"\")"};
  for (; at < pattern.size() && pattern[at] != ',' && pattern[at] != '}'; ++at) {
    const char c = pattern[at];
    if (c == '*' && pattern.compare(at, 2, "**") == 0) {
      parts.emplace_back("(re.* (re.range \" \" \"~\"))");
      ++at;
    } else if (c == '*') {
      parts.push_back(fmt::format("(re.* {})", kNoSlash));
    } else if (c == '?') {
      parts.emplace_back(kNoSlash);
    } else if (c == '[') {
      parts.push_back(fmt::format("(re.range \"{}\" \"{}\")", pattern[at + 1], pattern[at + 3]));
      at += 4;
    } else if (c == '{') {
      std::vector<std::string> ways;
      while (pattern[at] != '}') ways.push_back(translate(pattern, ++at));
      parts.push_back(sequence(ways, "re.union"));
    } else {
      parts.push_back(fmt::format("(str.to_re \"{}\")", c));
    }
  }
  return sequence(parts, "re.++");
}

std::string question(const std::string& a, const std::string& b, const std::string& milliseconds) {
  std::size_t at_a = 0, at_b = 0;
  return fmt::format("(set-option :timeout {})(declare-const x String)(assert (str.in_re x {}))(assert (str.in_re x {}))(check-sat)",
                     milliseconds, translate(a, at_a), translate(b, at_b));
}

}  // namespace

int main(int count, char** words) {
  const std::size_t pairs = count > 1 ? std::strtoul(words[1], nullptr, 10) : 30;
  const std::string limit = count > 2 ? words[2] : "2000";
  const std::vector<std::string> all = envelope::bench::patterns();
  std::vector<std::int64_t> took;
  std::size_t unanswered = 0;
  const std::size_t total = all.size() * (all.size() - 1) / 2, step = std::max<std::size_t>(1, total / std::max<std::size_t>(1, pairs));
  std::size_t number = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (number++ % step != 0) continue;
      const auto began = std::chrono::steady_clock::now();
      const std::string answer = envelope::smt::testing::answers_to(question(all[i], all[j], limit));
      took.push_back(std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began).count());
      if (answer != "sat\n" && answer != "unsat\n") ++unanswered;
    }
  std::sort(took.begin(), took.end());
  fmt::print("asked {} median-us {} unanswered {}\n", took.size(), took[took.size() / 2], unanswered);
  return 0;
}
