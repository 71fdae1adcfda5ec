// What comes within reach over several takeovers, and is graver than what a single one leads to.
#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/prove/cells.h"
#include "compiler/reach/acting_as.h"
#include "compiler/reach/causes.h"

namespace envelope::reach {
namespace {

using base::ActionId;
using base::Effect;
using base::PrincipalId;

constexpr std::size_t kLooksMax = 100'000;

class ChainCauses {
 public:
  explicit ChainCauses(const Looking& looking) : looking_(looking), proof_(looking.proof), model_(proof_.model()) {}

  std::vector<Cause> run() {
    std::vector<PrincipalId> agents;
    for (std::uint32_t i = 0; i < model_.principals.size(); ++i)
      if (model_.principals[i].kind == model::PrincipalKind::agent && takes_somebody_over({i})) agents.push_back({i});
    for (const PrincipalId who : prove::by_name(model_, agents)) look_at(who);
    if (looks_ > kLooksMax)
      proof_.give_up({{}, "what is reached over several takeovers", "there are more than " + std::to_string(kLooksMax) + " to look at"});
    std::vector<Cause> causes;
    for (auto& [key, end] : found_) causes.push_back(std::move(end.cause));
    return causes;
  }

 private:
  // Who is taken over at last, what for, how that stands, and whether people are asked: one cause, wherever the way begins.
  using Key = std::tuple<PrincipalId, ActionId, Standing, bool>;

  [[nodiscard]] bool has_edge(PrincipalId who, bool (*is_wanted)(const Edge&)) const {
    const auto& leaving = looking_.graph.leaving[who.index()];
    return std::any_of(leaving.begin(), leaving.end(), [&](std::uint32_t number) { return is_wanted(looking_.graph.edges[number]); });
  }
  [[nodiscard]] bool takes_somebody_over(PrincipalId who) const {
    return has_edge(who, [](const Edge& edge) { return takes_over(edge.kind); });
  }
  [[nodiscard]] bool changes_policy(PrincipalId who) const {
    return has_edge(who, [](const Edge& edge) { return edge.kind == EdgeKind::policy && edge.level() == Effect::allow; });
  }

  // What a rule withholds from somebody; an invalid action: a protected file.
  [[nodiscard]] std::vector<ActionId> withheld(PrincipalId who) const {
    std::vector<ActionId> actions;
    for (const std::uint32_t number : looking_.cells.of(who))
      if (is_restricted(proof_.cells()[number])) actions.push_back(proof_.cells()[number].action);
    if (!changes_policy(who)) actions.emplace_back();
    return actions;
  }

  // Whether it is worth a look: somebody may do it, or has it done.
  [[nodiscard]] bool may_have(PrincipalId who, ActionId action) const {
    if (!action.is_valid()) return changes_policy(who);
    if (looking_.cells.find(who, action)) return true;
    const auto& leaving = looking_.graph.leaving[who.index()];
    return std::any_of(leaving.begin(), leaving.end(), [&](std::uint32_t number) {
      const Edge& edge = looking_.graph.edges[number];
      return edge.kind == EdgeKind::request && edge.acts.front().action == action;
    });
  }

  // How what somebody has another do stands, with nobody asked: that is told by itself.
  [[nodiscard]] Standing had_done(PrincipalId who, ActionId action) const {
    Standing gravest = Standing::open;
    for (const std::uint32_t number : looking_.graph.leaving[who.index()]) {
      const Edge& edge = looking_.graph.edges[number];
      if (edge.kind != EdgeKind::request || edge.acts.front().action != action || edge.level() != Effect::allow) continue;
      const auto told = look_at_request(looking_, {EdgeKind::request, false, who, edge.to, action, {}, Edge::kNone, {}, false}, {});
      if (told && askings(told->story) == 0)
        gravest = std::max(gravest, told->code == diagnostics::Code::ConfusedDeputy ? Standing::refused : Standing::asked);
    }
    return gravest;
  }

  void look_at(PrincipalId who) {
    const ActingAs reached(looking_.graph, who, Effect::ask);
    const auto is_far = [&](PrincipalId other) { return reached.takeovers_to(other) > 1; };
    if (std::none_of(reached.in_order().begin(), reached.in_order().end(), is_far)) return;
    for (const ActionId action : withheld(who)) {
      Standing known = Standing::open;
      for (const PrincipalId other : reached.in_order()) {
        if (other == who || !may_have(other, action)) continue;
        if (++looks_ > kLooksMax) return;
        Way way{EdgeKind::runs, false, who, other, action, {}, Edge::kNone, {}, false};
        way.is_chain = true;
        const Standing here = gravest_gain(looking_, way);
        const bool is_news = looking_.everything || (here > known && here > had_done(who, action));
        // What needs an approval and is reached by approvals of something else is left to those who give them.
        const bool is_asked = reached.askings_to(other) > 0;
        const bool is_told = is_news && is_far(other) && (here == Standing::refused || (here == Standing::asked && !is_asked));
        if (is_told)
          found_.try_emplace({other, action, here, is_asked}, way, reached.steps_to(other)).first->second.add(way, reached.steps_to(other));
        known = std::max(known, here);
        if (looking_.everything ? is_told : known == Standing::refused) break;
      }
    }
  }

  const Looking& looking_;
  prove::Proof& proof_;
  const model::PolicyModel& model_;
  std::map<Key, SameEnd> found_;
  std::size_t looks_ = 0;
};

}  // namespace

std::vector<Cause> chain_causes(const Looking& looking) { return ChainCauses(looking).run(); }

}  // namespace envelope::reach
