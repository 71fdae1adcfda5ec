#include "compiler/table/policy_text.h"

#include "compiler/table/packed_text.h"
#include "runtime/decide/table.h"

namespace envelope::table {

std::optional<std::string> policy_text(const env_table& table) {
  if (table.sections.model.empty()) return std::string();
  return unpack({table.sections.model.data(), table.sections.model.size()});
}

}  // namespace envelope::table
