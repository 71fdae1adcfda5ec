// Random small systems of agents that write files, or sets of them, which run as others, ask each other and act; and what of it one
// request brings about, asked of the reference interpreter one request after the other.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/pipeline/compile.h"
#include "compiler/request/request.h"
#include "tests/differential/random.h"

namespace envelope::reach::small {

inline constexpr std::size_t kAgents = 5;
inline const std::vector<std::string> kPaths = {"/a", "/b", "/c", "/d", "/e", "/f"};

[[nodiscard]] std::string name(std::size_t agent);
// Some paths as a condition.
[[nodiscard]] std::string some_paths(differential::Random& random);

struct System {
  std::string text;
  std::vector<std::pair<std::string, std::size_t>> files;  // path, who runs it
  bool has_sets = false;                                   // there is an action that writes a set of paths
};
[[nodiscard]] System make(differential::Random& random);

[[nodiscard]] std::unique_ptr<pipeline::Compilation> compiled(const std::string& text);

// One request about one action, by agents in turn.
struct Asked {
  std::string action, attribute;
  request::RawValue value;
};
// Whether the agent may do it itself, where `barred` (an approval; empty: none) is not given.
[[nodiscard]] bool does(const model::PolicyModel& model, std::size_t who, const Asked& asked, const std::string& barred);
// The same, or has another agent do it.
[[nodiscard]] bool brings_about(const model::PolicyModel& model, std::size_t who, const Asked& asked, const std::string& barred);

// Who can write what runs as whom.
using Edges = std::set<std::pair<std::size_t, std::size_t>>;
[[nodiscard]] Edges edges_of(const System& system, const model::PolicyModel& model, const std::string& barred);
// Whom `from` comes to act as, itself included.
[[nodiscard]] std::set<std::size_t> closed_over(const Edges& edges, std::size_t from);

// What the solver's program answers to scripts; its library does not read datalog.
[[nodiscard]] std::string answers_of_datalog(const std::string& scripts);

}  // namespace envelope::reach::small
