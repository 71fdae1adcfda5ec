#include "compiler/questions/pins.h"

#include <fmt/format.h>

#include "compiler/model/value.h"
#include "compiler/questions/spell_atom.h"
#include "compiler/restate/spelling.h"

namespace envelope::questions {
namespace {

void add_members(const model::PolicyModel& model, const model::Attribute& attribute, const model::Value& value,
                 std::vector<std::string>& pins) {
  const bool is_text = base::is_textual(attribute.type.kind);
  for (const model::Value& member : value.members) {
    const std::string word = is_text ? restate::spell_text(member.text) : spell_number(model, attribute.type, member.number);
    pins.push_back(fmt::format("{} has {}", restate::spell_name(attribute.name), word));
  }
}

}  // namespace

std::vector<std::string> pins_of(const model::PolicyModel& model, const request::Request& request) {
  std::vector<std::string> pins;
  for (const model::ActionAttribute& declared : model.actions[model::find_action(model, request.action).index()].attributes) {
    const model::Attribute& attribute = model.attributes[declared.attribute.index()];
    const auto given = request.attributes.find(attribute.name);
    if (given == request.attributes.end()) continue;
    const auto value = model::read_value(model, attribute.type, given->second);
    if (!value) continue;
    const std::string name = restate::spell_name(attribute.name);
    if (attribute.type.is_set)
      add_members(model, attribute, *value, pins);
    else if (attribute.type.kind == base::TypeKind::boolean)
      pins.push_back((value->number != 0 ? "" : "not ") + name);
    else if (base::is_textual(attribute.type.kind))
      pins.push_back(fmt::format("{} is {}", name, restate::spell_text(value->text)));
    else
      pins.push_back(fmt::format("{} is {}", name, spell_number(model, attribute.type, value->number)));
  }
  return pins;
}

}  // namespace envelope::questions
