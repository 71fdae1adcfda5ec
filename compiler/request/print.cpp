#include "compiler/request/print.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace envelope::request {
namespace {

std::string value_text(const RawValue& value) {
  if (std::holds_alternative<Malformed>(value)) return "<malformed>";
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *number);
  if (const auto* text = std::get_if<std::string>(&value)) return fmt::format("{:?}", *text);
  if (const auto* numbers = std::get_if<NumberList>(&value)) return fmt::format("[{}]", fmt::join(numbers->members, ", "));
  return fmt::format("[{}]", fmt::join(std::get<MemberList>(value).members, ", "));
}

std::string spelt(const Spelling& spelling, std::string_view name, const RawValue& value) {
  std::string text = spelling ? spelling(name, value) : std::string();
  return text.empty() ? value_text(value) : text;
}

std::string pairs_text(const std::map<std::string, RawValue>& values, const Spelling& spelling) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : values) parts.push_back(fmt::format("{}: {}", name, spelt(spelling, name, value)));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

std::string_view origin_name(Origin origin) {
  switch (origin) {
    case Origin::human:
      return "human";
    case Origin::agent:
      return "agent";
    case Origin::cron:
      return "cron";
    case Origin::event:
      return "event";
  }
  return "human";
}

std::string_view refusal_name(Refusal refusal) {
  switch (refusal) {
    case Refusal::none:
      return "none";
    case Refusal::unknown_principal:
      return "unknown_principal";
    case Refusal::unknown_action:
      return "unknown_action";
    case Refusal::unknown_requested:
      return "unknown_requested";
    case Refusal::undeclared_attribute:
      return "undeclared_attribute";
    case Refusal::unknown_label:
      return "unknown_label";
    case Refusal::malformed_attribute:
      return "malformed_attribute";
    case Refusal::missing_lineage:
      return "missing_lineage";
    case Refusal::unknown_lineage:
      return "unknown_lineage";
  }
  return "none";
}

std::string print(const Request& request, Detail detail) { return print(request, detail, {}); }

std::string print(const Request& request, Detail detail, const Spelling& spelling) {
  const bool all = detail == Detail::complete;
  std::string line = request.principal;
  if (request.requested) line += fmt::format(" request {} for", *request.requested);
  line += fmt::format(" {}({})", request.action, pairs_text(request.attributes, spelling));
  std::vector<std::string> with;
  if (request.origin) with.push_back(fmt::format("origin: {}", origin_name(*request.origin)));
  if (request.lineage && (all || !request.lineage->empty()))
    with.push_back(fmt::format("lineage: [{}]", fmt::join(*request.lineage, ", ")));
  if (request.time_ms) with.push_back(fmt::format("time: {}", spelt(spelling, "time", *request.time_ms)));
  if (request.job && (all || !request.job->empty())) with.push_back(fmt::format("job: {}", request.job->empty() ? "none" : *request.job));
  if (request.labels && (all || !request.labels->empty())) with.push_back(fmt::format("labels: [{}]", fmt::join(*request.labels, ", ")));
  for (const auto& [name, truth] : request.switches)
    if (all || truth != text::Truth::no)
      with.push_back(fmt::format("{}: {}", name, truth == text::Truth::yes ? "on" : truth == text::Truth::no ? "off" : "unknown"));
  if (!request.facts.empty()) with.push_back(pairs_text(request.facts, spelling));
  if (!with.empty()) line += fmt::format(" with ({})", fmt::join(with, ", "));
  return line;
}

std::string print(const Outcome& outcome) {
  std::string line{base::effect_name(outcome.effect)};
  if (!outcome.approvals.empty()) line += fmt::format(" via {}", fmt::join(outcome.approvals, ", "));
  if (!outcome.duties.empty()) line += fmt::format(" duties [{}]", fmt::join(outcome.duties, ", "));
  if (outcome.refusal != Refusal::none) line += fmt::format(" ({})", refusal_name(outcome.refusal));
  return line;
}

}  // namespace envelope::request
