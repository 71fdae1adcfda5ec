#include "compiler/diff/compare_cell.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/prove/second_engine.h"
#include "compiler/prove/witness.h"

namespace envelope::diff {
namespace {

using base::Effect;
using prove::CellRule;
using prove::Formula;
using prove::Node;
using prove::RuleRole;

constexpr Effect kEffects[] = {Effect::deny, Effect::propose, Effect::ask, Effect::allow};
constexpr std::size_t kCombinationsMax = 64;  // of approvals in one cell

bool is_grant(const CellRule& rule) { return rule.role == RuleRole::grant || rule.role == RuleRole::default_grant; }

prove::ProofCell joined_cell(const CellPair& pair) {
  prove::ProofCell cell{pair.action, pair.requested, {pair.who}, pair.who, pair.rules[0]};
  cell.rules.insert(cell.rules.end(), pair.rules[1].begin(), pair.rules[1].end());
  return cell;
}

std::vector<model::GuardId> duty_guards(const CellPair& pair) {
  std::vector<model::GuardId> guards;
  for (const auto& side : pair.duties)
    for (const DutyRule& duty : side) guards.push_back(duty.guard);
  return guards;
}

class CellComparison {
 public:
  CellComparison(Joint& joint, const CellPair& pair, prove::Knowledge& knowledge, bdd::Space& space, smt::Solver& solver)
      : joint_(joint),
        pair_(pair),
        solver_(solver),
        cell_(joined_cell(pair)),
        logic_(joint.model(), cell_, knowledge, space, duty_guards(pair)),
        space_(space) {
    for (const Side side : kSides)
      for (const CellRule& rule : pair.rules[1 - index_of(side)]) hidden_[index_of(side)].insert(rule.statement);
    find_changed_rules();
  }

  CellResult run() {
    if (!logic_.limit().empty()) return given_up();
    compare_effects();
    compare_approvals_asked();
    if (!pair_.requested.is_valid()) compare_duties();
    if (!logic_.limit().empty()) return given_up();
    confirm();
    return std::move(result_);
  }

 private:
  CellResult given_up() {
    (logic_.is_faulty() ? result_.fault : result_.limit) = logic_.limit();
    result_.changes.clear();
    return std::move(result_);
  }

  // What is decided on one side, by looking through the statements of the other.
  [[nodiscard]] Formula at_least(Side side, Effect level) const { return prove::at_least(level, hidden_[index_of(side)]); }
  [[nodiscard]] Formula exactly(Side side, Effect level) const {
    if (level == Effect::allow) return at_least(side, level);
    return prove::all({at_least(side, level), prove::negation(at_least(side, static_cast<Effect>(static_cast<int>(level) + 1)))});
  }
  [[nodiscard]] Formula needs(Side side, base::ApprovalId approval) const { return prove::needs(approval, hidden_[index_of(side)]); }
  Node node(const Formula& formula) { return prove::node_of(logic_, formula); }

  // ---- who is to blame ----
  using Content = std::tuple<RuleRole, Effect, model::GuardId, std::vector<base::ApprovalId>>;
  [[nodiscard]] Content content_of(const CellRule& rule) const {
    return {rule.role, rule.level, rule.guard, prove::approvals_of(joint_.model(), rule)};
  }

  // Rules that the other side does not have in the same words.
  void find_changed_rules() {
    for (const Side side : kSides) {
      std::set<Content> theirs;
      for (const CellRule& rule : pair_.rules[1 - index_of(side)]) theirs.insert(content_of(rule));
      for (const CellRule& rule : pair_.rules[index_of(side)])
        if (!theirs.contains(content_of(rule))) changed_[index_of(side)].push_back(&rule);
    }
  }

  void blame(CellChange& change, Side side, const CellRule& rule) const {
    const model::StatementId own = joint_.own_statement(rule.statement);
    auto& list = change.statements[index_of(side)];
    if (own.is_valid() && std::find(list.begin(), list.end(), own) == list.end()) list.push_back(own);
    if (!own.is_valid()) refused_[index_of(side)] = true;
  }

