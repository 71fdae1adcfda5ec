// ENV2303: agents that approve each other's requests, so that no human need ever say yes.
//
// A request of an agent *is answered* by others of its group when they can give every approval it needs: as many of them as it takes, none
// of them whoever asks. A circle of agents whose requests are answered within the circle is the finding. One that approves and never asks
// gets nothing in return, and one whose approval takes a human as well is no way round them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "compiler/prove/circles.h"
#include "compiler/prove/persons.h"
#include "compiler/reach/confirm.h"
#include "compiler/reach/find_escalations.h"
#include "compiler/reach/modes.h"
#include "compiler/reach/story.h"

namespace envelope::reach {
namespace {

using base::Effect;
using model::Approval;
using model::ApprovalAlternative;
using prove::CellLogic;
using prove::Formula;
using prove::ProofCell;

constexpr std::size_t kActionsShown = 5;  // of each agent

using Members = std::vector<base::PrincipalId>;  // by name
using Approvals = std::set<base::ApprovalId>;

// A kind of request that others of a group can answer.
struct Answered {
  std::uint32_t cell = 0;  // of Proof::cells()
  base::ApprovalId approval;
  Approvals barred;  // what the cell may need and the group cannot give
};

class Collusions {
 public:
  explicit Collusions(prove::Proof& proof)
      : proof_(proof), model_(proof.model()), is_in_(model_.principals.size()), asks_(model_.principals.size()) {}

  void run(prove::Findings& findings) {
    if (!note_agents() || !note_asks()) return;
    Members all;
    for (std::uint32_t i = 0; i < asks_.size(); ++i)
      if (!asks_[i].empty()) all.push_back({i});
    // First by what is named alone, which costs next to nothing and leaves most out.
    for (const Members& some : groups(prove::by_name(model_, std::move(all)), {}, false))
      for (const Members& group : groups(some, {}, true)) tell(group, findings);
  }

 private:
  // ---- who and what there is ----

  // Whether some approval can be given without any human.
  bool note_agents() {
    for (const model::Principal& principal : model_.principals) is_agent_.push_back(principal.kind == model::PrincipalKind::agent);
    is_in_ = is_agent_;
    for (std::uint32_t i = 0; i < model_.approvals.size(); ++i)
      if (can_give({i}, {})) agents_give_.insert({i});
    return !agents_give_.empty();
  }

  bool note_asks() {
    bool is_any = false;
    for (std::uint32_t number = 0; number < proof_.cells().size(); ++number) {
      const ProofCell& cell = proof_.cells()[number];
      Approvals& approvals = needed_.emplace_back();
      for (const prove::CellRule& rule : cell.rules)
        if (rule.level == Effect::ask)
          for (const base::ApprovalId approval : prove::approvals_of(model_, rule)) approvals.insert(approval);
      if (std::none_of(approvals.begin(), approvals.end(), [&](auto approval) { return agents_give_.contains(approval); })) continue;
      for (const base::PrincipalId who : cell.principals)
        if (is_agent_[who.index()]) asks_[who.index()].push_back(number);
      is_any = true;
    }
    return is_any;
  }

  // ---- who answers whom: of those that are in, and never whoever asks ----

  [[nodiscard]] Members answering(const Approval& approval, const ApprovalAlternative& alternative, base::PrincipalId who) const {
    Members people;
    if (prove::is_too_late(approval, alternative)) return people;
    for (const base::PrincipalId person : alternative.people)
      if (is_in_[person.index()] && person != who) people.push_back(person);
    if (people.size() < static_cast<std::size_t>(alternative.quorum)) people.clear();
    return prove::by_name(model_, std::move(people));
  }

  [[nodiscard]] bool can_give(base::ApprovalId id, base::PrincipalId who) const {
    const Approval& approval = model_.approvals[id.index()];
    return std::any_of(approval.alternatives.begin(), approval.alternatives.end(),
                       [&](const ApprovalAlternative& alternative) { return !answering(approval, alternative, who).empty(); });
  }

