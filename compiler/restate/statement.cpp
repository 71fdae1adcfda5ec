#include "compiler/restate/statement.h"
#include "compiler/check/value_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/restate/spelling.h"
#include "compiler/restate/vocabulary.h"
#include "runtime/time/civil.h"
#include "runtime/time/duration.h"

namespace envelope::restate {

using check::TypedProgram;

namespace {

std::string spell_target(const TypedProgram& program, const check::TargetRef& target) {
  switch (target.kind) {
    case check::TargetKind::anything:
      return "anything";
    case check::TargetKind::action:
      return spell_name(program.actions[target.action.index()].name);
    case check::TargetKind::class_:
      return spell_name(program.classes[target.class_id.index()].name);
    case check::TargetKind::event:
      return spell_name(program.events[target.event.index()].name);
    case check::TargetKind::meter:
      return spell_name(program.meters[target.meter.index()].name);
    case check::TargetKind::attribute:
      return spell_name(program.actions[target.action.index()].name) + "." + spell_name(target.attribute);
  }
  return {};
}

std::string spell_targets(const TypedProgram& program, const check::TypedTargets& targets) {
  std::string items, except;
  for (const check::TargetRef& item : targets.items) items += (items.empty() ? "" : ", ") + spell_target(program, item);
  for (const check::TargetRef& item : targets.except) except += (except.empty() ? "" : ", ") + spell_target(program, item);
  return items + clause("except", except);
}

std::string because(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += " because " + spell_text(text);
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

// Spells one statement of the kind; `home` is the file it goes to.
struct Speller {
  const TypedProgram& program;
  Home& home;

  [[nodiscard]] std::string conditions(const std::vector<check::TypedCondition>& given) const {
    return spell_conditions(program, given, home);
  }
  [[nodiscard]] std::string calls(std::string_view word, const std::vector<check::Consequence>& given) const {
    return clause(word, spell_consequences(program, given));
  }

  std::string operator()(const check::Label& label) const {
    return fmt::format("label {} from {}{}{}", spell_name(label.name), spell_targets(program, label.from), conditions(label.conditions),
                       spell_doc(label.doc));
  }
  std::string operator()(const check::Holds& holds) const { return "holds " + spell_names(holds.capabilities, program.capabilities); }
  std::string operator()(const check::Rule& rule) const {
    const std::string requested =
        rule.requested ? fmt::format("request {} for ", spell_name(program.principals[rule.requested->index()].name)) : "";
    return fmt::format("{}{} {}{}{}{}{}", strength_word(rule.strength), base::effect_name(rule.effect), requested,
                       spell_targets(program, rule.targets), conditions(rule.conditions),
                       clause("via", spell_names(rule.via, program.approvals)), because(rule.because));
  }
  std::string operator()(const check::Limit& limit) const {
    std::string out = fmt::format("limit {} {}{}{}{}", spell_targets(program, limit.targets), check::print_amount(limit.amount),
                                  check::print_period(limit.period), clause("each", spell_names(limit.keys)), conditions(limit.conditions));
    for (const check::Threshold& threshold : limit.thresholds)
      out += fmt::format(" at {}{}", check::print_percent(threshold.percent), calls("do", threshold.duties));
    return out + calls("else", limit.otherwise) + because(limit.because);
  }
  std::string operator()(const check::Watch& watch) const {
    std::string out = fmt::format("watch {}{} on {}", spell_name(watch.name), spell_doc(watch.doc),
                                  watch.fact ? spell_name(program.facts[watch.fact->index()].name) : spell_targets(program, watch.on));
    if (watch.compare && watch.level)
      out += fmt::format(" {} {}", check::comparison_word(*watch.compare), check::print_amount(*watch.level));
    out += check::print_period(watch.period) + clause("each", spell_names(watch.keys)) + conditions(watch.conditions);
    return out + calls("do", watch.duties);
  }
  std::string operator()(const check::Around& around) const {
    return fmt::format("{} {}{}{}{}", around.moment == check::DutyMoment::before ? "before" : "after",
                       spell_targets(program, around.targets), conditions(around.conditions), calls("do", around.duties),
                       calls("else", around.otherwise));
  }
  std::string operator()(const check::Audit& audit) const {
    return fmt::format("audit {}{}{}{}", spell_targets(program, audit.targets), conditions(audit.conditions),
                       audit.keep_ms ? " keep " + time::format_duration(*audit.keep_ms) : "", clause("with", spell_names(audit.with)));
  }
  std::string operator()(const check::Configure& setting) const {
    return fmt::format("configure {}{}", spell_name(setting.name), spell_arguments(program, setting.arguments));
  }
  std::string operator()(const check::Route& route) const {
    return fmt::format("route {}{}{}{}{}", spell_name(route.severity), clause("to", spell_names(route.to, program.principals)),
                       clause("by", spell_names(route.by)), route.every_ms ? " every " + time::format_duration(*route.every_ms) : "",
                       route.until_acknowledged ? " until acknowledged" : "");
  }
  std::string operator()(const check::FileFact& file) const {
    std::string patterns;
    for (const std::string& pattern : file.patterns) patterns += (patterns.empty() ? "" : ", ") + spell_text(pattern);
    return fmt::format("file {}{}", patterns, file.is_protected ? " protected" : " runs as " + spell_name(file.runs_as));
  }
  std::string operator()(const check::Job& job) const {
    std::string out;
    for (const check::JobTrigger& trigger : job.triggers) out += trigger_line(trigger) + "\n";
    out += fmt::format("run {}{}", spell_name(program.actions[job.action.index()].name),
                       job.arguments.empty() ? "" : spell_arguments(program, job.arguments));
    if (job.expires_ms) out += "\nexpires " + time::format(time::Instant{*job.expires_ms});
    return out;
  }

 private:
  [[nodiscard]] std::string trigger_line(const check::JobTrigger& trigger) const {
    switch (trigger.kind) {
      case check::JobTrigger::Kind::cron:
        return fmt::format("cron {}{}", spell_text(trigger.cron),
                           trigger.zone == home.zone ? "" : " in " + spell_text(program.zones[trigger.zone.index()].name));
      case check::JobTrigger::Kind::every:
        return "every " + time::format_duration(trigger.every_ms);
      case check::JobTrigger::Kind::event:
        break;
    }
    return "on " + spell_names(trigger.events, program.events) + conditions(trigger.conditions);
  }
};

// The zone of whatever of a statement reads a clock; what only the file's own header can say goes first.
base::ZoneId first_valid(base::ZoneId first, base::ZoneId second) { return first.is_valid() ? first : second; }
base::ZoneId zone_of(const check::Limit& limit) { return first_valid(limit.period.zone, clock_zone(limit.conditions)); }
base::ZoneId zone_of(const check::Watch& watch) { return first_valid(watch.period.zone, clock_zone(watch.conditions)); }
base::ZoneId zone_of(const check::Label& label) { return clock_zone(label.conditions); }
base::ZoneId zone_of(const check::StatementInfo& info) { return clock_zone(info.conditions); }
base::ZoneId zone_of(const check::Job& job) {
  base::ZoneId zone;
  for (const check::JobTrigger& trigger : job.triggers) zone = first_valid(zone, clock_zone(trigger.conditions));
  return zone;
}

std::vector<check::ScopeRef> scope_of(const check::StatementInfo& info) { return info.scope; }
std::vector<check::ScopeRef> scope_of(const check::Label& label) { return label.scope; }

template <typename Entities>
void append(StatementKind kind, const Entities& entities, std::vector<Statement>& out) {
  for (std::uint32_t i = 0; i < entities.size(); ++i)
    out.push_back({kind, i, entities[i].span, scope_of(entities[i]), zone_of(entities[i])});
}

void append_jobs(const TypedProgram& program, std::vector<Statement>& out) {
  for (std::uint32_t i = 0; i < program.jobs.size(); ++i) {
    check::ScopeRef own;
    own.kind = check::ScopeKind::job;
    own.job = base::JobId{i};
    out.push_back({StatementKind::job, i, program.jobs[i].span, {own}, zone_of(program.jobs[i])});
  }
}

// One clock for all statements of a job: that of the first that reads one.
void settle_zones_of_jobs(const TypedProgram& program, std::vector<Statement>& statements) {
  std::vector<base::ZoneId> zones(program.jobs.size());
  const auto job_of = [](const Statement& statement) {
    const bool is_inside = !statement.scope.empty() && statement.scope.front().kind == check::ScopeKind::job;
    return is_inside ? statement.scope.front().job : base::JobId{};
  };
  for (const Statement& statement : statements)
    if (const base::JobId job = job_of(statement); job.is_valid()) zones[job.index()] = first_valid(zones[job.index()], statement.zone);
  for (Statement& statement : statements)
    if (const base::JobId job = job_of(statement); job.is_valid()) statement.zone = zones[job.index()];
}

}  // namespace

std::vector<Statement> statements_of(const TypedProgram& program) {
  std::vector<Statement> statements;
  append(StatementKind::label, program.labels, statements);
  append(StatementKind::holds, program.holds, statements);
  append_jobs(program, statements);
  append(StatementKind::rule, program.rules, statements);
  append(StatementKind::limit, program.limits, statements);
  append(StatementKind::watch, program.watches, statements);
  append(StatementKind::around, program.arounds, statements);
  append(StatementKind::audit, program.audits, statements);
  append(StatementKind::configure, program.settings, statements);
  append(StatementKind::route, program.routes, statements);
  append(StatementKind::file, program.files, statements);
  settle_zones_of_jobs(program, statements);
  std::stable_sort(statements.begin(), statements.end(), [](const Statement& a, const Statement& b) {
    return std::pair(a.place.file, a.place.begin) < std::pair(b.place.file, b.place.begin);
  });
  return statements;
}

std::string spell_statement(const TypedProgram& program, const Statement& statement, Home& home) {
  const Speller spell{program, home};
  const std::size_t index = statement.index;
  switch (statement.kind) {
    case StatementKind::label:
      return spell(program.labels[index]);
    case StatementKind::holds:
      return spell(program.holds[index]);
    case StatementKind::job:
      return spell(program.jobs[index]);
    case StatementKind::rule:
      return spell(program.rules[index]);
    case StatementKind::limit:
      return spell(program.limits[index]);
    case StatementKind::watch:
      return spell(program.watches[index]);
    case StatementKind::around:
      return spell(program.arounds[index]);
    case StatementKind::audit:
      return spell(program.audits[index]);
    case StatementKind::configure:
      return spell(program.settings[index]);
    case StatementKind::route:
      return spell(program.routes[index]);
    case StatementKind::file:
      return spell(program.files[index]);
  }
  return {};
}

}  // namespace envelope::restate
