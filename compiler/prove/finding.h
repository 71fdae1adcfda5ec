// What a check found, before it is told: one root cause is one finding.
#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/policy_model.h"

namespace envelope::prove {

struct Finding {
  diagnostics::Diagnostic diagnostic;
  std::vector<base::PrincipalId> about;    // whom it concerns, ascending: what `accept … for` is held against
  std::vector<model::StatementId> idle;    // statements that can go without a change of any decision
  std::vector<model::StatementId> causes;  // findings of one code with the same causes are one; empty: stands alone
};

}  // namespace envelope::prove
