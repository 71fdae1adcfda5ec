// Which windows and stops can be on together, and one after another.
//
// A single request may say of every window and stop that it is on. A policy says who may enter and leave them, and in which state of the
// others: so some states never come about. That is not monotone (leaving gives back what entering took), so it is searched by states: from
// "all are off", by every turn that somebody may make, or that happens by itself (`lasts`, a watch, a duty), to all states that follow.
// Everybody takes every permitted turn, people and those who must ask for it included. Sets of states are decision diagrams.
//
// Only a *region* is looked at: the modes that a question is about and those that they depend on. Where these are too many, the furthest
// are left open: what is never on together then never is, and what is must be shown by single states or is not known.
//
// Left open, so that everything may be: phases (the host says which one is on), windows and stops that nobody may enter (they are the
// host's own), and, in turns of what is shared, those kept for each session or agent (other sessions have others on).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/prove/proof.h"
#include "compiler/prove/surroundings.h"
#include "compiler/reach/story.h"

namespace envelope::reach {

// Somebody, or something, turns a window or stop on or off.
struct Turn {
  std::uint32_t mode = 0;  // number of the switch
  bool on = false;
  bdd::Node guard = bdd::kFalse;  // over modes: the states in which it can
  base::PrincipalId who;          // invalid: it happens by itself
  std::uint32_t cell = 0;         // of Proof::cells(), where somebody does it
  Depths depths{};                // of the subagents of `who`, any of whom does it as well
};

// What is known of the turns of a policy, where `barred` approvals are not given.
struct Turns {
  std::vector<Turn> turns;
  std::set<std::uint32_t> modes;  // that somebody may enter, were every approval given; the others are left open
};
// Guards are nodes of `space`, whose variables are numbers of switches. What cannot be worked out is taken to be possible.
[[nodiscard]] Turns turns_of(prove::Proof& proof, bdd::Space& space, const std::vector<base::ApprovalId>& barred);

// How the windows and stops come on that the steps of a story need: a sentence for each shortest sequence of turns, and how often people
// are asked for one.
struct Turned {
  std::vector<std::string> sentences;
  std::size_t askings = 0;
};

// Steps of a story that cannot come one after another, or of which that is not known.
struct Conflict {
  std::string fault;  // why
  // By step, up to the one that cannot come: what it needs on (or off) of windows and stops that depend on each other. Empty where it is
  // not known whether they can come.
  std::vector<std::map<std::uint32_t, bool>> needed;
};

class Modes final : public prove::Surroundings {
 public:
  static constexpr std::size_t kAskedMax = 24;   // of one component, in one cell; more are left open
  static constexpr std::size_t kModesMax = 128;  // of one region; kModesFew where their diagrams grow too large
  static constexpr std::size_t kModesFew = 16;
  static constexpr std::size_t kNodesMax = std::size_t{1} << 18U;  // of the diagrams of one region
  static constexpr std::size_t kImagesMax = 20'000;                // turns that are tried in one region
  static constexpr std::size_t kStatesMax = 20'000;                // that are looked at one by one for each step of a story

  // `proof` must outlive the object. Near-linear in the cells about `enter` and `leave`; states are worked out when they are asked about.
  Modes(prove::Proof& proof, const std::vector<base::ApprovalId>& barred = {});

  [[nodiscard]] bdd::Node occurring(prove::CellLogic& logic) override;

  // Nothing where the steps can come one after another, everybody turning windows and stops between them. Else another way to the same end
  // may be open.
  [[nodiscard]] std::optional<Conflict> conflict(const Story& story);

  // Of such a story: the turns of people included, each decided by the runtime. Nothing where single states do not show it.
  [[nodiscard]] Turned told(const Story& story);

 private:
  using Asked = std::map<std::uint32_t, bool>;  // by number of the switch: whether it is on
  using State = std::vector<bool>;              // by variable

  using Turning = std::vector<std::pair<State, const Turn*>>;  // what is turned before a step, each with the state in which it is

  // Some modes, with those that they depend on, as far as there is room; beyond, everything may be.
  struct Region {
    std::vector<std::uint32_t> modes;              // by variable of the space
    std::map<std::uint32_t, bdd::Variable> names;  // the other way round
    std::vector<Turn> turns;                       // `mode` being a variable; the guard is where something beyond may let it be
    std::vector<bdd::Node> alone;                  // by turn: the guard where everything beyond is off
    std::unique_ptr<bdd::Space> space;
    bdd::Node reachable = bdd::kTrue;    // or more
    bool is_exact = true;                // nothing is beyond, and all was worked out
    std::string limit;                   // why not
    std::map<State, bdd::Node> shadows;  // what is reachable of some modes, the others being anything
  };

  [[nodiscard]] std::vector<std::set<std::uint32_t>> by_component(const std::set<std::uint32_t>& modes) const;
  [[nodiscard]] Region& region(const std::set<std::uint32_t>& asked);
  [[nodiscard]] Region make_region(const std::set<std::uint32_t>& asked, std::size_t modes_max);
  void choose(Region& region, const std::set<std::uint32_t>& asked, std::size_t modes_max) const;
  [[nodiscard]] bdd::Node closed(Region& region, bdd::Node states) const;
  [[nodiscard]] bdd::Node shadow(Region& region, const State& is_kept) const;

  [[nodiscard]] std::vector<Asked> asked(const Story& story, bool with_sessions = false);
  [[nodiscard]] std::vector<Region*> regions_of(const std::vector<Asked>& asked);
  [[nodiscard]] std::optional<Conflict> conflict_in(Region& region, const Story& story, const std::vector<Asked>& asked) const;
  [[nodiscard]] std::optional<std::vector<Turning>> walk(const Region& region, const Story& story, const std::vector<Asked>& asked) const;
  [[nodiscard]] std::optional<Step> step_of_turn(const Region& region, const Turn& turn, const State& state) const;
  [[nodiscard]] State in_another_session(const Region& region, State state) const;
  [[nodiscard]] Turn by_whom(const Region& region, const Turn& turn, const State& state, base::PrincipalId who) const;
  [[nodiscard]] std::string told_turns(const Region& region, const Turning& turning, base::PrincipalId who, std::size_t& askings) const;
  void turn_by(const Region& region, const Step& step, State& state) const;

  prove::Proof& proof_;
  bdd::Space space_;  // of turns_
  Turns turns_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> depends_;          // by mode: what its turns ask
  std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> places_;  // by mode: component, place in a walk through it
  std::map<std::set<std::uint32_t>, Region> regions_;
};

// While it lives, requests of the proof occur only where the surroundings say so.
class Surrounded {
 public:
  Surrounded(prove::Proof& proof, prove::Surroundings& surroundings) : Surrounded(proof, &surroundings) {}
  Surrounded(const Surrounded&) = delete;
  Surrounded& operator=(const Surrounded&) = delete;
  ~Surrounded() { proof_.surround(before_); }

 protected:
  Surrounded(prove::Proof& proof, prove::Surroundings* surroundings) : proof_(proof), before_(proof.surroundings()) {
    proof_.surround(surroundings);
  }

 private:
  prove::Proof& proof_;
  prove::Surroundings* before_;
};

// While it lives, they occur anywhere.
class Unsurrounded : public Surrounded {
 public:
  explicit Unsurrounded(prove::Proof& proof) : Surrounded(proof, nullptr) {}
};

}  // namespace envelope::reach
