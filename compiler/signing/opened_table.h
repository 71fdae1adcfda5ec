// Tables as long as somebody looks at them.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::signing {

struct TableCloser {
  void operator()(env_table* table) const { env_table_close(table); }
};
using OpenedTable = std::unique_ptr<env_table, TableCloser>;

// Null, and ENV0720, when the runtime's loader refuses it.
[[nodiscard]] OpenedTable open_table(const std::string& path, diagnostics::Sink& sink);
// The file as it was read, and the name of the policy; both lie in the table.
[[nodiscard]] std::string_view file_bytes(const env_table* table);
[[nodiscard]] std::string_view policy_name(const env_table* table);

}  // namespace envelope::signing
