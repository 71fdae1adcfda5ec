// Internal to this folder: what every concept's lowering shares.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/check/typed_program.h"
#include "compiler/model/builder.h"
#include "compiler/model/policy_model.h"

namespace envelope::lower {

struct Lowering {
  const check::TypedProgram& program;
  const base::SourceMap& sources;
  model::PolicyModel& model;
  model::Builder builder;

  std::vector<base::PrincipalId> agents;                   // every agent
  std::vector<base::PrincipalId> everybody;                // agents and humans
  std::vector<base::ActionId> actions;                     // every action (no events)
  std::vector<std::vector<base::ActionId>> class_members;  // by ClassId: transitive members, sorted

  Lowering(const check::TypedProgram& from, const base::SourceMap& map, model::PolicyModel& to);
};

// One file per concept; each appends its records to `lowering.model`.
void lower_world(Lowering& lowering);
void lower_rules(Lowering& lowering);
void lower_passages(Lowering& lowering);
void lower_limits(Lowering& lowering);
void lower_watches(Lowering& lowering);
void lower_arounds(Lowering& lowering);
void lower_jobs(Lowering& lowering);
void lower_labels(Lowering& lowering);
void lower_settings(Lowering& lowering);
void lower_claims(Lowering& lowering);

// ---- shared pieces -------------------------------------------------------------------------------------------------
[[nodiscard]] model::GuardId lower_expr(Lowering& lowering, const check::TypedExpr& expr);
// All conditions joined by `and`; `unless` negated.
[[nodiscard]] model::GuardId lower_conditions(Lowering& lowering, const std::vector<check::TypedCondition>& conditions);

// Whom the enclosing blocks speak of, and what they add to the condition.
struct Scope {
  model::PrincipalSetId principals;
  model::GuardId guard;
};
[[nodiscard]] Scope lower_scope(Lowering& lowering, const std::vector<check::ScopeRef>& scope);

// The actions the targets cover, `except` taken out, sorted. Events and meters are not actions and are left out.
[[nodiscard]] std::vector<base::ActionId> covered_actions(const Lowering& lowering, const check::TypedTargets& targets);
// What a limit or watch counts: actions count 1, attributes their value, meters their terms.
[[nodiscard]] std::vector<model::LimitTerm> counted_terms(Lowering& lowering, const check::TypedTargets& targets);

[[nodiscard]] model::Statement statement_of(const Lowering& lowering, base::Span span, const std::vector<std::string>& because);
[[nodiscard]] model::StatementId add_statement(Lowering& lowering, base::Span span, const std::vector<std::string>& because = {});
[[nodiscard]] std::vector<model::DutyCall> lower_calls(const Lowering& lowering, const std::vector<check::Consequence>& calls);
[[nodiscard]] std::string constant_text(const Lowering& lowering, const check::Constant& constant);

}  // namespace envelope::lower
