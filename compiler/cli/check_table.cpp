#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/fixing.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/cli/proof_limits.h"
#include "compiler/cli/table_proof.h"
#include "compiler/project/disk_files.h"
#include "compiler/signing/opened_table.h"
#include "compiler/table/proof_record.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

// That the table decides as the policy does, and that the policy keeps the claims of which the table says so.
std::string prove_all(pipeline::Compilation& compilation, const env_table& table, const std::string& path,
                      const prove::ProofOptions& proving) {
  std::string proved = prove_table(compilation, table, path).summary;
  const prove::VerifyReport claims = prove_claims(compilation, proving);
  const auto recorded = table::recorded_proof(table);
  if (recorded && recorded->claims != claims.claims_held && !claims.has_unknowns)
    compilation.sink
        .emit(diagnostics::Code::TableDiffers, {},
              fmt::format("`{}` says that {} claims of its policy were proved, and {} hold", path, recorded->claims, claims.claims_held))
        .about(path)
        .with_help("build it again from this policy");
  return claims.claims == 0 ? proved : proved + "\n" + claims_in_words(claims);
}

ExitCode run_check_table(const Arguments& arguments) {
  if (arguments.words.size() != 2) {
    print_error("envc check-table: names a policy and a table\n");
    return ExitCode::tool;
  }
  const auto proving = proof_options_of(arguments);
  if (!proving) return ExitCode::tool;
  const std::string& path = arguments.words[1];
  diagnostics::Sink sink;
  const signing::OpenedTable table = signing::open_table(path, sink);
  if (!table) return print_findings(arguments, sink);
  project::DiskFiles files;
  const FoundPolicies found = find_policies(files, {arguments.words[0]});
  ExitCode exit = found.exit;
  if (found.paths.size() == 1) {
    Compilations compilations;
    compilations.push_back(pipeline::compile(files, found.paths[0], pipeline::Stage::lower));
    std::string proved;
    if (compilations.front()->model) proved = prove_all(*compilations.front(), *table, path, *proving);
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
  std::vector<Flag> flags = report_flags();
  for (Flag& flag : proof_limit_flags()) flags.push_back(std::move(flag));
  return {
      "check-table",
      "FILE TABLE",
      "prove that a table decides as its policy says",
      "Everything the table says of itself is left aside: names, types and numbers are compared, and every cell is proved to decide as the "
      "policy does, or refuted by a request. The policy's claims (`assert`) are proved as well.\n"
      "Exit code: 0 proved, 1 a file cannot be read, 3 the policy has errors or the table decides otherwise, 4 a limit was hit, 70 a "
      "fault of ours.\n",
      std::move(flags),
      run_check_table};
}

}  // namespace envelope::cli
