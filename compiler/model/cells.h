// Which records speak about a question: the naive lookup that evaluation and coverage share.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/request/outcome.h"
#include "compiler/request/request.h"

namespace envelope::model {

// A request with its names resolved.
struct Question {
  base::ActionId action;
  base::PrincipalId requested;             // valid: the edge "ask `requested` to do it"
  std::vector<base::PrincipalId> members;  // the principal, then its lineage: each is decided for
  request::Refusal refusal = request::Refusal::none;
  std::string refusal_detail;  // the name or attribute that caused the refusal
};

// Resolves names and checks the request as docs/language/semantics.md, "The request". Never fails: see `refusal`.
[[nodiscard]] Question resolve(const PolicyModel& model, const request::Request& request);

[[nodiscard]] bool covers(const PolicyModel& model, const Cell& cell, const Question& question, base::PrincipalId who);
// As above; a cap on `anything` also covers the requests its principals make.
[[nodiscard]] bool covers(const PolicyModel& model, const Cap& cap, const Question& question, base::PrincipalId who);

}  // namespace envelope::model
