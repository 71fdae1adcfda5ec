// What makes nodes and programs something that targets can lead to.
#pragma once

#include "runtime/decide/validate.h"

namespace envelope::decide {

// A leaf that names a statement of the policy, or the number of one of `nodes`: what the targets of nodes are.
[[nodiscard]] bool is_target(const env_table& table, std::span<const format::NodeRecord> nodes, std::uint32_t target);

// The same, or the number of a program, or a leaf whose statement is counted from a place's first: what the targets of cells, obligations
// and rules are. Whether the place has such a statement, and what the program reads, is for validate_places to say.
[[nodiscard]] bool is_root(const env_table& table, const Bodies& bodies, std::uint32_t target);

// Whether a test or node can ask about this atom of this group.
[[nodiscard]] bool is_text_atom(const env_table& table, std::uint32_t operand);

// Every node asks a question there is, and leads to nodes before it.
[[nodiscard]] Fault nodes_fault(const env_table& table, std::span<const format::NodeRecord> nodes, format::SectionKind kind);

// Every program has its tests and leaves, and no answers lead beyond them. `first` is the kind of the section of programs; those of tests
// and leaves follow it.
[[nodiscard]] Fault programs_fault(const env_table& table, const Bodies& bodies, format::SectionKind first);

}  // namespace envelope::decide
