// Whom somebody comes to act as, one takeover after the other.
#pragma once

#include <map>
#include <vector>

#include "compiler/reach/graph.h"

namespace envelope::reach {

class ActingAs {
 public:
  // `graph` must outlive the object. On each way the fewest people are asked; of such ways that over the fewest takeovers is taken, then
  // the shortest. `least` is allow where nobody may be asked. No way leads on from `end`.
  ActingAs(const Graph& graph, base::PrincipalId from, base::Effect least, base::PrincipalId end = {});

  // All of them, `from` first, those with the better ways before the others.
  [[nodiscard]] const std::vector<base::PrincipalId>& in_order() const { return in_order_; }
  [[nodiscard]] bool contains(base::PrincipalId who) const { return arrivals_.contains(who); }
  // Of one that is contained: numbers of the edges of the way there, and how many steps they are.
  [[nodiscard]] std::vector<std::uint32_t> way_to(base::PrincipalId who) const;
  [[nodiscard]] std::size_t takeovers_to(base::PrincipalId who) const { return arrivals_.at(who).takeovers; }
  [[nodiscard]] std::size_t steps_to(base::PrincipalId who) const { return arrivals_.at(who).steps; }
  [[nodiscard]] std::size_t askings_to(base::PrincipalId who) const { return arrivals_.at(who).askings; }

 private:
  struct Arrival {
    std::uint32_t edge = 0;
    std::size_t askings = 0, takeovers = 0, steps = 0;
  };

  const Graph& graph_;
  std::vector<base::PrincipalId> in_order_;
  std::map<base::PrincipalId, Arrival> arrivals_;
};

}  // namespace envelope::reach
