#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/findings.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/cli/proof_limits.h"
#include "compiler/diagnostics/render.h"
#include "compiler/diff/report.h"
#include "compiler/project/disk_files.h"

namespace envelope::cli {
namespace {

// What keeps a side from being compared: its policies' findings first, then what it comes to.
ExitCode print_side(const Arguments& arguments, diff::LoadedSide& side) {
  if (side.is_usable()) return ExitCode::ok;
  std::vector<std::unique_ptr<pipeline::Compilation>> compilations;
  for (diff::LoadedPolicy& policy : side.policies) compilations.push_back(std::move(policy.compilation));
  const ExitCode exit = report_for_people(arguments, compilations);
  print_error(diagnostics::render_text(side.sink.diagnostics(), side.sources, {use_color(arguments, true)}));
  return exit == ExitCode::ok ? ExitCode::tool : exit;
}

ExitCode print_report(const Arguments& arguments, const diff::Report& report) {
  const std::string format = arguments.value("format", "text");
  if (format == "json") return print_output(diff::render_json(report));
  if (format == "sarif") return print_output(diff::render_sarif(report));
  if (format == "markdown") return print_output(diff::render_markdown(report));
  return print_output(diff::render_pretty(report, use_color(arguments, false)));
}

ExitCode run_diff(const Arguments& arguments) {
  if (arguments.words.size() != 2) {
    print_error("envc diff: names two sides, OLD and NEW\n");
    return ExitCode::tool;
  }
  const auto proving = proof_options_of(arguments);
  if (!proving) return ExitCode::tool;
  project::DiskFiles disk;
  const auto before = diff::load_side(diff::Side::before, arguments.words[0], disk);
  const auto after = diff::load_side(diff::Side::after, arguments.words[1], disk);
  if (!before->is_usable() || !after->is_usable()) {
    const ExitCode exit = print_side(arguments, *before);
    return worse(exit, print_side(arguments, *after));
  }
  const diff::Report report = diff::compare_sides(
      *before, *after, {arguments.has("no-new-authority"), arguments.has("no-lost-approval"), arguments.has("no-new-escalation")},
      {proving->limits, proving->diagram_nodes});
  ExitCode exit = print_report(arguments, report);
  if (report.has_faults()) exit = worse(exit, ExitCode::internal);
  if (report.has_unknowns()) exit = worse(exit, ExitCode::unknown);
  return report.is_refused() ? worse(exit, ExitCode::rejected) : exit;
}

}  // namespace

Command diff_command() {
  Command command{
      "diff",
      "OLD NEW [--no-new-authority] [--no-lost-approval] [--no-new-escalation] [--format FORMAT]",
      "say what a change of policy newly permits",
      "OLD and NEW are policy files, directories, tables that carry their policy, or any of these in a revision of git:\n"
      "`git:HEAD~1:policy.envelope`, `git:origin/main:policies`, from the top of the repository unless the path begins with `./`.\n"
      "Every agent and action is compared over all requests: equivalent, narrower, wider, incomparable. What is wider is shown by a\n"
      "request that both sides decided. Order, layout, modules and names of `let`s play no part. Ways by which agents come to more\n"
      "than they were given, and claims (`assert`), are compared as well, but not those of tables.\n"
      "Exit code: 0 compared, 1 a side cannot be read, 3 a gate refuses or a policy has errors, 4 a limit was hit, or\n"
      "--no-new-escalation is asked of a table.\n",
      {{"no-new-authority", "", "exit with 3 where anything becomes permitted, or a limit looser", {}, false},
       {"no-lost-approval", "", "exit with 3 where an approval goes or becomes weaker, or a duty or watch goes", {}, false},
       {"no-new-escalation", "", "exit with 3 where an agent gets a new way to more than it was given", {}, false},
       {"format", "FORMAT", "text (default), markdown, json, sarif", {"text", "markdown", "json", "sarif"}, false},
       color_flag()},
      run_diff};
  for (Flag& flag : proof_limit_flags()) command.flags.push_back(std::move(flag));
  return command;
}

}  // namespace envelope::cli
