// What an agent is denied or needs an approval for, done by another action: by itself, or by another agent at its request.
#include <fmt/format.h>

#include "compiler/reach/effects.h"
#include "compiler/reach/escalation.h"
#include "compiler/reach/gathering.h"
#include "compiler/reach/handover.h"
#include "compiler/request/print.h"

namespace envelope::reach {
namespace {

using base::Effect;
using diagnostics::Code;
using diagnostics::Severity;
using prove::CellLogic;
using prove::Node;
using prove::ProofCell;
using prove::Without;

class Substitute {
 public:
  Substitute(const Looking& looking, const Way& way, const Without& without)
      : looking_(looking), proof_(looking.proof), way_(way), without_(without), depths_(depths_of(looking, way.from, without)) {}

  std::optional<Escalation> run() {
    const auto number = looking_.cells.find(way_.from, way_.action);
    const auto paths = written_paths(proof_.model(), way_.action);
    if (!number || paths.empty()) return std::nullopt;
    cell_ = proof_.cells()[*number];
    cell_.who = way_.from;
    path_ = paths.front();
    const std::vector<Writing> writings = is_by_itself() ? own_writings() : writings_at_request();
    if (writings.empty() || !find_withheld()) return std::nullopt;
    for (const Writing& writing : writings)
      for (const auto& [set, standing] : {std::pair(&refused_, Standing::refused), std::pair(&asked_, Standing::asked)}) {
        const Overlap common = overlap(writing.paths, *set, proof_.knowledge());
        if (!common.text) continue;
        auto escalation = told(writing, *common.text, standing);
        if (escalation) return escalation;
      }
    return std::nullopt;
  }

 private:
  [[nodiscard]] bool is_by_itself() const { return way_.from == way_.to; }
  [[nodiscard]] std::string name(base::PrincipalId who) const { return proof_.model().principals[who.index()].name; }
  [[nodiscard]] std::string name(base::ActionId action) const { return proof_.model().actions[action.index()].name; }

  void give_up(const std::string& limit) { proof_.give_up({{}, "what `" + name(way_.from) + "` writes by other actions", limit}); }

  // What is written where `f` holds by one that stands there, for each place in which the agent or a subagent of it stands.
  template <typename Where>
  std::vector<Writing> writings_of(CellLogic& logic, std::vector<Act> acts, const Where& f) {
    const GraphOptions options;
    Graph unused;
    Subagents subagents(proof_, looking_.cells, without_);
    Gathering gathering{proof_, looking_.cells, options, unused, subagents};
    std::vector<Writing> writings;
    for (const Stand& stand : stands(logic, depths_)) {
      if (stand.spawning != Effect::allow) continue;
      acts.front().depth = stand.depth;
      note_writings(gathering, logic, f(stand), {way_.from}, acts, writings);
    }
    if (logic.limit().empty()) return writings;
    give_up(logic.limit());
    return {};
  }

  std::vector<Writing> own_writings() {
    const auto number = looking_.cells.find(way_.from, way_.by);
    if (!number) return {};
    ProofCell by = proof_.cells()[*number];
    by.who = way_.from;
    CellLogic logic = proof_.logic(by);
    return writings_of(logic, {{way_.from, {}, way_.by, *number, Effect::allow}},
                       [&](const Stand& stand) { return able_at(logic, stand, Effect::allow, without_); });
  }

  std::vector<Writing> writings_at_request() {
    const auto edge = looking_.cells.find(way_.from, way_.by, way_.to), behind = looking_.cells.find(way_.to, way_.by);
    if (!edge || !behind) return {};
    ProofCell asks = proof_.cells()[*edge], acts = proof_.cells()[*behind];
    asks.who = way_.from;
    acts.who = way_.to;
    Joint joint(proof_, {&asks, &acts});
    const Handover handover(joint[0], depths_, Effect::allow, decided(joint[0], Effect::allow, without_, {}), joint[1],
                            decided(joint[1], Effect::allow, without_, {}));
    return writings_of(joint[0], {{way_.from, way_.to, way_.by, *edge, Effect::allow}, {way_.to, {}, way_.by, *behind, Effect::allow}},
                       [&](const Stand& stand) { return joint[0].somewhere(handover.where_at(stand), session_slots(joint[0])); });
  }

  // The paths that the action itself is denied for, or needs an approval for.
  bool find_withheld() {
    CellLogic logic = proof_.logic(cell_);
    bdd::Space& space = logic.space();
    const Node allowed = able(logic, Effect::allow, without_), ask = able(logic, Effect::ask, without_);
    refused_ = lone_texts_of(logic, path_, space.without(restrained(logic, without_), space.either(allowed, ask)));
    asked_ = lone_texts_of(logic, path_, space.without(ask, allowed));
    if (!logic.limit().empty()) give_up(logic.limit());
    return logic.limit().empty();
  }

  std::optional<Escalation> told(const Writing& writing, const std::string& path, Standing standing) {
    const model::PolicyModel& model = proof_.model();
    auto story = steps_of(proof_, Edge{EdgeKind::executes, way_.from, way_.from, writing.acts, writing.attribute, path}, without_);
    if (!story) return std::nullopt;
    story->back().opens = writing.attribute.is_valid() ? fmt::format("`{}` is written", path)
                                                       : fmt::format("a command that may be anything writes `{}`", path);
    request::Request direct = story->back().shown.request;
    direct.principal = name(way_.from);
    direct.lineage.emplace();
    direct.action = name(way_.action);
    direct.attributes = prove::least_request(model, cell_).attributes;
    prove::add_text(direct.attributes[model.attributes[path_.index()].name], path);
    const auto itself = proof_.replayed(direct, without_);
    if (!itself || itself->outcome.effect >= Effect::allow) return std::nullopt;
    const std::string does = is_by_itself() ? "does" : fmt::format("has `{}` do", name(way_.to));
    return Escalation{Code::ApprovalBypass,
                      Severity::error,
                      way_.from,
                      *story,
                      fmt::format("`{}` {} `{}`, and {} the same by `{}`", name(way_.from), standing_words(standing), name(way_.action),
                                  does, name(way_.by)),
                      fmt::format("{} for `{}`", request::print(itself->outcome), name(way_.action)),
                      {{way_.action, {}}}};
  }

  const Looking& looking_;
  prove::Proof& proof_;
  const Way& way_;
  const Without& without_;
  Depths depths_;
  ProofCell cell_;  // of what is withheld
  model::AttributeId path_;
  TextSet refused_, asked_;
};

}  // namespace

std::optional<Escalation> look_at_substitute(const Looking& looking, const Way& way, const Without& without) {
  return Substitute(looking, way, without).run();
}

}  // namespace envelope::reach
