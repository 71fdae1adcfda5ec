#include "compiler/mutation/assignment.h"

#include <algorithm>

#include "compiler/model/truth.h"

namespace envelope::mutation {
namespace {

using text::Truth;

bool is_wanted(Truth truth, Want want) {
  switch (want) {
    case Want::yes:
      return truth == Truth::yes;
    case Want::no:
      return truth == Truth::no;
    case Want::not_yes:
      return truth != Truth::yes;
    case Want::not_no:
      return truth != Truth::no;
  }
  return false;
}

Want opposite(Want want) {
  switch (want) {
    case Want::yes:
      return Want::no;
    case Want::no:
      return Want::yes;
    case Want::not_yes:
      return Want::not_no;
    case Want::not_no:
      return Want::not_yes;
  }
  return want;
}

void append(std::vector<Partial>& all, std::vector<Partial> more) {
  for (Partial& partial : more)
    if (all.size() < Solver::kSolutionsMax && std::find(all.begin(), all.end(), partial) == all.end()) all.push_back(std::move(partial));
}

// Every combination of one of each that does not contradict itself.
std::vector<Partial> cross(const std::vector<Partial>& left, const std::vector<Partial>& right) {
  std::vector<Partial> all;
  for (const Partial& a : left) {
    for (const Partial& b : right) {
      if (all.size() == Solver::kSolutionsMax) return all;
      if (auto joined = both(a, b)) append(all, {std::move(*joined)});
    }
  }
  return all;
}

}  // namespace

Partial unrestricted(const Space& space) {
  Partial partial;
  for (const Variable& variable : space.variables)
    partial.push_back(variable.values.size() == kValuesMax ? ~Mask{0} : (Mask{1} << variable.values.size()) - 1);
  return partial;
}

std::optional<Partial> both(const Partial& a, const Partial& b) {
  Partial joined(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    joined[i] = a[i] & b[i];
    if (joined[i] == 0) return std::nullopt;
  }
  return joined;
}

Choice choice_of(const Space& space, const Partial& partial) {
  Choice choice = usual_choice(space);
  for (std::size_t i = 0; i < choice.size(); ++i) {
    if ((partial[i] >> choice[i] & 1) != 0) continue;
    choice[i] = 0;
    while ((partial[i] >> choice[i] & 1) == 0) ++choice[i];
  }
  return choice;
}

std::vector<Partial> Solver::solve(model::GuardId id, Want want) {
  const model::Guard& guard = model_.guards[id.index()];
  switch (guard.kind) {
    case model::GuardKind::always:
      return is_wanted(Truth::yes, want) ? std::vector<Partial>{unrestricted(space_)} : std::vector<Partial>{};
    case model::GuardKind::atom:
      return solve_atom(guard.atom, want);
    case model::GuardKind::negation:
      return solve(guard.children[0], opposite(want));
    case model::GuardKind::all:
    case model::GuardKind::any:
      break;
  }
  // An `and` holds where all do, an `or` fails where all fail; the other way round one is enough.
  const bool positive = want == Want::yes || want == Want::not_no;
  if (positive == (guard.kind == model::GuardKind::all)) {
    std::vector<Partial> all{unrestricted(space_)};
    for (const model::GuardId child : guard.children) all = cross(all, solve(child, want));
    return all;
  }
  std::vector<Partial> one;
  for (const model::GuardId child : guard.children) append(one, solve(child, want));
  return one;
}

std::optional<std::size_t> Solver::find(VariableKind kind, const std::string& name) const {
  for (std::size_t i = 0; i < space_.variables.size(); ++i)
    if (space_.variables[i].kind == kind && space_.variables[i].name == name) return i;
  return std::nullopt;
}

std::optional<std::size_t> Solver::variable_of(const model::Atom& atom) const {
  switch (atom.kind) {
    case model::AtomKind::attribute:
      return find(VariableKind::attribute, model_.attributes[atom.attribute.index()].name);
    case model::AtomKind::fact:
      return find(VariableKind::fact, model_.facts[atom.fact.index()].first);
    case model::AtomKind::switch_on:
      return find(VariableKind::mode, model_.switches[atom.switch_id.index()].name);
    case model::AtomKind::label:
      return find(VariableKind::label, model_.labels[atom.label.index()]);
    case model::AtomKind::origin:
      return find(VariableKind::origin, "origin");
    case model::AtomKind::depth:
      return find(VariableKind::depth, "depth");
    case model::AtomKind::time:
    case model::AtomKind::time_of_day:
    case model::AtomKind::day:
      return find(VariableKind::time, "time");
    case model::AtomKind::job:
      return find(VariableKind::job, "job");
    case model::AtomKind::capability:
    case model::AtomKind::agent:
    case model::AtomKind::tier:
    case model::AtomKind::outcome:
    case model::AtomKind::decision:
      return std::nullopt;
  }
  return std::nullopt;
}

const std::vector<Truth>& Solver::truths(model::AtomId atom, std::optional<std::size_t> variable) {
  const auto known = truths_.find(atom);
  if (known != truths_.end()) return known->second;
  std::vector<Truth> truths;
  Choice choice = usual_choice(space_);
  for (std::size_t value = 0; value < (variable ? space_.variables[*variable].values.size() : 1); ++value) {
    if (variable) choice[*variable] = value;
    truths.push_back(model::atom_truth(model_, atom, request_of(model_, space_, choice), space_.cell.who));
  }
  return truths_.emplace(atom, std::move(truths)).first->second;
}

std::vector<Partial> Solver::solve_atom(model::AtomId id, Want want) {
  const model::Atom& atom = model_.atoms[id.index()];
  if (atom.kind == model::AtomKind::capability) return solve_capability(atom.capability, want);
  const std::optional<std::size_t> variable = variable_of(atom);
  const std::vector<Truth>& found = truths(id, variable);
  Partial partial = unrestricted(space_);
  if (!variable) return is_wanted(found.front(), want) ? std::vector<Partial>{partial} : std::vector<Partial>{};
  Mask& mask = partial[*variable];
  mask = 0;
  for (std::size_t value = 0; value < found.size(); ++value)
    if (is_wanted(found[value], want)) mask |= Mask{1} << value;
  return mask == 0 ? std::vector<Partial>{} : std::vector<Partial>{partial};
}

// Held for good, or while one of the windows that lend it is on.
std::vector<Partial> Solver::solve_capability(base::CapabilityId capability, Want want) {
  constexpr Mask kOff = 1;
  constexpr Mask kOn = 2;
  const bool wanted_held = want == Want::yes || want == Want::not_no;
  const auto& held = model_.principals[space_.cell.who.index()].capabilities;
  if (std::binary_search(held.begin(), held.end(), capability))
    return wanted_held ? std::vector<Partial>{unrestricted(space_)} : std::vector<Partial>{};
  std::vector<Partial> on;
  Partial off = unrestricted(space_);
  for (const model::Switch& mode : model_.switches) {
    if (std::find(mode.grants.begin(), mode.grants.end(), capability) == mode.grants.end()) continue;
    const std::optional<std::size_t> variable = find(VariableKind::mode, mode.name);
    if (!variable) continue;
    Partial lent = unrestricted(space_);
    lent[*variable] = kOn;
    append(on, {std::move(lent)});
    off[*variable] = kOff;
  }
  return wanted_held ? on : std::vector<Partial>{off};
}

}  // namespace envelope::mutation
