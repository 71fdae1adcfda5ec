// Verdicts depend on the policy alone: not on the solver's seed, nor on who else is proving something at the same time.
#include <catch2/catch.hpp>
#include <thread>

#include "compiler/diagnostics/render.h"
#include "compiler/prove/prove.h"
#include "tests/differential/compiled.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/run_options.h"
#include "tests/differential/source.h"

namespace envelope::differential {
namespace {

// Everything that is found, in the order in which it is.
std::string findings_of(const Compiled& compiled, std::uint32_t seed) {
  diagnostics::Sink sink;
  prove::VerifyOptions options;
  options.crossings = true;
  options.proof.limits.seed = seed;
  (void)prove::verify(compiled.model, compiled.sources, options, sink);
  return diagnostics::render_text(sink.diagnostics(), compiled.sources, {});
}

}  // namespace

TEST_CASE("findings are the same with any seed, and on one thread and two", "[proof]") {
  std::uint64_t state = seed() ^ 0x746872656164ULL;
  std::size_t with_findings = 0;
  for (std::size_t n = 0; n < (kSanitized ? 2U : is_soak() ? 200U : 10U); ++n) {
    Random random(Random::next_seed(state));
    const auto compiled = compile(render(make_policy(random)));
    REQUIRE(compiled->problems.empty());
    const std::string first = findings_of(*compiled, 0);
    with_findings += first.empty() ? 0 : 1;
    for (const std::uint32_t other : {1U, 42U, 65'537U, UINT32_MAX}) REQUIRE(findings_of(*compiled, other) == first);
    std::string here, there;
    std::thread beside([&] { there = findings_of(*compiled, 7); });
    here = findings_of(*compiled, 0);
    beside.join();
    REQUIRE(here == first);
    REQUIRE(there == first);
  }
  CHECK(with_findings > 0);
}

}  // namespace envelope::differential
