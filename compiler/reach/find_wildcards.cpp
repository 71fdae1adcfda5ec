// ENV2213: a rule that does not name what it allows, or whom, reaches something grave, and none of its conditions speaks of what is grave
// about it.
//
// Grave is an action that runs a program or a command it is given; one that declares nothing of what it does and is given a path or a
// command; pulling or leaving a stop; what belongs to a class called `critical` or `destructive` that the rule does not speak of; and
// what another rule, by name, keeps from somebody else. Some request is allowed only because of such rules: what is also granted by name
// is meant. Who may write protected files is told by ENV2204, and a rule that allows everything without any bound by ENV1009 of
// `envc lint`.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/reach/authority.h"
#include "compiler/reach/effects.h"
#include "compiler/reach/find_escalations.h"
#include "compiler/reach/modes.h"
#include "compiler/reach/story.h"
#include "compiler/reach/text_set.h"

namespace envelope::reach {
namespace {

using base::Effect;
using diagnostics::Code;
using model::PolicyModel;
using prove::CellLogic;
using prove::CellRule;
using prove::Formula;
using prove::Node;
using prove::ProofCell;
using prove::RuleRole;
using prove::Without;

constexpr std::size_t kReasonsShown = 5;

bool grants(const CellRule& rule) { return rule.role == RuleRole::grant || rule.role == RuleRole::default_grant; }

bool is_escalation(Code code) { return code == Code::ApprovalBypass || (code >= Code::ConfusedDeputy && code <= Code::ActsAsAnother); }

// Why an action is grave, and which attributes say how much.
struct Grave {
  std::string why;  // of the action: "runs what it is given"
  std::vector<model::AttributeId> attributes;
  const model::Cap* kept_by = nullptr;  // a rule that keeps it from others
  base::SwitchId stop{};                // that is pulled or left
  std::string of_class{};               // that says so
};

class Wildcards {
 public:
  Wildcards(prove::Proof& proof, Modes& modes) : proof_(proof), model_(proof.model()), modes_(modes) {
    for (const model::Wildcard& wildcard : model_.wildcards) wildcards_[wildcard.statement] = &wildcard;
    note_keeping();
    for (auto& [action, caps] : keeping_)
      std::stable_sort(caps.begin(), caps.end(), [&](const model::Cap* a, const model::Cap* b) {
        return proof_.statement(a->statement).span < proof_.statement(b->statement).span;
      });
  }

  void run(prove::Findings& findings) {
    for (const prove::Finding& finding : findings)
      if (is_escalation(finding.diagnostic.code)) told_.insert(finding.diagnostic.primary);
    for (std::uint32_t number = 0; number < proof_.cells().size(); ++number) look_at(number);
    for (auto& [statements, reached] : found_) findings.push_back(told(statements, reached));
  }

 private:
  // What one set of rules reaches.
  struct Reached {
    std::map<std::string, std::pair<Grave, Step>> actions;  // by name; the step that shows it best
    std::set<base::PrincipalId> about;
  };

  // ---- what the rules are like ----

  // A rule that allows everything to whom it speaks of: `envc lint` says so already.
  [[nodiscard]] bool is_unbounded(const CellRule& rule) const {
    return wildcards_.at(rule.statement)->covers_all && prove::written_conditions(model_, rule.guard).empty();
  }

  [[nodiscard]] const std::vector<base::PrincipalId>& agents_of(const model::Cap& cap) const {
    return model_.principal_sets[cap.cell.principals.index()];
  }

  // Rules that keep an action, by its name, from the agents they speak of.
  void note_keeping() {
    for (const auto* list : {&model_.caps, &model_.default_caps})
      for (const model::Cap& cap : *list) {
        const auto& who = agents_of(cap);
        const bool is_about_agents =
            std::any_of(who.begin(), who.end(), [&](auto id) { return model_.principals[id.index()].kind == model::PrincipalKind::agent; });
        if (cap.cell.requested.is_valid() || !is_about_agents) continue;
        const auto wildcard = wildcards_.find(cap.statement);
        for (const base::ActionId action : model_.action_sets[cap.cell.actions.index()])
          if (wildcard == wildcards_.end() ||
              !std::binary_search(wildcard->second->unnamed.begin(), wildcard->second->unnamed.end(), action))
            keeping_[action].push_back(&cap);
      }
  }

