// Whether a table calls, types and numbers everything as the program does.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/equate/table_view.h"

namespace envelope::equate {

// Numbers of the table for those of the program.
struct Numbering {
  std::vector<std::uint32_t> principals, actions, approvals;
};

// What differs, a sentence part each; `numbering` is complete when nothing does.
[[nodiscard]] std::vector<std::string> compare_names(const check::TypedProgram& program, const TableView& table, Numbering& numbering);

}  // namespace envelope::equate
