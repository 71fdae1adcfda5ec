#include "runtime/cli/open_table.h"

#include <string>

#include "runtime/cli/output.h"

namespace envelope::runtime_cli {

Table open_table(std::string_view path) {
  env_table* table = nullptr;
  env_fault fault{};
  const env_status status = env_table_open(std::string(path).c_str(), &table, &fault);
  if (status == ENV_OK) return Table(table);
  const char* const why = fault.message[0] != '\0' ? fault.message : env_status_name(status);
  std::string message = "the table `" + std::string(path) + "` cannot be used: " + why;
  if (fault.offset != 0) message += " (at byte " + std::to_string(fault.offset) + ")";
  print_error(message);
  return nullptr;
}

}  // namespace envelope::runtime_cli
