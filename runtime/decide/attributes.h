// Reading the attributes of a request as its action declares them.
#pragma once

#include "runtime/decide/names.h"
#include "runtime/decide/value.h"

namespace envelope::decide {

// The slot that an attribute fills; one that is not there when the action declares no such attribute.
[[gnu::always_inline]] inline std::uint32_t slot_of(const Context& context, const env_attribute& attribute, std::size_t place) {
  if (attribute.name.text == nullptr) return attribute.name.id;
  const std::string_view name(attribute.name.text, attribute.name.length);
  return find_slot(context.table, *context.action, name, static_cast<std::uint32_t>(place));
}

[[gnu::always_inline]] inline env_status read_attributes(Context& context, Attributes attributes) {
  const env_request& request = context.request;
  const format::ActionRecord& action = *context.action;
  const format::AttributeRecord* const declared = context.table.sections.attributes.data() + action.first_attribute;
  if (request.attribute_count > 0 && request.attributes == nullptr) [[unlikely]]
    return ENV_BAD_ARGUMENT;
  // As many as declared, none twice and none undeclared are all of them.
  if (request.attribute_count != action.attribute_count || attributes == Attributes::any)
    for (std::uint32_t slot = 0; slot < action.attribute_count; ++slot) set_absent(context.values[slot]);
  std::uint64_t seen = 0, given = 0;
  for (std::size_t i = 0; i < request.attribute_count; ++i) {
    const env_attribute& attribute = request.attributes[i];
    const std::uint32_t slot = slot_of(context, attribute, i);
    if (slot >= action.attribute_count) [[unlikely]] {
      if (attributes == Attributes::any) continue;
      return ENV_UNDECLARED_ATTRIBUTE;
    }
    const std::uint64_t bit = std::uint64_t{1} << slot;
    if ((seen & bit) != 0) [[unlikely]]
      return ENV_REPEATED_ATTRIBUTE;
    seen |= bit;
    Value& value = context.values[slot];
    read_value(context, declared[slot].type, attribute.value, value);
    given |= value.kind == Value::Kind::absent ? 0 : bit;
  }
  context.given = given;
  const bool is_complete = (action.required & ~given) == 0;
  return is_complete || attributes == Attributes::any ? ENV_OK : ENV_MALFORMED_ATTRIBUTE;
}

}  // namespace envelope::decide
