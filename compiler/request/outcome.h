// The answer both evaluators give, comparable by ==.
#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "compiler/base/effect.h"

namespace envelope::request {

// Why a request was refused before any rule was looked at.
enum class Refusal : std::uint8_t {
  none,
  unknown_principal,
  unknown_action,
  unknown_requested,     // `request B for …`: no agent B
  undeclared_attribute,  // the action declares no attribute of that name: a typo must not hide a condition
  malformed_attribute,   // a required attribute is missing or not readable as its type
  missing_lineage,       // nobody said on whose behalf
  unknown_lineage,       // a member of the lineage is no agent of the policy, or a human acts for somebody else
  unknown_label,         // the session holds a label that the policy does not declare
};

struct Outcome {
  base::Effect effect = base::Effect::deny;
  std::set<std::string> approvals;  // effect ask: the names of all approvals that are needed
  std::set<std::uint32_t> duties;   // effects ask and allow: the before/after statements that attach, as indices into TypedProgram::arounds
  Refusal refusal = Refusal::none;
  bool operator==(const Outcome&) const = default;
};

}  // namespace envelope::request
