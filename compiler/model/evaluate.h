// The reference interpreter: it DEFINES what a policy means (docs/language/semantics.md says the same in words).
// Deliberately naive: it walks every grant and cap for every request. Nothing is cached, nothing is clever.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/request/outcome.h"
#include "compiler/request/request.h"
#include "runtime/text/truth.h"

namespace envelope::model {

// One grant or cap that took part in the decision.
struct Matched {
  enum class Role : std::uint8_t { grant, default_grant, cap, default_cap } role{};
  Effect level{};
  text::Truth truth{};  // yes, or unknown (caps only)
  StatementId statement;
  base::PrincipalId decided_for;  // the agent, or the member of its lineage
  bool decides = false;           // its level is the outcome's
};

// A record that would have applied but for its guard: what would have made the outcome milder.
struct NearMiss {
  Effect level{};
  StatementId statement;
  text::Truth truth{};  // no, or unknown (grants only)
  base::PrincipalId decided_for;
  std::vector<base::CapabilityId> lacking;  // what it takes to act and is not, or not certainly, held; empty: the condition alone failed
};

struct Explanation {
  request::Outcome outcome;
  std::string refusal_detail;    // outcome.refusal != none: which attribute, which name
  std::vector<Matched> matched;  // the statement that a table names, then caps before grants, in statement order
  std::vector<NearMiss> milder;  // grants above the outcome whose guard did not hold
};

// Pure. Accepts any request, however malformed; never fails. Cost: linear in the number of records.
[[nodiscard]] request::Outcome evaluate(const PolicyModel& model, const request::Request& request);
[[nodiscard]] Explanation explain(const PolicyModel& model, const request::Request& request);

// The outcome if these statements were not in the policy. Copies the model: for explaining one request, not for deciding many.
[[nodiscard]] request::Outcome evaluate_without(const PolicyModel& model, const request::Request& request,
                                                const std::vector<StatementId>& statements);

}  // namespace envelope::model