  // Whoever gives it, as few as it takes: `first` among them where that is possible.
  [[nodiscard]] Members givers(base::ApprovalId id, base::PrincipalId who, base::PrincipalId first) const {
    const Approval& approval = model_.approvals[id.index()];
    Members best;
    for (const ApprovalAlternative& alternative : approval.alternatives) {
      Members people = answering(approval, alternative, who);
      if (people.empty()) continue;
      std::stable_partition(people.begin(), people.end(), [&](base::PrincipalId person) { return person == first; });
      people.resize(static_cast<std::size_t>(alternative.quorum));
      if (best.empty() || (people.front() == first && best.front() != first)) best = std::move(people);
    }
    return best;
  }

  [[nodiscard]] static Formula needs_only(const Answered& answered) {
    std::vector<Formula> formulas{prove::needs(answered.approval)};
    for (const base::ApprovalId barred : answered.barred) formulas.push_back(prove::negation(prove::needs(barred)));
    return prove::all(std::move(formulas));
  }

  bool is_possible(const Answered& answered) {
    const auto [entry, is_new] = possible_.try_emplace({answered.cell, answered.approval, answered.barred}, false);
    if (!is_new) return entry->second;
    const ProofCell& cell = proof_.cells()[answered.cell];
    CellLogic logic = proof_.logic(cell);
    const bool is = logic.space().both(prove::node_of(logic, needs_only(answered)), logic.occurring()) != bdd::kFalse;
    if (!logic.limit().empty())
      proof_.give_up({model_.approvals[answered.approval.index()].span, "who approves what without a human", logic.limit()});
    return entry->second = is && logic.limit().empty();
  }

  // What `who` asks and those who are in can answer; without a look at conditions where it need not be exact.
  std::vector<Answered> answered(base::PrincipalId who, const Approvals& withheld, bool is_exact) {
    std::map<base::ApprovalId, bool> given;
    std::vector<Answered> all;
    for (const std::uint32_t number : asks_[who.index()]) {
      Approvals barred;
      for (const base::ApprovalId approval : needed_[number]) {
        const auto [entry, is_new] = given.try_emplace(approval, false);
        if (is_new) entry->second = !withheld.contains(approval) && can_give(approval, who);
        if (!entry->second) barred.insert(approval);
      }
      for (const base::ApprovalId approval : needed_[number]) {
        if (barred.contains(approval)) continue;
        Answered one{number, approval, barred};
        if (!is_exact || is_possible(one)) all.push_back(std::move(one));
      }
    }
    return all;
  }

  void let_in(const Members& members) {
    is_in_.assign(is_in_.size(), false);
    for (const base::PrincipalId who : members) is_in_[who.index()] = true;
  }

  // Members first, then the alternatives of all approvals: whoever asks leads to what would do, and that to whoever gives it.
  prove::Leads leads_of(const Members& members, const Approvals& withheld, bool is_exact) {
    std::map<base::PrincipalId, std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < members.size(); ++i) numbers[members[i]] = i;
    prove::Leads leads(members.size());
    std::vector<std::uint32_t> first;  // alternative of each approval
    for (const Approval& approval : model_.approvals) {
      first.push_back(static_cast<std::uint32_t>(leads.size()));
      for (const ApprovalAlternative& alternative : approval.alternatives) {
        std::vector<std::uint32_t>& people = leads.emplace_back();
        for (const base::PrincipalId person : alternative.people)
          if (is_in_[person.index()]) people.push_back(numbers.at(person));
      }
    }
    for (std::uint32_t i = 0; i < members.size(); ++i)
      for (const Answered& one : answered(members[i], withheld, is_exact)) {
        const Approval& approval = model_.approvals[one.approval.index()];
        for (std::uint32_t k = 0; k < approval.alternatives.size(); ++k)
          if (!answering(approval, approval.alternatives[k], members[i]).empty()) leads[i].push_back(first[one.approval.index()] + k);
      }
    return leads;
  }

