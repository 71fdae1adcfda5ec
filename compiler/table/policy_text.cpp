#include "compiler/table/policy_text.h"

#include "runtime/decide/table.h"

namespace envelope::table {

std::string_view policy_text(const env_table& table) { return {table.sections.model.data(), table.sections.model.size()}; }

}  // namespace envelope::table
