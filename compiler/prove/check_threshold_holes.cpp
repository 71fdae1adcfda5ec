// ENV2112: one rule grants below a number and another above it, and nothing is said about the number itself.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "compiler/model/print.h"
#include "compiler/model/truth.h"
#include "compiler/prove/checks.h"

namespace envelope::prove {
namespace {

using base::Effect;
using model::AtomOperator;

bool is_bound(AtomOperator op) {
  return op == AtomOperator::less || op == AtomOperator::less_equal || op == AtomOperator::greater || op == AtomOperator::greater_equal ||
         op == AtomOperator::in_range;
}

// A grant, and the bounds that it asks one slot for, as positions in the slot's atoms.
struct Bounded {
  const CellRule* rule = nullptr;
  std::vector<std::size_t> bounds;
};

// The codes of the numbers just below and just above one number.
struct Neighbours {
  std::uint32_t below = 0, above = 0;
};

// Of a code that stands for one number; codes ascend.
std::optional<Neighbours> of_one_number(const Slot& slot, std::uint32_t code) {
  if (code == 0 || code + 1 >= slot.codes.size()) return std::nullopt;
  const SlotCode &before = slot.codes[code - 1], &here = slot.codes[code], &after = slot.codes[code + 1];
  const bool is_one =
      !before.is_absent && !here.is_absent && !after.is_absent && before.number < here.number && here.number + 1 == after.number;
  return is_one ? std::optional(Neighbours{code - 1, code + 1}) : std::nullopt;
}

std::optional<std::uint32_t> code_at(const model::PolicyModel& model, const Slot& slot, std::int64_t instant) {
  request::Request request;
  request.lineage.emplace();
  request.time_ms = instant;
  std::vector<text::Truth> truths;
  for (const model::AtomId atom : slot.atoms) truths.push_back(model::atom_truth(model, atom, request, {}));
  for (std::uint32_t code = 0; code < slot.codes.size(); ++code)
    if (!slot.codes[code].is_absent && slot.codes[code].truths == truths) return code;
  return std::nullopt;
}

// Instants of one code may lie apart, as all mornings do: those around the one that shows it are looked up.
std::optional<Neighbours> of_instant(const model::PolicyModel& model, const Slot& slot, std::uint32_t code) {
  const SlotCode& here = slot.codes[code];
  if (here.is_absent || here.number == 0) return std::nullopt;
  const auto below = code_at(model, slot, here.number - 1), above = code_at(model, slot, here.number + 1);
  if (!below || !above || *below == code || *above == code) return std::nullopt;
  return Neighbours{*below, *above};
}

class HoleSearch {
 public:
  HoleSearch(Proof& proof, Findings& findings) : proof_(proof), findings_(findings) {}

  void run() {
    for (const ProofCell& cell : proof_.cells()) {
      CellLogic logic = proof_.logic(cell);
      if (!logic.limit().empty()) continue;  // told already
      for (std::uint32_t slot = 0; slot < logic.slots().size(); ++slot) look_at(logic, slot);
    }
  }

 private:
  // At `code` of `slot` nothing is granted; by `below` it is just below, by `above` just above.
  struct Hole {
    std::uint32_t slot = 0, code = 0;
    Neighbours beside;
    model::StatementId below, above;
    Node where = bdd::kFalse;
  };

  // Grants with bounds on the slot, in reading order.
  [[nodiscard]] std::vector<Bounded> bounded(const ProofCell& cell, const Slot& slot) const {
    std::vector<Bounded> all;
    const auto is_asked_for_bounds =
        std::any_of(slot.atoms.begin(), slot.atoms.end(), [&](model::AtomId id) { return is_bound(proof_.model().atoms[id.index()].op); });
    if (!is_asked_for_bounds) return all;
    for (const CellRule& rule : cell.rules) {
      if (rule.role != RuleRole::grant && rule.role != RuleRole::default_grant) continue;
      const auto atoms = atoms_of(proof_.model(), {rule.guard});
      Bounded one{&rule, {}};
      for (std::size_t i = 0; i < slot.atoms.size(); ++i)
        if (is_bound(proof_.model().atoms[slot.atoms[i].index()].op) && std::binary_search(atoms.begin(), atoms.end(), slot.atoms[i]))
          one.bounds.push_back(i);
      if (!one.bounds.empty()) all.push_back(std::move(one));
    }
    std::stable_sort(all.begin(), all.end(), [&](const Bounded& a, const Bounded& b) {
      return proof_.statement(a.rule->statement).span < proof_.statement(b.rule->statement).span;
    });
    return all;
  }

  // Of the grants those that have a bound between two codes.
  static std::vector<const CellRule*> ending_between(const std::vector<Bounded>& all, const Slot& slot, std::uint32_t a, std::uint32_t b) {
    std::vector<const CellRule*> some;
    for (const Bounded& one : all)
      if (std::any_of(one.bounds.begin(), one.bounds.end(),
                      [&](std::size_t bound) { return slot.codes[a].truths[bound] != slot.codes[b].truths[bound]; }))
        some.push_back(one.rule);
    return some;
  }

