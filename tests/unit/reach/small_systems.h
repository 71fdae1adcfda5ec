// Random small systems of agents that write files, or sets of them, which run as others, ask each other, start subagents and act; and what
// of it one request brings about, asked of the reference interpreter one request after the other.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/pipeline/compile.h"
#include "compiler/reach/find_escalations.h"
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
// Barred, nobody is asked for anything.
inline constexpr const char* kEveryApproval = "*";
// Whether the agent may do it itself or by a subagent that it may start, where `barred` (an approval; empty: none) is not given.
[[nodiscard]] bool does(const model::PolicyModel& model, std::size_t who, const Asked& asked, const std::string& barred);
// The same, or has another agent do it.
[[nodiscard]] bool brings_about(const model::PolicyModel& model, std::size_t who, const Asked& asked, const std::string& barred);

// Who can write what runs as whom.
using Edges = std::set<std::pair<std::size_t, std::size_t>>;
// A request that writes, and what.
struct Writing {
  Asked asked;
  std::vector<std::string> paths;
};
[[nodiscard]] std::vector<Writing> writings_of(const System& system);
// Adds what `who` comes to by such a request.
void add_edges(const System& system, const Writing& writing, std::size_t who, Edges& edges);
[[nodiscard]] Edges edges_of(const System& system, const model::PolicyModel& model, const std::string& barred);
// Whom `from` comes to act as, itself included.
[[nodiscard]] std::set<std::size_t> closed_over(const Edges& edges, std::size_t from);

// What is told of the policy. Fails the test where anything went wrong or is not known.
[[nodiscard]] std::vector<ToldWay> ways_of(pipeline::Compilation& compilation);
// The names of all who have this way.
[[nodiscard]] std::vector<std::string> who_has(const model::PolicyModel& model, const ToldWay& way);

// What the solver's program answers to scripts; its library does not read datalog.
[[nodiscard]] std::string answers_of_datalog(const std::string& scripts);

}  // namespace envelope::reach::small
