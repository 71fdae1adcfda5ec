// The only door to Z3. What comes out is a value: nothing is thrown, and "I do not know" is an answer of its own.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/smt/problem.h"

namespace envelope::smt {

enum class Verdict : std::uint8_t {
  impossible,  // nothing satisfies what is required: proved
  possible,    // `model` satisfies it
  unknown,     // `limit` says what was hit
};

struct Answer {
  Verdict verdict = Verdict::unknown;
  std::map<std::string, std::int64_t> model;  // by name; a Boolean is 0 or 1; what does not matter may be left out
  std::string limit;
};

// What a limit that more `resources` would lift begins with.
inline constexpr std::string_view kWorkLimit = "the work of the solver on one question";

// Work is counted, not timed, so that an answer does not depend on the machine. The seed changes no verdict.
struct Limits {
  std::uint32_t resources = 20'000'000;  // Z3's `rlimit`: some seconds; 1 or more
  std::uint32_t seed = 0;
};

// Not thread-safe; each thread has its own. Z3 is not started before the first question.
class Solver {
 public:
  explicit Solver(Limits limits = {});
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  [[nodiscard]] Answer ask(const Problem& problem);
  [[nodiscard]] std::size_t asked() const { return asked_; }
  [[nodiscard]] static std::string version();

 private:
  struct Z3;
  Limits limits_;
  std::unique_ptr<Z3> z3_;
  std::size_t asked_ = 0;
};

namespace testing {
// Test only: what goes wrong at every question.
enum class Fault : std::uint8_t { none, out_of_resources, exception, wrong_answer };
void inject_fault(Fault fault);
// Test only: what the solver's own reader of SMT-LIB answers to a script, as its program does.
[[nodiscard]] std::string answers_to(const std::string& script);
}  // namespace testing

}  // namespace envelope::smt
