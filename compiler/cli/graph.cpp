#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <optional>
#include <vector>

#include "compiler/cli/asking.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/cli/proof_limits.h"
#include "compiler/draw/picture.h"
#include "compiler/project/disk_files.h"
#include "compiler/project/save.h"

namespace envelope::cli {
namespace {

// The one policy that is drawn; empty, and a message was printed, where there is none or more than one.
std::string policy_of(const Arguments& arguments, ExitCode& exit) {
  project::DiskFiles files;
  const FoundPolicies found = find_policies(files, arguments.words);
  exit = found.exit;
  if (found.exit != ExitCode::ok) return {};
  if (found.paths.size() == 1) return found.paths.front();
  exit = ExitCode::tool;
  if (!found.paths.empty())
    print_error(harmless_lines(
        fmt::format("envc graph: a picture is of one policy, and there are {}: {}\n", found.paths.size(), fmt::join(found.paths, ", "))));
  return {};
}

// Agents and humans of --from and --to.
bool read_ends(const Arguments& arguments, const model::PolicyModel& model, const std::string& path, draw::PictureOptions& options) {
  std::vector<std::string> faults;
  const auto read = [&](const char* flag, std::optional<base::PrincipalId>& into) {
    if (!arguments.has(flag)) return;
    const auto found = questions::find_actor(model, arguments.value(flag));
    if (found.fault.empty())
      into = found.id;
    else
      faults.push_back(found.fault);
  };
  read("from", options.from);
  read("to", options.to);
  for (const std::string& fault : faults) print_finding(diagnostics::Code::UnknownInQuestion, fault, path);
  return faults.empty();
}

ExitCode tell_gaps(const Arguments& arguments, const draw::Picture& picture, const prove::Proof& proof, const std::string& path) {
  diagnostics::Sink sink;
  for (const std::string& unknown : picture.unknowns) sink.emit(diagnostics::Code::AnswerUnknown, {}, "not drawn: " + unknown).about(path);
  for (const std::string& fault : proof.faults()) sink.emit(diagnostics::Code::InternalFault, {}, fault).about(path);
  (void)print_findings(arguments, sink);
  return !proof.faults().empty() ? ExitCode::internal : !picture.unknowns.empty() ? ExitCode::unknown : ExitCode::ok;
}

// --format, else what the name of the file says.
std::string format_of(const Arguments& arguments) {
  for (const std::string format : {"dot", "json"})
    if (!arguments.has("format") && arguments.value("output").ends_with("." + format)) return format;
  return arguments.value("format", "svg");
}

ExitCode put(const Arguments& arguments, const std::string& text) {
  const std::string path = arguments.value("output", "-");
  if (path == "-") return print_output(text);
  diagnostics::Sink sink;
  return project::save_file(path, text, sink) ? ExitCode::ok : print_findings(arguments, sink);
}

ExitCode run_graph(const Arguments& arguments) {
  ExitCode exit = ExitCode::ok;
  const std::string path = policy_of(arguments, exit);
  if (exit != ExitCode::ok) return exit;
  const auto proving = proof_options_of(arguments);
  if (!proving) return ExitCode::tool;
  project::DiskFiles files;
  std::vector<std::unique_ptr<pipeline::Compilation>> compilations;
  compilations.push_back(pipeline::compile(files, path, pipeline::Stage::lower));
  if (!compilations.front()->model) {
    exit = report_for_people(arguments, compilations);
    return exit == ExitCode::ok ? ExitCode::internal : exit;
  }
  const model::PolicyModel& model = *compilations.front()->model;
  draw::PictureOptions options{arguments.has("reads"), arguments.has("full")};
  if (!read_ends(arguments, model, path, options)) return ExitCode::tool;
  if (arguments.has("output") && is_read_from(files, arguments.value("output"), *compilations.front())) return ExitCode::tool;

  prove::Proof proof(model, compilations.front()->sources, *proving);
  const draw::Picture picture = draw::picture_of(proof, options);
  exit = tell_gaps(arguments, picture, proof, path);
  const std::string format = format_of(arguments);
  diagnostics::Sink sink;
  const std::optional<std::string> text = format == "json"  ? draw::render_json(picture)
                                          : format == "dot" ? draw::render_dot(picture)
                                                            : draw::render_svg(picture, sink);
  return worse(exit, text ? put(arguments, *text) : print_findings(arguments, sink));
}

}  // namespace

Command graph_command() {
  Command command{
      "graph",
      "[FILE|DIR] [-o FILE] [--format svg|dot|json] [--from NAME] [--to NAME] [--full] [--reads]",
      "draw who can bring about what through whom, with the ways to more authority marked",
      "Agents stand in a frame for their tier. What `envc verify` finds over the authority graph is marked and numbered: thick arrows "
      "with two heads.\n"
      "Titles (where the pointer rests) say who can do what, by which rules, and who is asked. A policy of many agents is folded, and the\n"
      "picture says by which rule. Pictures are drawn by `dot` of Graphviz.\n"
      "Exit code: 0 drawn, 1 it could not be drawn or written, 3 the policy has errors, 4 a limit was hit: something is missing.\n",
      {{"output", "FILE", "or -o FILE: where to write the picture (default: standard output)", {}, false},
       {"format", "FORMAT", "svg, dot, json (default: by the ending of FILE, else svg)", {"svg", "dot", "json"}, false},
       {"from", "NAME", "only what starts with this agent or human, and whoever it can act as", {}, false},
       {"to", "NAME", "only what leads to this agent or human", {}, false},
       {"full", "", "a box for each agent, however many", {}, false},
       {"reads", "", "also who can write what others read", {}, false},
       color_flag()},
      run_graph};
  for (Flag& flag : proof_limit_flags()) command.flags.push_back(std::move(flag));
  return command;
}

}  // namespace envelope::cli
