// Diagrams as programs: what a small diagram answers to every combination of answers, written down.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/table/cells.h"
#include "compiler/table/parameters.h"

namespace envelope::table {

// A leaf of a program, its statement not yet counted from anywhere.
struct FlatLeaf {
  Target target = 0;
  std::vector<std::uint32_t> approvals, duties;  // ascending
};

struct Flat {
  std::vector<format::TestRecord> tests;  // operand of a `question`: a node of the diagrams
  std::vector<FlatLeaf> leaves;
  std::uint16_t parameter_words = 0;
};

class Flattener {
 public:
  // `diagrams` gains nodes that ask single questions. `constants` are those its nodes name.
  Flattener(const model::PolicyModel& model, const std::vector<std::int64_t>& constants, Diagrams& diagrams)
      : model_(model), constants_(constants), diagrams_(diagrams) {}

  // The program that decides as the diagram of `cell`, with what it reads added to `parameters`; nothing when it would be too large. Roots
  // that are leaves already are not for here.
  std::optional<Flat> flatten(const Cell& cell, Parameters& parameters);

 private:
  const model::PolicyModel& model_;
  const std::vector<std::int64_t>& constants_;
  Diagrams& diagrams_;
};

}  // namespace envelope::table