  // The changed rules that have a part in it: on the milder side grants that hold, on the stricter one restrictions that apply.
  void find_causes(CellChange& change, Node where, bool is_wider) {
    const Side milder = is_wider ? Side::after : Side::before, stricter = is_wider ? Side::before : Side::after;
    refused_ = {};
    const auto takes_part = [&](const CellRule& rule) { return space_.both(logic_.applies(rule), where) != bdd::kFalse; };
    for (const CellRule* rule : changed_[index_of(milder)])
      if (is_grant(*rule) && takes_part(*rule)) blame(change, milder, *rule);
    for (const CellRule* rule : changed_[index_of(stricter)])
      if (!is_grant(*rule) && takes_part(*rule)) blame(change, stricter, *rule);
    add_counterparts(change);
    const bool has_none = change.statements[0].empty() && change.statements[1].empty() && !refused_[0] && !refused_[1];
    if (has_none)
      for (const Side side : kSides)
        for (const CellRule* rule : changed_[index_of(side)]) blame(change, side, *rule);
    for (auto& list : change.statements) std::sort(list.begin(), list.end());
    note_other_causes(change);
  }

  // What a blamed rule says now, or said: the changed rule of the other side of the same kind, where there is just one.
  void add_counterparts(CellChange& change) const {
    for (const Side side : kSides) {
      const Side other = side == Side::before ? Side::after : Side::before;
      if (!change.statements[index_of(other)].empty()) continue;
      for (const CellRule* blamed : changed_[index_of(side)]) {
        const model::StatementId own = joint_.own_statement(blamed->statement);
        const auto& list = change.statements[index_of(side)];
        if (std::find(list.begin(), list.end(), own) == list.end()) continue;
        const CellRule* only = nullptr;
        std::size_t count = 0;
        for (const CellRule* rule : changed_[index_of(other)])
          if (rule->role == blamed->role && rule->level == blamed->level && ++count == 1) only = rule;
        if (count == 1) blame(change, other, *only);
      }
    }
  }

  void note_other_causes(CellChange& change) const {
    const std::string& who = joint_.model().principals[pair_.who.index()].name;
    const PrincipalFacts& before = joint_.facts(Side::before, pair_.who);
    const PrincipalFacts& after = joint_.facts(Side::after, pair_.who);
    if (refused_[0]) change.notes.emplace_back("the old side has no word for a value of this request, and refuses it");
    if (refused_[1]) change.notes.emplace_back("the new side has no word for a value of this request, and refuses it");
    if (!before.exists || !after.exists) return;
    const auto tier = [&](const PrincipalFacts& facts) {
      return facts.tier.is_valid() ? "in tier `" + joint_.model().tiers[facts.tier.index()] + "`" : std::string("in no tier");
    };
    if (before.tier != after.tier) change.notes.push_back(fmt::format("`{}` is {}, and was {}", who, tier(after), tier(before)));
    for (const Side side : kSides) {
      const auto& held = (side == Side::before ? before : after).capabilities;
      const auto& others = (side == Side::before ? after : before).capabilities;
      for (const base::CapabilityId capability : held)
        if (!std::binary_search(others.begin(), others.end(), capability))
          change.notes.push_back(fmt::format("`{}` {} `{}`", who,
                                             side == Side::before ? "held, and no longer holds," : "holds, and did not hold,",
                                             joint_.model().capabilities[capability.index()]));
    }
  }

  CellChange change_of(ChangeKind kind, Node where, bool is_wider) {
    CellChange change;
    change.kind = kind;
    change.request = prove::request_of(logic_, logic_.least(where));
    find_causes(change, where, is_wider);
    return change;
  }

  // ---- effects ----
  void compare_effects() {
    for (const Effect from : kEffects)
      for (const Effect to : kEffects) {
        if (from == to) continue;
        const Formula formula = prove::all({exactly(Side::before, from), exactly(Side::after, to)});
        const Node where = node(formula);
        if (where == bdd::kFalse) {
          impossible_.push_back(formula);
          continue;
        }
        CellChange change = change_of(to > from ? ChangeKind::new_authority : ChangeKind::less_authority, where, to > from);
        change.from = from;
        change.to = to;
        result_.changes.push_back(std::move(change));
      }
  }

