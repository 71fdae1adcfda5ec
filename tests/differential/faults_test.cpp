// Faults switched on by a flag must be found, or the differential tests prove nothing.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "compiler/automata/compile.h"
#include "compiler/lower/lower.h"
#include "compiler/model/truth.h"
#include "compiler/table/faults.h"
#include "runtime/decide/fault.h"
#include "runtime/text/fault.h"
#include "tests/differential/agreement.h"
#include "tests/differential/laws.h"
#include "tests/differential/matching.h"
#include "tests/differential/run_options.h"

namespace envelope::differential {

namespace {

// Switches a fault on while it lives.
class Fault {
 public:
  explicit Fault(void (*inject)(bool)) : inject_(inject) { inject_(true); }
  Fault(const Fault&) = delete;
  Fault& operator=(const Fault&) = delete;
  ~Fault() { inject_(false); }

 private:
  void (*inject_)(bool);
};

// At most 40'000 pairs: the run in which both agree takes 25 times as many.
RunSize bounded() {
  RunSize size;
  size.seed = seed();
  size.policies = 200;
  size.requests = 200;
  size.sampled_one_in = 0;
  return size;
}

// Found when evaluators differ; a fault that makes the loader refuse a table is found as well.
void check_is_found(const char* name, void (*inject)(bool)) {
  {
    const Fault fault(inject);
    const RunResult result = run(bounded());
    REQUIRE(result.finding);
    if (!result.finding->request) {
      fmt::print("{} found after {} pairs: a table is refused\n", name, result.tally.pairs());
      return;
    }
    const Finding small = shrunk(*result.finding);
    fmt::print("{} found after {} pairs, shrunk from {} pieces to {}\n", name, result.tally.pairs(), count_pieces(result.finding->source),
               count_pieces(small.source));
    CHECK(count_pieces(small.source) < count_pieces(result.finding->source));
  }
  CHECK_FALSE(run(bounded()).finding);
}

}  // namespace

TEST_CASE("a fault in lowering is found", "[faults]") { check_is_found("lowering that forgets `except`", lower::testing::inject_fault); }

TEST_CASE("a fault in making diagrams is found", "[faults]") {
  check_is_found("diagrams that forget denials", table::testing::inject_cell_fault);
}

TEST_CASE("a fault in minimising automata is found", "[faults]") {
  check_is_found("minimising that merges states that differ", automata::testing::inject_minimising_fault);
}

TEST_CASE("a fault in writing automata is found", "[faults]") {
  check_is_found("automata whose lines lose a byte", automata::testing::inject_encoding_fault);
}

TEST_CASE("a fault in writing tables is found", "[faults]") {
  check_is_found("a writer that swaps cells", table::testing::inject_writer_fault);
}

TEST_CASE("a fault in loading tables is found", "[faults]") {
  check_is_found("a loader that reads constants from the end", decide::testing::inject_loading_fault);
}

TEST_CASE("a fault in three-valued logic is found", "[faults]") {
  check_is_found("logic that takes `not unknown` for yes", model::testing::inject_logic_fault);
}

TEST_CASE("a fault in three-valued logic breaks the law of hiding", "[faults]") {
  const Fault fault(model::testing::inject_logic_fault);
  CHECK(hiding_never_gains().violation);
}

TEST_CASE("a fault in matching texts is found", "[faults]") {
  constexpr std::uint64_t kPairs = 100'000;
  {
    const Fault fault(text::testing::inject_matching_fault);
    const MatchingResult result = compare_matching(seed(), kPairs);
    REQUIRE(result.difference);
    fmt::print("matching that lets `*` cross separators found after {} pairs\n", result.pairs);
  }
  const MatchingResult result = compare_matching(seed(), kPairs);
  INFO(result.difference.value_or(""));
  CHECK_FALSE(result.difference);
  CHECK(result.pairs == kPairs);
  CHECK(result.matched > kPairs / 10);
  CHECK(result.matched < kPairs - kPairs / 10);
}

}  // namespace envelope::differential
