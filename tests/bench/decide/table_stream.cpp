#include "tests/bench/decide/table_stream.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "tests/bench/decide/family.h"

namespace envelope::bench {
namespace {

env_name name_of(const std::string& text) { return {text.data(), static_cast<std::uint32_t>(text.size()), ENV_NONE}; }

env_attribute attribute_of(const GivenAttribute& given) {
  env_attribute attribute{};
  attribute.name = name_of(given.name);
  attribute.value.kind = static_cast<std::uint32_t>(given.kind);  // the same numbers as far as they go
  if (given.kind == Given::text) {
    attribute.value.as.text = {given.text.data(), given.text.size()};
  } else {
    attribute.value.as.number = given.number;
  }
  return attribute;
}

env_attribute resolved(const env_table* table, std::uint32_t action, const GivenAttribute& given) {
  env_attribute attribute = attribute_of(given);
  if (action == ENV_NONE) return attribute;
  const std::uint32_t slot = env_find_attribute(table, action, given.name.data(), given.name.size());
  if (slot == ENV_NONE) return attribute;
  attribute.name = env_name_id(slot);
  env_type type{};
  int is_set = 0;
  if (given.kind != Given::text || env_attribute_type(table, action, slot, &type, &is_set) != ENV_OK || type != ENV_TYPE_NAME)
    return attribute;
  // Both enums have three members; numbers are those of the written order.
  const std::span<const std::string_view> members = given.name == "to" ? kEnvironments : kModels;
  const auto found = std::find(members.begin(), members.end(), given.text);
  attribute.value = {};
  if (found == members.end()) return attribute;
  attribute.value.kind = ENV_VALUE_ID;
  attribute.value.as.number = found - members.begin();
  return attribute;
}

env_request request_of(const StreamRequest& given) {
  env_request request = env_new_request();
  request.flags = ENV_LINEAGE_KNOWN | ENV_TIME_KNOWN | ENV_ORIGIN_KNOWN | ENV_JOB_KNOWN | ENV_LABELS_KNOWN | ENV_SWITCHES_OFF;
  request.origin = ENV_ORIGIN_HUMAN;
  request.job = env_name_of("");
  request.time_ms = given.time_ms;
  request.principal = name_of(given.agent);
  request.action = name_of(given.action);
  request.attribute_count = given.attributes.size();
  return request;
}

}  // namespace

TableStream prepare(const env_table* table, const Stream& stream) {
  TableStream prepared;
  std::size_t total = 0;
  for (const StreamRequest& given : stream.requests) total += given.attributes.size();
  prepared.text_attributes.reserve(total);  // pointers into both stay
  prepared.id_attributes.reserve(total);
  for (const StreamRequest& given : stream.requests) {
    env_request text = request_of(given);
    env_request ids = text;
    const std::uint32_t action = env_find_action(table, given.action.data(), given.action.size());
    ids.principal = env_name_id(env_find_principal(table, given.agent.data(), given.agent.size()));
    ids.action = env_name_id(action);
    text.attributes = prepared.text_attributes.data() + prepared.text_attributes.size();
    ids.attributes = prepared.id_attributes.data() + prepared.id_attributes.size();
    for (const GivenAttribute& one : given.attributes) {
      prepared.text_attributes.push_back(attribute_of(one));
      prepared.id_attributes.push_back(resolved(table, action, one));
    }
    prepared.texts.push_back(text);
    prepared.ids.push_back(ids);
  }
  return prepared;
}

}  // namespace envelope::bench
