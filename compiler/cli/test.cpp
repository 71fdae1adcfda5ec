#include <fmt/format.h>

#include <optional>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/mutation/render.h"
#include "compiler/mutation/suggest.h"
#include "compiler/project/disk_files.h"
#include "compiler/testing/coverage.h"
#include "compiler/testing/render.h"
#include "compiler/testing/run_tests.h"
#include "compiler/testing/several_policies.h"
#include "runtime/text/utf8.h"
#include "runtime/time/civil.h"

namespace envelope::cli {
namespace {

std::string rendered(const std::string& format, const testing::ReportInput& input) {
  if (format == "junit") return testing::render_junit(input);
  if (format == "json") return diagnostics::harmless_json(testing::render_json(input));
  return testing::render_pretty(input);
}

// What a run prints: about one policy at once, about several for machines in one document at the end.
class Printer {
 public:
  Printer(const Arguments& arguments, std::size_t policies)
      : format_(arguments.value("format", "pretty")), color_(use_color(arguments, false)), has_several_(policies > 1) {}

  [[nodiscard]] bool is_one_document() const { return has_several_ && format_ != "pretty"; }
  [[nodiscard]] bool color() const { return color_; }

  ExitCode begin(const std::string& path) {
    return has_several_ && format_ == "pretty" ? print_output(text::escape_for_terminal(path) + "\n") : ExitCode::ok;
  }

  ExitCode add(const std::string& path, const testing::ReportInput& input) {
    if (is_one_document() && format_ == "json")
      json_.add(path, testing::json_of(input));
    else if (is_one_document())
      junit_.add(path, input);
    else
      return print_output(rendered(format_, input));
    return ExitCode::ok;
  }

  ExitCode add(const std::string& path, const mutation::ReportInput& input) {
    if (!is_one_document())
      return print_output(format_ == "json" ? diagnostics::harmless_json(mutation::render_json(input)) : mutation::render_pretty(input));
    json_.add(path, mutation::json_of(input));
    return ExitCode::ok;
  }

  // Nothing can be told of this policy; people have read why.
  void add_problem(const std::string& path, std::string_view problem) {
    format_ == "json" ? json_.add_problem(path, problem) : junit_.add_problem(path, problem);
  }

  ExitCode end() const {
    if (!is_one_document()) return ExitCode::ok;
    return print_output(format_ == "json" ? diagnostics::harmless_json(json_.text()) : junit_.text());
  }