  // The rule does not name the action, or whom it speaks of, and is not told otherwise.
  [[nodiscard]] bool is_wildcard(const CellRule& rule, base::ActionId action) const {
    const auto wildcard = wildcards_.find(rule.statement);
    if (!grants(rule) || rule.level != Effect::allow || wildcard == wildcards_.end() || is_unbounded(rule)) return false;
    const auto& unnamed = wildcard->second->unnamed;
    return wildcard->second->is_for_everybody || std::binary_search(unnamed.begin(), unnamed.end(), action);
  }

  [[nodiscard]] bool asks_about(const CellRule& rule, const std::vector<model::AttributeId>& attributes) const {
    for (const model::AtomId id : prove::atoms_of(model_, {rule.guard})) {
      const model::Atom& atom = model_.atoms[id.index()];
      if (atom.kind == model::AtomKind::attribute && std::find(attributes.begin(), attributes.end(), atom.attribute) != attributes.end())
        return true;
    }
    return false;
  }

  // ---- what is grave ----

  [[nodiscard]] std::vector<model::AttributeId> attributes_of(base::ActionId action) const {
    std::vector<model::AttributeId> all;
    for (const model::ActionAttribute& declared : model_.actions[action.index()].attributes) all.push_back(declared.attribute);
    return all;
  }

  [[nodiscard]] bool is_in(base::ActionId action, const std::string& name) const {
    const auto& classes = model_.actions[action.index()].classes;
    return std::find(classes.begin(), classes.end(), name) != classes.end();
  }

  // Whether all that the rule covers belongs to the class: then it speaks of what is grave.
  [[nodiscard]] bool speaks_of(const CellRule& rule, const std::string& name) const {
    const auto& covered = model_.action_sets[model_.grants[rule.index].cell.actions.index()];
    return std::all_of(covered.begin(), covered.end(), [&](base::ActionId id) { return is_in(id, name); });
  }

  [[nodiscard]] std::vector<Grave> graves_of(const ProofCell& cell) const {
    std::vector<Grave> graves;
    const model::Action& action = model_.actions[cell.action.index()];
    const auto commands = run_commands(model_, cell.action);
    std::vector<model::AttributeId> run = executed_paths(model_, cell.action);
    run.insert(run.end(), commands.begin(), commands.end());
    if (!run.empty()) graves.push_back({action.executes.empty() ? "does not declare what it does" : "runs what it is given", run});
    const std::vector<model::AttributeId> all = attributes_of(cell.action);
    if (action.kind == model::ActionKind::engine && (action.name == "enter" || action.name == "leave"))
      for (std::uint32_t i = 0; i < model_.switches.size(); ++i)
        if (model_.switches[i].kind == model::SwitchKind::stop)
          graves.push_back(
              {fmt::format("{} the stop `{}`", action.name == "enter" ? "pulls" : "lifts", model_.switches[i].name), all, nullptr, {i}});
    for (const char* name : {"critical", "destructive"})
      if (is_in(cell.action, name)) graves.push_back({fmt::format("is `{}`", name), all, nullptr, {}, name});
    for (const model::Cap* cap : kept_from_others(cell)) graves.push_back({"is kept from others", all, cap});
    return graves;
  }

  // Rules that keep the action from others than those of the cell, in reading order; nothing where one of them, by the action's name, is
  // about these as well: somebody thought of them.
  [[nodiscard]] std::vector<const model::Cap*> kept_from_others(const ProofCell& cell) const {
    const auto keeping = keeping_.find(cell.action);
    if (keeping == keeping_.end() || only_reads(model_, cell.action)) return {};
    std::vector<const model::Cap*> caps;
    std::set<model::GuardId> guards;
    for (const model::Cap* cap : keeping->second) {
      if (std::binary_search(agents_of(*cap).begin(), agents_of(*cap).end(), cell.who)) return {};
      if (guards.insert(cap->guard).second) caps.push_back(cap);
    }
    return caps;
  }

