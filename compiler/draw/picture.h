// Who can have whom act, and whom they ask: the authority of a policy as nodes and edges to be drawn.
//
// Agents of one tier that may do the same are one node, so that a fleet of 200 is as readable as one of five. All edges from one node to
// another of one kind are one edge; its title says what they are about.
#pragma once

#include <string>
#include <vector>

#include "compiler/questions/answer.h"

namespace envelope::draw {

enum class NodeKind : std::uint8_t { agents, human };

struct Node {
  NodeKind kind{};
  std::vector<std::string> names;  // sorted
  std::string tier;                // empty: none
  std::string label;               // a few words
  std::string title;               // everything: the names, and what they may do
};

enum class EdgeKind : std::uint8_t {
  request,   // has the other act
  approval,  // asks the other to approve
};
[[nodiscard]] std::string_view edge_word(EdgeKind kind);

struct Edge {
  EdgeKind kind{};
  std::size_t from = 0, to = 0;      // numbers of nodes
  std::vector<std::string> actions;  // what it is about; sorted
  std::string title;
};

struct Picture {
  std::string name;         // of the policy
  std::vector<Node> nodes;  // by tier, then first name; humans last
  std::vector<Edge> edges;  // by from, to, kind
};

// `answers` are those about everybody and every action.
[[nodiscard]] Picture picture_of(const model::PolicyModel& model, const questions::Answers& answers);

// In the language of Graphviz. Deterministic.
[[nodiscard]] std::string render_dot(const Picture& picture);
// One document.
[[nodiscard]] std::string render_json(const Picture& picture);
// What Graphviz made of render_dot(), with the titles of `picture` in it: a reader of the picture sees them where the pointer rests.
[[nodiscard]] std::string with_titles(const Picture& picture, std::string svg);

}  // namespace envelope::draw
