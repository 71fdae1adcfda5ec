#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "compiler/cli/command.h"
#include "compiler/cli/envelope_version.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/cli/proof_limits.h"
#include "compiler/cli/signing.h"
#include "compiler/cli/table_proof.h"
#include "compiler/project/disk_files.h"
#include "compiler/project/path_text.h"
#include "compiler/project/save.h"
#include "compiler/restate/restate.h"
#include "compiler/table/build.h"
#include "compiler/table/proof_record.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::cli {
namespace {

// As statements are to be found by whoever reads an explanation elsewhere: seen from the main policy's folder, whatever the machine.
std::string portable_name(const std::string& path, std::string folder) {
  std::string steps;
  while (!project::is_inside(folder, path) && folder != "/") {
    folder = project::parent_path(folder);
    steps += "../";
  }
  const std::size_t below = folder == "/" ? 1 : folder.size() + 1;
  return steps + path.substr(std::min(below, path.size()));
}

table::Provenance provenance_of(project::Files& files, const pipeline::Compilation& compilation, const std::string& main_path) {
  const auto real = [&](const std::string& path) { return files.real_path(path).path; };
  table::Provenance provenance{std::string(kToolVersion), {}, {}, {}};
  const std::string main_folder = main_path == "-" ? files.working_directory() : project::parent_path(real(main_path));
  for (std::uint32_t i = 0; i < compilation.sources.size(); ++i) {
    const std::string& path = compilation.sources.file({i}).path;
    provenance.file_names.push_back(path.starts_with('<') ? path : portable_name(real(path), main_folder));
  }
  for (const time::Zone& zone : compilation.model->zones)
    if (!zone.tzdata_version.empty()) provenance.tzdata_version = zone.tzdata_version;
  return provenance;
}

// Where the policy as a whole is pointed at: its header, else the begin of its text.
base::Span whole_policy(const pipeline::Compilation& compilation) {
  const project::Module& main = compilation.modules->modules.front();
  return main.parsed.tree.header ? main.parsed.tree.header->span : base::Span{main.file, 0, 0};
}

void report_limits(pipeline::Compilation& compilation, const std::vector<table::LimitPassed>& passed) {
  for (const table::LimitPassed& limit : passed)
    compilation.sink
        .emit(diagnostics::Code::TableLimit, limit.span.is_valid() ? limit.span : whole_policy(compilation),
              fmt::format("{} is more than the {} a table can hold", limit.what, limit.limit))
        .with_help("split the policy, or say with fewer of them what it says");
}

// What was written is what the runtime will read: a table that its loader refuses, or that decides otherwise than its source, is a fault of
// ours. Proved, the table says so from then on. What could not be proved is reported, and the table then stays as it is.
bool prove_written(pipeline::Compilation& compilation, const std::string& name, const std::string& proofs, std::vector<char>& bytes,
                   const prove::VerifyReport& claims, std::string& summary) {
  env_table* loaded = nullptr;
  env_fault fault{};
  if (env_table_load(bytes.data(), bytes.size(), &loaded, &fault) != ENV_OK) {
    print_finding(diagnostics::Code::InternalFault, fmt::format("the loader refuses the table: {}", fault.message), "");
    return false;
  }
  const TableProof proof = prove_table_once(compilation, *loaded, {bytes.data(), bytes.size()}, name, proofs);
  env_table_close(loaded);
  summary = proof.summary;
  const equate::Counts& counts = proof.result.counts;
  if (proof.result.is_proved())
    table::record_proof(bytes, {counts.cells, counts.distinct, counts.exhausted, counts.by_engines, counts.cases,
                                proof.result.solver_version, claims.claims_held});
  if (claims.claims != 0) summary += "\n" + claims_in_words(claims);
  return proof.result.differences.empty() && proof.result.names.empty();
}

std::string output_path(const Arguments& arguments, const std::string& policy) {
  std::string chosen = arguments.value("output");
  if (!chosen.empty()) return chosen;
  if (policy == "-") return "policy.envt";
  const std::size_t dot = policy.rfind('.');
  const bool has_extension = dot != std::string::npos && dot > policy.rfind('/') + 1;
  return policy.substr(0, has_extension ? dot : policy.size()) + ".envt";
}

std::string proof_folder_of_user() {
  const auto folder = [](const char* variable, const char* below) -> std::string {
    const char* const value = std::getenv(variable);
    // A relative one is to be ignored (XDG Base Directory Specification).
    return value != nullptr && value[0] == '/' ? std::string(value) + below : std::string();
  };
  const std::string cache = folder("XDG_CACHE_HOME", "/envelope/proofs");
  return cache.empty() ? folder("HOME", "/.cache/envelope/proofs") : cache;
}

// Where proofs are kept; empty: nowhere.
std::string proof_folder(const Arguments& arguments) {
  const std::string chosen = arguments.value("proof-cache");
  if (chosen == "off") return {};
  return chosen.empty() ? proof_folder_of_user() : chosen;
}

ExitCode save(const Arguments& arguments, const signing::SigningOrder& order, const table::BuildResult& built, const std::string& summary) {
  const std::string_view bytes(built.bytes.data(), built.bytes.size());
  const std::string& path = order.output;
  diagnostics::Sink sink;
  if (arguments.has("sign")) {
    if (const ExitCode signing = sign_and_save(arguments, bytes, order); signing != ExitCode::ok) return signing;
  } else if (path == "-") {
    if (const ExitCode printed = print_output(bytes); printed != ExitCode::ok) return printed;
  } else if (!project::save_file(path, bytes, sink)) {
    return print_findings(arguments, sink);
  }
  const auto& counts = built.counts;
  print_error(fmt::format(
      "{}: {} bytes, {} deciding and {} explaining: {} principals in {} rows, {} cells ({} distinct), {} nodes, {} groups of texts\n{}\n",
      path, built.bytes.size(), counts.deciding_bytes, counts.explaining_bytes, counts.principals, counts.rows, counts.cells,
      counts.distinct_cells, counts.nodes, counts.groups, summary));
  return ExitCode::ok;
}

ExitCode run_build(const Arguments& arguments) {
  signing::SigningOrder order{arguments.value("sign"), {}, false, {}};
  if (!read_order("build", arguments, order)) return ExitCode::tool;
  for (const Flag& flag : signing_flags())
    if (arguments.has(flag.name) && !arguments.has("sign")) {
      print_error(fmt::format("envc build: `--{}` goes with `--sign NAME.key`\n", flag.name));
      return ExitCode::tool;
    }
  const auto proving = proof_options_of(arguments);
  if (!proving) return ExitCode::tool;
  project::DiskFiles files;
  const FoundPolicies found = find_policies(files, arguments.words);
  if (found.paths.empty()) return found.exit;
  if (found.paths.size() > 1) {
    print_error("envc build: makes one table of one policy; name one\n");
    return ExitCode::tool;
  }
  std::vector<std::unique_ptr<pipeline::Compilation>> compilations;
  compilations.push_back(pipeline::compile(files, found.paths[0], pipeline::Stage::lower));
  pipeline::Compilation& compilation = *compilations.front();
  const std::string path = output_path(arguments, found.paths[0]);
  if (is_read_from(files, path, compilation)) return ExitCode::tool;  // before what may take minutes
  const bool is_sound = compilation.model && judge(compilation.sink.diagnostics(), found.fail_level) == ExitCode::ok;
  const bool is_proved = !arguments.has("unproved");
  const prove::VerifyReport claims = is_sound && is_proved ? prove_claims(compilation, *proving) : prove::VerifyReport{};
  const ExitCode kept = judge(compilation.sink.diagnostics(), found.fail_level);
  table::BuildResult built;
  if (is_sound && kept == ExitCode::ok) {
    table::Provenance provenance = provenance_of(files, compilation, found.paths[0]);
    if (!arguments.has("strip")) provenance.policy_text = restate::join(restate::restate(*compilation.program));
    built = table::build(*compilation.model, compilation.sources, provenance, {arguments.has("strip")});
    report_limits(compilation, built.passed);
  }
  std::string summary = "not proved: `envelope` will refuse it unless told otherwise";
  bool is_right = true;
  if (!built.bytes.empty() && is_proved) is_right = prove_written(compilation, path, proof_folder(arguments), built.bytes, claims, summary);
  const ExitCode reported = report(arguments, compilations, found.fail_level);
  if (is_sound && kept == ExitCode::rejected && arguments.value("format", "text") == "text")
    print_error("no table is made of a policy that breaks a claim; `--unproved` makes one to try requests on\n");
  if (!is_right) return ExitCode::internal;
  if (reported != ExitCode::ok || !is_sound) return reported;
  order.output = path;
  return save(arguments, order, built, summary);
}

}  // namespace

