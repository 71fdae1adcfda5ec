#include <fmt/format.h>

#include "compiler/check/print_parts.h"
#include "runtime/time/civil.h"

namespace envelope::check {

namespace {

std::string_view claim_word(const Assertion& assertion) {
  switch (assertion.kind) {
    case ClaimKind::never:
      return "never ";
    case ClaimKind::always:
      return "always ";
    case ClaimKind::never_reach:
      return "never reach ";
    case ClaimKind::never_together:
      return "never together ";
    case ClaimKind::total:
      return "total ";
  }
  return {};
}

std::string print_powers(const TypedProgram& program, const std::vector<Power>& powers) {
  std::vector<std::string> parts;
  for (const Power& power : powers)
    parts.push_back(power.approval.is_valid() ? "approve " + print_name(power.approval, program.approvals)
                                              : print_targets(program, power.targets) + print_conditions(program, power.conditions));
  return fmt::format("{}", fmt::join(parts, ", "));
}

void print_assertion(const TypedProgram& program, const Assertion& assertion, std::string& out) {
  const bool has_effect = assertion.kind == ClaimKind::never || assertion.kind == ClaimKind::always;
  out += fmt::format(
      "assert {} {}{}{}{}", quoted(assertion.title), claim_word(assertion),
      has_effect ? std::string(base::effect_name(assertion.effect)) + " " : "",
      assertion.requested ? fmt::format("request {} for ", print_name(*assertion.requested, program.principals)) : "",
      assertion.kind == ClaimKind::never_together ? print_powers(program, assertion.powers) : print_targets(program, assertion.targets));
  if (!assertion.from.empty()) out += " from " + print_names(assertion.from, program.principals);
  if (!assertion.without.empty()) out += " without " + print_names(assertion.without, program.approvals);
  out += print_conditions(program, assertion.conditions);
  if (assertion.bound) out += " <= " + print_amount(*assertion.bound);
  out += print_period(program, assertion.period) + print_keys(assertion.keys) + "\n";
}

void print_acceptance(const TypedProgram& program, const Acceptance& acceptance, std::string& out) {
  out += fmt::format("accept {}", acceptance.code);
  if (!acceptance.principals.empty()) out += " for " + print_names(acceptance.principals, program.principals);
  for (const std::string& text : acceptance.because) out += " because " + quoted(text);
  if (acceptance.until_ms) out += " until " + time::format(time::Instant{*acceptance.until_ms});
  out += "\n";
}

std::string print_raw(const request::RawValue& value) {
  struct Printer {
    std::string operator()(const request::Malformed&) const { return "malformed"; }
    std::string operator()(bool given) const { return given ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    std::string operator()(const std::string& text) const { return quoted(text); }
    std::string operator()(const request::MemberList& list) const { return fmt::format("[{}]", fmt::join(list.members, ", ")); }
    std::string operator()(const request::NumberList& list) const { return fmt::format("[{}]", fmt::join(list.members, ", ")); }
  };
  return std::visit(Printer{}, value);
}

std::string print_values(const std::map<std::string, request::RawValue>& values) {
  std::string out;
  for (const auto& [name, value] : values) out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", name, print_raw(value));
  return out;
}

std::string_view origin_word(request::Origin origin) {
  switch (origin) {
    case request::Origin::human:
      return "human";
    case request::Origin::agent:
      return "agent";
    case request::Origin::cron:
      return "cron";
    case request::Origin::event:
      return "event";
  }
  return {};
}

}  // namespace

std::string print_request(const TypedProgram& program, const TestCase& test) {
  const request::Request& request = test.request;
  std::string out =
      fmt::format("{} {}{}({})", request.principal, request.requested ? fmt::format("request {} for ", *request.requested) : "",
                  request.action, print_values(request.attributes));
  for (const auto& [name, truth] : request.switches)
    if (truth != text::Truth::no) out += " in " + name;
  if (request.lineage && !request.lineage->empty()) out += fmt::format(" lineage [{}]", fmt::join(*request.lineage, ", "));
  if (request.origin) out += fmt::format(" origin {}", origin_word(*request.origin));
  if (request.time_ms) out += " time " + time::format(time::Instant{*request.time_ms});
  if (request.job && !request.job->empty()) out += " job " + *request.job;
  if (request.labels && !request.labels->empty()) out += fmt::format(" labels [{}]", fmt::join(*request.labels, ", "));
  if (!request.facts.empty()) out += fmt::format(" facts ({})", print_values(request.facts));
  out += fmt::format(" -> {}", base::effect_name(test.expected));
  if (!test.via.empty()) out += " via " + print_names(test.via, program.approvals);
  return out;
}

void print_claims(const TypedProgram& program, std::string& out) {
  for (const Assertion& assertion : program.assertions) print_assertion(program, assertion, out);
  for (const Acceptance& acceptance : program.acceptances) print_acceptance(program, acceptance, out);
  for (const Test& test : program.tests) {
    out += fmt::format("test {}\n", quoted(test.title));
    for (const TestCase& each : test.cases) out += fmt::format("  {}\n", print_request(program, each));
  }
}

}  // namespace envelope::check
