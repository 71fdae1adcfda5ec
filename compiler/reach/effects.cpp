#include "compiler/reach/effects.h"

#include <algorithm>

namespace envelope::reach {
namespace {

using model::AttributeId;
using model::PolicyModel;

std::vector<AttributeId> of_type(const PolicyModel& model, std::vector<AttributeId> attributes, base::TypeKind kind) {
  std::erase_if(attributes, [&](AttributeId id) { return model.attributes[id.index()].type.kind != kind; });
  std::sort(attributes.begin(), attributes.end());
  return attributes;
}

std::vector<AttributeId> all_attributes(const model::Action& action) {
  std::vector<AttributeId> all;
  for (const model::ActionAttribute& declared : action.attributes) all.push_back(declared.attribute);
  return all;
}

bool is_unknown_tool(const model::Action& action) {
  return action.kind == model::ActionKind::agent && action.reads.empty() && action.writes.empty() && action.executes.empty();
}

std::vector<AttributeId> paths(const PolicyModel& model, base::ActionId id, const std::vector<AttributeId>& declared) {
  const model::Action& action = model.actions[id.index()];
  return of_type(model, is_unknown_tool(action) ? all_attributes(action) : declared, base::TypeKind::path);
}

}  // namespace

std::vector<AttributeId> written_paths(const PolicyModel& model, base::ActionId action) {
  return paths(model, action, model.actions[action.index()].writes);
}

std::vector<AttributeId> executed_paths(const PolicyModel& model, base::ActionId action) {
  return paths(model, action, model.actions[action.index()].executes);
}

std::vector<AttributeId> read_paths(const PolicyModel& model, base::ActionId action) {
  return paths(model, action, model.actions[action.index()].reads);
}

std::vector<AttributeId> run_commands(const PolicyModel& model, base::ActionId id) {
  const model::Action& action = model.actions[id.index()];
  return of_type(model, is_unknown_tool(action) ? all_attributes(action) : action.executes, base::TypeKind::command);
}

AttributeId attribute_of_type(const PolicyModel& model, base::ActionId action, base::TypeKind kind) {
  for (const model::ActionAttribute& declared : model.actions[action.index()].attributes) {
    const model::Type& type = model.attributes[declared.attribute.index()].type;
    if (type.kind == kind && !type.is_set) return declared.attribute;
  }
  return {};
}

bool only_reads(const PolicyModel& model, base::ActionId id) {
  const model::Action& action = model.actions[id.index()];
  const bool changes = !written_paths(model, id).empty() || !action.executes.empty() || !run_commands(model, id).empty();
  const bool looks = !action.reads.empty() || std::find(action.classes.begin(), action.classes.end(), "reading") != action.classes.end();
  return looks && !changes && action.kind == model::ActionKind::agent;
}

}  // namespace envelope::reach
