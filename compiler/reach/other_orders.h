// Other ways to an end that one was found to, where the steps of that one cannot come one after another.
//
// Each step of a story was taken in the least state of windows and stops that lets it be, whatever the steps before leave open. So the same
// end is looked for again, each time with one more step kept out of the state in which it was told, until there is a story whose steps can
// come in their order. A story whose steps can differs from one whose steps cannot in the state of some step, so that none is missed but
// where one agent takes two steps by the same rules. That none was found is no proof.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "compiler/reach/modes.h"
#include "compiler/reach/story.h"

namespace envelope::reach {

// A decision about somebody that is not to be made in a state of some windows and stops, by number of the switch.
struct KeptOut {
  base::PrincipalId who, requested;
  base::ActionId action;
  std::map<std::uint32_t, bool> state;
  auto operator<=>(const KeptOut&) const = default;
};

// The states of `modes`, but for these decisions. Both must outlive the object.
class Elsewhere final : public prove::Surroundings {
 public:
  Elsewhere(Modes& modes, const std::set<KeptOut>& kept_out) : modes_(modes), kept_out_(kept_out) {}
  [[nodiscard]] bdd::Node occurring(prove::CellLogic& logic) override;
  [[nodiscard]] bool tells_apart() const override { return true; }

 private:
  Modes& modes_;
  const std::set<KeptOut>& kept_out_;
};

class OtherOrders {
 public:
  static constexpr std::size_t kLooksMax = 256;     // for one end
  static constexpr std::size_t kWorkMax = 100'000;  // looks times cells of the policy, for all ends that are asked about

  // Both must outlive the object.
  OtherOrders(prove::Proof& proof, Modes& modes) : proof_(proof), modes_(modes) {}

  // `first`, where its steps can come one after another; else what `look` finds the like of, in the surroundings that the proof has then.
  // Nothing: there is none, or a limit was hit; fault() says why then.
  template <typename Found, typename Look, typename StoryOf>
  [[nodiscard]] std::optional<Found> possible(Found first, const Look& look, const StoryOf& story_of) {
    fault_.clear();
    looks_ = 0;
    open_.clear();
    known_.clear();
    if (!refuses(story_of(first), {})) return first;
    while (!open_.empty() && may_look()) {
      const std::set<KeptOut> kept_out = std::move(open_.front());
      open_.pop_front();
      Elsewhere elsewhere(modes_, kept_out);
      const Surrounded surrounded(proof_, elsewhere);
      std::optional<Found> found = look();
      if (found && !refuses(story_of(*found), kept_out)) return found;
    }
    return std::nullopt;
  }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  // Whether the steps cannot come one after another, or that is not known. Then what else to keep out is open.
  bool refuses(const Story& story, const std::set<KeptOut>& kept_out);
  bool may_look();

  prove::Proof& proof_;
  Modes& modes_;
  std::string fault_;                   // of the first story
  std::size_t looks_ = 0, work_ = 0;    // looks: for this end
  std::deque<std::set<KeptOut>> open_;  // fewest first
  std::set<std::set<KeptOut>> known_;
};

// Keeps that a story's end may be reached after all: its steps cannot come in their order, and no others were found.
void give_up_order(prove::Proof& proof, const Story& story, const std::string& fault);

}  // namespace envelope::reach
