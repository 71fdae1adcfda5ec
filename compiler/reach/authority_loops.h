// Agents that have each other do, in a circle, what they are not given themselves (ENV2203).
//
// A link leads from one agent to another of whom it gets something: it has the other do it (request), or acts as the other (a file, a
// job), without anybody being asked. It gets what it is not given itself and may have nobody outside the circle do. That one agent hands
// something to another on purpose is no finding; that what was handed out in one direction comes back, in any form, is.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/reach/escalation.h"

namespace envelope::reach {

struct Link {
  base::PrincipalId from, to;
  std::uint32_t edge = 0;   // of Graph::edges
  bool is_told = false;     // other codes tell what is got here
  bool only_looks = false;  // what is got here changes nothing
};

// Agents each of whom gets something of another of them, and how; at least one link is not told by other codes.
struct Circle {
  std::vector<base::PrincipalId> members;  // ascending
  std::vector<Link> links;                 // in the order of the graph
};

// What agents get of each other. Remembers what it found out; all it is made of must outlive it.
class Links {
 public:
  Links(prove::Proof& proof, const CellIndex& cells, const Graph& graph);

  // The circles among `members`, without some statements.
  [[nodiscard]] std::vector<Circle> circles_among(const Looking& looking, const std::vector<base::PrincipalId>& members,
                                                  const prove::Without& without);
  // The groups outside of which there is no circle: whoever can lead to each other at all.
  [[nodiscard]] std::vector<std::vector<base::PrincipalId>> candidates() const;
  // The steps of a link of a circle; nothing when the runtime decides one otherwise: that is a fault, kept in the proof.
  [[nodiscard]] std::optional<Story> story_of(const Looking& looking, const Circle& circle, const Link& link,
                                              const prove::Without& without);

 private:
  // Requests of one agent for one action to several others, held against each other.
  struct Asked {
    base::PrincipalId from;
    base::ActionId action;
    std::vector<std::uint32_t> inside, outside;  // edges to members, and to others
    auto operator<=>(const Asked&) const = default;
  };
  struct Gotten {
    bool is_gained = false, is_told = false;
    std::vector<request::Request> requests;  // that is made, and that is done then; where asked for
    std::uint32_t depth = 0;                 // of the subagent that makes the first
  };

  // What one agent gets by acting as another.
  struct TakenOver {
    bool is_gained = false, only_looks = true;
  };

  [[nodiscard]] std::vector<std::uint32_t> edges_from(base::PrincipalId from) const;
  [[nodiscard]] std::vector<Asked> asked_by(base::PrincipalId from, const std::set<base::PrincipalId>& members) const;
  [[nodiscard]] std::vector<Gotten> gotten(const Asked& asked, const prove::Without& without, bool with_requests);
  [[nodiscard]] std::vector<Gotten> known_gotten(const Asked& asked, const prove::Without& without);
  [[nodiscard]] std::vector<Link> links_among(const Looking& looking, const std::vector<base::PrincipalId>& members,
                                              const prove::Without& without);
  [[nodiscard]] std::optional<Link> takeover(const Looking& looking, std::uint32_t edge, const prove::Without& without);
  [[nodiscard]] static TakenOver taken_over(const Looking& looking, const Edge& edge, const prove::Without& without);
  [[nodiscard]] bool touches(const prove::Without& without, const std::vector<std::uint32_t>& cells) const;

  prove::Proof& proof_;
  const CellIndex& cells_;
  const Graph& graph_;
  std::map<Asked, std::vector<Gotten>> asked_;
  std::map<std::pair<base::PrincipalId, base::PrincipalId>, TakenOver> takeovers_;  // by who takes over whom
};

// A way for each circle of the policy, by the names of their members.
[[nodiscard]] std::vector<Way> circles_of(const Looking& looking);

}  // namespace envelope::reach
