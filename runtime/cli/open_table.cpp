#include "runtime/cli/open_table.h"

#include <string>

#include "runtime/cli/output.h"

namespace envelope::runtime_cli {

namespace {

bool says_proved(const env_table* table) {
  env_table_info info{};
  info.size = sizeof info;
  return env_table_describe(table, &info) == ENV_OK && info.proved != 0;
}

}  // namespace

Trust trust_of(const Arguments& arguments) { return arguments.has(kUnprovedFlag.name) ? Trust::any : Trust::proved; }

Table open_table(std::string_view path, Trust trust) {
  env_table* opened = nullptr;
  env_fault fault{};
  const env_status status = env_table_open(std::string(path).c_str(), &opened, &fault);
  const std::string name = "the table `" + std::string(path) + "`";
  if (status != ENV_OK) {
    std::string message = name + " cannot be used: " + (fault.message[0] != '\0' ? fault.message : env_status_name(status));
    if (fault.offset != 0) message += " (at byte " + std::to_string(fault.offset) + ")";
    print_error(message);
    return nullptr;
  }
  Table table(opened);
  if (trust == Trust::any || says_proved(table.get())) return table;
  print_error(name + " is not proved equal to its source: build it without `--unproved`, or say `--allow-unproved` here");
  return nullptr;
}

}  // namespace envelope::runtime_cli
