// By which rules somebody executes what another writes.
#pragma once

#include <vector>

#include "compiler/reach/graph.h"

namespace envelope::reach {

// Of an edge over what `to` executes: the rules that decide the least request which executes that path, in reading order. Empty: of an edge
// of another kind, and where no one request shows it.
[[nodiscard]] std::vector<model::StatementId> executing_rules(prove::Proof& proof, const Edge& edge, const prove::Without& without);

}  // namespace envelope::reach
