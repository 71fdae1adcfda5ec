#include <fmt/format.h>
#include <llvm/Support/Process.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "compiler/cli/command.h"
#include "compiler/cli/fixing.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/cli/proof_limits.h"
#include "compiler/project/disk_files.h"
#include "compiler/prove/prove.h"
#include "compiler/prove/try_fixes.h"
#include "compiler/reach/find_escalations.h"
#include "runtime/time/civil.h"

namespace envelope::cli {
namespace {

// What the runtime's command calls the table of this policy.
std::string table_name(const std::string& policy) {
  const std::size_t slash = policy.rfind('/');
  const std::string name = policy == "-" ? "policy" : policy.substr(slash == std::string::npos ? 0 : slash + 1);
  return name.substr(0, name.rfind('.')) + ".envt";
}

// --now, else the clock: the only place where a proof meets today's date.
std::optional<std::int64_t> now_of(const Arguments& arguments) {
  if (!arguments.has("now"))
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  const auto now = time::parse_instant(arguments.value("now"));
  return now ? std::optional(now->ms) : std::nullopt;
}

// The options, or nothing (and a message) when a flag cannot be read.
std::optional<prove::VerifyOptions> options_of(const Arguments& arguments) {
  prove::VerifyOptions options = reach::with_escalations({});
  options.now_ms = now_of(arguments);
  if (!options.now_ms) {
    print_error("envc verify: `--now` takes an instant like 2026-03-08T02:30:00Z\n");
    return std::nullopt;
  }
  const auto proving = proof_options_of(arguments);
  if (!proving) return std::nullopt;
  options.proof = *proving;
  options.explain_unknown = arguments.has("explain-unknown");
  options.crossings = arguments.has("crossings");
  options.proof.keep_questions = arguments.has("emit");
  return options;
}

// Who waits for more than a second at a terminal is told how long already, and how far it is: by a thread of its own, since one question to
// the solver may take long.
class ProgressLine {
 public:
  ProgressLine() {
    if (llvm::sys::Process::StandardErrIsDisplayed()) clock_ = std::jthread([this](const std::stop_token& stop) { tell_until(stop); });
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void set(std::size_t done, std::size_t all) {
    done_.store(done, std::memory_order_relaxed);
    all_.store(all, std::memory_order_relaxed);
  }

 private:
  void tell_until(const std::stop_token& stop) const {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    std::size_t tenths = 10;
    for (auto pause = std::chrono::milliseconds(1000);; pause = std::chrono::milliseconds(200), tenths += 2) {
      (void)stopped.wait_for(lock, stop, pause, [] { return false; });
      if (stop.stop_requested()) break;
      print_error(fmt::format("\r{} of {} cells, {}.{} s ", done_.load(std::memory_order_relaxed), all_.load(std::memory_order_relaxed),
                              tenths / 10, tenths % 10));
    }
    if (tenths > 10) print_error("\r                                                  \r");
  }

  std::atomic<std::size_t> done_{0}, all_{0};
  std::jthread clock_;  // last: it reads the others
};

struct Round {
  Compilations compilations;
  std::vector<prove::VerifyReport> reports;
};

// A policy with errors is not verified: what it means is not settled.
Round verify_all(project::Files& files, const std::vector<std::string>& paths, prove::VerifyOptions options) {
  Round round;
  ProgressLine line;
  options.progress = [&line](std::size_t done, std::size_t all) { line.set(done, all); };
  for (const std::string& path : paths) {
    round.compilations.push_back(pipeline::compile(files, path, pipeline::Stage::lower));
    pipeline::Compilation& compilation = *round.compilations.back();
    if (!compilation.model) continue;
    options.proof.table_name = table_name(path);
    round.reports.push_back(prove::verify(compilation, options));
    prove::keep_good_fixes(files, path, options, compilation);
  }
  return round;
}

void print_summary(const Arguments& arguments, const Round& round) {
  if (arguments.value("format", "text") != "text" || arguments.has("emit")) return;
  std::size_t statements = 0, cells = 0, claims = 0;
  bool has_unknowns = false;
  for (const prove::VerifyReport& report : round.reports) {
    statements += report.statements;
    cells += report.cells;
    claims += report.claims;
    has_unknowns = has_unknowns || report.has_unknowns;
  }
  if (has_unknowns || round.reports.empty()) return;
  print_error(fmt::format("{} {} verified: {} {} in {} distinct {}, {} {}\n", round.reports.size(),
                          round.reports.size() == 1 ? "policy" : "policies", statements, statements == 1 ? "statement" : "statements",
                          cells, cells == 1 ? "cell" : "cells", claims, claims == 1 ? "claim" : "claims"));
}

ExitCode run_verify(const Arguments& arguments) {
  const auto options = options_of(arguments);
  if (!options) return ExitCode::tool;
  project::DiskFiles files;
  const FoundPolicies found = find_policies(files, arguments.words);
  if (found.paths.empty()) return found.exit;
  Round round = verify_all(files, found.paths, *options);
  if (arguments.has("fix")) {
    const auto again = [&] {
      Round next = verify_all(files, found.paths, *options);
      round.reports = std::move(next.reports);
      return std::move(next.compilations);
    };
    if (const ExitCode fixed = apply_fixes(arguments, again, round.compilations); fixed != ExitCode::ok) return fixed;
  }
  ExitCode exit = found.exit;
  if (arguments.has("emit"))
    for (const prove::VerifyReport& report : round.reports) exit = worse(exit, print_output(report.smtlib));
  exit = worse(exit, report(arguments, round.compilations, found.fail_level));
  print_summary(arguments, round);
  return exit;
}

}  // namespace

Command verify_command() {
  std::vector<Flag> flags = report_flags();
  flags.front() = {"format",
                   "FORMAT",
                   "text (default), short, json, sarif, github, junit, markdown",
                   {"text", "short", "json", "sarif", "github", "junit", "markdown"},
                   false};
  flags.push_back({"fix", "", "apply the fixes that were proved to change no decision, then verify again", {}, false});
  flags.push_back({"now", "TIME", "the time at which an `accept` may have expired (default: the clock)", {}, false});
  flags.push_back({"crossings", "", "also each `deny` without a `because` that cuts into several permissions (ENV2101)", {}, false});
  flags.push_back({"explain-unknown", "", "say of each limit that was hit how to raise it", {}, false});
  for (Flag& flag : proof_limit_flags()) flags.push_back(std::move(flag));
  flags.push_back({"solver-seed", "N", "the solver's seed; no verdict depends on it (default 0)", {}, false});
  flags.push_back({"emit", "WHAT", "queries: every question put to the solver, as SMT-LIB", {"queries"}, false});
  return {
      "verify",
      "[FILE|DIR|-]… [--fix] [--format FORMAT] [--fail-level LEVEL]",
      "prove the rules, approvals and claims of policies",
      "Finds rules that can never count, conditions that tell nothing apart, values between two thresholds, approvals nobody can give, "
      "and\n"
      "claims (`assert`) that do not hold, each with a request that shows it.\n"
      "Exit code: 0 no errors, 1 a file could not be read, 3 a policy has errors (or findings at --fail-level), 4 a limit was hit before "
      "a proof,\n70 a fault of envc itself.\n",
      std::move(flags),
      run_verify};
}

}  // namespace envelope::cli
