#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/fixing.h"
#include "compiler/cli/opened_table.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/cli/table_proof.h"
#include "compiler/project/disk_files.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

ExitCode run_check_table(const Arguments& arguments) {
  if (arguments.words.size() != 2) {
    print_error("envc check-table: names a policy and a table\n");
    return ExitCode::tool;
  }
  const std::string& path = arguments.words[1];
  const OpenedTable table = open_table("check-table", path);
  if (!table) return ExitCode::tool;
  project::DiskFiles files;
  const FoundPolicies found = find_policies(files, {arguments.words[0]});
  ExitCode exit = found.exit;
  if (found.paths.size() == 1) {
    Compilations compilations;
    compilations.push_back(pipeline::compile(files, found.paths[0], pipeline::Stage::check));
    std::string proved;
    const bool is_sound = compilations.front()->program && !compilations.front()->sink.has_errors();
    if (is_sound) proved = prove_table(*compilations.front(), *table, path).summary;
    exit = worse(exit, report(arguments, compilations, found.fail_level));
    if (exit == ExitCode::ok && arguments.value("format", "text") == "text")
      print_error(fmt::format("{}: {}\n", text::escape_for_terminal(path), proved));
  } else if (!found.paths.empty()) {
    print_error("envc check-table: a table is of one policy; name one\n");
    exit = ExitCode::tool;
  }
  return exit;
}

}  // namespace

Command check_table_command() {
  return {
      "check-table",
      "FILE TABLE",
      "prove that a table decides as its policy says",
      "Everything the table says of itself is left aside: names, types and numbers are compared, and every cell is proved to decide as the "
      "policy does, or refuted by a request.\n"
      "Exit code: 0 proved, 1 a file cannot be read, 3 the policy has errors or the table decides otherwise, 4 a limit was hit, 70 a "
      "fault of ours.\n",
      report_flags(),
      run_check_table};
}

}  // namespace envelope::cli
