// Tables for the length of a command.
#pragma once

#include <memory>
#include <string_view>

#include "runtime/include/envelope/decide.h"

namespace envelope::runtime_cli {

struct TableCloser {
  void operator()(env_table* table) const { env_table_close(table); }
};
using Table = std::unique_ptr<env_table, TableCloser>;

// Nothing, after a message, when the table cannot be used.
[[nodiscard]] Table open_table(std::string_view path);

}  // namespace envelope::runtime_cli
