#include "compiler/table/strip.h"

#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/project/save.h"
#include "compiler/signing/opened_table.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

ExitCode run_strip(const Arguments& arguments) {
  if (arguments.words.size() != 1) {
    print_error("envc strip: names one table\n");
    return ExitCode::tool;
  }
  const std::string& path = arguments.words[0];
  diagnostics::Sink sink;
  const signing::OpenedTable table = signing::open_table(path, sink);
  if (!table) return print_findings(arguments, sink);
  const std::vector<char> bytes = table::strip(*table);
  env_table_info info{};
  info.size = sizeof info;
  const bool was_signed = env_table_describe(table.get(), &info) == ENV_OK && info.has_signature != 0;
  if (project::save_file(arguments.value("output", path), {bytes.data(), bytes.size()}, sink)) {
    if (was_signed) print_error("the signature was left out: it was made for other bytes; `envc sign` makes another\n");
    return ExitCode::ok;
  }
  return print_findings(arguments, sink);
}

}  // namespace

Command strip_command() {
  return {
      "strip",
      "TABLE [--output FILE]",
      "leave out of a table what only explains",
      "The bytes are those of `envc build --strip`; the table decides as before. Without --output the table itself is replaced, at once "
      "or not at all, and never through a symbolic link. A signature is left out, since it does not fit any more.\n"
      "Exit code: 0 written, 1 the table cannot be read, is refused, or cannot be written.\n",
      {{"output", "FILE", "where to write the stripped table (default: in its place)", {}, false}, color_flag()},
      run_strip};
}

}  // namespace envelope::cli
