// The policy as every question over the authority graph sees it, where some approvals are not given: which windows and stops can be on
// together, and the graph in these states. Nothing of it depends on the question, so that it is worked out once for all that ask.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "compiler/reach/authority.h"
#include "compiler/reach/graph.h"
#include "compiler/reach/modes.h"

namespace envelope::reach {

class Worlds {
 public:
  // `proof` must outlive the object.
  explicit Worlds(prove::Proof& proof) : proof_(proof), cells_(proof) {}
  Worlds(const Worlds&) = delete;
  Worlds& operator=(const Worlds&) = delete;

  [[nodiscard]] prove::Proof& proof() const { return proof_; }
  [[nodiscard]] const CellIndex& cells() const { return cells_; }

  // Where the `barred` approvals are not given. What is answered lives as long as this object; no logic made before an answer lives on
  // after it. What cannot be worked out is kept in the proof when it is first asked for.
  [[nodiscard]] Modes& modes(const std::vector<base::ApprovalId>& barred = {}) { return world(barred).modes; }
  [[nodiscard]] const Graph& graph(const std::vector<base::ApprovalId>& barred = {});

 private:
  struct World {
    World(prove::Proof& proof, const std::vector<base::ApprovalId>& barred) : modes(proof, barred) {}

    Modes modes;
    std::optional<Graph> graph;
  };

  World& world(std::vector<base::ApprovalId> barred);

  prove::Proof& proof_;
  CellIndex cells_;
  std::map<std::vector<base::ApprovalId>, World> worlds_;  // by what is barred, ascending
};

}  // namespace envelope::reach
