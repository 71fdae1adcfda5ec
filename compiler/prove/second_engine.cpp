#include "compiler/prove/second_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "runtime/format/table_format.h"

namespace envelope::prove {
namespace {

using base::Effect;
using model::Atom;
using model::AtomOperator;
using model::GuardKind;
using smt::Problem;
using smt::Term;
using text::Truth;

// A three-valued answer: certainly yes, and not certainly no.
struct Answer {
  Term must, may;
};

class Questioner {
 public:
  explicit Questioner(const CellLogic& logic) : logic_(logic), model_(logic.model()) {
    for (std::size_t i = 0; i < logic.slots().size(); ++i) unknowns_.push_back(unknown_of(logic.slots()[i], i));
  }

  Problem run(const Formula& formula) {
    problem_.require(term(formula));
    return std::move(problem_);
  }

 private:
  struct Unknown {
    Term value;       // a number where `is_number`, else the number of a code
    Term is_present;  // is_number only
    bool is_number = false;
  };

  static bool is_number(const Slot& slot) {
    if (slot.kind == SlotKind::depth || slot.kind == SlotKind::origin) return true;
    if (slot.kind != SlotKind::attribute && slot.kind != SlotKind::fact) return false;
    return !slot.is_member && !slot.type.is_set && !base::is_textual(slot.type.kind);
  }

  [[nodiscard]] std::int64_t greatest(const Slot& slot) const {
    if (slot.kind == SlotKind::origin) return 3;
    if (slot.kind == SlotKind::depth)
      return model_.principals[logic_.cell().who.index()].kind == model::PrincipalKind::human ? 0 : format::kLineageMax;
    const auto last = [](std::size_t count) { return static_cast<std::int64_t>(count) - 1; };
    switch (slot.type.kind) {
      case base::TypeKind::boolean:
        return 1;
      case base::TypeKind::enumeration:
        return last(model_.enums[slot.type.enumeration.index()].members.size());
      case base::TypeKind::agent:
        return last(model_.principals.size());
      case base::TypeKind::tier:
        return last(model_.tiers.size());
      case base::TypeKind::mode:
        return last(model_.switches.size());
      case base::TypeKind::job:
        return last(model_.jobs.size());
      default:
        return INT64_MAX;
    }
  }

  Unknown unknown_of(const Slot& slot, std::size_t number) {
    if (!is_number(slot)) {
      const auto codes = static_cast<std::int64_t>(slot.codes.size());
      return {problem_.integer(fmt::format("code{}", number), 0, codes - 1), {}, false};
    }
    const bool may_be_absent = std::any_of(slot.codes.begin(), slot.codes.end(), [](const SlotCode& code) { return code.is_absent; });
    return {problem_.integer(fmt::format("number{}", number), 0, std::max<std::int64_t>(greatest(slot), 0)),
            may_be_absent ? problem_.boolean(fmt::format("given{}", number)) : problem_.truth(true), true};
  }

  Term any_number(Term value, const std::vector<std::int64_t>& numbers) {
    std::vector<Term> ways;
    for (const std::int64_t number : numbers) ways.push_back(problem_.equal(value, problem_.number(number)));
    return problem_.any(ways);
  }

  // The atom on a number that is there.
  Term comparison(const Atom& atom, Term value) {
    const auto constant = [&](std::size_t i) { return problem_.number(atom.numbers[i]); };
    switch (atom.op) {
      case AtomOperator::is_true:
        return problem_.negation(problem_.equal(value, problem_.number(0)));
      case AtomOperator::equals:
        return any_number(value, atom.numbers);
      case AtomOperator::less:
        return problem_.less(value, constant(0));
      case AtomOperator::less_equal:
        return problem_.less_equal(value, constant(0));
      case AtomOperator::greater:
        return problem_.less(constant(0), value);
      case AtomOperator::greater_equal:
        return problem_.less_equal(constant(0), value);
      case AtomOperator::in_range:
        return problem_.all({problem_.less_equal(constant(0), value), problem_.less(value, constant(1))});
      case AtomOperator::is_self:
        return problem_.equal(value, problem_.number(logic_.cell().who.value));
      case AtomOperator::matches:
      case AtomOperator::under:
      case AtomOperator::has:
        break;
    }
    return problem_.truth(false);
  }

  Answer place_answer(const AtomPlace& place, const Atom& atom) {
    const Slot& slot = logic_.slots()[place.slot];
    const Unknown& unknown = unknowns_[place.slot];
    if (unknown.is_number) {
      const Term holds = comparison(atom, unknown.value);
      return {problem_.all({unknown.is_present, holds}), problem_.any({problem_.negation(unknown.is_present), holds})};
    }
    std::vector<std::int64_t> yes, not_no;
    for (std::size_t code = 0; code < slot.codes.size(); ++code) {
      const Truth truth = slot.codes[code].truths[place.position];
      if (truth == Truth::yes) yes.push_back(static_cast<std::int64_t>(code));
      if (truth != Truth::no) not_no.push_back(static_cast<std::int64_t>(code));
    }
    return {any_number(unknown.value, yes), any_number(unknown.value, not_no)};
  }

  Answer atom_answer(model::AtomId id) {
    const Atom& atom = model_.atoms[id.index()];
    if (const auto truth = settled(model_, logic_.cell(), atom))
      return {problem_.truth(*truth == Truth::yes), problem_.truth(*truth != Truth::no)};
    const AtomCase& atom_case = logic_.all_slots().cases.at(id);
    std::vector<Term> must, may;
    for (const AtomPlace& place : atom_case.places) {
      const Answer answer = place_answer(place, atom);
      must.push_back(answer.must);
      may.push_back(answer.may);
    }
    Answer answer{problem_.any(must), problem_.any(may)};
    if (!atom_case.presence) return answer;
    const Term absent = place_answer({*atom_case.presence, 0}, atom).may;
    return {problem_.all({answer.must, problem_.negation(absent)}), problem_.any({answer.may, absent})};
  }

