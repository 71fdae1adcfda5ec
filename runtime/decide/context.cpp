#include "runtime/decide/context.h"

#include "runtime/decide/attributes.h"

namespace envelope::decide {
namespace {

std::string_view view(const env_name& name) { return {name.text, name.length}; }

std::uint32_t principal_of(const env_table& table, const env_name& name) {
  if (name.text != nullptr) return find_principal(table, view(name));
  return name.id < table.sections.principals.size() ? name.id : ENV_NONE;
}

std::uint32_t agent_of(const env_table& table, const env_name& name) {
  const std::uint32_t id = principal_of(table, name);
  const bool is_agent = id != ENV_NONE && (table.sections.principals[id].flags & format::kIsAgent) != 0;
  return is_agent ? id : ENV_NONE;
}

std::uint32_t member_of(const env_table& table, std::uint32_t set, const env_name& name) {
  if (name.text != nullptr) return find_member(table, set, view(name));
  return name.id < table.sections.name_sets[set].count ? name.id : ENV_NONE;
}

env_status resolve_lineage(Context& context) {
  const env_request& request = context.request;
  if ((request.flags & ENV_LINEAGE_KNOWN) == 0) return ENV_MISSING_LINEAGE;
  if (request.lineage_count > format::kLineageMax) return ENV_TOO_MUCH;
  if (request.lineage_count == 0) return ENV_OK;
  if (request.lineage == nullptr) return ENV_BAD_ARGUMENT;
  if ((context.table.sections.principals[context.members[0]].flags & format::kIsAgent) == 0) return ENV_UNKNOWN_LINEAGE;
  for (std::size_t i = 0; i < request.lineage_count; ++i) {
    const std::uint32_t id = agent_of(context.table, request.lineage[i]);
    if (id == ENV_NONE) return ENV_UNKNOWN_LINEAGE;
    context.members[context.member_count++] = id;
  }
  return ENV_OK;
}

env_status resolve_labels(Context& context) {
  const env_request& request = context.request;
  if ((request.flags & ENV_LABELS_KNOWN) == 0 || request.label_count == 0) return ENV_OK;
  if (request.label_count > kCircumstancesMax) return ENV_TOO_MUCH;
  if (request.labels == nullptr) return ENV_BAD_ARGUMENT;
  for (std::size_t i = 0; i < request.label_count; ++i) {
    const std::uint32_t id = member_of(context.table, format::kLabelNames, request.labels[i]);
    if (id == ENV_NONE) return ENV_UNKNOWN_LABEL;
    context.labels[context.label_count++] = id;
  }
  return ENV_OK;
}

env_status resolve_switches(Context& context) {
  const env_request& request = context.request;
  if (request.switch_count == 0) return ENV_OK;
  if (request.switch_count > kCircumstancesMax) return ENV_TOO_MUCH;
  if (request.switches == nullptr) return ENV_BAD_ARGUMENT;
  for (std::size_t i = 0; i < request.switch_count; ++i) {
    const std::uint32_t id = member_of(context.table, format::kSwitchNames, request.switches[i].name);
    if (id == ENV_NONE && (request.flags & ENV_SWITCHES_OFF) != 0) return ENV_UNKNOWN_SWITCH;  // misspelt, it would count as off
    if (id == ENV_NONE) continue;
    const std::uint32_t state = request.switches[i].state;
    context.switches[context.switch_count++] = {id, state == ENV_YES ? Truth::yes : state == ENV_NO ? Truth::no : Truth::unknown};
  }
  return ENV_OK;
}

env_status resolve_facts(Context& context) {
  const env_request& request = context.request;
  if (request.fact_count == 0) return ENV_OK;
  if (request.fact_count > kCircumstancesMax) return ENV_TOO_MUCH;
  if (request.facts == nullptr) return ENV_BAD_ARGUMENT;
  for (std::size_t i = 0; i < request.fact_count; ++i) {
    const std::uint32_t id = member_of(context.table, format::kFactNames, request.facts[i].name);
    if (id == ENV_NONE) continue;
    for (std::uint32_t known = 0; known < context.fact_count; ++known)
      if (context.facts[known].id == id) return ENV_REPEATED_ATTRIBUTE;
    Context::Fact& fact = context.facts[context.fact_count++];
    fact.id = id;
    read_value(context, context.table.sections.facts[id].type, request.facts[i].value, fact.value);
  }
  return ENV_OK;
}

env_status resolve_circumstances(Context& context) {
  const env_request& request = context.request;
  if ((request.flags & ENV_JOB_KNOWN) != 0) {
    const bool has_job = request.job.text == nullptr ? request.job.id != ENV_NONE : request.job.length > 0;
    const std::uint32_t job = has_job ? member_of(context.table, format::kJobNames, request.job) : ENV_NONE;
    context.job = job == ENV_NONE ? kNoJob : static_cast<std::int64_t>(job);
    if (has_job && job == ENV_NONE) context.job = kUnknownJob;
  }
  if (const env_status status = resolve_labels(context); status != ENV_OK) return status;
  if (const env_status status = resolve_switches(context); status != ENV_OK) return status;
  return resolve_facts(context);
}

}  // namespace

env_status resolve_principal(Context& context) {
  const std::uint32_t principal = principal_of(context.table, context.request.principal);
  if (principal == ENV_NONE) return ENV_UNKNOWN_PRINCIPAL;
  context.members[context.member_count++] = principal;
  context.decide_for(principal);
  return ENV_OK;
}

env_status resolve_action(Context& context) {
  const env_name& name = context.request.action;
  const env_table& table = context.table;
  std::uint32_t id = name.id;
  if (name.text != nullptr) id = find_action(table, view(name));
  if (id >= table.sections.actions.size() || (table.sections.actions[id].flags & format::kIsEvent) != 0) return ENV_UNKNOWN_ACTION;
  context.action_id = id;
  context.action = &table.sections.actions[id];
  return ENV_OK;
}

env_status resolve_attributes(Context& context, Attributes attributes) { return read_attributes(context, attributes); }

env_status resolve(Context& context, Attributes attributes) {
  const env_request& request = context.request;
  if (const env_status status = resolve_principal(context); status != ENV_OK) return status;
  if (attributes == Attributes::declared)
    if (const env_status status = resolve_action(context); status != ENV_OK) return status;
  if ((request.flags & ENV_REQUEST_EDGE) != 0) {
    context.requested = agent_of(context.table, request.requested);
    if (context.requested == ENV_NONE) return ENV_UNKNOWN_REQUESTED;
  }
  if (const env_status status = resolve_lineage(context); status != ENV_OK) return status;
  if (attributes == Attributes::declared)
    if (const env_status status = resolve_attributes(context, attributes); status != ENV_OK) return status;
  return resolve_circumstances(context);
}

}  // namespace envelope::decide
