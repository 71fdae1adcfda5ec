// One cell: the statements of the source against the table, in every case.
#pragma once

#include <optional>

#include "compiler/equate/block.h"
#include "compiler/equate/compare_names.h"
#include "compiler/equate/engines.h"
#include "compiler/equate/equate.h"

namespace envelope::equate {

enum class Method : std::uint8_t { exhaustion, engines, none };

struct CellVerdict {
  Method method = Method::none;
  std::uint64_t cases = 0;
  std::optional<request::Request> witness;  // a request of a case in which the two differ
  std::string limit;                        // why it is neither proved nor refuted
  std::string fault;                        // the engines disagree
};

// What works out cells with too many cases; kept from cell to cell.
struct Engines {
  bdd::Space space;
  smt::Solver solver;
};

struct CellContext {
  const Numbering& numbering;
  const Options& options;
  Engines& engines;
};

[[nodiscard]] CellVerdict compare_cell(const CellContext& context, const Answers& answers, const Speaking& speaking,
                                       const CellQuestions& questions);

// A request in which each variable has the given code, and that is answered: attributes that must be there are.
[[nodiscard]] request::Request request_of(const Answers& answers, const CellQuestions& questions, const std::vector<std::size_t>& codes);

}  // namespace envelope::equate
