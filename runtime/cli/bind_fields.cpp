#include "runtime/cli/bind_fields.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace envelope::runtime_cli {
namespace {

std::optional<std::int64_t> number_of(env_type type, const JsonValue& read) {
  if (read.kind == JsonValue::Kind::number) return read.number;
  return read_number(type, read.text);
}

env_value numbers_value(std::span<const JsonValue> items, env_type type, BoundRequest& bound) {
  env_value value{};
  value.kind = ENV_VALUE_NUMBERS;
  value.count = static_cast<std::uint32_t>(items.size());
  value.as.numbers = bound.numbers.data() + bound.numbers.size();
  for (const JsonValue& item : items) {
    const auto number = number_of(type, item);
    if (!number) return missing_value();
    bound.numbers.push_back(*number);
  }
  return value;
}

env_value texts_value(std::span<const JsonValue> items, BoundRequest& bound) {
  env_value value{};
  value.kind = ENV_VALUE_LIST;
  value.count = static_cast<std::uint32_t>(items.size());
  value.as.members = bound.members.data() + bound.members.size();
  for (const JsonValue& item : items) {
    if (item.kind != JsonValue::Kind::text) return missing_value();
    bound.members.push_back({item.text.data() == nullptr ? "" : item.text.data(), item.text.size()});
  }
  return value;
}

env_value list_value(const RequestFields& fields, const Declared& declared, const JsonValue& read, BoundRequest& bound) {
  const auto items = std::span(fields.items).subspan(read.first, read.count);
  return is_number(declared.type) ? numbers_value(items, declared.type, bound) : texts_value(items, bound);
}

// What is of another kind than declared is missing.
env_value value_of(const RequestFields& fields, const Declared& declared, const JsonValue& read, BoundRequest& bound) {
  const bool is_list = read.kind == JsonValue::Kind::list;
  if (is_list != declared.is_set) return missing_value();
  switch (read.kind) {
    case JsonValue::Kind::missing:
      return missing_value();
    case JsonValue::Kind::boolean:
      return declared.type == ENV_TYPE_BOOL ? number_value(ENV_VALUE_BOOL, read.boolean ? 1 : 0) : missing_value();
    case JsonValue::Kind::number:
      return is_number(declared.type) ? number_value(ENV_VALUE_NUMBER, read.number) : missing_value();
    case JsonValue::Kind::list:
      return list_value(fields, declared, read, bound);
    case JsonValue::Kind::text:
      if (declared.type == ENV_TYPE_BOOL) return missing_value();
      if (!is_number(declared.type)) return text_value(read.text);
      if (const auto number = number_of(declared.type, read)) return number_value(ENV_VALUE_NUMBER, *number);
      return missing_value();
  }
  return missing_value();
}

bool bind_switches(const env_table* table, const RequestFields& fields, BoundRequest& bound, LineFault& fault) {
  for (const SwitchField& field : fields.switches) {
    const std::uint32_t id = env_find_switch(table, field.name.data(), field.name.size());
    if (id != ENV_NONE) {
      bound.switches.push_back({env_name_id(id), static_cast<std::uint32_t>(field.state)});
    } else if (fields.switches_off) {
      fault.code = "unknown_switch";
      fault.message = "there is no window, phase or stop `" + std::string(field.name.substr(0, 64)) + "`";
      return false;
    }
  }
  return true;
}

void bind_circumstances(const RequestFields& fields, BoundRequest& bound) {
  env_request& request = bound.request;
  if (fields.requested) {
    request.flags |= ENV_REQUEST_EDGE;
    request.requested = name_of(*fields.requested);
  }
  if (fields.job) {
    request.flags |= ENV_JOB_KNOWN;
    request.job = name_of(*fields.job);
  }
  if (fields.time_ms) {
    request.flags |= ENV_TIME_KNOWN;
    request.time_ms = *fields.time_ms;
  }
  if (fields.origin) {
    request.flags |= ENV_ORIGIN_KNOWN;
    request.origin = *fields.origin;
  }
  if (fields.has_lineage) request.flags |= ENV_LINEAGE_KNOWN;
  if (fields.has_labels) request.flags |= ENV_LABELS_KNOWN;
  if (fields.switches_off) request.flags |= ENV_SWITCHES_OFF;
  for (const std::string_view member : fields.lineage) bound.lineage.push_back(name_of(member));
  for (const std::string_view label : fields.labels) bound.labels.push_back(name_of(label));
}

}  // namespace

bool bind_fields(const env_table* table, const RequestFields& fields, BoundRequest& bound, LineFault& fault) {
  bound.clear();
  bound.members.reserve(fields.items.size());
  bound.numbers.reserve(fields.items.size());
  const std::uint32_t action = env_find_action(table, fields.action.data(), fields.action.size());
  bound.request.principal = name_of(fields.principal);
  bound.request.action = action == ENV_NONE ? name_of(fields.action) : env_name_id(action);
  bind_circumstances(fields, bound);
  for (const JsonMember& member : fields.attributes) {
    const Declared declared = find_attribute(table, action, member.name);
    const bool is_declared = declared.id != ENV_NONE;
    bound.attributes.push_back({is_declared ? env_name_id(declared.id) : name_of(member.name),
                                is_declared ? value_of(fields, declared, member.value, bound) : missing_value()});
  }
  for (const JsonMember& member : fields.facts) {
    const Declared declared = find_fact(table, member.name);
    if (declared.id != ENV_NONE) bound.facts.push_back({env_name_id(declared.id), value_of(fields, declared, member.value, bound)});
  }
  if (!bind_switches(table, fields, bound, fault)) return false;
  bound.seal();
  return true;
}

}  // namespace envelope::runtime_cli
