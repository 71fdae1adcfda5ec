// The same question put to a solver with a theory of texts, pair by pair: what the method of `envc verify` is measured beside.
//   naive PAIRS MILLISECONDS      prints `asked N median-ms N unanswered N`; a question is given up after MILLISECONDS
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/smt/solver.h"
#include "tests/bench/prove/naive_regex.h"
#include "tests/bench/prove/patterns.h"

namespace {

std::string question(const std::string& a, const std::string& b, const std::string& milliseconds) {
  return fmt::format("(set-option :timeout {})(declare-const x String)(assert (str.in_re x {}))(assert (str.in_re x {}))(check-sat)",
                     milliseconds, envelope::bench::regex_of(a), envelope::bench::regex_of(b));
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
