// What a request can be varied in where two decisions might part: for one agent and action, every attribute, fact and circumstance that
// some rule asks for, with the values on either side of each constant. Only what a `test` block can say is varied.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/request/request.h"

namespace envelope::mutation {

// Who asks for what: an action itself, or (valid `requested`) to have another agent do it.
struct Cell {
  base::ActionId action;
  base::PrincipalId who;
  base::PrincipalId requested;
  auto operator<=>(const Cell&) const = default;
};

// The records of a model that speak about a cell. Pointers into the model.
struct CellRecords {
  std::vector<const model::Grant*> grants;
  std::vector<const model::Cap*> caps, default_caps;
};
[[nodiscard]] CellRecords records_of(const model::PolicyModel& model, const Cell& cell);

// A value, or nothing: absent, not known.
using Setting = std::optional<request::RawValue>;

enum class VariableKind : std::uint8_t { attribute, fact, mode, label, origin, depth, time, job };

// Values are listed once each, at most kValuesMax; those that the statements ask for first. `usual` is the one that goes without saying
// in a test: absent, off, none; of a required attribute the first.
struct Variable {
  VariableKind kind{};
  std::string name;
  std::vector<Setting> values;
  std::size_t usual = 0;
};
inline constexpr std::size_t kValuesMax = 64;

struct Space {
  Cell cell;
  std::vector<Variable> variables;
  bool is_askable = true;  // false: a required attribute has no value that could be written (a Job, where there is no job)
};

// The space of `cell` for all `models` together; they must have the same principals and actions. `is_timed`: requests without a time are
// given one by whoever runs them, so none is left without.
[[nodiscard]] Space boundary_space(const std::vector<const model::PolicyModel*>& models, const Cell& cell, bool is_timed);

// One value of each variable, by index.
using Choice = std::vector<std::size_t>;
[[nodiscard]] Choice usual_choice(const Space& space);
// Phases exclude each other: no request is made while two of them are on, and no test may say so.
[[nodiscard]] bool can_be(const model::PolicyModel& model, const request::Request& request);
// The request of a choice: complete, as a test would put it.
[[nodiscard]] request::Request request_of(const model::PolicyModel& model, const Space& space, const Choice& choice);

}  // namespace envelope::mutation
