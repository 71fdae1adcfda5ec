#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/signing/opened_table.h"
#include "compiler/table/dump.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

ExitCode run_dump(const Arguments& arguments) {
  if (arguments.words.size() != 1) {
    print_error("envc dump: names one table\n");
    return ExitCode::tool;
  }
  diagnostics::Sink sink;
  const signing::OpenedTable table = signing::open_table(arguments.words[0], sink);
  if (!table) return print_findings(arguments, sink);
  return print_output(harmless_lines(table::dump(*table)));
}

}  // namespace

Command dump_command() {
  return {"dump",
          "TABLE",
          "print a table readably: header, sections, names, the diagram of every cell",
          "The table is checked as the runtime checks it; one that the runtime would refuse is refused here with the same words.\n"
          "Exit code: 0 printed, 1 the table cannot be read or is refused.\n",
          {},
          run_dump};
}

}  // namespace envelope::cli
