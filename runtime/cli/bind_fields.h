// The fields of a JSON line, looked up in a table.
#pragma once

#include "runtime/cli/bound_request.h"
#include "runtime/cli/request_fields.h"

namespace envelope::runtime_cli {

// Fills `bound`, whose texts point into `fields`. Names the table does not know stay names: the library says what that means. False with a
// fault when switches that are not named count as off and one that is named does not exist: a typo would turn off the switch it means.
[[nodiscard]] bool bind_fields(const env_table* table, const RequestFields& fields, BoundRequest& bound, LineFault& fault);

}  // namespace envelope::runtime_cli
