// A property of one cell, told once and worked out by two engines that share no code: diagrams (logic.h) and the solver (second_engine.h).
#pragma once

#include <utility>
#include <vector>

#include "compiler/prove/logic.h"

namespace envelope::prove {

struct Formula {
  enum class Kind : std::uint8_t {
    must,      // `guard` is certainly true
    may,       // `guard` is true or unknown
    at_least,  // the decision without some statements is `level` or milder
    granted,   // some grant, explicit or default, holds
    capped,    // some cap below `level` applies
    needs,     // the decision is `ask` and needs `approval`
    chosen,    // the request says `code` of `slot`, a slot of texts
    negation,
    all,
    any,
    differ,  // exactly one of two
  } kind{};
  model::GuardId guard;
  model::Effect level{};
  base::ApprovalId approval;
  Without without;
  std::vector<Formula> items;
  std::uint32_t slot = 0, code = 0;
};

[[nodiscard]] inline Formula must(model::GuardId guard) { return {Formula::Kind::must, guard, {}, {}, {}, {}}; }
[[nodiscard]] inline Formula may(model::GuardId guard) { return {Formula::Kind::may, guard, {}, {}, {}, {}}; }
[[nodiscard]] inline Formula at_least(model::Effect level, Without without = {}) {
  return {Formula::Kind::at_least, {}, level, {}, std::move(without), {}};
}
[[nodiscard]] inline Formula granted() { return {Formula::Kind::granted, {}, {}, {}, {}, {}}; }
[[nodiscard]] inline Formula capped_below(model::Effect level) { return {Formula::Kind::capped, {}, level, {}, {}, {}}; }
[[nodiscard]] inline Formula needs(base::ApprovalId approval, Without without = {}) {
  return {Formula::Kind::needs, {}, {}, approval, std::move(without), {}};
}
[[nodiscard]] inline Formula chosen(std::uint32_t slot, std::uint32_t code) {
  return {Formula::Kind::chosen, {}, {}, {}, {}, {}, slot, code};
}
[[nodiscard]] inline Formula negation(Formula a) { return {Formula::Kind::negation, {}, {}, {}, {}, {std::move(a)}}; }
[[nodiscard]] inline Formula all(std::vector<Formula> items) { return {Formula::Kind::all, {}, {}, {}, {}, std::move(items)}; }
[[nodiscard]] inline Formula any(std::vector<Formula> items) { return {Formula::Kind::any, {}, {}, {}, {}, std::move(items)}; }
[[nodiscard]] inline Formula differ(Formula a, Formula b) { return {Formula::Kind::differ, {}, {}, {}, {}, {std::move(a), std::move(b)}}; }

// Where the rule takes part in the decision.
[[nodiscard]] Formula applies(const CellRule& rule);
// Where the cell decides otherwise without these statements: another effect, or other approvals.
[[nodiscard]] Formula changes_without(const std::vector<base::ApprovalId>& approvals, const Without& without);

// The first engine's answer.
[[nodiscard]] Node node_of(CellLogic& logic, const Formula& formula);

}  // namespace envelope::prove
