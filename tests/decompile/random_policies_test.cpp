// The policies that the evaluators are compared on come back, too: every form of condition, block and rule, two zones.
#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"
#include "tests/decompile/round_trip.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/random.h"
#include "tests/differential/run_options.h"

namespace envelope::decompile {

TEST_CASE("random policies of several files come back") {
  std::uint64_t seeds = differential::seed();
  const int count = differential::kSanitized ? 20 : 300;
  for (int i = 0; i < count; ++i) {
    differential::Random random(differential::Random::next_seed(seeds));
    const std::vector<std::string> texts = differential::render(differential::make_policy(random));
    std::vector<restate::Part> files(texts.size());
    std::string imports;
    for (std::size_t n = 0; n < texts.size(); ++n) {
      files[n] = {n == 0 ? "" : "file" + std::to_string(n) + ".envelope", texts[n]};
      if (n > 0) imports += "import \"" + files[n].name + "\"\n";
    }
    files[0].text += "\n" + imports;
    const auto compilation = compile_parts(files);
    INFO(diagnostics::render_text(compilation->sink.diagnostics(), compilation->sources, {}));
    REQUIRE(compilation->model);
    REQUIRE(round_trip_fault(*compilation) == "");
  }
}

}  // namespace envelope::decompile