  void look_at(CellLogic& logic, std::uint32_t number) {
    const Slot& slot = logic.slots()[number];
    const std::vector<Bounded> all = bounded(logic.cell(), slot);
    if (all.size() < 2) return;
    for (std::uint32_t code = 0; code < slot.codes.size(); ++code) {
      const auto beside = slot.kind == SlotKind::time ? of_instant(proof_.model(), slot, code) : of_one_number(slot, code);
      if (!beside) continue;
      const auto below = ending_between(all, slot, beside->below, code), above = ending_between(all, slot, code, beside->above);
      const auto hole = hole_at(logic, {number, code, *beside, {}, {}, bdd::kFalse}, below, above);
      if (hole && told_.insert({hole->below, hole->above}).second) tell(logic, *hole);
    }
  }

  // The first two rules in reading order that leave it open between them.
  static std::optional<Hole> hole_at(CellLogic& logic, Hole hole, const std::vector<const CellRule*>& below,
                                     const std::vector<const CellRule*>& above) {
    if (below.empty() || above.empty()) return std::nullopt;
    const Slot& slot = logic.slots()[hole.slot];
    bdd::Space& space = logic.space();
    const auto at = [&](Node f, std::uint32_t code) { return space.restricted(f, slot.first_bit, slot.bits, code); };
    const Node here = space.either(logic.granted(), logic.capped_below(Effect::allow));
    const Node open =
        space.without(space.both(at(logic.granted(), hole.beside.below), at(logic.granted(), hole.beside.above)), at(here, hole.code));
    if (open == bdd::kFalse) return std::nullopt;
    for (const CellRule* one : below)
      for (const CellRule* other : above) {
        if (one->statement == other->statement) continue;
        const Node granted = space.both(at(logic.must(one->guard), hole.beside.below), at(logic.must(other->guard), hole.beside.above));
        hole.where = space.both(open, granted);
        hole.below = one->statement;
        hole.above = other->statement;
        if (hole.where != bdd::kFalse) return hole;
      }
    return std::nullopt;
  }

  // `x < number` and `x > number`: what is missing is a sign.
  [[nodiscard]] bool is_between_signs(const Slot& slot, std::int64_t number) const {
    const auto has = [&](AtomOperator op) {
      return std::any_of(slot.atoms.begin(), slot.atoms.end(), [&](model::AtomId id) {
        const model::Atom& atom = proof_.model().atoms[id.index()];
        return atom.op == op && atom.numbers.front() == number;
      });
    };
    return has(AtomOperator::less) && has(AtomOperator::greater);
  }

  // The slot answers as the code does, in terms that both engines know.
  [[nodiscard]] Formula answers(const Slot& slot, std::uint32_t code) const {
    std::vector<Formula> formulas;
    const auto& guards = proof_.model().guards;
    for (std::uint32_t i = 0; i < guards.size(); ++i) {
      if (guards[i].kind != model::GuardKind::atom) continue;
      const auto atom = std::find(slot.atoms.begin(), slot.atoms.end(), guards[i].atom);
      if (atom == slot.atoms.end()) continue;
      const bool is_true = slot.codes[code].truths[static_cast<std::size_t>(atom - slot.atoms.begin())] == text::Truth::yes;
      formulas.push_back(is_true ? must({i}) : negation(may({i})));
    }
    return all(std::move(formulas));
  }

  // Of the numbers that stand for its codes. Weekdays and times of day are asked of an instant, and have types of their own.
  [[nodiscard]] model::Type type_of(const Slot& slot) const {
    if (slot.kind == SlotKind::time) return {base::TypeKind::time, {}, false};
    return proof_.model().atoms[slot.atoms.front().index()].type;
  }

  void tell(CellLogic& logic, const Hole& hole) {
    const Slot& slot = logic.slots()[hole.slot];
    const std::string number = model::print_number(proof_.model(), type_of(slot), slot.codes[hole.code].number);
    const Formula formula = all({answers(slot, hole.code), negation(granted()), negation(capped_below(Effect::allow))});
    const base::Span place = proof_.statement(hole.below).span;
    if (proof_.ask(logic, formula, "whether anything is left out at " + number, place) != Possible::yes) return;
    const Node where = logic.space().both(hole.where, logic.chosen(hole.slot, hole.code));
    const auto shown = proof_.show(request_of(logic, logic.least(where)), Effect::deny);
    if (!shown) return;
    Finding finding{{}, principals_of(proof_, hole.below), {}, {}};
    diagnostics::Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.code = diagnostics::Code::ThresholdHole;
    diagnostic.severity = diagnostics::Severity::warning;
    diagnostic.primary = place;
    diagnostic.message = fmt::format("nothing is granted at {}, which lies between two rules", number);
    diagnostic.under("ends before " + number);
    diagnostic.label(proof_.statement(hole.above).span, "begins after " + number);
    diagnostic.with_help(fmt::format(
        "{}, or refuse {} in a rule of its own",
        is_between_signs(slot, slot.codes[hole.code].number) ? "write `<=` or `>=` in one of them" : "let one of them take it in", number));
    diagnostic.witness = diagnostics::Witness{shown->command, "granted as just above and just below", "deny"};
    findings_.push_back(std::move(finding));
  }

  Proof& proof_;
  Findings& findings_;
  std::set<std::pair<model::StatementId, model::StatementId>> told_;
};

}  // namespace

void find_threshold_holes(Proof& proof, Findings& findings) { HoleSearch(proof, findings).run(); }

}  // namespace envelope::prove
