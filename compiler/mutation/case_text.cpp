#include "compiler/mutation/case_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <vector>

#include "compiler/model/print.h"
#include "compiler/model/value.h"
#include "compiler/request/print.h"

namespace envelope::mutation {
namespace {

// A name as a policy writes it: in backticks when it is no plain word, or a word of the language that is never a name.
std::string spelt(std::string_view name) {
  static const std::set<std::string_view> reserved = {
      "allow", "and",     "anything", "ask", "at",  "because", "deny",    "do",   "each",  "else",   "except", "false", "has",  "in",
      "is",    "matches", "not",      "or",  "per", "propose", "request", "true", "under", "unless", "via",    "when",  "with", "within"};
  const auto in_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  const bool is_word = !name.empty() && !(name.front() >= '0' && name.front() <= '9') && std::all_of(name.begin(), name.end(), in_word);
  return is_word && !reserved.contains(name) ? std::string(name) : fmt::format("`{}`", name);
}

template <typename Names>
std::string name_list(const Names& names) {
  std::vector<std::string> all;
  for (const std::string& name : names) all.push_back(spelt(name));
  return fmt::format("{}", fmt::join(all, ", "));
}

std::string value_text(const model::PolicyModel& model, const model::Type& type, const request::RawValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&value)) return model::print_number(model, type, *number);
  const auto one = [&](const std::string& text) { return base::is_textual(type.kind) ? quoted(text) : spelt(text); };
  if (const auto* list = std::get_if<request::MemberList>(&value)) {
    std::vector<std::string> members;
    for (const std::string& member : list->members) members.push_back(one(member));
    return fmt::format("[{}]", fmt::join(members, ", "));
  }
  if (const auto* list = std::get_if<request::NumberList>(&value)) {
    std::vector<std::string> members;
    for (const std::int64_t member : list->members) members.push_back(model::print_number(model, {type.kind, {}, false}, member));
    return fmt::format("[{}]", fmt::join(members, ", "));
  }
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? "" : one(*text);
}

std::vector<std::string> circumstances(const model::PolicyModel& model, const request::Request& request) {
  std::vector<std::string> with;
  if (request.lineage && !request.lineage->empty()) {
    const bool is_own =
        std::all_of(request.lineage->begin(), request.lineage->end(), [&](const std::string& name) { return name == request.principal; });
    with.push_back(is_own ? fmt::format("depth: {}", request.lineage->size()) : fmt::format("lineage: [{}]", name_list(*request.lineage)));
  }
  if (request.origin) with.push_back(fmt::format("origin: {}", request::origin_name(*request.origin)));
  if (request.time_ms) with.push_back("time: " + model::print_number(model, {base::TypeKind::time, {}, false}, *request.time_ms));
  if (request.job && !request.job->empty()) with.push_back(fmt::format("job: {}", spelt(*request.job)));
  if (request.labels && !request.labels->empty()) with.push_back(fmt::format("labels: [{}]", name_list(*request.labels)));
  for (const auto& [name, type] : model.facts) {
    const auto value = request.facts.find(name);
    if (value != request.facts.end()) with.push_back(fmt::format("{}: {}", spelt(name), value_text(model, type, value->second)));
  }
  return with;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string outcome_text(const request::Outcome& outcome) {
  std::string text{base::effect_name(outcome.effect)};
  if (!outcome.approvals.empty()) text += " via " + name_list(outcome.approvals);
  return text;
}

std::string request_text(const model::PolicyModel& model, const request::Request& request) {
  std::string line = spelt(request.principal);
  if (request.requested) line += fmt::format(" request {} for", spelt(*request.requested));
  line += " " + spelt(request.action);
  std::vector<std::string> arguments;
  for (const model::ActionAttribute& declared : model.actions[model::find_action(model, request.action).index()].attributes) {
    const model::Attribute& attribute = model.attributes[declared.attribute.index()];
    const auto value = request.attributes.find(attribute.name);
    if (value == request.attributes.end()) continue;
    arguments.push_back(fmt::format("{}: {}", spelt(attribute.name), value_text(model, attribute.type, value->second)));
  }
  if (!arguments.empty()) line += fmt::format("({})", fmt::join(arguments, ", "));
  std::vector<std::string> on;
  for (const auto& [name, truth] : request.switches)
    if (truth == text::Truth::yes) on.push_back(name);
  if (!on.empty()) line += " in " + name_list(on);
  const std::vector<std::string> with = circumstances(model, request);
  if (!with.empty()) line += fmt::format(" with ({})", fmt::join(with, ", "));
  return line;
}

std::string case_text(const model::PolicyModel& model, const request::Request& request, const request::Outcome& outcome) {
  return fmt::format("{} -> {}", request_text(model, request), outcome_text(outcome));
}

}  // namespace envelope::mutation
