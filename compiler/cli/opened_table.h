// Tables that a command looks at, for the length of the command.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "runtime/include/envelope/decide.h"

namespace envelope::cli {

struct TableCloser {
  void operator()(env_table* table) const { env_table_close(table); }
};
using OpenedTable = std::unique_ptr<env_table, TableCloser>;

// Null, after a message of `envc COMMAND`, when the file cannot be read or the loader refuses it.
[[nodiscard]] OpenedTable open_table(std::string_view command, const std::string& path);

}  // namespace envelope::cli
