#include "compiler/reach/acting_as.h"

#include <algorithm>
#include <queue>
#include <tuple>

namespace envelope::reach {
namespace {

struct Open {
  std::size_t askings = 0, takeovers = 0, steps = 0, number = 0;  // `number`: of equals the one that was found first
  base::PrincipalId who;
  std::uint32_t edge = 0;

  bool operator>(const Open& other) const {
    return std::tie(askings, takeovers, steps, number) > std::tie(other.askings, other.takeovers, other.steps, other.number);
  }
};

}  // namespace

ActingAs::ActingAs(const Graph& graph, base::PrincipalId from, base::Effect least, base::PrincipalId end) : graph_(graph) {
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  std::size_t found = 0;
  open.push({0, 0, 0, found, from, Edge::kNone});
  while (!open.empty()) {
    const Open here = open.top();
    open.pop();
    if (!arrivals_.try_emplace(here.who, Arrival{here.edge, here.askings, here.takeovers, here.steps}).second) continue;
    in_order_.push_back(here.who);
    if (here.who == end) continue;
    for (const std::uint32_t number : graph.leaving[here.who.index()]) {
      const Edge& edge = graph.edges[number];
      if (!takes_over(edge.kind) || edge.level() < least || arrivals_.contains(edge.to)) continue;
      open.push({here.askings + askings_in(edge.acts), here.takeovers + 1, here.steps + steps_in(edge.acts), ++found, edge.to, number});
    }
  }
}

std::vector<std::uint32_t> ActingAs::way_to(base::PrincipalId who) const {
  std::vector<std::uint32_t> way;
  for (std::uint32_t edge = arrivals_.at(who).edge; edge != Edge::kNone; edge = arrivals_.at(graph_.edges[edge].from).edge)
    way.push_back(edge);
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace envelope::reach
