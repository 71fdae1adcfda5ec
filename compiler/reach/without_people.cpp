#include "compiler/reach/without_people.h"

#include "compiler/reach/authority_loops.h"
#include "compiler/reach/confirm.h"

namespace envelope::reach {

namespace {

std::vector<base::ApprovalId> all_approvals(const model::PolicyModel& model) {
  std::vector<base::ApprovalId> all;
  for (std::uint32_t i = 0; i < model.approvals.size(); ++i) all.push_back({i});
  return all;
}

}  // namespace

struct WithoutPeople::World {
  explicit World(const Looking& looking)
      : modes(looking.proof, all_approvals(looking.proof.model())),
        graph(graph_in(looking.proof, modes)),
        links(looking.proof, looking.cells, graph),
        here{looking.proof, looking.cells, graph, looking.everything, &links} {}

  static Graph graph_in(prove::Proof& proof, Modes& modes) {
    const Surrounded surrounded(proof, modes);
    return authority_graph(proof);
  }

  Modes modes;
  Graph graph;
  Links links;
  Looking here;
};

WithoutPeople::WithoutPeople(const Looking& looking, Modes& modes) : looking_(looking), modes_(modes) {}
WithoutPeople::~WithoutPeople() = default;

Opened WithoutPeople::opened(const Way& way, Escalation escalation) {
  Opened found{std::move(escalation), {}};
  found.turned = modes_.told(found.escalation.story);
  if (found.turned.askings == 0 || found.escalation.severity != diagnostics::Severity::error) return found;
  prove::Proof& proof = looking_.proof;
  if (!world_) {
    const Unsurrounded turns_may_be_anywhere(proof);
    world_ = std::make_unique<World>(looking_);
  }
  const Surrounded surrounded(proof, world_->modes);
  auto other = look(world_->here, way);
  if (!other || other->severity != diagnostics::Severity::error) {
    found.escalation.severity = diagnostics::Severity::warning;
    return found;
  }
  // An order that is not possible, or not known, leaves open whether another is: it stays an error.
  if (!confirmed(proof, other->story) || world_->modes.conflict(other->story)) return found;
  found.escalation = std::move(*other);
  found.turned = world_->modes.told(found.escalation.story);
  return found;
}

}  // namespace envelope::reach
