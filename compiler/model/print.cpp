#include "compiler/model/print.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>

#include "runtime/time/duration.h"

namespace envelope::model {
namespace {

struct Printer {
  const PolicyModel& model;
  std::string out;

  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
    out += '\n';
  }

  template <typename Id, typename Entities>
  std::string names(const std::vector<Id>& ids, const Entities& entities) const {
    std::vector<std::string> parts;
    for (const Id id : ids) parts.push_back(entities[id.index()].name);
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  std::string capability_names(const std::vector<base::CapabilityId>& ids) const {
    std::vector<std::string> parts;
    for (const base::CapabilityId id : ids) parts.push_back(model.capabilities[id.index()]);
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  // A set is named by its members, or by the whole it equals.
  std::string principals(PrincipalSetId id) const {
    const auto& members = model.principal_sets[id.index()];
    std::vector<base::PrincipalId> agents;
    for (std::uint32_t i = 0; i < model.principals.size(); ++i)
      if (model.principals[i].kind == PrincipalKind::agent) agents.push_back({i});
    if (members == agents && agents.size() > 1) return "every agent";
    if (members.size() == model.principals.size() && members.size() > 1) return "everybody";
    return members.empty() ? "nobody" : names(members, model.principals);
  }

  std::string actions(ActionSetId id) const {
    const auto& members = model.action_sets[id.index()];
    std::size_t askable = 0;
    for (const Action& action : model.actions) askable += action.kind != ActionKind::event ? 1 : 0;
    if (members.size() == askable && askable > 1) return "anything";
    return members.empty() ? "nothing" : names(members, model.actions);
  }

  std::string cell(const Cell& cell) const {
    const std::string request =
        cell.requested.is_valid() ? fmt::format("request {} for ", model.principals[cell.requested.index()].name) : "";
    return fmt::format("{} · {}{}", principals(cell.principals), request, actions(cell.actions));
  }

  std::string via(const std::vector<base::ApprovalId>& approvals) const {
    return approvals.empty() ? "" : " via " + names(approvals, model.approvals);
  }

  static std::string do_else(const std::vector<DutyCall>& duties, const std::vector<DutyCall>& otherwise) {
    std::string text = duties.empty() ? "" : " do " + print_calls(duties);
    if (!otherwise.empty()) text += " else " + print_calls(otherwise);
    return text;
  }

  std::string when(GuardId guard) const { return guard.value == 0 ? "" : " when " + print_guard(model, guard); }

  std::string amount(AmountKind kind, std::int64_t number, const Type& type) const {
    switch (kind) {
      case AmountKind::absolute:
        return print_number(model, type, number);
      case AmountKind::percent_of_parent:
        return print_number(model, {base::TypeKind::percent, {}, false}, number) + " of parent";
      case AmountKind::percent_of_limit:
        return print_number(model, {base::TypeKind::percent, {}, false}, number) + " of limit";
      case AmountKind::times_usual:
        return fmt::format("{}.{:03}x usual", number / 1000, number % 1000);
    }
    return {};
  }

  // `record` is a limit or a watch.
  std::string period(const auto& record) const {
    const std::string text = period_name(record.period, record.period_ms);
    return record.zone.is_valid() ? fmt::format("{} in \"{}\"", text, model.zones[record.zone.index()].name) : text;
  }

  static std::string period_name(PeriodKind kind, std::int64_t ms) {
    switch (kind) {
      case PeriodKind::none:
        return "";
      case PeriodKind::day:
        return " per day";
      case PeriodKind::week:
        return " per week";
      case PeriodKind::month:
        return " per month";
      case PeriodKind::rolling:
        return " per " + time::format_duration(ms);
      case PeriodKind::call:
        return " per call";
      case PeriodKind::run:
        return " per run";
      case PeriodKind::at_once:
        return " at once";
      case PeriodKind::consecutive:
        return " consecutive";
    }
    return "";
  }

  static std::string each(const std::vector<std::string>& keys) {
    return keys.empty() ? "" : fmt::format(" each {}", fmt::join(keys, ", "));
  }

  std::string terms(const std::vector<LimitTerm>& terms) const {
    std::vector<std::string> parts;
    for (const LimitTerm& term : terms)
      parts.push_back(term.attribute.is_valid()
                          ? model.actions[term.action.index()].name + "." + model.attributes[term.attribute.index()].name
                          : model.actions[term.action.index()].name);
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  Type term_type(const std::vector<LimitTerm>& terms) const {
    if (terms.empty() || !terms[0].attribute.is_valid()) return {base::TypeKind::count, {}, false};
    return model.attributes[terms[0].attribute.index()].type;
  }

  void world() {
    line("policy {}", model.name);
    for (const Action& action : model.actions) {
      std::vector<std::string> attributes;
      for (const ActionAttribute& declared : action.attributes) {
        const Attribute& attribute = model.attributes[declared.attribute.index()];
        attributes.push_back(fmt::format("{}{}: {}", attribute.name, declared.optional ? "?" : "", type_name(model, attribute.type)));
      }
      line("{} {}({}){}{}", action.kind == ActionKind::event ? "event" : "action", action.name, fmt::join(attributes, ", "),
           action.classes.empty() ? "" : fmt::format(" is {}", fmt::join(action.classes, ", ")),
           action.needs.empty() ? "" : " needs " + capability_names(action.needs));
    }
    for (const Principal& principal : model.principals)
      line("{} {}{}{}", principal.kind == PrincipalKind::agent ? "agent" : "human", principal.name,
           principal.tier.is_valid() ? " is " + model.tiers[principal.tier.index()] : "",
           principal.capabilities.empty() ? "" : " holds " + capability_names(principal.capabilities));
  }

  void gates() {
    for (const Switch& s : model.switches) {
      static constexpr std::string_view kKinds[] = {"window", "phase", "stop"};
      line("{} {}{}{}{}", kKinds[static_cast<std::size_t>(s.kind)], s.name, each(s.keys),
           s.lasts_ms ? " lasts " + time::format_duration(*s.lasts_ms) : "",
           s.grants.empty() ? "" : " grants " + capability_names(s.grants));
      if (!s.enter.empty() || !s.enter_otherwise.empty()) line("  enter{}", do_else(s.enter, s.enter_otherwise));
      if (!s.leave.empty() || !s.leave_otherwise.empty()) line("  leave{}", do_else(s.leave, s.leave_otherwise));
    }
    for (const Approval& approval : model.approvals) {
      std::vector<std::string> from;
      for (const ApprovalAlternative& source : approval.alternatives)
        from.push_back(fmt::format("{} of {}{}", source.quorum, names(source.people, model.principals),
                                   source.after_ms > 0 ? " after " + time::format_duration(source.after_ms) : ""));
      line("approval {} from {}{}{}{}{}", approval.name, fmt::join(from, " or "),
           approval.by.empty() ? "" : fmt::format(" by {}", fmt::join(approval.by, ", ")),
           approval.needs.empty() ? "" : fmt::format(" needs {}", fmt::join(approval.needs, ", ")),
           approval.proof.empty() ? "" : fmt::format(" proof {}", fmt::join(approval.proof, ", ")),
           approval.within_ms ? " within " + time::format_duration(*approval.within_ms) : "");
    }
    for (const Job& job : model.jobs)
      line("job {} of {} {} run {}{}", job.name, model.principals[job.owner.index()].name, fmt::join(job.triggers, ", "),
           print_calls({job.call}),
           job.expires_ms ? " expires " + print_number(model, {base::TypeKind::time, {}, false}, *job.expires_ms) : "");
  }

  void deciding() {
    for (const Grant& grant : model.grants)
      line("{}grant {}{} to {}{}", grant.is_default ? "default " : "", base::effect_name(grant.level), via(grant.approvals),
           cell(grant.cell), when(grant.guard));
    for (const Cap& cap : model.default_caps)
      line("default cap {}{} on {}{}", base::effect_name(cap.level), via(cap.approvals), cell(cap.cell), when(cap.guard));
    for (const Cap& cap : model.caps)
      line("cap {}{} on {}{}{}", base::effect_name(cap.level), via(cap.approvals), cell(cap.cell),
           cap.covers_requests ? " and requests" : "", when(cap.guard));
  }

  void around() {
    for (const Duties& duties : model.duties)
      line("{} {}{}{}", duties.moment == DutyMoment::before ? "before" : "after", cell(duties.cell), when(duties.guard),
           do_else(duties.calls, duties.otherwise));
    for (const Limit& limit : model.limits) {
      line("limit {} · {} to {}{}{}{}{}", principals(limit.principals), terms(limit.terms),
           amount(limit.amount_kind, limit.amount, term_type(limit.terms)), period(limit), each(limit.keys), when(limit.guard),
           limit.beyond.empty() ? "" : " else " + print_calls(limit.beyond));
      for (const Threshold& threshold : limit.thresholds)
        line("  at {} do {}", print_number(model, {base::TypeKind::percent, {}, false}, threshold.percent), print_calls(threshold.duties));
    }
    for (const Watch& watch : model.watches) {
      std::vector<std::string> on = watch.events;
      if (!watch.terms.empty()) on.push_back(terms(watch.terms));
      if (watch.fact.is_valid()) on.push_back(model.facts[watch.fact.index()].first);
      static constexpr std::string_view kOps[] = {"", "", " < ", " <= ", " > ", " >= "};
      const Type type = watch.fact.is_valid() ? model.facts[watch.fact.index()].second : term_type(watch.terms);
      line("watch {} {} · {}{}{}{}{} do {}", watch.name, principals(watch.principals), fmt::join(on, ", "),
           watch.comparison
               ? fmt::format("{}{}", kOps[static_cast<std::size_t>(*watch.comparison)], amount(watch.amount_kind, watch.amount, type))
               : "",
           period(watch), each(watch.keys), when(watch.guard), print_calls(watch.duties));
    }
    for (const LabelRaise& raise : model.label_raises)
      line("label {} from {} · {}{}", model.labels[raise.label.index()], principals(raise.principals), actions(raise.actions),
           when(raise.guard));
    for (const Setting& setting : model.settings) line("{} {}", setting.kind, setting.text);
  }

  void claims() {
    static constexpr std::string_view kKinds[] = {"never", "always", "never reach", "never together", "total"};
    for (const Claim& claim : model.claims) {
      line("claim {}{} {}{}{}", kKinds[static_cast<std::size_t>(claim.kind)],
           claim.kind <= ClaimKind::always ? fmt::format(" {}", base::effect_name(claim.effect)) : "", cell(claim.cell), when(claim.guard),
           claim.allowed.empty() ? "" : fmt::format(" without {}", names(claim.allowed, model.approvals)));
      for (const Power& power : claim.powers)
        line("  {}{}",
             power.approval.is_valid() ? fmt::format("approve {}", model.approvals[power.approval.index()].name) : actions(power.actions),
             when(power.guard));
    }
    for (const Acceptance& acceptance : model.acceptances)
      line("accept {}{}{}", acceptance.code, acceptance.principals.empty() ? "" : " for " + names(acceptance.principals, model.principals),
           acceptance.until_ms ? " until " + print_number(model, {base::TypeKind::time, {}, false}, *acceptance.until_ms) : "");
  }
};

}  // namespace

std::string print_calls(const std::vector<DutyCall>& calls) {
  std::vector<std::string> parts;
  for (const DutyCall& call : calls) {
    std::vector<std::string> arguments;
    for (const auto& [name, value] : call.arguments) arguments.push_back(name + ": " + value);
    std::string part = call.name;
    if (!arguments.empty()) part += fmt::format("({})", fmt::join(arguments, ", "));
    if (call.within_ms) part += " within " + time::format_duration(*call.within_ms);
    parts.push_back(std::move(part));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string print(const PolicyModel& model) {
  Printer printer{model, {}};
  printer.world();
  printer.gates();
  printer.deciding();
  printer.around();
  printer.claims();
  return std::move(printer.out);
}

}  // namespace envelope::model
