#include "compiler/loaded/loaded_table.h"

#include "compiler/loaded/runtime_request.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::loaded {
namespace {

using request::Refusal;
using request::Request;

Refusal refusal_of(env_status status) {
  switch (status) {
    case ENV_OK:
      return Refusal::none;
    case ENV_UNKNOWN_PRINCIPAL:
      return Refusal::unknown_principal;
    case ENV_UNKNOWN_ACTION:
      return Refusal::unknown_action;
    case ENV_UNKNOWN_REQUESTED:
      return Refusal::unknown_requested;
    case ENV_MISSING_LINEAGE:
      return Refusal::missing_lineage;
    case ENV_UNKNOWN_LINEAGE:
      return Refusal::unknown_lineage;
    case ENV_UNDECLARED_ATTRIBUTE:
      return Refusal::undeclared_attribute;
    case ENV_UNKNOWN_LABEL:
      return Refusal::unknown_label;
    default:  // of a request made by RuntimeRequest, only what is left of the refusals
      return Refusal::malformed_attribute;
  }
}

}  // namespace

LoadedTable::LoadedTable(std::string_view bytes) {
  env_fault fault{};
  if (env_table_load(bytes.data(), bytes.size(), &table_, &fault) != ENV_OK) fault_ = fault.message;
}

LoadedTable::~LoadedTable() { env_table_close(table_); }

std::string LoadedTable::list(const Request& request) const {
  const RuntimeRequest question(request);
  std::size_t needed = 0;
  if (env_list(table_, &question.get(), nullptr, 0, &needed) != ENV_NO_SPACE) return {};
  std::string text(needed, '\0');
  const env_status status = env_list(table_, &question.get(), text.data(), text.size(), nullptr);
  text.resize(status == ENV_OK ? needed - 1 : 0);
  return text;
}

std::optional<std::uint32_t> LoadedTable::statement(const Request& request) const {
  const RuntimeRequest question(request);
  env_decision decision = env_new_decision();
  (void)env_decide(table_, &question.get(), &decision);
  return decision.statement == ENV_NONE ? std::nullopt : std::optional(decision.statement);
}

request::Outcome LoadedTable::decide(const Request& request) const { return loaded::decide(*table_, request); }

request::Outcome decide(const env_table& table, const Request& request) {
  const RuntimeRequest question(request);
  env_decision decision = env_new_decision();
  const env_status status = env_decide(&table, &question.get(), &decision);
  request::Outcome outcome;
  outcome.effect = static_cast<base::Effect>(decision.effect);
  outcome.refusal = refusal_of(status);
  for (std::uint32_t i = 0; i < decision.approval_count; ++i) {
    const char* name = nullptr;
    const std::size_t size = env_approval_name(&table, decision.approvals[i], &name);
    outcome.approvals.emplace(name, size);
  }
  for (std::uint32_t i = 0; i < decision.obligation_count; ++i) outcome.duties.insert(decision.obligations[i]);
  return outcome;
}

}  // namespace envelope::loaded
