#include "compiler/reach/worlds.h"

#include <algorithm>

namespace envelope::reach {

Worlds::World& Worlds::world(std::vector<base::ApprovalId> barred) {
  std::sort(barred.begin(), barred.end());
  barred.erase(std::unique(barred.begin(), barred.end()), barred.end());
  if (const auto known = worlds_.find(barred); known != worlds_.end()) return known->second;
  const Unsurrounded turns_may_be_anywhere(proof_);
  return worlds_.try_emplace(barred, proof_, barred).first->second;
}

const Graph& Worlds::graph(const std::vector<base::ApprovalId>& barred) {
  World& here = world(barred);
  if (here.graph) return *here.graph;
  const Surrounded surrounded(proof_, here.modes);
  GraphOptions options;
  options.barred = barred;
  return here.graph.emplace(authority_graph(proof_, options));
}

}  // namespace envelope::reach
