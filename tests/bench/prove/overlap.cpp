// How long it takes to say whether two patterns of paths overlap and whether one includes the other, with a text that shows it:
//   overlap            prints `pairs N median-ns N unknown N`
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "compiler/automata/classes.h"
#include "tests/bench/prove/patterns.h"

namespace {

using namespace envelope;

automata::TextAtom matches(const std::string& pattern) { return {text::Domain::path, automata::TextOperator::matches, {pattern}}; }

}  // namespace

int main() {
  const std::vector<std::string> all = bench::patterns();
  std::vector<std::int64_t> nanoseconds;
  std::size_t unknown = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      const std::vector<automata::TextAtom> pair = {matches(all[i]), matches(all[j])};
      const auto began = std::chrono::steady_clock::now();
      const automata::TextClasses classes = automata::text_classes(pair);
      nanoseconds.push_back(std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - began).count());
      if (classes.fault != automata::ClassesFault::none) ++unknown;
    }
  std::sort(nanoseconds.begin(), nanoseconds.end());
  fmt::print("pairs {} median-ns {} unknown {}\n", nanoseconds.size(), nanoseconds[nanoseconds.size() / 2], unknown);
  return 0;
}
