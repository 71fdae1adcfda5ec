// Why a request is not allowed, and the smallest changes of the policy with which it would be.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/evaluate.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/files.h"
#include "compiler/questions/gained.h"
#include "compiler/questions/steps.h"

namespace envelope::questions {

// One way: with these steps the policy compiles, and the runtime and the interpreter allow the request. Both were tried.
struct Way {
  Breadth breadth{};
  std::vector<Step> steps;
  AllGained gained;  // everything that it permits besides, and what was asked
};

struct WhyNot {
  model::Explanation explanation;              // of the policy as it is; allow: there is nothing to grant
  std::vector<model::StatementId> in_the_way;  // statements that restrict the request, in the order of the model
  std::vector<Way> ways;                       // the one that gives the least first; empty: none was found
  std::string fault;                           // ours: the runtime and the interpreter differ
};

struct WhyNotAsked {
  project::Files& files;  // what the policy was compiled from
  std::string main_path;
  const pipeline::Compilation& compilation;  // up to the model
  const request::Request& request;           // not refused
  std::size_t diagram_nodes = bdd::Space::kNodesMax;
  std::size_t ways_max = 3;
};

// Nothing is written. Deterministic. Cost: a compilation and a comparison for each way that is tried, of which there are few.
[[nodiscard]] WhyNot why_not(const WhyNotAsked& asked);

// For people, and as one JSON document.
[[nodiscard]] std::string render_pretty(const WhyNotAsked& asked, const WhyNot& answer);
[[nodiscard]] std::string render_json(const WhyNotAsked& asked, const WhyNot& answer);

}  // namespace envelope::questions
