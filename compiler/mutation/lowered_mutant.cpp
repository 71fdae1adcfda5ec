#include "compiler/mutation/lowered_mutant.h"

#include <algorithm>
#include <utility>

#include "compiler/lower/lower.h"

namespace envelope::mutation {

MutantLowering::MutantLowering(check::TypedProgram program, const model::PolicyModel& model, const base::SourceMap& sources)
    : program_(std::move(program)), model_(model), sources_(sources) {
  program_.limits.clear();
  program_.watches.clear();
  program_.arounds.clear();
  program_.audits.clear();
  program_.settings.clear();
  program_.routes.clear();
  program_.files.clear();
  program_.assertions.clear();
  program_.acceptances.clear();
  program_.tests.clear();
  const auto note = [&](model::StatementId statement, const model::Cell& cell) {
    speaks_for_[model.statements[statement.index()].span].insert(cell.principals);
  };
  for (const model::Grant& grant : model.grants) note(grant.statement, grant.cell);
  for (const auto* caps : {&model.caps, &model.default_caps})
    for (const model::Cap& cap : *caps) note(cap.statement, cap.cell);
}

model::PolicyModel MutantLowering::whole(Mutant& mutant) {
  swap_in(program_, mutant);
  model::PolicyModel model = lower::lower(program_, sources_);
  swap_in(program_, mutant);
  return model;
}

PartialModel MutantLowering::near(Mutant& mutant) {
  PartialModel part;
  if (!std::holds_alternative<check::Rule>(mutant.changed)) {  // who has a capability concerns everybody's rules
    part.model = whole(mutant);
    for (std::uint32_t i = 0; i < model_.principals.size(); ++i) part.principals.insert({i});
    return part;
  }
  for (const model::PrincipalSetId id : speaks_for_[mutant.statement]) {
    const auto& members = model_.principal_sets[id.index()];
    part.principals.insert(members.begin(), members.end());
  }
  std::map<model::PrincipalSetId, bool> shared;
  const auto is_near = [&](model::PrincipalSetId id) {
    const auto [known, is_new] = shared.try_emplace(id, false);
    const auto& members = model_.principal_sets[id.index()];
    if (is_new)
      known->second = std::any_of(members.begin(), members.end(), [&](base::PrincipalId who) { return part.principals.contains(who); });
    return known->second;
  };
  swap_in(program_, mutant);
  rules_ = std::move(program_.rules);
  program_.rules.clear();
  for (const check::Rule& rule : rules_) {
    const auto sets = speaks_for_.find(rule.span);
    if (sets != speaks_for_.end() && std::any_of(sets->second.begin(), sets->second.end(), is_near)) program_.rules.push_back(rule);
  }
  part.model = lower::lower(program_, sources_);
  program_.rules = std::move(rules_);
  swap_in(program_, mutant);
  return part;
}

}  // namespace envelope::mutation