  // ---- approvals ----
  [[nodiscard]] std::vector<base::ApprovalId> asked_at(Side side, const prove::Choice& choice) {
    std::vector<base::ApprovalId> asked;
    for (const base::ApprovalId approval : logic_.approvals())
      if (logic_.holds(node(needs(side, approval)), choice)) asked.push_back(approval);
    return asked;
  }

  Node where_asked(Side side, const std::vector<base::ApprovalId>& asked) {
    Node where = bdd::kTrue;
    for (const base::ApprovalId approval : logic_.approvals()) {
      const bool is_asked = std::find(asked.begin(), asked.end(), approval) != asked.end();
      const Node needed = node(needs(side, approval));
      where = is_asked ? space_.both(where, needed) : space_.without(where, needed);
    }
    return where;
  }

  [[nodiscard]] Needed needed(Side side, std::vector<base::ApprovalId> approvals) const {
    return {std::move(approvals), [this, side](base::PrincipalId a, base::PrincipalId b) {
              const auto& one = joint_.facts(side, a).reach;
              const auto& other = joint_.facts(side, b).reach;
              return std::any_of(one.begin(), one.end(),
                                 [&](const std::string& address) { return std::binary_search(other.begin(), other.end(), address); });
            }};
  }

  void compare_approvals_asked() {
    const Formula both_ask = prove::all({exactly(Side::before, Effect::ask), exactly(Side::after, Effect::ask)});
    Node left = node(both_ask);
    if (left == bdd::kFalse) return;
    std::vector<Formula> differ;
    for (const base::ApprovalId approval : logic_.approvals())
      differ.push_back(prove::differ(needs(Side::before, approval), needs(Side::after, approval)));
    bool found = false;
    for (std::size_t round = 0; left != bdd::kFalse && round < kCombinationsMax; ++round) {
      const prove::Choice choice = logic_.least(left);
      const auto before = asked_at(Side::before, choice), after = asked_at(Side::after, choice);
      const Node here = space_.both(left, space_.both(where_asked(Side::before, before), where_asked(Side::after, after)));
      if (here == bdd::kFalse || space_.has_overflowed()) return;
      if (before != after || joint_.facts(Side::before, pair_.who) != joint_.facts(Side::after, pair_.who))
        found = add_approvals(before, after, here) || found;
      left = space_.without(left, here);
    }
    if (left != bdd::kFalse) result_.limit = fmt::format("more than {} combinations of approvals", kCombinationsMax);
    if (!found && !differ.empty() && left == bdd::kFalse && node(prove::any(differ)) == bdd::kFalse)
      impossible_.push_back(prove::all({both_ask, prove::any(std::move(differ))}));
  }

  bool add_approvals(const std::vector<base::ApprovalId>& before, const std::vector<base::ApprovalId>& after, Node where) {
    const Strength strength = compare_approvals(joint_.model(), pair_.who, needed(Side::before, before), needed(Side::after, after));
    for (const bool is_weaker : {true, false}) {
      if (!(is_weaker ? strength.is_weaker : strength.is_stronger)) continue;
      CellChange change = change_of(is_weaker ? ChangeKind::weaker_safeguard : ChangeKind::stronger_safeguard, where, is_weaker);
      change.from = change.to = Effect::ask;
      blame_asking(change, before, after);
      change.title = is_weaker ? "a weaker approval is enough" : "a stronger approval is asked";
      const auto words = [&](const std::vector<base::ApprovalId>& approvals) {
        return approvals.empty() ? std::string("nobody in particular") : approval_words(joint_.model(), approvals);
      };
      if (before != after) {
        change.notes.push_back("old: from " + words(before));
        change.notes.push_back("new: from " + words(after));
      }
      const auto& reasons = is_weaker ? strength.weaker : strength.stronger;
      change.notes.insert(change.notes.end(), reasons.begin(), reasons.end());
      result_.changes.push_back(std::move(change));
    }
    return strength.is_weaker || strength.is_stronger;
  }

