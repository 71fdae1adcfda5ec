#include <fmt/format.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Program.h>
#include <llvm/Support/raw_ostream.h>

#include "compiler/cli/asking.h"
#include "compiler/cli/output.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/draw/picture.h"
#include "compiler/project/save.h"

namespace envelope::cli {
namespace {

// A file that is gone when the object is.
struct ScratchFile {
  llvm::SmallString<128> path;
  bool is_there = false;
  explicit ScratchFile(const char* ending) { is_there = !llvm::sys::fs::createTemporaryFile("envc-graph", ending, path); }
  ~ScratchFile() {
    if (is_there) llvm::sys::fs::remove(path);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
};

// What Graphviz makes of `dot`, called without a shell; nothing and a message where it does not.
std::optional<std::string> drawn(const std::string& dot) {
  const auto program = llvm::sys::findProgramByName("dot");
  if (!program) {
    print_finding(diagnostics::Code::UnwritableFile, "the picture cannot be drawn: the program `dot` of Graphviz is not installed", {});
    return std::nullopt;
  }
  const ScratchFile in("dot"), out("svg");
  std::error_code error;
  llvm::raw_fd_ostream stream(in.path, error);
  stream << dot;
  stream.close();
  const int code = !in.is_there || !out.is_there || error || stream.has_error()
                       ? -1
                       : llvm::sys::ExecuteAndWait(*program, {*program, "-Tsvg", "-o", out.path, in.path});
  const auto svg = llvm::MemoryBuffer::getFile(out.path);
  if (code != 0 || !svg) {
    print_finding(diagnostics::Code::UnwritableFile, fmt::format("the picture cannot be drawn: `{}` failed", *program), {});
    return std::nullopt;
  }
  return (*svg)->getBuffer().str();
}

ExitCode put(const Arguments& arguments, const std::string& text) {
  const std::string path = arguments.value("output");
  if (path.empty() || path == "-") return print_output(text);
  std::error_code error;
  llvm::raw_fd_ostream stream(path, error);
  if (!error) stream << text;
  stream.close();
  if (!error && !stream.has_error()) return ExitCode::ok;
  stream.clear_error();
  print_finding(diagnostics::Code::UnwritableFile, fmt::format("the picture cannot be written: {}", error.message()), path);
  return ExitCode::tool;
}

ExitCode run_graph(const Arguments& arguments) {
  if (arguments.words.size() != 1) {
    print_error("envc graph: takes a policy\n");
    return ExitCode::tool;
  }
  const auto policy = open_policy(arguments, arguments.words[0]);
  if (policy->exit != ExitCode::ok) return policy->exit;
  const model::PolicyModel& model = *policy->compilation().model;
  const questions::Answers answers = questions::answer(model, {});
  for (const std::string& limit : answers.limits)
    print_finding(diagnostics::Code::AnswerUnknown, "not drawn: " + limit, arguments.words[0]);
  for (const std::string& fault : answers.faults) print_finding(diagnostics::Code::InternalFault, fault, arguments.words[0]);
  const draw::Picture picture = draw::picture_of(model, answers);
  const std::string format = arguments.value("format", "svg");
  std::optional<std::string> text;
  if (format == "json") text = diagnostics::harmless_json(draw::render_json(picture));
  if (format == "dot") text = draw::render_dot(picture);
  if (format == "svg") {
    text = drawn(draw::render_dot(picture));
    if (text) text = draw::with_titles(picture, std::move(*text));
  }
  if (!text) return ExitCode::tool;
  const ExitCode known = !answers.faults.empty() ? ExitCode::internal : answers.limits.empty() ? ExitCode::ok : ExitCode::unknown;
  return worse(put(arguments, *text), known);
}

}  // namespace

Command graph_command() {
  return {"graph",
          "POLICY [-o FILE] [--format svg|dot|json]",
          "draw who can have whom act, and whom they ask",
          "Agents are grouped by tier, and those of a tier that may do the same are one box; the title of a box or arrow (where the\n"
          "pointer rests) says everything about it. Pictures are drawn by `dot` of Graphviz.\n"
          "Exit code: 0 drawn, 1 it could not be drawn or written, 3 the policy has errors, 4 a limit was hit: something is missing.\n",
          {{"output", "FILE", "where to write the picture (default: standard output)", {}, false},
           {"format", "FORMAT", "svg (default), dot, json", {"svg", "dot", "json"}, false},
           color_flag()},
          run_graph};
}

}  // namespace envelope::cli
