// Changes of a policy that may let a request through: what to write, and where.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/evaluate.h"
#include "compiler/pipeline/compile.h"

namespace envelope::questions {

// One change of the text.
struct Step {
  std::string line;        // the statement to write, or two
  std::string block;       // `agent bolt`: the block to write it in; empty: in place of another statement
  base::Span place;        // the block, the statement that it replaces, or nothing where a new block is to be written
  std::string replaced;    // that statement as it stands
  diagnostics::Edit edit;  // carries it out
};

// How much a way gives besides what was asked.
enum class Breadth : std::uint8_t {
  capability,  // what the action needs, where a statement waits for nothing else
  exact,       // the attributes of the request, for those who made it
  action,      // any attributes
  tier,        // the attributes of the request, for all agents of the tier
};

// The steps that let `request`, which is not allowed, be allowed, as far as can be told before they are tried. Nothing where there are
// none: a statement that stands in the way cannot be narrowed, or stands in the standard library. `splits`: a restriction on several
// actions is written anew for this one; otherwise it is narrowed as a whole.
struct StepsAsked {
  const pipeline::Compilation& compilation;  // up to the model
  const request::Request& request;
  const model::Explanation& explanation;
  Breadth breadth{};
  bool splits = false;
};
[[nodiscard]] std::optional<std::vector<Step>> steps_for(const StepsAsked& asked);

// The statements that restrict the request: without them it would be decided milder, or could be granted.
[[nodiscard]] std::vector<model::StatementId> in_the_way(const model::Explanation& explanation);

}  // namespace envelope::questions