Command build_command() {
  std::vector<Flag> flags = report_flags();
  flags.push_back({"output",
                   "FILE",
                   "or -o FILE: where to write the table, `-`: to standard output (default: the policy's name with `.envt`)",
                   {},
                   false});
  flags.push_back({"sign", "NAME.key", "sign the table with this key (`envc sign --help`)", {}, false});
  for (Flag& flag : signing_flags()) flags.push_back(std::move(flag));
  flags.push_back({"strip", "", "leave out what only explains: statements, positions, words", {}, false});
  flags.push_back({"unproved",
                   "",
                   "prove neither the claims nor that the table decides as the policy says; `envelope` refuses such a table unless told",
                   {},
                   false});
  flags.push_back(
      {"proof-cache", "DIR", "where proofs of large tables are kept, or `off` (default: below $XDG_CACHE_HOME or ~/.cache)", {}, false});
  for (Flag& flag : proof_limit_flags()) flags.push_back(std::move(flag));
  return {
      "build",
      "[FILE|DIR|-] [-o FILE] [--sign NAME.key] [--strip] [--unproved]",
      "compile a policy to a table that decides",
      "The same sources, options, version and time zone data give the same bytes on every machine. The file is replaced at once or not at "
      "all, and never through a symbolic link.\n"
      "The policy's claims (`assert`) are proved; one that does not hold stops the build. "
      "The table is read back and proved to decide as the policy says, and says so itself from then on. The proof of a large one is kept, "
      "so that the same table of the same texts need not be proved again.\n"
      "Exit code: 0 written, 1 a file could not be read or written, 3 the policy has errors or a claim does not hold, 4 a limit was hit "
      "before the proof.\n",
      std::move(flags),
      run_build};
}

}  // namespace envelope::cli
