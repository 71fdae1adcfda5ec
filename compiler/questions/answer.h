// Who can do what, when: what a policy decides about each principal and action, in its own words.
//
// An answer is a list of lines. The first line whose condition certainly holds says what is decided; where none holds, the answer is deny.
// That is exact: the lines of a cell and its table decide every request alike, as far as whoever acts is asked for itself (who acts for
// others needs a yes for each of them). What a question takes as given is not said again.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/prove/cells.h"
#include "compiler/questions/given.h"

namespace envelope::questions {

struct Line {
  base::Effect effect{};
  std::vector<std::string> approvals;  // effect ask: the names of all that are needed
  std::vector<std::string> when;       // conditions one of which must hold; empty: always
  bool operator==(const Line&) const = default;
};

// What is decided alike for these principals about one action, or about asking `requested` to do it.
struct Answer {
  std::vector<base::PrincipalId> principals;  // ascending
  base::ActionId action;
  base::PrincipalId requested;  // valid: `request REQUESTED for ACTION`
  std::vector<Line> lines;      // allow, then ask (the fewest approvals first), then propose; never empty
};

struct Answers {
  std::vector<Answer> answers;      // by action, requested, then first principal; cells without a line are left out
  std::vector<std::string> limits;  // of cells that could not be worked out: what it was about, and the limit. They are in no answer
  std::vector<std::string> faults;  // the same, and ours
  std::set<base::ZoneId> zones;     // on whose clocks the conditions read times of day and days
};

// Which cells are asked about.
struct Question {
  base::PrincipalId who;  // invalid: everybody
  base::ActionId action;  // invalid: every action
  Given given;
  std::vector<std::string> words;                     // in which `given` was said, for the title
  std::size_t diagram_nodes = bdd::Space::kNodesMax;  // of one cell
};

// Deterministic. Never throws. Cost: one cell of the prover (prove/cells.h) after the other.
[[nodiscard]] Answers answer(const model::PolicyModel& model, const Question& question);

// The lines of one cell; nothing where a limit was hit.
struct CellLines {
  std::vector<Line> lines;
  std::string limit;
  bool is_faulty = false;  // a fault of ours, not a limit
  std::set<base::ZoneId> zones;
};
[[nodiscard]] CellLines lines_of(prove::CellLogic& logic, const Given& given);

// Conditions that hold exactly within `room` and together cover `target`; empty: always. Both must be functions of which more knowledge
// never takes away: then there are such conditions. Nothing, and `lines.limit` says why, where there are not.
[[nodiscard]] std::vector<std::string> conditions_of(prove::CellLogic& logic, const std::vector<Axis>& axes, bdd::Node target,
                                                     bdd::Node room, CellLines& lines, bdd::Node& covered);

}  // namespace envelope::questions
