// What must hold of every example, whatever it is about.
#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/disk_files.h"
#include "compiler/project/find_policies.h"
#include "compiler/testing/run_tests.h"
#include "tests/differential/three_ways.h"

namespace envelope::examples {

namespace {

// Those that `envc check examples` takes for policies of their own.
std::vector<std::string> example_policies() {
  project::DiskFiles files;
  diagnostics::Sink sink;
  return project::main_policies(files, project::find_policies(files, std::string(ENVELOPE_SOURCE_DIR) + "/examples", nullptr, sink));
}

}  // namespace

TEST_CASE("every example is accepted, passes its tests, and means the same to all three evaluators") {
  const std::vector<std::string> paths = example_policies();
  CHECK_FALSE(paths.empty());
  for (const std::string& path : paths) {
    project::DiskFiles files;
    const auto compilation = pipeline::compile(files, path, pipeline::Stage::lower);
    INFO(path << "\n" << diagnostics::render_text(compilation->sink.diagnostics(), compilation->sources, {}));
    CHECK_FALSE(compilation->sink.has_errors());
    REQUIRE(compilation->model);
    for (const testing::TestResult& test : testing::run_tests(*compilation->program, *compilation->model, {}).tests)
      for (const testing::CaseResult& result : test.cases) CHECK(result.passed);
    CHECK(differential::disagreement(*compilation->program, *compilation->model, compilation->sources, 20'000) == "");
  }
}

}  // namespace envelope::examples
