#include <fmt/format.h>

#include <optional>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/project/disk_files.h"
#include "compiler/testing/coverage.h"
#include "compiler/testing/render.h"
#include "compiler/testing/run_tests.h"
#include "runtime/text/utf8.h"
#include "runtime/time/civil.h"

namespace envelope::cli {
namespace {

std::string rendered(const std::string& format, const testing::ReportInput& input) {
  if (format == "junit") return testing::render_junit(input);
  if (format == "json") return diagnostics::harmless_json(testing::render_json(input));
  return testing::render_pretty(input);
}

ExitCode run_test(const Arguments& arguments) {
  testing::TestOptions options{arguments.value("filter"), std::nullopt};
  if (arguments.has("now")) {
    const auto now = time::parse_instant(arguments.value("now"));
    if (!now) {
      print_error("envc test: `--now` takes an instant like 2026-03-08T02:30:00Z\n");
      return ExitCode::tool;
    }
    options.now_ms = now->ms;
  }
  project::DiskFiles files;
  const FoundPolicies found = find_policies(files, arguments.words);
  ExitCode exit = found.exit;
  const std::string format = arguments.value("format", "pretty");
  if (found.paths.size() > 1 && format != "pretty") {
    print_error("envc test: `--format junit` and `json` take one policy at a time\n");
    return ExitCode::tool;
  }
  for (const std::string& path : found.paths) {
    std::vector<std::unique_ptr<pipeline::Compilation>> compilations;
    compilations.push_back(pipeline::compile(files, path, pipeline::Stage::lower));
    const pipeline::Compilation& compilation = *compilations.front();
    exit = worse(exit, report_for_people(arguments, compilations, found.fail_level));
    if (!compilation.model) continue;
    const testing::TestReport tests = testing::run_tests(*compilation.program, *compilation.model, options);
    const std::optional<testing::Coverage> coverage =
        arguments.has("coverage") ? std::optional(testing::measure_coverage(*compilation.program, *compilation.model, options))
                                  : std::nullopt;
    if (found.paths.size() > 1) exit = worse(exit, print_output(text::escape_for_terminal(path) + "\n"));
    exit = worse(exit,
                 print_output(rendered(format, {*compilation.model, compilation.sources, tests, coverage, use_color(arguments, false)})));
    if (tests.failed_count() > 0) exit = worse(exit, ExitCode::denied);
    if (tests.tests.empty() && !options.filter.empty()) {
      print_error("envc test: no test has a title with these words\n");
      exit = worse(exit, ExitCode::tool);
    }
  }
  return exit;
}

}  // namespace

Command test_command() {
  return {"test",
          "[FILE|DIR|-]… [--filter WORDS] [--coverage] [--now TIME]",
          "run the `test` blocks of policies",
          "Each case is decided by the reference interpreter. A case that gives no time has none (its time conditions are unknown)\n"
          "unless --now says one. --coverage adds which statements applied and which conditions were seen true, false and unknown.\n"
          "Exit code: 0 all passed, 2 a test failed, 3 a policy has errors.\n",
          {{"filter", "WORDS", "only tests whose title contains these words", {}, false},
           {"coverage", "", "statement and condition coverage", {}, false},
           {"now", "TIME", "the time of cases that give none, e.g. 2026-03-08T02:30:00Z", {}, false},
           {"format", "FORMAT", "pretty (default), junit, json", {"pretty", "junit", "json"}, false},
           color_flag()},
          run_test};
}

}  // namespace envelope::cli
