// Which values make a guard true, false or at least possible: partial assignments, found by walking the guard.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "compiler/mutation/boundary.h"
#include "runtime/text/truth.h"

namespace envelope::mutation {

// For each variable of a space the values that remain, a bit each.
using Mask = std::uint64_t;
using Partial = std::vector<Mask>;

[[nodiscard]] Partial unrestricted(const Space& space);
// What both leave; nothing when some variable has no value left.
[[nodiscard]] std::optional<Partial> both(const Partial& a, const Partial& b);
// One choice of a partial assignment: the usual value where it remains, else the first.
[[nodiscard]] Choice choice_of(const Space& space, const Partial& partial);

// What a guard is to be: `not_no` is yes or unknown.
enum class Want : std::uint8_t { yes, no, not_yes, not_no };

class Solver {
 public:
  // Both outlive the solver.
  Solver(const model::PolicyModel& model, const Space& space) : model_(model), space_(space) {}

  // Partial assignments under which `guard` is as wanted, whatever else is chosen; none when there are none among the values of the space.
  // At most kSolutionsMax: there may be more.
  [[nodiscard]] std::vector<Partial> solve(model::GuardId guard, Want want);

  static constexpr std::size_t kSolutionsMax = 24;

 private:
  [[nodiscard]] std::vector<Partial> solve_atom(model::AtomId atom, Want want);
  [[nodiscard]] std::vector<Partial> solve_capability(base::CapabilityId capability, Want want);
  // Indices of the variables an atom asks about: one, or none when it is about who acts.
  [[nodiscard]] std::optional<std::size_t> variable_of(const model::Atom& atom) const;
  [[nodiscard]] std::optional<std::size_t> find(VariableKind kind, const std::string& name) const;
  const std::vector<text::Truth>& truths(model::AtomId atom, std::optional<std::size_t> variable);

  const model::PolicyModel& model_;
  const Space& space_;
  std::map<model::AtomId, std::vector<text::Truth>> truths_;
};

}  // namespace envelope::mutation
