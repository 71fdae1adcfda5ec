// What the source and the table ask about a request in one cell, and what the questions are about.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/equate/table_view.h"
#include "compiler/oracle/comparison.h"

namespace envelope::equate {

// A thing that a request may say. Different subjects are said independently of each other.
enum class About : std::uint8_t { attribute, fact, origin, depth, time, job, labels, switch_on, nothing };
struct Subject {
  About about = About::nothing;  // nothing: who asks settles it
  std::string name;              // of the attribute, fact or switch
  auto operator<=>(const Subject&) const = default;
};

// A question whose answer is one truth. What follows `kind` counts by it.
struct Question {
  enum class Kind : std::uint8_t {
    atom,        // of the source
    switch_on,   // of the source: a block or a capability
    runs_under,  // of the source: a block
    delegated,   // of the source: a block
    speaks_of,   // of the source: the attribute `what` names a switch
    table,
  };
  Kind kind{};
  const check::TypedAtom* atom = nullptr;
  std::uint32_t id = 0;  // of the switch or job
  TableQuestion table;
};

// Everything that one cell is about, on both sides. Ids of principals and actions are those of the program.
struct CellPlace {
  base::PrincipalId who;
  base::ActionId action;
  std::optional<base::PrincipalId> requested;
  TableCell table;
  const std::vector<bool>* held = nullptr;  // by capability: whether `who` holds it for good
};

// Answers questions about requests of one cell.
class Answers {
 public:
  // All must outlive the object.
  Answers(const check::TypedProgram& program, const TableView& table, oracle::Patterns& patterns, const CellPlace& place)
      : program_(program), table_(table), patterns_(patterns), place_(place) {}

  [[nodiscard]] const check::TypedProgram& program() const { return program_; }
  [[nodiscard]] const TableView& table() const { return table_; }
  [[nodiscard]] const CellPlace& place() const { return place_; }

  // A request of this cell that says nothing else.
  [[nodiscard]] request::Request bare_request() const;
  [[nodiscard]] text::Truth answer(const Question& question, const request::Request& request) const;
  [[nodiscard]] Subject subject_of(const Question& question) const;
  // Equal texts stand for questions that are answered alike, whatever the cell.
  void append_key(const Question& question, std::string& key) const;

 private:
  [[nodiscard]] Subject subject_of(const TableQuestion& question) const;
  void append_table_key(const TableQuestion& question, std::string& key) const;

  const check::TypedProgram& program_;
  const TableView& table_;
  oracle::Patterns& patterns_;
  const CellPlace& place_;
};

}  // namespace envelope::equate