 private:
  std::string format_;
  bool color_, has_several_;
  testing::SeveralAsJson json_;
  testing::SeveralAsJUnit junit_;
};

// --suggest: `test` blocks to paste, on standard output.
ExitCode suggest(const pipeline::Compilation& compilation, const testing::TestOptions& options) {
  const std::string tests =
      mutation::suggest_tests(*compilation.program, *compilation.model, compilation.sources, options.now_ms.has_value());
  if (tests.empty()) print_error("nothing to suggest: every boundary that was found has its test\n");
  return print_output(harmless_lines(tests));
}

// --mutate: only tests that pass can notice a change.
ExitCode mutate(Printer& printer, const std::string& path, const pipeline::Compilation& compilation, const testing::TestReport& tests,
                const testing::TestOptions& options) {
  if (tests.failed_count() > 0) {
    printer.add_problem(path, "a test fails");
    print_error("envc test: a test fails, so that no change could be told by it; `envc test` says which\n");
    return ExitCode::denied;
  }
  const mutation::MutationReport report = mutation::mutate(*compilation.program, *compilation.model, compilation.sources, options);
  const ExitCode printed = printer.add(path, mutation::ReportInput{*compilation.model, compilation.sources, report, printer.color()});
  return worse(printed, report.count(mutation::Fate::survived) > 0 ? ExitCode::denied : ExitCode::ok);
}

// What does not go together, in one sentence; empty when all does.
std::string_view clash_of(const Arguments& arguments) {
  const bool asks_more = arguments.has("mutate") || arguments.has("suggest");
  if (arguments.has("mutate") && arguments.has("suggest")) return "`--mutate` and `--suggest` are two runs";
  if (asks_more && arguments.has("coverage")) return "`--coverage` is a run of its own";
  if (arguments.has("suggest") && arguments.has("format")) return "`--suggest` prints `test` blocks, whatever the format";
  if (arguments.has("mutate") && arguments.value("format") == "junit") return "`--mutate` prints pretty or json";
  return {};
}

ExitCode test_policy(const Arguments& arguments, Printer& printer, const std::string& path, const pipeline::Compilation& compilation,
                     const testing::TestOptions& options) {
  if (arguments.has("suggest")) return suggest(compilation, options);
  const testing::TestReport tests = testing::run_tests(*compilation.program, *compilation.model, options);
  if (arguments.has("mutate")) return mutate(printer, path, compilation, tests, options);
  const std::optional<testing::Coverage> coverage =
      arguments.has("coverage") ? std::optional(testing::measure_coverage(*compilation.program, *compilation.model, options))
                                : std::nullopt;
  ExitCode exit = printer.add(path, testing::ReportInput{*compilation.model, compilation.sources, tests, coverage, printer.color()});
  if (tests.failed_count() > 0) exit = worse(exit, ExitCode::denied);
  if (tests.tests.empty() && !options.filter.empty()) {
    print_error("envc test: no test has a title with these words\n");
    exit = worse(exit, ExitCode::tool);
  }
  return exit;
}

ExitCode run_test(const Arguments& arguments) {
  if (const std::string_view clash = clash_of(arguments); !clash.empty()) {
    print_error(fmt::format("envc test: {}\n", clash));
    return ExitCode::tool;
  }
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
  Printer printer(arguments, found.paths.size());
  for (const std::string& path : found.paths) {
    std::vector<std::unique_ptr<pipeline::Compilation>> compilations;
    compilations.push_back(pipeline::compile(files, path, pipeline::Stage::lower));
    const pipeline::Compilation& compilation = *compilations.front();
    exit = worse(exit, report_for_people(arguments, compilations, found.fail_level));
    if (!compilation.model) {
      printer.add_problem(path, "the policy has errors");
      continue;
    }
    exit = worse(exit, printer.begin(path));
    exit = worse(exit, test_policy(arguments, printer, path, compilation, options));
  }
  return worse(exit, printer.end());
}

}  // namespace

Command test_command() {
  return {
      "test",
      "[FILE|DIR|-]… [--filter WORDS] [--coverage | --mutate | --suggest] [--now TIME] [--fail-level LEVEL]",
      "run the `test` blocks of policies",
      "Each case is decided by the reference interpreter. A case that gives no time has none (its time conditions are unknown)\n"
      "unless --now says one. --coverage adds which statements applied and which conditions were seen true, false and unknown.\n"
      "--mutate changes each statement in turn and lists the changes that no test notices, with a test that would.\n"
      "--suggest prints `test` blocks for the requests just inside and just outside of each statement, to be pasted and looked through.\n"
      "--format junit and json print one document, whether about one policy or about several.\n"
      "Exit code: 0 all passed (--mutate: every change noticed), 2 a test failed or a change went unnoticed, 3 a policy has errors.\n",
      {{"filter", "WORDS", "only tests whose title contains these words", {}, false},
       {"coverage", "", "statement and condition coverage", {}, false},
       {"mutate", "", "change each statement in turn: which changes does no test notice?", {}, false},
       {"suggest", "", "print tests for the boundaries of each statement", {}, false},
       {"now", "TIME", "the time of cases that give none, e.g. 2026-03-08T02:30:00Z", {}, false},
       {"format", "FORMAT", "pretty (default), junit, json", {"pretty", "junit", "json"}, false},
       fail_level_flag(),
       color_flag()},
      run_test};
}

}  // namespace envelope::cli
