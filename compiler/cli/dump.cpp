#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/table/dump.h"
#include "runtime/include/envelope/decide.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

ExitCode run_dump(const Arguments& arguments) {
  if (arguments.words.size() != 1) {
    print_error("envc dump: names one table\n");
    return ExitCode::tool;
  }
  env_table* table = nullptr;
  env_fault fault{};
  if (env_table_open(arguments.words[0].c_str(), &table, &fault) != ENV_OK) {
    print_error(
        fmt::format("envc dump: {}: {}\n", text::escape_for_terminal(arguments.words[0]), text::escape_for_terminal(fault.message)));
    return ExitCode::tool;
  }
  const std::string text = table::dump(*table);
  env_table_close(table);
  return print_output(harmless_lines(text));
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
