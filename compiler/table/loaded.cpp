#include "compiler/table/loaded.h"

#include <deque>
#include <vector>

#include "runtime/include/envelope/decide.h"

namespace envelope::table {
namespace {

using request::Refusal;
using request::Request;

env_name name_of(const std::string& text) { return {text.data(), static_cast<std::uint32_t>(text.size()), ENV_NONE}; }

// A request in the terms of the C interface. Points into the request it was made of.
class Question {
 public:
  explicit Question(const Request& from) : request_(env_new_request()) {
    request_.principal = name_of(from.principal);
    request_.action = name_of(from.action);
    if (from.requested) {
      request_.requested = name_of(*from.requested);
      request_.flags |= ENV_REQUEST_EDGE;
    }
    add_session(from);
    for (const auto& [name, value] : from.attributes) attributes_.push_back({name_of(name), value_of(value)});
    for (const auto& [name, value] : from.facts) facts_.push_back({name_of(name), value_of(value)});
    for (const auto& [name, state] : from.switches) switches_.push_back({name_of(name), static_cast<std::uint32_t>(state)});
    request_.attributes = attributes_.data();
    request_.attribute_count = attributes_.size();
    request_.facts = facts_.data();
    request_.fact_count = facts_.size();
    request_.switches = switches_.data();
    request_.switch_count = switches_.size();
  }

  [[nodiscard]] const env_request& request() const { return request_; }

 private:
  void add_session(const Request& from) {
    if (from.origin) {
      request_.origin = static_cast<std::uint32_t>(*from.origin);
      request_.flags |= ENV_ORIGIN_KNOWN;
    }
    if (from.time_ms) {
      request_.time_ms = *from.time_ms;
      request_.flags |= ENV_TIME_KNOWN;
    }
    if (from.job) {
      request_.job = name_of(*from.job);
      request_.flags |= ENV_JOB_KNOWN;
    }
    if (from.lineage) {
      for (const std::string& name : *from.lineage) lineage_.push_back(name_of(name));
      request_.lineage = lineage_.data();
      request_.lineage_count = lineage_.size();
      request_.flags |= ENV_LINEAGE_KNOWN;
    }
    if (from.labels) {
      for (const std::string& name : *from.labels) labels_.push_back(name_of(name));
      request_.labels = labels_.data();
      request_.label_count = labels_.size();
      request_.flags |= ENV_LABELS_KNOWN;
    }
  }

  env_value value_of(const request::RawValue& from) {
    env_value value{};
    if (const auto* flag = std::get_if<bool>(&from)) {
      value.kind = ENV_VALUE_BOOL;
      value.as.number = *flag ? 1 : 0;
    } else if (const auto* number = std::get_if<std::int64_t>(&from)) {
      value.kind = ENV_VALUE_NUMBER;
      value.as.number = *number;
    } else if (const auto* text = std::get_if<std::string>(&from)) {
      value.kind = ENV_VALUE_TEXT;
      value.as.text = {text->data(), text->size()};
    } else if (const auto* list = std::get_if<request::MemberList>(&from)) {
      auto& members = members_.emplace_back();
      for (const std::string& member : list->members) members.push_back({member.data(), member.size()});
      value.kind = ENV_VALUE_LIST;
      value.count = static_cast<std::uint32_t>(members.size());
      value.as.members = members.data();
    }
    return value;
  }

  env_request request_;
  std::vector<env_attribute> attributes_, facts_;
  std::vector<env_name> lineage_, labels_;
  std::vector<env_switch> switches_;
  std::deque<std::vector<env_text>> members_;
};

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
    default:  // of a request made by Question, only what is left of the refusals
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
  const Question question(request);
  std::size_t needed = 0;
  if (env_list(table_, &question.request(), nullptr, 0, &needed) != ENV_NO_SPACE) return {};
  std::string text(needed, '\0');
  const env_status status = env_list(table_, &question.request(), text.data(), text.size(), nullptr);
  text.resize(status == ENV_OK ? needed - 1 : 0);
  return text;
}

request::Outcome LoadedTable::decide(const Request& request) const {
  const Question question(request);
  env_decision decision = env_new_decision();
  const env_status status = env_decide(table_, &question.request(), &decision);
  request::Outcome outcome;
  outcome.effect = static_cast<base::Effect>(decision.effect);
  outcome.refusal = refusal_of(status);
  for (std::uint32_t i = 0; i < decision.approval_count; ++i) {
    const char* name = nullptr;
    const std::size_t size = env_approval_name(table_, decision.approvals[i], &name);
    outcome.approvals.emplace(name, size);
  }
  for (std::uint32_t i = 0; i < decision.obligation_count; ++i) outcome.duties.insert(decision.obligations[i]);
  return outcome;
}

}  // namespace envelope::table
