// Internal to this folder: what the makers of edges share.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/reach/authority.h"
#include "compiler/reach/graph.h"
#include "compiler/reach/subagents.h"
#include "compiler/reach/text_set.h"

namespace envelope::reach {

// Something that `from` can bring about at a place of its choice: it writes files there.
struct Writing {
  std::vector<base::PrincipalId> from;  // all of whom it is true
  std::vector<Act> acts;                // of the first of them; the others act in its place
  model::AttributeId attribute;         // invalid: by a command, which writes anything
  TextSet paths;                        // of a command: every path
};

struct Gathering {
  prove::Proof& proof;
  const CellIndex& cells;
  const GraphOptions& options;
  Graph& graph;
  Subagents& subagents;

  [[nodiscard]] const model::PolicyModel& model() const { return proof.model(); }
  [[nodiscard]] bool is_wanted(base::PrincipalId who) const { return !options.only_from || *options.only_from == who; }
  void add(Edge edge);
  void give_up(const prove::ProofCell& cell, const std::string& limit);
};

// The same act by somebody of whom the policy says the same.
[[nodiscard]] std::vector<Act> acts_of(std::vector<Act> acts, base::PrincipalId from);

void add_requests(Gathering& gathering, std::vector<Writing>& writings);
void add_spawns(Gathering& gathering);
void add_own_edges(Gathering& gathering, std::vector<Writing>& writings);  // passage, job
void add_file_edges(Gathering& gathering, const std::vector<Writing>& writings);

// Words of the patterns of a command that name a path: `bash ~/bin/deploy.sh` executes that file.
[[nodiscard]] std::vector<std::string> paths_in(const TextSet& commands);

// What a cell (or an edge and the cell behind it) writes where `f` holds.
void note_writings(Gathering& gathering, prove::CellLogic& logic, prove::Node f, const std::vector<base::PrincipalId>& from,
                   const std::vector<Act>& acts, std::vector<Writing>& writings);

}  // namespace envelope::reach
