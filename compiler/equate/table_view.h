// A loaded table, looked into as the runtime does it: by the runtime's own functions, cell by cell and question by question.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/request/request.h"
#include "runtime/decide/table.h"
#include "runtime/text/truth.h"

namespace envelope::equate {

// What a table asks about a request at one point: a node of a diagram, or a test of a program.
struct TableQuestion {
  const format::NodeRecord* node = nullptr;
  const format::TestRecord* test = nullptr;  // the parameters it reads are those of the place of whom it is decided for
};

// For whom and what is decided, by the table's own numbers.
struct TableCell {
  std::uint32_t principal = 0;
  std::uint32_t action = 0;
  const format::CellRecord* record = nullptr;  // null: nothing is granted
};

class TableView {
 public:
  // `table` must outlive the object.
  explicit TableView(const env_table& table);

  [[nodiscard]] const env_table& table() const { return table_; }
  [[nodiscard]] const decide::Sections& sections() const { return table_.sections; }

  [[nodiscard]] TableCell own_cell(std::uint32_t principal, std::uint32_t action) const;
  [[nodiscard]] TableCell edge(std::uint32_t principal, std::uint32_t requested, std::uint32_t action) const;

  // How the runtime answers when a request says nothing else.
  [[nodiscard]] text::Truth answer(const TableQuestion& question, const TableCell& cell, const request::Request& request) const;

  // The name of a member of a name set by its number, and of an agent for format::kAgentNames; empty when there is none.
  [[nodiscard]] std::string member_name(std::uint32_t set, std::int64_t number) const;
  [[nodiscard]] std::string attribute_name(const TableCell& cell, std::uint32_t slot) const;
  [[nodiscard]] const format::ValueType& attribute_type(const TableCell& cell, std::uint32_t slot) const;

  // Words and texts of a place.
  [[nodiscard]] const char* parameters(std::uint32_t principal) const;

 private:
  const env_table& table_;
  std::vector<std::vector<std::uint32_t>> by_number_;  // per name set: record of each number
};

}  // namespace envelope::equate
