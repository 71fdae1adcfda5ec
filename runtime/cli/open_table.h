// Tables for the length of a command.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "runtime/cli/arguments.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::runtime_cli {

struct TableCloser {
  void operator()(env_table* table) const { env_table_close(table); }
};
using Table = std::unique_ptr<env_table, TableCloser>;

// What is asked of a table before it decides anything.
enum class Trust : std::uint8_t {
  proved,  // it says that it was proved equal to its source
  any,
};

inline constexpr Flag kUnprovedFlag{"--allow-unproved", false};
[[nodiscard]] Trust trust_of(const Arguments& arguments);

// Nothing, after a message, when the table cannot be used.
[[nodiscard]] Table open_table(std::string_view path, Trust trust);

}  // namespace envelope::runtime_cli
