#include "compiler/cli/opened_table.h"

#include <fmt/format.h>

#include "compiler/cli/output.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {

OpenedTable open_table(std::string_view command, const std::string& path) {
  env_table* table = nullptr;
  env_fault fault{};
  if (env_table_open(path.c_str(), &table, &fault) != ENV_OK)
    print_error(fmt::format("envc {}: {}: {}\n", command, text::escape_for_terminal(path), text::escape_for_terminal(fault.message)));
  return OpenedTable(table);
}

}  // namespace envelope::cli
