#include "compiler/decompile/decompile.h"

#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/project/path_text.h"
#include "compiler/project/save.h"
#include "compiler/signing/opened_table.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

using decompile::Fault;
using diagnostics::Code;

void report_fault(const decompile::Decompiled& found, const std::string& path, diagnostics::Sink& sink) {
  switch (found.fault) {
    case Fault::none:
      return;
    case Fault::no_text:
      sink.emit(Code::TableWithoutText, {}, fmt::format("`{}` carries no text of its policy", path))
          .with_help("decompile a table that `envc build` wrote without `--strip`; `envc dump` prints what is left");
      return;
    case Fault::no_policy:
      sink.emit(Code::TableTextDiffers, {}, fmt::format("the text in `{}` is no policy: {}", path, found.detail))
          .with_help("trust the table's decisions, not its text: `envc dump` prints them");
      return;
    case Fault::other_policy:
      sink.emit(Code::TableTextDiffers, {}, fmt::format("the text in `{}` decides differently from the table", path))
          .note("so does an honest text under another version of envc or other time zone data than the table was built with")
          .with_help("trust the table's decisions, not its text: `envc dump` prints them; `--unchecked` gives the text all the same");
      return;
  }
}

bool save_parts(const std::string& path, const std::vector<restate::Part>& parts, diagnostics::Sink& sink) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  for (const restate::Part& part : parts)
    if (!project::save_file(part.name.empty() ? path : folder + part.name, part.text, sink)) return false;
  return true;
}

ExitCode run_decompile(const Arguments& arguments) {
  if (arguments.words.size() != 1) {
    print_error("envc decompile: names one table\n");
    return ExitCode::tool;
  }
  const std::string& path = arguments.words[0];
  diagnostics::Sink sink;
  const signing::OpenedTable table = signing::open_table(path, sink);
  if (!table) return print_findings(arguments, sink);
  const decompile::Decompiled found = decompile::decompile(*table);
  const bool is_accepted = found.fault == Fault::none || (found.fault == Fault::other_policy && arguments.has("unchecked"));
  if (!is_accepted) report_fault(found, path, sink);
  const std::string output = arguments.value("output");
  const bool is_saved = is_accepted && !output.empty() && save_parts(output, found.parts, sink);
  (void)print_findings(arguments, sink);
  if (!is_accepted) return ExitCode::tool;
  if (output.empty()) return print_output(harmless_lines(restate::join(found.parts)));
  return is_saved ? ExitCode::ok : ExitCode::tool;
}

}  // namespace

Command decompile_command() {
  return {"decompile",
          "TABLE [--output FILE] [--unchecked]",
          "give back a policy that decides as a table does",
          "The table carries its policy in one normal form: one file, names resolved, values in place of `let`s; comments, tests and "
          "assertions are left out. The text is compiled again and printed only when it makes the same decisions. A policy whose modules "
          "read the clocks of several time zones comes in several files, each after a line `//--- NAME`; with --output they are written "
          "beside FILE.\n"
          "Exit code: 0 printed, 1 the table cannot be read, is refused, carries no text, or a text that decides differently.\n",
          {{"output", "FILE", "write the policy there instead of printing it", {}, false},
           {"unchecked", "", "also when the text decides differently from the table", {}, false},
           color_flag()},
          run_decompile};
}

}  // namespace envelope::cli