  // The groups among `members` that answer each other. Whoever falls out answers nobody any more: until nobody else falls out.
  std::vector<Members> groups(const Members& members, const Approvals& withheld, bool is_exact) {
    std::vector<Members> found, open{members};
    while (!open.empty()) {
      const Members group = std::move(open.back());
      open.pop_back();
      let_in(group);
      for (const std::vector<std::uint32_t>& circle : prove::circles(leads_of(group, withheld, is_exact))) {
        Members some;
        for (const std::uint32_t node : circle)
          if (node < group.size()) some.push_back(group[node]);
        if (some.size() > 1) (some.size() == group.size() ? found : open).push_back(std::move(some));
      }
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  // ---- telling ----

  struct Told {
    Step step;
    base::ApprovalId approval;  // of those it needs the one that is given on the circle
  };

  // The request of `who` that shows it, what is given by `next` before others.
  std::optional<Told> step(base::PrincipalId who, const Answered& answered, base::PrincipalId next) {
    ProofCell cell = proof_.cells()[answered.cell];
    cell.who = who;
    request::Request request;
    {
      CellLogic logic = proof_.logic(cell);
      const prove::Node f = logic.space().both(prove::node_of(logic, needs_only(answered)), logic.occurring());
      if (f == bdd::kFalse) return std::nullopt;
      request = prove::request_of(logic, logic.least(f));
    }
    auto step = step_of(proof_, {who, cell.requested, cell.action, answered.cell, Effect::ask}, request);
    if (!step) return std::nullopt;
    std::vector<std::string> parts;
    for (const base::ApprovalId id : approvals_of(*step)) {
      const Members people = givers(id, who, next);
      const std::string names =
          people.size() == 1 ? "`" + model_.principals[people.front().index()].name + "` gives" : names_of(proof_, people) + " give";
      parts.push_back(fmt::format("{} `{}`", names, model_.approvals[id.index()].name));
    }
    step->opens = fmt::format("{}", fmt::join(parts, ", and "));
    return Told{std::move(*step), answered.approval};
  }

  [[nodiscard]] std::vector<base::ApprovalId> approvals_of(const Step& step) const {
    std::vector<base::ApprovalId> all;
    for (std::uint32_t i = 0; i < model_.approvals.size(); ++i)
      if (step.shown.outcome.approvals.contains(model_.approvals[i].name)) all.push_back({i});
    std::sort(all.begin(), all.end(), [&](auto a, auto b) { return model_.approvals[a.index()].name < model_.approvals[b.index()].name; });
    return all;
  }

  // One request for each action, those that `next` answers first; then by name.
  std::vector<Answered> one_for_each_action(base::PrincipalId who, base::PrincipalId next) {
    std::vector<Answered> all = answered(who, {}, true);
    const auto key = [&](const Answered& one) {
      const ProofCell& cell = proof_.cells()[one.cell];
      const Members people = givers(one.approval, who, next);
      const bool is_of_next = next.is_valid() && std::find(people.begin(), people.end(), next) != people.end();
      return std::tuple(!is_of_next, std::string_view(model_.actions[cell.action.index()].name),
                        cell.requested.is_valid() ? std::string_view(model_.principals[cell.requested.index()].name) : "",
                        std::string_view(model_.approvals[one.approval.index()].name));
    };
    std::sort(all.begin(), all.end(), [&](const Answered& a, const Answered& b) { return key(a) < key(b); });
    std::set<std::uint32_t> cells;
    std::erase_if(all, [&](const Answered& one) { return !cells.insert(one.cell).second; });
    return all;
  }

  // The shortest circle of a group, by what each answers.
  Members circle_of(const Members& group) {
    std::map<base::PrincipalId, std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < group.size(); ++i) numbers[group[i]] = i;
    prove::Leads leads(group.size());
    for (std::uint32_t i = 0; i < group.size(); ++i) {
      std::set<std::uint32_t> to;
      for (const Answered& one : answered(group[i], {}, true)) {
        const Approval& approval = model_.approvals[one.approval.index()];
        for (const ApprovalAlternative& alternative : approval.alternatives)
          for (const base::PrincipalId person : answering(approval, alternative, group[i])) to.insert(numbers.at(person));
      }
      leads[i].assign(to.begin(), to.end());
    }
    Members circle;
    for (const std::uint32_t number : prove::shortest_circle(leads)) circle.push_back(group[number]);
    return circle;
  }

  void tell(const Members& group, prove::Findings& findings) {
    let_in(group);
    const Members circle = circle_of(group);
    std::deque<base::PrincipalId> open(circle.begin(), circle.end());
    std::set<base::PrincipalId> known(circle.begin(), circle.end());
    std::vector<Told> told;
    std::vector<std::string> notes;
    for (std::size_t at = 0; at < open.size(); ++at) {
      const base::PrincipalId who = open[at];
      const base::PrincipalId next = at < circle.size() ? circle[(at + 1) % circle.size()] : base::PrincipalId{};
      const std::vector<Answered> all = one_for_each_action(who, next);
      for (std::size_t i = 0; i < all.size() && i < kActionsShown; ++i) {
        auto one = step(who, all[i], next);
        if (!one) return;
        notes.push_back(text_of(proof_, told.size() + 1, one->step) + "; " + one->step.opens);
        if (i == 0)  // whoever else it takes is in it too
          for (const base::ApprovalId id : approvals_of(one->step))
            for (const base::PrincipalId person : givers(id, who, next))
              if (known.insert(person).second) open.push_back(person);
        told.push_back(std::move(*one));
      }
      if (all.size() > kActionsShown)
        notes.push_back(fmt::format("`{}` has {} more kinds of requests that agents answer", model_.principals[who.index()].name,
                                    all.size() - kActionsShown));
    }
    Story story;
    for (const Told& one : told) story.push_back(one.step);
    if (!story.empty() && confirmed(proof_, story)) findings.push_back(finding(group, told, std::move(notes)));
  }

  prove::Finding finding(const Members& group, const std::vector<Told>& told, std::vector<std::string> notes) {
    prove::Finding finding;
    finding.about = group;
    std::sort(finding.about.begin(), finding.about.end());
    diagnostics::Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.code = diagnostics::Code::Collusion;
    diagnostic.severity = diagnostics::Severity::warning;
    diagnostic.message = fmt::format("{} approve each other's requests{}, and no human is needed", names_of(proof_, group),
                                     group.size() > 2 ? " in a circle" : "");
    diagnostic.primary = model_.approvals[told.front().approval.index()].span;
    diagnostic.under("agents can give it");
    Approvals approvals;
    std::set<base::Span> labelled;
    for (const Told& one : told) {
      for (const base::ApprovalId id : approvals_of(one.step)) approvals.insert(id);
      for (const model::StatementId id : one.step.deciding)
        if (labelled.insert(proof_.statement(id).span).second) diagnostic.label(proof_.statement(id).span, "asked for here");
    }
    for (const base::ApprovalId id : approvals)
      if (model_.approvals[id.index()].span != diagnostic.primary) diagnostic.label(model_.approvals[id.index()].span, "and this");
    diagnostic.notes = std::move(notes);
    const Step& first = told.front().step;
    diagnostic.witness = diagnostics::Witness{first.shown.command, "an approval that takes a human",
                                              fmt::format("ask via {}: {}", fmt::join(first.shown.outcome.approvals, ", "), first.opens)};
    diagnostic.with_help(help(group, approvals));
    return finding;
  }

  // Which approvals, were a human needed for them, leave no circle: each tried.
  std::string help(const Members& group, const Approvals& approvals) {
    std::vector<std::string> alone, all;
    for (const base::ApprovalId id : approvals) {
      all.push_back("`" + model_.approvals[id.index()].name + "`");
      if (groups(group, {id}, true).empty()) alone.push_back(all.back());
    }
    if (!alone.empty())
      return fmt::format("let a human be needed for {}: {} no circle is left", fmt::join(alone, " or "),
                         alone.size() > 2   ? "with any of them"
                         : alone.size() > 1 ? "with either"
                                            : "then");
    if (groups(group, approvals, true).empty())
      return fmt::format("let a human be needed for {}: with all of them no circle is left", fmt::join(all, ", "));
    return "let a human be needed for what these agents ask for";
  }

  prove::Proof& proof_;
  const model::PolicyModel& model_;
  std::vector<bool> is_agent_, is_in_;            // by principal
  std::vector<std::vector<std::uint32_t>> asks_;  // by principal: cells
  std::vector<Approvals> needed_;                 // by cell
  Approvals agents_give_;
  std::map<std::tuple<std::uint32_t, base::ApprovalId, Approvals>, bool> possible_;
};

}  // namespace

void find_collusions(Worlds& worlds, prove::Findings& findings) {
  const Surrounded surrounded(worlds.proof(), worlds.modes());
  Collusions(worlds.proof()).run(findings);
}

void find_collusions(prove::Proof& proof, prove::Findings& findings) {
  Worlds worlds(proof);
  find_collusions(worlds, findings);
}

}  // namespace envelope::reach