  // Guards are children-first, and each is told once.
  Answer guard_answer(model::GuardId id) {
    if (const auto known = guards_.find(id); known != guards_.end()) return known->second;
    const model::Guard& guard = model_.guards[id.index()];
    Answer answer{problem_.truth(true), problem_.truth(true)};
    if (guard.kind == GuardKind::atom) answer = atom_answer(guard.atom);
    if (guard.kind == GuardKind::negation) {
      const Answer inner = guard_answer(guard.children[0]);
      answer = {problem_.negation(inner.may), problem_.negation(inner.must)};
    }
    if (guard.kind == GuardKind::all || guard.kind == GuardKind::any) {
      std::vector<Term> must, may;
      for (const model::GuardId child : guard.children) {
        const Answer inner = guard_answer(child);
        must.push_back(inner.must);
        may.push_back(inner.may);
      }
      const bool is_all = guard.kind == GuardKind::all;
      answer = {is_all ? problem_.all(must) : problem_.any(must), is_all ? problem_.all(may) : problem_.any(may)};
    }
    return guards_[id] = answer;
  }

  Term rule_term(const CellRule& rule) {
    const bool is_grant = rule.role == RuleRole::grant || rule.role == RuleRole::default_grant;
    const Answer answer = guard_answer(rule.guard);
    return is_grant ? answer.must : answer.may;
  }

  // Some rule of this role, of these levels, holds.
  Term some_rule(RuleRole role, const Without& without, Effect least, Effect greatest_level) {
    std::vector<Term> ways;
    for (const CellRule& rule : logic_.cell().rules)
      if (rule.role == role && rule.level >= least && rule.level <= greatest_level && !without.contains(rule.statement))
        ways.push_back(rule_term(rule));
    return problem_.any(ways);
  }

  static Effect below(Effect level) { return static_cast<Effect>(static_cast<int>(level) - 1); }

  Term base_term(Effect level, const Without& without) {
    const Term explicit_any = some_rule(RuleRole::grant, without, Effect::deny, Effect::allow);
    const Term by_default =
        problem_.all({problem_.negation(explicit_any), some_rule(RuleRole::default_grant, without, Effect::deny, Effect::allow),
                      problem_.negation(some_rule(RuleRole::default_grant, without, Effect::deny, below(level))),
                      problem_.negation(some_rule(RuleRole::default_cap, without, Effect::deny, below(level)))});
    return problem_.any({some_rule(RuleRole::grant, without, level, Effect::allow), by_default});
  }

  Term decision_term(Effect level, const Without& without) {
    if (level == Effect::deny) return problem_.truth(true);
    return problem_.all({base_term(level, without), problem_.negation(some_rule(RuleRole::cap, without, Effect::deny, below(level)))});
  }

  Term needs_term(base::ApprovalId approval, const Without& without) {
    std::vector<Term> plain, of_default;
    for (const CellRule& rule : logic_.cell().rules) {
      if (rule.level != Effect::ask || without.contains(rule.statement)) continue;
      const auto& approvals = approvals_of(model_, rule);
      if (std::find(approvals.begin(), approvals.end(), approval) == approvals.end()) continue;
      if (rule.role == RuleRole::cap) plain.push_back(rule_term(rule));
      if (rule.role == RuleRole::default_cap) of_default.push_back(rule_term(rule));
    }
    const Term nothing_explicit = problem_.negation(some_rule(RuleRole::grant, without, Effect::deny, Effect::allow));
    plain.push_back(problem_.all({nothing_explicit, problem_.any(of_default)}));
    return problem_.all(
        {problem_.any(plain), decision_term(Effect::ask, without), problem_.negation(decision_term(Effect::allow, without))});
  }

  Term term(const Formula& formula) {
    std::vector<Term> items;
    for (const Formula& item : formula.items) items.push_back(term(item));
    switch (formula.kind) {
      case Formula::Kind::must:
        return guard_answer(formula.guard).must;
      case Formula::Kind::may:
        return guard_answer(formula.guard).may;
      case Formula::Kind::at_least:
        return decision_term(formula.level, formula.without);
      case Formula::Kind::granted:
        return base_term(Effect::propose, {});
      case Formula::Kind::capped:
        return formula.level == Effect::deny ? problem_.truth(false) : some_rule(RuleRole::cap, {}, Effect::deny, below(formula.level));
      case Formula::Kind::needs:
        return needs_term(formula.approval, formula.without);
      case Formula::Kind::chosen:
        return problem_.equal(unknowns_[formula.slot].value, problem_.number(formula.code));
      case Formula::Kind::negation:
        return problem_.negation(items[0]);
      case Formula::Kind::all:
        return problem_.all(items);
      case Formula::Kind::any:
        return problem_.any(items);
      case Formula::Kind::differ:
        return problem_.negation(problem_.equal(items[0], items[1]));
    }
    return problem_.truth(false);
  }

  const CellLogic& logic_;
  const model::PolicyModel& model_;
  Problem problem_;
  std::vector<Unknown> unknowns_;
  std::map<model::GuardId, Answer> guards_;
};

}  // namespace

Problem question_of(const CellLogic& logic, const Formula& formula) { return Questioner(logic).run(formula); }

}  // namespace envelope::prove