  // ---- looking ----

  void look_at(std::uint32_t number) {
    ProofCell cell = proof_.cells()[number];
    std::vector<const CellRule*> wild;
    for (const CellRule& rule : cell.rules)
      if (!cell.requested.is_valid() && is_wildcard(rule, cell.action)) wild.push_back(&rule);
    std::erase_if(cell.principals, [&](auto who) { return model_.principals[who.index()].kind != model::PrincipalKind::agent; });
    if (wild.empty() || cell.principals.empty()) return;
    cell.who = prove::first_by_name(model_, cell.principals);
    for (const Grave& grave : graves_of(cell)) {
      Without statements;
      for (const CellRule* rule : wild)
        if (!asks_about(*rule, grave.attributes) && (grave.of_class.empty() || !speaks_of(*rule, grave.of_class)))
          statements.insert(rule->statement);
      if (!statements.empty() && is_reached(number, cell, grave, statements)) return;  // one reason is enough
    }
  }

  // Allowed for no reason but these statements, where it is grave.
  [[nodiscard]] Formula reached_formula(const CellLogic& logic, const Grave& grave, const Without& statements) const {
    std::vector<Formula> formulas{prove::at_least(Effect::allow), prove::negation(prove::at_least(Effect::allow, statements))};
    if (grave.kept_by != nullptr) formulas.push_back(prove::may(grave.kept_by->guard));
    if (grave.stop.is_valid()) {
      const model::AttributeId what = attribute_of_type(model_, logic.cell().action, base::TypeKind::mode);
      if (const auto pin = pinned(logic, what, model_.switches[grave.stop.index()].name))
        formulas.push_back(prove::chosen(pin->slot, pin->code));
    }
    return prove::all(std::move(formulas));
  }

  bool is_reached(std::uint32_t number, const ProofCell& cell, const Grave& grave, const Without& statements) {
    const std::string about = fmt::format("whether `{}` is allowed without being named", model_.actions[cell.action.index()].name);
    request::Request request;
    std::vector<model::StatementId> causes;
    {
      const std::vector<model::GuardId> more = grave.kept_by != nullptr ? std::vector{grave.kept_by->guard} : std::vector<model::GuardId>{};
      CellLogic logic = proof_.logic(cell, more);
      const Formula formula = reached_formula(logic, grave, statements);
      const Node reached = logic.space().both(prove::node_of(logic, formula), logic.occurring());
      if (logic.limit().empty() && reached == bdd::kFalse) return false;
      if (proof_.ask(logic, formula, about, proof_.statement(*statements.begin()).span) != prove::Possible::yes) return false;
      request = prove::request_of(logic, logic.least(reached));
      for (const CellRule& rule : cell.rules)
        if (grants(rule) && statements.contains(rule.statement) && logic.space().both(reached, logic.must(rule.guard)) != bdd::kFalse)
          causes.push_back(rule.statement);
    }
    if (grave.stop.is_valid()) {
      const model::AttributeId what = attribute_of_type(model_, cell.action, base::TypeKind::mode);
      request.attributes[model_.attributes[what.index()].name] = model_.switches[grave.stop.index()].name;
    }
    auto step = step_of(proof_, {cell.who, {}, cell.action, number, Effect::allow}, request);
    if (step) keep(cell, grave, std::move(causes), std::move(*step));
    return true;
  }

  // Under the rules that reach it; what tells a way to more than was given, from there on, says it already.
  void keep(const ProofCell& cell, const Grave& grave, std::vector<model::StatementId> causes, Step step) {
    const auto place = [&](model::StatementId id) { return std::pair(proof_.statement(id).span, id); };
    std::sort(causes.begin(), causes.end(), [&](auto a, auto b) { return place(a) < place(b); });
    causes.erase(std::unique(causes.begin(), causes.end()), causes.end());
    if (std::any_of(causes.begin(), causes.end(), [&](auto id) { return told_.contains(proof_.statement(id).span); })) return;
    Reached& reached = found_[causes];
    reached.about.insert(cell.principals.begin(), cell.principals.end());
    const auto [entry, is_new] = reached.actions.try_emplace(model_.actions[cell.action.index()].name, grave, step);
    if (!is_new && prove::precedes(step.shown, entry->second.second.shown)) entry->second = {grave, std::move(step)};
  }

