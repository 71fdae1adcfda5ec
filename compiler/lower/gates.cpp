// What stands around the decision: limits, watches, duties, jobs, labels, and the settings that change no decision.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "compiler/lower/lowering.h"
#include "compiler/model/print.h"
#include "runtime/time/duration.h"

namespace envelope::lower {
namespace {

model::PeriodKind period_kind(check::PeriodKind kind) {
  switch (kind) {
    case check::PeriodKind::none:
      return model::PeriodKind::none;
    case check::PeriodKind::day:
      return model::PeriodKind::day;
    case check::PeriodKind::week:
      return model::PeriodKind::week;
    case check::PeriodKind::month:
      return model::PeriodKind::month;
    case check::PeriodKind::rolling:
      return model::PeriodKind::rolling;
    case check::PeriodKind::call:
      return model::PeriodKind::call;
    case check::PeriodKind::run:
      return model::PeriodKind::run;
    case check::PeriodKind::at_once:
      return model::PeriodKind::at_once;
    case check::PeriodKind::consecutive:
      return model::PeriodKind::consecutive;
  }
  return model::PeriodKind::none;
}

model::AmountKind amount_kind(check::AmountKind kind) {
  switch (kind) {
    case check::AmountKind::absolute:
      return model::AmountKind::absolute;
    case check::AmountKind::percent_of_parent:
      return model::AmountKind::percent_of_parent;
    case check::AmountKind::percent_of_limit:
      return model::AmountKind::percent_of_limit;
    case check::AmountKind::times_usual:
      return model::AmountKind::times_usual;
  }
  return model::AmountKind::absolute;
}

std::optional<model::AtomOperator> comparison_of(const std::optional<check::Comparison>& comparison) {
  if (!comparison) return std::nullopt;
  if (*comparison == check::Comparison::less) return model::AtomOperator::less;
  if (*comparison == check::Comparison::less_equal) return model::AtomOperator::less_equal;
  if (*comparison == check::Comparison::greater) return model::AtomOperator::greater;
  return model::AtomOperator::greater_equal;
}

// Blocks and conditions of a statement as one guard, with the principals it speaks of.
Scope whole_condition(Lowering& lowering, const check::StatementInfo& info) {
  Scope scope = lower_scope(lowering, info.scope);
  scope.guard = lowering.builder.all({scope.guard, lower_conditions(lowering, info.conditions)});
  return scope;
}

model::DutyCall call_of(const Lowering& lowering, const std::string& name, const std::vector<check::DutyArgument>& arguments) {
  model::DutyCall call{name, {}, {}};
  for (const check::DutyArgument& argument : arguments) call.arguments.emplace_back(argument.name, constant_text(lowering, argument.value));
  return call;
}

std::string named(const Lowering& lowering, const check::TypedTargets& targets) {
  std::vector<std::string> names;
  for (const base::ActionId action : covered_actions(lowering, targets)) names.push_back(lowering.model.actions[action.index()].name);
  return fmt::format("{}", fmt::join(names, ", "));
}

void add_setting(Lowering& lowering, std::string kind, std::string text, base::Span span) {
  lowering.model.settings.push_back({std::move(kind), std::move(text), add_statement(lowering, span)});
}

std::string quoted_list(const std::vector<std::string>& items) {
  std::vector<std::string> quoted;
  for (const std::string& item : items) quoted.push_back("\"" + item + "\"");
  return fmt::format("{}", fmt::join(quoted, ", "));
}

void lower_route(Lowering& lowering, const check::Route& route) {
  std::vector<std::string> to;
  for (const base::PrincipalId id : route.to) to.push_back(lowering.program.principals[id.index()].name);
  std::string text = fmt::format("{} to {}", route.severity, fmt::join(to, ", "));
  if (!route.by.empty()) text += fmt::format(" by {}", fmt::join(route.by, ", "));
  if (route.every_ms) text += " every " + time::format_duration(*route.every_ms);
  if (route.until_acknowledged) text += " until acknowledged";
  add_setting(lowering, "route", std::move(text), route.span);
}

void lower_audit(Lowering& lowering, const check::Audit& audit) {
  const model::GuardId guard = whole_condition(lowering, audit).guard;
  std::string text = named(lowering, audit.targets);
  if (guard != lowering.builder.always()) text += " when " + model::print_guard(lowering.model, guard);
  if (audit.keep_ms) text += " keep " + time::format_duration(*audit.keep_ms);
  if (!audit.with.empty()) text += fmt::format(" with {}", fmt::join(audit.with, ", "));
  add_setting(lowering, "audit", std::move(text), audit.span);
}

std::string trigger_name(const Lowering& lowering, const check::JobTrigger& trigger) {
  switch (trigger.kind) {
    case check::JobTrigger::Kind::cron:
      return fmt::format("cron \"{}\" in \"{}\"", trigger.cron, lowering.program.zones[trigger.zone.index()].name);
    case check::JobTrigger::Kind::every:
      return "every " + time::format_duration(trigger.every_ms);
    case check::JobTrigger::Kind::event:
      break;
  }
  std::vector<std::string> events;
  for (const base::EventId id : trigger.events) events.push_back(lowering.program.events[id.index()].name);
  return fmt::format("on {}", fmt::join(events, ", "));
}

std::string trigger_text(Lowering& lowering, const check::JobTrigger& trigger) {
  const model::GuardId guard = lower_conditions(lowering, trigger.conditions);
  const std::string name = trigger_name(lowering, trigger);
  return guard == lowering.builder.always() ? name : name + " when " + model::print_guard(lowering.model, guard);
}

}  // namespace

std::string constant_text(const Lowering& lowering, const check::Constant& constant) {
  if (constant.type.is_set) {
    std::vector<std::string> items;
    for (const check::Constant& item : constant.items) items.push_back(constant_text(lowering, item));
    return fmt::format("[{}]", fmt::join(items, ", "));
  }
  if (base::is_textual(constant.type.kind)) return "\"" + constant.text + "\"";
  const auto index = static_cast<std::size_t>(constant.number);
  if (constant.type.kind == base::TypeKind::mode) return lowering.program.switches[index].name;  // may name one that is lowered later
  if (constant.type.kind == base::TypeKind::job) return lowering.program.jobs[index].name;
  return model::print_number(lowering.model, constant.type, constant.number);
}

std::vector<model::DutyCall> lower_calls(const Lowering& lowering, const std::vector<check::Consequence>& calls) {
  std::vector<model::DutyCall> lowered;
  for (const check::Consequence& call : calls) {
    model::DutyCall to;
    switch (call.kind) {
      case check::Consequence::Kind::duty:
        to = call_of(lowering, lowering.program.duties[call.duty.index()].name, call.arguments);
        break;
      case check::Consequence::Kind::enter:
        to = {"enter", {{"what", lowering.program.switches[call.switch_id.index()].name}}, {}};
        break;
      case check::Consequence::Kind::leave:
        to = {"leave", {{"what", lowering.program.switches[call.switch_id.index()].name}}, {}};
        break;
      case check::Consequence::Kind::effect:
        to = {std::string(base::effect_name(call.effect)), {}, {}};
        if (call.via.is_valid()) to.arguments.emplace_back("via", lowering.program.approvals[call.via.index()].name);
        break;
    }
    to.within_ms = call.within_ms;
    lowered.push_back(std::move(to));
  }
  return lowered;
}

model::Statement statement_of(const Lowering& lowering, base::Span span, const std::vector<std::string>& because) {
  std::string text;
  if (span.is_valid())
    for (const char c : lowering.sources.text(span)) {  // one line: runs of blanks and line ends become one blank
      const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (!blank)
        text += c;
      else if (!text.empty() && text.back() != ' ')
        text += ' ';
    }
  return {span, std::move(text), fmt::format("{}", fmt::join(because, "; ")), false, {}};
}

model::StatementId add_statement(Lowering& lowering, base::Span span, const std::vector<std::string>& because) {
  lowering.model.statements.push_back(statement_of(lowering, span, because));
  return {static_cast<std::uint32_t>(lowering.model.statements.size() - 1)};
}

void lower_arounds(Lowering& lowering) {
  for (std::uint32_t i = 0; i < lowering.program.arounds.size(); ++i) {
    const check::Around& around = lowering.program.arounds[i];
    const Scope scope = whole_condition(lowering, around);
    const auto moment = around.moment == check::DutyMoment::before ? model::DutyMoment::before : model::DutyMoment::after;
    lowering.model.duties.push_back({moment,
                                     {scope.principals, lowering.builder.actions(covered_actions(lowering, around.targets)), {}},
                                     scope.guard,
                                     lower_calls(lowering, around.duties),
                                     lower_calls(lowering, around.otherwise),
                                     i,
                                     add_statement(lowering, around.span, around.because)});
  }
}

void lower_limits(Lowering& lowering) {
  for (const check::Limit& limit : lowering.program.limits) {
    const Scope scope = whole_condition(lowering, limit);
    model::Limit lowered{scope.principals,
                         counted_terms(lowering, limit.targets),
                         amount_kind(limit.amount.kind),
                         limit.amount.number,
                         period_kind(limit.period.kind),
                         limit.period.length_ms,
                         limit.period.zone,
                         limit.keys,
                         scope.guard,
                         {},
                         lower_calls(lowering, limit.otherwise),
                         add_statement(lowering, limit.span, limit.because)};
    for (const check::Threshold& threshold : limit.thresholds)
      lowered.thresholds.push_back({threshold.percent, lower_calls(lowering, threshold.duties)});
    lowering.model.limits.push_back(std::move(lowered));
  }
}

void lower_watches(Lowering& lowering) {
  for (const check::Watch& watch : lowering.program.watches) {
    const Scope scope = whole_condition(lowering, watch);
    const check::Amount amount = watch.level.value_or(check::Amount{});
    model::Watch lowered{watch.name,
                         scope.principals,
                         counted_terms(lowering, watch.on),
                         {},
                         watch.fact.value_or(base::FactId{}),
                         comparison_of(watch.compare),
                         amount_kind(amount.kind),
                         amount.number,
                         period_kind(watch.period.kind),
                         watch.period.length_ms,
                         watch.period.zone,
                         watch.keys,
                         scope.guard,
                         lower_calls(lowering, watch.duties),
                         add_statement(lowering, watch.span)};
    for (const check::TargetRef& target : watch.on.items)
      if (target.kind == check::TargetKind::event) lowered.events.push_back(lowering.program.events[target.event.index()].name);
    lowering.model.watches.push_back(std::move(lowered));
  }
}

void lower_jobs(Lowering& lowering) {
  for (const check::Job& job : lowering.program.jobs) {
    std::vector<std::string> triggers;
    for (const check::JobTrigger& trigger : job.triggers) triggers.push_back(trigger_text(lowering, trigger));
    const std::string action = job.action.is_valid() ? lowering.program.actions[job.action.index()].name : "";
    lowering.model.jobs.push_back({job.name, job.owner, std::move(triggers), call_of(lowering, action, job.arguments), job.expires_ms,
                                   add_statement(lowering, job.span)});
  }
}

void lower_labels(Lowering& lowering) {
  for (const check::Label& label : lowering.program.labels) {
    const Scope scope = lower_scope(lowering, label.scope);
    lowering.model.label_raises.push_back({label.first, scope.principals, lowering.builder.actions(covered_actions(lowering, label.from)),
                                           lowering.builder.all({scope.guard, lower_conditions(lowering, label.conditions)})});
  }
}

void lower_settings(Lowering& lowering) {
  for (const check::Configure& setting : lowering.program.settings) {
    std::vector<std::string> arguments;
    for (const check::DutyArgument& argument : setting.arguments) {
      const std::string value = constant_text(lowering, argument.value);
      arguments.push_back(argument.name.empty() ? value : argument.name + ": " + value);
    }
    add_setting(lowering, "configure", fmt::format("{}({})", setting.name, fmt::join(arguments, ", ")), setting.span);
  }
  for (const check::Audit& audit : lowering.program.audits) lower_audit(lowering, audit);
  for (const check::Route& route : lowering.program.routes) lower_route(lowering, route);
  for (const check::FileFact& file : lowering.program.files) {
    const std::string what = file.is_protected ? "protected" : "runs as " + file.runs_as;
    add_setting(lowering, "file", quoted_list(file.patterns) + " " + what, file.span);
  }
}

}  // namespace envelope::lower
