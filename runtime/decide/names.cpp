#include "runtime/decide/names.h"

namespace envelope::decide {

const format::NameRecord* find_name(const env_table& table, std::uint32_t set, std::string_view name) {
  constexpr std::uint32_t kFewNames = 8;
  const format::NameSetRecord& record = table.sections.name_sets[set];
  if (record.count <= kFewNames) {
    const format::NameRecord* const names = table.sections.names.data() + record.first_name;
    const std::uint64_t key = short_key_of(name);
    for (std::uint32_t i = 0; i < record.count; ++i)
      if (is_called(table, names[i], name, key)) return &names[i];
    return nullptr;
  }
  std::uint32_t low = 0;
  std::uint32_t high = record.count;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const format::NameRecord& candidate = table.sections.names[record.first_name + middle];
    const int order = table.name(candidate.name).compare(name);
    if (order == 0) return &candidate;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return nullptr;
}

std::uint32_t find_member(const env_table& table, std::uint32_t set, std::string_view name) {
  const format::NameRecord* found = find_name(table, set, name);
  return found == nullptr ? ENV_NONE : found->number;
}

namespace {

std::string_view view(const char* text, std::size_t length) { return {text, length}; }

std::size_t give(std::string_view name, const char** text) {
  if (text != nullptr) *text = name.data();
  return name.size();
}

std::size_t give_nothing(const char** text) {
  if (text != nullptr) *text = nullptr;
  return 0;
}

env_status type_of(const format::ValueType& from, env_type* type, int* is_set) {
  if (type == nullptr) return ENV_BAD_ARGUMENT;
  *type = static_cast<env_type>(from.kind);
  if (is_set != nullptr) *is_set = from.is_set;
  return ENV_OK;
}

const format::AttributeRecord* attribute_at(const env_table* table, std::uint32_t action, std::uint32_t slot) {
  if (table == nullptr || action >= table->sections.actions.size()) return nullptr;
  const format::ActionRecord& record = table->sections.actions[action];
  return slot < record.attribute_count ? &table->sections.attributes[record.first_attribute + slot] : nullptr;
}

std::uint32_t find_in(const env_table* table, std::uint32_t set, const char* text, std::size_t length) {
  return table == nullptr || text == nullptr ? ENV_NONE : find_member(*table, set, view(text, length));
}

}  // namespace
}  // namespace envelope::decide

using namespace envelope;  // the C interface stands outside

extern "C" {

uint32_t env_find_principal(const env_table* table, const char* text, size_t length) {
  return table == nullptr || text == nullptr ? ENV_NONE : decide::find_principal(*table, {text, length});
}
uint32_t env_find_action(const env_table* table, const char* text, size_t length) {
  return table == nullptr || text == nullptr ? ENV_NONE : decide::find_action(*table, {text, length});
}
uint32_t env_find_attribute(const env_table* table, uint32_t action, const char* text, size_t length) {
  if (table == nullptr || text == nullptr || action >= table->sections.actions.size()) return ENV_NONE;
  return decide::find_slot(*table, table->sections.actions[action], {text, length});
}
uint32_t env_find_fact(const env_table* table, const char* text, size_t length) {
  return decide::find_in(table, format::kFactNames, text, length);
}
uint32_t env_find_switch(const env_table* table, const char* text, size_t length) {
  return decide::find_in(table, format::kSwitchNames, text, length);
}
uint32_t env_find_label(const env_table* table, const char* text, size_t length) {
  return decide::find_in(table, format::kLabelNames, text, length);
}
uint32_t env_find_job(const env_table* table, const char* text, size_t length) {
  return decide::find_in(table, format::kJobNames, text, length);
}

size_t env_policy_name(const env_table* table, const char** text) {
  return table == nullptr ? decide::give_nothing(text) : decide::give(table->name(table->sections.policy[0].name), text);
}
size_t env_principal_name(const env_table* table, uint32_t id, const char** text) {
  if (table == nullptr || id >= table->sections.principals.size()) return decide::give_nothing(text);
  return decide::give(table->name(table->sections.principals[id].name), text);
}
size_t env_action_name(const env_table* table, uint32_t id, const char** text) {
  if (table == nullptr || id >= table->sections.actions.size()) return decide::give_nothing(text);
  return decide::give(table->name(table->sections.actions[id].name), text);
}
size_t env_attribute_name(const env_table* table, uint32_t action, uint32_t slot, const char** text) {
  const format::AttributeRecord* record = decide::attribute_at(table, action, slot);
  return record == nullptr ? decide::give_nothing(text) : decide::give(table->name(record->name), text);
}
size_t env_approval_name(const env_table* table, uint32_t id, const char** text) {
  if (table == nullptr) return decide::give_nothing(text);
  const format::NameSetRecord& set = table->sections.name_sets[format::kApprovalNames];
  for (std::uint32_t i = 0; i < set.count; ++i) {
    const format::NameRecord& record = table->sections.names[set.first_name + i];
    if (record.number == id) return decide::give(table->name(record.name), text);
  }
  return decide::give_nothing(text);
}

env_status env_attribute_type(const env_table* table, uint32_t action, uint32_t slot, env_type* type, int* is_set) {
  const format::AttributeRecord* record = decide::attribute_at(table, action, slot);
  return record == nullptr ? ENV_BAD_ARGUMENT : decide::type_of(record->type, type, is_set);
}
env_status env_fact_type(const env_table* table, uint32_t fact, env_type* type, int* is_set) {
  if (table == nullptr || fact >= table->sections.facts.size()) return ENV_BAD_ARGUMENT;
  return decide::type_of(table->sections.facts[fact].type, type, is_set);
}

}  // extern "C"
