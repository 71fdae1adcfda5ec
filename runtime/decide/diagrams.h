// What makes an array of nodes a set of diagrams.
#pragma once

#include "runtime/decide/validate.h"

namespace envelope::decide {

// A leaf that names a statement of the policy, or the number of one of `nodes`.
[[nodiscard]] bool is_target(const env_table& table, std::span<const format::NodeRecord> nodes, std::uint32_t target);

// Every node asks a question there is, and leads to nodes before it.
[[nodiscard]] Fault nodes_fault(const env_table& table, std::span<const format::NodeRecord> nodes, format::SectionKind kind);

}  // namespace envelope::decide
