#include "compiler/reach/executing.h"

#include "compiler/prove/attribute_texts.h"
#include "compiler/reach/authority.h"
#include "compiler/reach/effects.h"
#include "compiler/reach/gathering.h"
#include "compiler/reach/story.h"

namespace envelope::reach {
namespace {

using prove::CellLogic;
using prove::Choice;
using prove::Node;

// Where a command is run that names the path, by the least command that does; kFalse: none does.
Node running(prove::Proof& proof, CellLogic& logic, Node f, model::AttributeId command, const TextSet& path) {
  for (const prove::Slot& slot : logic.slots()) {
    if (slot.kind != prove::SlotKind::attribute || slot.id != command.value) continue;
    TextSet one;
    for (const model::AtomId atom : slot.atoms) one.atoms.push_back(prove::text_atom(logic.model().atoms[atom.index()]));
    for (std::uint32_t code = 0; code < slot.codes.size(); ++code) {
      one.rows = {slot.codes[code].truths};
      const auto number = static_cast<std::uint32_t>(&slot - logic.slots().data());
      const Node here = logic.space().both(f, logic.chosen(number, code));
      if (here != bdd::kFalse && overlap(matching_paths(paths_in(one)), path, proof.knowledge()).text) return here;
    }
  }
  return bdd::kFalse;
}

// The least request that executes the path.
std::optional<request::Request> request_that_executes(prove::Proof& proof, CellLogic& logic, Node f, const std::string& path) {
  const model::PolicyModel& model = proof.model();
  const base::ActionId action = logic.cell().action;
  for (const model::AttributeId attribute : executed_paths(model, action)) {
    const std::vector<PinnedSlot> pins = naming(logic, attribute, path);
    const Node here = pinned_to(logic, f, pins);
    if (here == bdd::kFalse) continue;
    Choice choice = logic.least(here);
    for (const PinnedSlot& pin : pins) choice[pin.slot] = pin.code;
    request::Request request = prove::request_of(logic, choice);
    prove::AttributeTexts(logic, attribute).say(request, path);
    return request;
  }
  for (const model::AttributeId command : run_commands(model, action))
    if (const Node here = running(proof, logic, f, command, matching_paths({path})); here != bdd::kFalse)
      return prove::request_of(logic, logic.least(here));
  return std::nullopt;
}

}  // namespace

std::vector<model::StatementId> executing_rules(prove::Proof& proof, const Edge& edge, const prove::Without& without) {
  if (edge.kind != EdgeKind::executes || edge.runner == Edge::kNone) return {};
  prove::ProofCell cell = proof.cells()[edge.runner];
  cell.who = edge.to;
  CellLogic logic = proof.logic(cell);
  const Node f = at_top(logic, decided(logic, base::Effect::allow, without, {}));
  const auto request = f == bdd::kFalse ? std::nullopt : request_that_executes(proof, logic, f, edge.path);
  if (!request || !logic.limit().empty()) return {};
  const auto step = step_of(proof, {edge.to, {}, cell.action, edge.runner, base::Effect::allow}, *request, without);
  return step ? step->deciding : std::vector<model::StatementId>{};
}

}  // namespace envelope::reach
