// The reference interpreter over the model, the oracle over the typed tree and the table agree on everything the generator thinks of.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "tests/differential/agreement.h"
#include "tests/differential/run_options.h"

namespace envelope::differential {

TEST_CASE("typed tree, model and table decide alike", "[agreement]") {
  RunSize size;
  size.seed = seed();
  if (is_soak()) size.policies *= 30;
  if (kSanitized) size.policies /= 10;
  RunResult result = run(size);
  if (result.finding) {
    fmt::print("seed {}\n{}\n", size.seed, describe(shrunk(*result.finding)));
    FAIL("the evaluators differ, or a generated policy was refused: see above");
  }
  fmt::print("seed {}\n{}\n", size.seed, result.tally.table());
  if (is_soak()) fmt::print("soak: pairs of random policies and requests on which all three evaluators agree | {}\n", result.tally.pairs());
  CHECK(result.tally.damaged() * 5 >= result.tally.pairs());
  if (kSanitized) return;
  CHECK(result.tally.pairs() >= 1'000'000);
  for (const std::string& row : result.tally.empty_rows()) FAIL_CHECK("never exercised: " << row);
}

TEST_CASE("a seed describes a run", "[agreement]") {
  RunSize size;
  size.seed = 7;
  size.policies = 5;
  size.requests = 50;
  const std::string first = run(size).tally.table();
  CHECK(run(size).tally.table() == first);
  size.seed = 8;
  CHECK(run(size).tally.table() != first);
}

}  // namespace envelope::differential
