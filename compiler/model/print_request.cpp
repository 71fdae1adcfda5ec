#include "compiler/model/print_request.h"

#include <optional>

#include "compiler/model/print.h"
#include "compiler/model/value.h"
#include "compiler/request/print.h"

namespace envelope::model {
namespace {

std::optional<Type> declared_type(const PolicyModel& model, base::ActionId action, std::string_view name) {
  if (action.is_valid())
    for (const ActionAttribute& declared : model.actions[action.index()].attributes)
      if (model.attributes[declared.attribute.index()].name == name) return model.attributes[declared.attribute.index()].type;
  for (const auto& [fact, type] : model.facts)
    if (fact == name) return type;
  if (name == "time") return Type{base::TypeKind::time, {}, false};
  return std::nullopt;
}

}  // namespace

std::string print_request(const PolicyModel& model, const request::Request& request) {
  const base::ActionId action = find_action(model, request.action);
  return request::print(request, request::Detail::people, [&](std::string_view name, const request::RawValue& raw) -> std::string {
    const std::optional<Type> type = declared_type(model, action, name);
    if (!type || type->is_set) return {};
    const auto* number = std::get_if<std::int64_t>(&raw);
    if (number != nullptr && *number >= 0 && base::is_numeric(type->kind)) return print_number(model, *type, *number);
    const auto* member = std::get_if<std::string>(&raw);
    return member != nullptr && base::is_closed(type->kind) ? *member : std::string();
  });
}

}  // namespace envelope::model
