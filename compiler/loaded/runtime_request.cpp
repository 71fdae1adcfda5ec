#include "compiler/loaded/runtime_request.h"

namespace envelope::loaded {

using request::Request;

namespace {

constexpr std::size_t kSwitchesNamed = 64;  // ENV_TOO_MUCH beyond

env_name name_of(const std::string& text) { return {text.data(), static_cast<std::uint32_t>(text.size()), ENV_NONE}; }

}  // namespace

RuntimeRequest::RuntimeRequest(const Request& from) : request_(env_new_request()) {
  request_.principal = name_of(from.principal);
  request_.action = name_of(from.action);
  if (from.requested) {
    request_.requested = name_of(*from.requested);
    request_.flags |= ENV_REQUEST_EDGE;
  }
  add_session(from);
  for (const auto& [name, value] : from.attributes) attributes_.push_back({name_of(name), value_of(value)});
  for (const auto& [name, value] : from.facts) facts_.push_back({name_of(name), value_of(value)});
  add_switches(from);
  request_.attributes = attributes_.data();
  request_.attribute_count = attributes_.size();
  request_.facts = facts_.data();
  request_.fact_count = facts_.size();
  request_.switches = switches_.data();
  request_.switch_count = switches_.size();
}

// A decision carries few of them, all of which are not off: who names more than that names all that there are.
void RuntimeRequest::add_switches(const Request& from) {
  const bool names_all = from.switches.size() > kSwitchesNamed;
  if (names_all) request_.flags |= ENV_SWITCHES_OFF;
  for (const auto& [name, state] : from.switches)
    if (!names_all || state != text::Truth::no) switches_.push_back({name_of(name), static_cast<std::uint32_t>(state)});
}

void RuntimeRequest::add_session(const Request& from) {
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

env_value RuntimeRequest::value_of(const request::RawValue& from) {
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
  } else if (const auto* numbers = std::get_if<request::NumberList>(&from)) {
    value.kind = ENV_VALUE_NUMBERS;
    value.count = static_cast<std::uint32_t>(numbers->members.size());
    value.as.numbers = numbers->members.data();
  }
  return value;
}

}  // namespace envelope::loaded
