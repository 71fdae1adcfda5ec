#include "compiler/questions/given.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/nearest.h"
#include "compiler/model/request_words.h"
#include "compiler/model/truth.h"
#include "compiler/model/value.h"

namespace envelope::questions {
namespace {

using model::PolicyModel;
using text::Truth;

std::string name_of(const std::string& word) { return word.substr(0, word.find('=')); }

// What an axis is about, as it is named in a question.
std::string subject_of(const PolicyModel& model, const Axis& axis) {
  if (axis.slot != nullptr && axis.slot->kind == prove::SlotKind::switch_on) return model.switches[axis.slot->id].name;
  const model::Atom& atom = model.atoms[axis.atoms.front().index()];
  switch (atom.kind) {
    case model::AtomKind::attribute:
      return model.attributes[atom.attribute.index()].name;
    case model::AtomKind::fact:
      return model.facts[atom.fact.index()].first;
    case model::AtomKind::label:
      return "labels";
    case model::AtomKind::origin:
      return "origin";
    case model::AtomKind::depth:
      return "depth";
    case model::AtomKind::job:
      return "job";
    case model::AtomKind::time:
    case model::AtomKind::time_of_day:
    case model::AtomKind::day:
      return "time";
    case model::AtomKind::switch_on:
    case model::AtomKind::capability:
    case model::AtomKind::agent:
    case model::AtomKind::tier:
    case model::AtomKind::outcome:
    case model::AtomKind::decision:
      break;
  }
  return {};
}

std::vector<Truth> truths_of(const PolicyModel& model, const Axis& axis, const request::Request& request, base::PrincipalId who) {
  if (axis.atoms.empty()) {  // a switch that grants a capability and is asked about in no condition
    const auto said = request.switches.find(model.switches[axis.slot->id].name);
    return {said == request.switches.end() ? Truth::unknown : said->second};
  }
  std::vector<Truth> truths;
  for (const model::AtomId atom : axis.atoms) truths.push_back(model::atom_truth(model, atom, request, who));
  return truths;
}

void check_values(const Given& given, std::vector<std::string>& faults) {
  const auto check = [&](const std::map<std::string, request::RawValue>& values) {
    for (const auto& [name, value] : values)
      if (std::holds_alternative<request::Malformed>(value)) faults.push_back(fmt::format("the value of `{}` is not of its type", name));
  };
  check(given.request.attributes);
  check(given.request.facts);
}

template <typename Entities>
std::string unknown_name(std::string_view what, const std::string& name, const Entities& entities) {
  std::vector<std::string> names;
  for (const auto& entity : entities) names.push_back(entity.name);
  const auto near = base::nearest(name, names);
  return fmt::format("no {} `{}`{}", what, name, near ? fmt::format("; did you mean `{}`?", near->name) : "");
}

}  // namespace

Found<base::PrincipalId> find_actor(const PolicyModel& model, const std::string& name) {
  const base::PrincipalId id = model::find_principal(model, name);
  return {id, id.is_valid() ? "" : unknown_name("agent or human", name, model.principals)};
}

Found<base::ActionId> find_action(const PolicyModel& model, const std::string& name) {
  const base::ActionId id = model::find_action(model, name);
  return {id, id.is_valid() ? "" : unknown_name("action", name, model.actions)};
}

Given read_given(const PolicyModel& model, base::ActionId action, const std::vector<std::string>& attributes,
                 const std::vector<std::string>& with) {
  Given given;
  if (model.principals.empty() || model.actions.empty()) return given;
  const std::size_t index = action.is_valid() ? action.index() : 0;
  std::vector<std::string> words{model.principals.front().name, model.actions[index].name};
  words.insert(words.end(), attributes.begin(), attributes.end());
  model::RequestWords read = model::read_request(model, words, with);
  given.request = std::move(read.request);
  given.faults = std::move(read.faults);
  for (const std::string& word : attributes) given.names.push_back(name_of(word));
  for (const std::string& word : with) {
    given.names.push_back(name_of(word));
    if (given.names.back() == "lineage") given.faults.emplace_back("`lineage` is decided member by member: ask about each, with `depth`");
  }
  check_values(given, given.faults);
  return given;
}

bdd::Node where(prove::CellLogic& logic, const std::vector<Axis>& axes, const Given& given) {
  const PolicyModel& model = logic.model();
  const base::PrincipalId who = logic.cell().who;
  request::Request request = given.request;
  request.principal = model.principals[who.index()].name;
  if (request.lineage) std::fill(request.lineage->begin(), request.lineage->end(), request.principal);
  bdd::Node node = bdd::kTrue;
  for (const Axis& axis : axes) {
    if (std::find(given.names.begin(), given.names.end(), subject_of(model, axis)) == given.names.end()) continue;
    const std::vector<Truth> truths = truths_of(model, axis, request, who);
    bdd::Node here = bdd::kFalse;
    for (const Part& part : axis.parts)
      if (part.truths == truths) here = logic.space().either(here, part.where);
    node = logic.space().both(node, here);
  }
  return node;
}

}  // namespace envelope::questions
