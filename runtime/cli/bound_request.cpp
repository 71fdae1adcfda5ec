#include "runtime/cli/bound_request.h"

#include "runtime/text/number_words.h"
#include "runtime/time/civil.h"
#include "runtime/time/duration.h"

namespace envelope::runtime_cli {

void BoundRequest::clear() {
  request = env_new_request();
  attributes.clear();
  facts.clear();
  lineage.clear();
  labels.clear();
  switches.clear();
  members.clear();
  numbers.clear();
}

void BoundRequest::seal() {
  request.attributes = attributes.data();
  request.attribute_count = attributes.size();
  request.facts = facts.data();
  request.fact_count = facts.size();
  request.lineage = lineage.data();
  request.lineage_count = lineage.size();
  request.labels = labels.data();
  request.label_count = labels.size();
  request.switches = switches.data();
  request.switch_count = switches.size();
}

Declared find_attribute(const env_table* table, std::uint32_t action, std::string_view name) {
  Declared found;
  int is_set = 0;
  const std::uint32_t slot = action == ENV_NONE ? ENV_NONE : env_find_attribute(table, action, name.data(), name.size());
  if (slot == ENV_NONE || env_attribute_type(table, action, slot, &found.type, &is_set) != ENV_OK) return {};
  found.id = slot;
  found.is_set = is_set != 0;
  return found;
}

Declared find_fact(const env_table* table, std::string_view name) {
  Declared found;
  int is_set = 0;
  const std::uint32_t fact = env_find_fact(table, name.data(), name.size());
  if (fact == ENV_NONE || env_fact_type(table, fact, &found.type, &is_set) != ENV_OK) return {};
  found.id = fact;
  found.is_set = is_set != 0;
  return found;
}

bool is_number(env_type type) {
  switch (type) {
    case ENV_TYPE_COUNT:
    case ENV_TYPE_BYTES:
    case ENV_TYPE_MONEY:
    case ENV_TYPE_DURATION:
    case ENV_TYPE_PERCENT:
    case ENV_TYPE_TIME:
      return true;
    case ENV_TYPE_BOOL:
    case ENV_TYPE_STRING:
    case ENV_TYPE_PATH:
    case ENV_TYPE_HOST:
    case ENV_TYPE_COMMAND:
    case ENV_TYPE_NAME:
      return false;
  }
  return false;
}

std::optional<std::int64_t> read_number(env_type type, std::string_view word) {
  switch (type) {
    case ENV_TYPE_COUNT:
      return text::parse_count(word);
    case ENV_TYPE_BYTES:
      return text::parse_bytes(word);
    case ENV_TYPE_MONEY:
      return text::parse_money(word);
    case ENV_TYPE_PERCENT:
      return text::parse_percent(word);
    case ENV_TYPE_DURATION:
      return time::parse_duration(word);
    case ENV_TYPE_TIME:
      if (const auto instant = time::parse_instant(word)) return instant->ms;
      return std::nullopt;
    case ENV_TYPE_BOOL:
    case ENV_TYPE_STRING:
    case ENV_TYPE_PATH:
    case ENV_TYPE_HOST:
    case ENV_TYPE_COMMAND:
    case ENV_TYPE_NAME:
      return std::nullopt;
  }
  return std::nullopt;
}

env_value missing_value() { return number_value(ENV_VALUE_MISSING, 0); }

env_value number_value(env_value_kind kind, std::int64_t number) {
  env_value value{};
  value.kind = kind;
  value.as.number = number;
  return value;
}

env_value text_value(std::string_view text) {
  env_value value{};
  value.kind = ENV_VALUE_TEXT;
  value.as.text = {text.data() == nullptr ? "" : text.data(), text.size()};
  return value;
}

}  // namespace envelope::runtime_cli