  // The statements that ask for what only one side asks for.
  void blame_asking(CellChange& change, const std::vector<base::ApprovalId>& before, const std::vector<base::ApprovalId>& after) const {
    change.statements = {};
    for (const Side side : kSides) {
      const auto& mine = side == Side::before ? before : after;
      const auto& theirs = side == Side::before ? after : before;
      for (const CellRule& rule : pair_.rules[index_of(side)]) {
        const auto& asked = prove::approvals_of(joint_.model(), rule);
        const bool is_blamed = std::any_of(asked.begin(), asked.end(), [&](base::ApprovalId approval) {
          const auto is_in = [&](const auto& list) { return std::find(list.begin(), list.end(), approval) != list.end(); };
          return is_in(mine) && (!is_in(theirs) || before == after);
        });
        if (is_blamed) blame(change, side, rule);
      }
      std::sort(change.statements[index_of(side)].begin(), change.statements[index_of(side)].end());
    }
  }

  // ---- duties ----
  [[nodiscard]] Formula may_attach(Side side, const std::string& content) const {
    std::vector<Formula> ways;
    for (const DutyRule& duty : pair_.duties[index_of(side)])
      if (duty.content == content) ways.push_back(prove::may(duty.guard));
    return prove::any(std::move(ways));
  }

  void compare_duties() {
    std::set<std::string> contents;
    for (const auto& side : pair_.duties)
      for (const DutyRule& duty : side) contents.insert(duty.content);
    for (const std::string& content : contents)
      for (const bool is_lost : {true, false}) {
        const Side with = is_lost ? Side::before : Side::after, without = is_lost ? Side::after : Side::before;
        const Formula formula = prove::all({at_least(Side::before, Effect::ask), at_least(Side::after, Effect::ask),
                                            may_attach(with, content), prove::negation(may_attach(without, content))});
        const Node where = node(formula);
        if (where == bdd::kFalse) {
          impossible_.push_back(formula);
          continue;
        }
        CellChange change;
        change.kind = is_lost ? ChangeKind::weaker_safeguard : ChangeKind::stronger_safeguard;
        const prove::Choice choice = logic_.least(where);
        change.request = prove::request_of(logic_, choice);
        change.from = logic_.holds(node(at_least(Side::before, Effect::allow)), choice) ? Effect::allow : Effect::ask;
        change.to = logic_.holds(node(at_least(Side::after, Effect::allow)), choice) ? Effect::allow : Effect::ask;
        change.title = fmt::format("a duty is {}: `{}`", is_lost ? "gone" : "new", content);
        for (const Side side : kSides)
          for (const DutyRule& duty : pair_.duties[index_of(side)])
            if (duty.content == content) change.statements[index_of(side)].push_back(duty.statement);
        result_.changes.push_back(std::move(change));
      }
  }

  // What is shown is decided by the runtime; that there is nothing else, the second engine has to agree.
  void confirm() {
    const smt::Answer answer = solver_.ask(prove::question_of(logic_, prove::any(impossible_)));
    if (answer.verdict == smt::Verdict::unknown) result_.limit = answer.limit;
    if (answer.verdict == smt::Verdict::possible) result_.fault = "the solver finds a difference that diagrams do not";
  }

  Joint& joint_;
  const CellPair& pair_;
  smt::Solver& solver_;
  prove::ProofCell cell_;
  prove::CellLogic logic_;
  bdd::Space& space_;
  std::array<prove::Without, 2> hidden_;
  std::array<std::vector<const CellRule*>, 2> changed_;
  mutable std::array<bool, 2> refused_{};
  std::vector<Formula> impossible_;
  CellResult result_;
};

}  // namespace

CellResult compare_cell(Joint& joint, const CellPair& pair, prove::Knowledge& knowledge, bdd::Space& space, smt::Solver& solver) {
  return CellComparison(joint, pair, knowledge, space, solver).run();
}

}  // namespace envelope::diff
