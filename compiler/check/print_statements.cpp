#include <fmt/format.h>

#include "compiler/check/print_parts.h"
#include "runtime/time/duration.h"

namespace envelope::check {

namespace {

std::string because(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += " because " + quoted(text);
  return out;
}

std::string_view strength_word(base::Strength strength) {
  switch (strength) {
    case base::Strength::weak:
      return "default ";
    case base::Strength::plain:
      return "";
    case base::Strength::at_most:
      return "at most ";
  }
  return {};
}

void print_rule(const TypedProgram& program, const Rule& rule, std::string& out) {
  out += fmt::format("{}{}{} {}{}{}", print_scope(program, rule.scope), strength_word(rule.strength), base::effect_name(rule.effect),
                     rule.requested ? fmt::format("request {} for ", print_name(*rule.requested, program.principals)) : "",
                     print_targets(program, rule.targets), print_conditions(program, rule.conditions));
  if (!rule.via.empty()) out += " via " + print_names(rule.via, program.approvals);
  out += because(rule.because) + "\n";
}

void print_limit(const TypedProgram& program, const Limit& limit, std::string& out) {
  out += fmt::format("{}limit {} {}{}{}{}", print_scope(program, limit.scope), print_targets(program, limit.targets),
                     print_amount(limit.amount), print_period(program, limit.period), print_keys(limit.keys),
                     print_conditions(program, limit.conditions));
  for (const Threshold& threshold : limit.thresholds)
    out += fmt::format(" at {} do {}", print_number(base::TypeKind::percent, threshold.percent), print_duties(program, threshold.duties));
  if (!limit.otherwise.empty()) out += " else " + print_duties(program, limit.otherwise);
  out += because(limit.because) + "\n";
}

void print_watch(const TypedProgram& program, const Watch& watch, std::string& out) {
  out += fmt::format("{}watch {} on {}", print_scope(program, watch.scope), watch.name,
                     watch.fact ? "fact " + print_name(*watch.fact, program.facts) : print_targets(program, watch.on));
  if (watch.compare && watch.level) out += fmt::format(" {} {}", comparison_word(*watch.compare), print_amount(*watch.level));
  out += print_period(program, watch.period) + print_keys(watch.keys) + print_conditions(program, watch.conditions);
  out += fmt::format(" do {}\n", print_duties(program, watch.duties));
}

void print_around(const TypedProgram& program, const Around& around, std::string& out) {
  out += fmt::format("{}{} {}{} do {}", print_scope(program, around.scope), around.moment == DutyMoment::before ? "before" : "after",
                     print_targets(program, around.targets), print_conditions(program, around.conditions),
                     print_duties(program, around.duties));
  if (!around.otherwise.empty()) out += " else " + print_duties(program, around.otherwise);
  out += "\n";
}

void print_audit(const TypedProgram& program, const Audit& audit, std::string& out) {
  out += fmt::format("{}audit {}{}", print_scope(program, audit.scope), print_targets(program, audit.targets),
                     print_conditions(program, audit.conditions));
  if (audit.keep_ms) out += " keep " + time::format_duration(*audit.keep_ms);
  if (!audit.with.empty()) out += fmt::format(" with {}", fmt::join(audit.with, ", "));
  out += "\n";
}

void print_setting(const TypedProgram& program, const Configure& setting, std::string& out) {
  std::string arguments;
  for (const DutyArgument& argument : setting.arguments)
    arguments += fmt::format("{}{}{}{}", arguments.empty() ? "" : ", ", argument.name, argument.name.empty() ? "" : ": ",
                             print_constant(program, argument.value));
  out += fmt::format("{}configure {}({})\n", print_scope(program, setting.scope), setting.name, arguments);
}

void print_route(const TypedProgram& program, const Route& route, std::string& out) {
  out += fmt::format("route {} to {}", route.severity, print_names(route.to, program.principals));
  if (!route.by.empty()) out += fmt::format(" by {}", fmt::join(route.by, ", "));
  if (route.every_ms) out += " every " + time::format_duration(*route.every_ms);
  out += route.until_acknowledged ? " until acknowledged\n" : "\n";
}

void print_file(const FileFact& file, std::string& out) {
  std::string patterns;
  for (const std::string& pattern : file.patterns) patterns += (patterns.empty() ? "" : ", ") + quoted(pattern);
  out +=
      fmt::format("file {}{}{}\n", patterns, file.is_protected ? " protected" : "", file.runs_as.empty() ? "" : " runs as " + file.runs_as);
}

}  // namespace

void print_statements(const TypedProgram& program, std::string& out) {
  for (const Holds& holds : program.holds)
    out += fmt::format("{}holds {}\n", print_scope(program, holds.scope), print_names(holds.capabilities, program.capabilities));
  for (const Rule& rule : program.rules) print_rule(program, rule, out);
  for (const Limit& limit : program.limits) print_limit(program, limit, out);
  for (const Watch& watch : program.watches) print_watch(program, watch, out);
  for (const Around& around : program.arounds) print_around(program, around, out);
  for (const Audit& audit : program.audits) print_audit(program, audit, out);
  for (const Configure& setting : program.settings) print_setting(program, setting, out);
  for (const Route& route : program.routes) print_route(program, route, out);
  for (const FileFact& file : program.files) print_file(file, out);
}

}  // namespace envelope::check
