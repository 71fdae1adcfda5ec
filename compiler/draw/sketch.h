// Internal to this folder: the authority graph one by one, before anything is folded or told.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/draw/picture.h"
#include "compiler/reach/find_escalations.h"
#include "compiler/reach/graph.h"

namespace envelope::draw {

// Somebody or something that becomes a box, alone or with others.
struct Thing {
  BoxKind kind{};
  std::uint32_t id = 0;  // in the model: a principal, action, approval, switch or file
  std::string name;
  std::string tier;
};

// All edges of one kind between two things.
struct Tie {
  ArrowKind kind{};
  std::size_t from = 0, to = 0;
  bool is_asked = true;  // so far
  std::set<std::string> about;
  std::vector<std::uint32_t> edges;         // of the graph
  std::set<model::StatementId> statements;  // that need the approval
  std::vector<std::string> lines;           // what the story of a marked way says of it
  std::set<std::size_t> ways;
};

// One marked way.
struct Trail {
  diagnostics::Code code{};
  diagnostics::Severity severity{};
  std::string message;
  base::PrincipalId from;
  std::vector<std::size_t> steps;  // ties
};

struct Sketch {
  reach::Graph graph;
  std::vector<Thing> things;
  std::vector<Tie> ties;
  std::vector<Trail> trails;
};

// `ways` are marked in it.
[[nodiscard]] Sketch sketch_of(prove::Proof& proof, const std::vector<reach::ToldWay>& ways, const PictureOptions& options);

// Leaves what starts with `from` and leads to `to`. Whoever is taken over counts as the one who takes over.
void focus(Sketch& sketch, const PictureOptions& options);

// The box of each thing, numbered in the order of Picture::boxes.
struct Folded {
  Folding folding{};
  std::vector<std::size_t> box_of;
  std::vector<std::vector<std::size_t>> things;  // of each box
};
// By the first rule that makes few enough boxes and arrows, else by the last.
[[nodiscard]] Folded folded(const Sketch& sketch, bool full);

// ---- words ----
// What the first of a box may do, and by which rules; what else there is to say.
void tell_boxes(prove::Proof& proof, const Sketch& sketch, const Folded& fold, Picture& picture);
// Who can do what to whom; of the first few edges the story.
void tell_arrow(prove::Proof& proof, const Sketch& sketch, const std::vector<std::size_t>& ties, const Picture& picture, Arrow& arrow);
// "agent_2" before "agent_10".
[[nodiscard]] bool precedes_by_number(std::string_view a, std::string_view b);
// The first few, and how many more.
[[nodiscard]] std::string first_names(const std::vector<std::string>& names, std::size_t shown);

}  // namespace envelope::draw