  // ---- telling ----

  [[nodiscard]] prove::Finding told(const std::vector<model::StatementId>& statements, const Reached& reached) {
    prove::Finding finding;
    finding.about.assign(reached.about.begin(), reached.about.end());
    diagnostics::Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.code = diagnostics::Code::WildcardAuthority;
    diagnostic.severity = diagnostics::Severity::warning;
    diagnostic.primary = proof_.statement(statements.front()).span;
    const std::string& first = reached.actions.begin()->first;
    const std::size_t more = reached.actions.size() - 1;
    const model::Wildcard& wildcard = *wildcards_.at(statements.front());
    const bool names_it = std::find_if(wildcard.unnamed.begin(), wildcard.unnamed.end(), [&](base::ActionId id) {
                            return model_.actions[id.index()].name == first;
                          }) == wildcard.unnamed.end();
    diagnostic.message = fmt::format("`{}` allows `{}`{} {}", prove::short_text(proof_, statements.front()), first,
                                     more > 0 ? fmt::format(" (and {} more action{})", more, more == 1 ? "" : "s") : "",
                                     names_it   ? "to every agent, whoever comes later"
                                     : more > 0 ? "without naming them"
                                                : "without naming it");
    diagnostic.under(names_it ? "names no agent" : "does not name what it reaches");
    for (std::size_t i = 1; i < statements.size(); ++i) diagnostic.label(proof_.statement(statements[i]).span, "and this");
    tell_reasons(reached, diagnostic);
    const Step& best = shortest(reached);
    for (const std::string& turn : modes_.told({best}).sentences)  // of one step, which has no number here
      diagnostic.note("before it" + turn.substr(turn.find(',')));
    diagnostic.witness = diagnostics::Witness{best.shown.command, "not allow, unless a rule names it", "allow"};
    diagnostic.with_help(names_it ? "say which agents may do it, or add a condition on what it does"
                                  : "name the actions that are meant, take this out with `except`, or add a condition on what it does");
    return finding;
  }

  [[nodiscard]] static const Step& shortest(const Reached& reached) {
    const Step* best = nullptr;
    for (const auto& [name, one] : reached.actions)
      if (best == nullptr || prove::precedes(one.second.shown, best->shown)) best = &one.second;
    return *best;
  }

  void tell_reasons(const Reached& reached, diagnostics::Diagnostic& diagnostic) const {
    std::size_t count = 0;
    for (const auto& [name, one] : reached.actions) {
      if (++count > kReasonsShown) continue;
      const Grave& grave = one.first;
      if (grave.kept_by == nullptr) {
        diagnostic.note(fmt::format("`{}` {}", name, grave.why));
        continue;
      }
      const model::StatementId by = grave.kept_by->statement;
      diagnostic.label(proof_.statement(by).span, fmt::format("keeps `{}` from others", name));
      diagnostic.note(fmt::format("`{}` {}, by `{}` ({})", name, grave.why, prove::short_text(proof_, by),
                                  place_of(proof_, proof_.statement(by).span)));
    }
    if (count > kReasonsShown) diagnostic.note(fmt::format("and {} more", count - kReasonsShown));
  }

  prove::Proof& proof_;
  const PolicyModel& model_;
  Modes& modes_;
  std::map<model::StatementId, const model::Wildcard*> wildcards_;
  std::map<base::ActionId, std::vector<const model::Cap*>> keeping_;
  std::set<base::Span> told_;  // rules that a way to more than was given begins with
  std::map<std::vector<model::StatementId>, Reached> found_;
};

}  // namespace

void find_wildcard_authority(Worlds& worlds, prove::Findings& findings) {
  const Surrounded surrounded(worlds.proof(), worlds.modes());
  Wildcards(worlds.proof(), worlds.modes()).run(findings);
}

}  // namespace envelope::reach
