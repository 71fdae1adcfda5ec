// ENV2112: one rule grants below a number and another above it, and nothing is said about the number itself.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "compiler/model/print.h"
#include "compiler/prove/checks.h"

namespace envelope::prove {
namespace {

using base::Effect;
using model::AtomOperator;

// Two strict comparisons of one number: `x < limit` and `x > limit`.
struct Thresholds {
  model::AtomId below, above;
  std::int64_t limit = 0;
};

std::vector<Thresholds> thresholds_of(const model::PolicyModel& model, const Slot& slot) {
  std::vector<Thresholds> found;
  for (const model::AtomId below : slot.atoms)
    for (const model::AtomId above : slot.atoms) {
      const model::Atom& less = model.atoms[below.index()];
      const model::Atom& greater = model.atoms[above.index()];
      const bool is_pair = less.op == AtomOperator::less && greater.op == AtomOperator::greater && less.numbers == greater.numbers;
      if (is_pair && less.numbers[0] > 0) found.push_back({below, above, less.numbers[0]});
    }
  return found;
}

std::optional<std::uint32_t> code_of(const Slot& slot, std::int64_t number) {
  for (std::uint32_t code = 0; code < slot.codes.size(); ++code)
    if (!slot.codes[code].is_absent && slot.codes[code].number == number) return code;
  return std::nullopt;
}

class HoleSearch {
 public:
  HoleSearch(Proof& proof, Findings& findings) : proof_(proof), findings_(findings) {}

  void run() {
    for (const ProofCell& cell : proof_.cells()) {
      CellLogic logic = proof_.logic(cell);
      if (!logic.limit().empty()) continue;  // told already
      for (std::uint32_t slot = 0; slot < logic.slots().size(); ++slot)
        for (const Thresholds& thresholds : thresholds_of(proof_.model(), logic.slots()[slot]))
          look_at(logic, logic.slots()[slot], thresholds);
    }
  }

 private:
  // The first grant, in reading order, whose guard asks `atom`.
  [[nodiscard]] std::optional<model::StatementId> grant_asking(const ProofCell& cell, model::AtomId atom) const {
    std::optional<model::StatementId> first;
    for (const CellRule& rule : cell.rules) {
      if (rule.role != RuleRole::grant) continue;
      const auto atoms = atoms_of(proof_.model(), {rule.guard});
      if (!std::binary_search(atoms.begin(), atoms.end(), atom)) continue;
      if (!first || proof_.statement(rule.statement).span < proof_.statement(*first).span) first = rule.statement;
    }
    return first;
  }

  [[nodiscard]] std::optional<model::GuardId> guard_of(model::AtomId atom) const {
    const auto& guards = proof_.model().guards;
    for (std::uint32_t i = 0; i < guards.size(); ++i)
      if (guards[i].kind == model::GuardKind::atom && guards[i].atom == atom) return model::GuardId{i};
    return std::nullopt;
  }

  void look_at(CellLogic& logic, const Slot& slot, const Thresholds& thresholds) {
    const auto below = grant_asking(logic.cell(), thresholds.below), above = grant_asking(logic.cell(), thresholds.above);
    if (!below || !above || below == above) return;
    const auto at = code_of(slot, thresholds.limit);
    const auto after = thresholds.limit < INT64_MAX ? code_of(slot, thresholds.limit + 1) : std::nullopt;
    if (!at || !after || *at == 0 || *after != *at + 1 || logic.slots()[0].codes.empty()) return;
    bdd::Space& space = logic.space();
    const auto granted_where = [&](std::uint32_t code) { return space.restricted(logic.granted(), slot.first_bit, slot.bits, code); };
    const Node capped = space.restricted(logic.capped_below(Effect::allow), slot.first_bit, slot.bits, *at);
    Node hole = space.both(granted_where(*at - 1), granted_where(*after));
    hole = space.without(space.without(hole, granted_where(*at)), capped);
    if (hole == bdd::kFalse || !told_.insert({*below, *above}).second) return;
    tell(logic, thresholds, *below, *above);
  }

  void tell(CellLogic& logic, const Thresholds& thresholds, model::StatementId below, model::StatementId above) {
    const auto less = guard_of(thresholds.below), greater = guard_of(thresholds.above);
    if (!less || !greater) return;
    const model::Type& type = proof_.model().atoms[thresholds.below.index()].type;
    const std::string number = model::print_number(proof_.model(), type, thresholds.limit);
    const Formula formula =
        all({negation(may(*less)), negation(may(*greater)), negation(granted()), negation(capped_below(Effect::allow))});
    const std::string about = "whether anything is left out at " + number;
    if (proof_.ask(logic, formula, about, proof_.statement(below).span) != Possible::yes) return;
    const auto shown = proof_.show(logic, formula);
    if (!shown) return;
    Finding finding{{}, principals_of(proof_, below), {}, {}};
    diagnostics::Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.code = diagnostics::Code::ThresholdHole;
    diagnostic.severity = diagnostics::Severity::warning;
    diagnostic.primary = proof_.statement(below).span;
    diagnostic.message = fmt::format("nothing is granted at {}, which lies between two rules", number);
    diagnostic.under("ends before " + number);
    diagnostic.label(proof_.statement(above).span, "begins after " + number);
    diagnostic.with_help(fmt::format("write `<=` or `>=` in one of them, or refuse {} in a rule of its own", number));
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
