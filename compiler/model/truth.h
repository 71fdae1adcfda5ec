// Three-valued evaluation of atoms and guards for one principal of one request.
#pragma once

#include "compiler/model/policy_model.h"
#include "compiler/request/request.h"
#include "runtime/text/truth.h"

namespace envelope::model {

// The truth of one atom for `request`, decided for `who` (the principal or a member of its lineage). `request.lineage` must be given.
[[nodiscard]] text::Truth atom_truth(const PolicyModel& model, AtomId atom, const request::Request& request, base::PrincipalId who);
[[nodiscard]] text::Truth guard_truth(const PolicyModel& model, GuardId guard, const request::Request& request, base::PrincipalId who);

// Whether `who` holds the capability: always, or while a window that grants it is on.
[[nodiscard]] text::Truth capability_truth(const PolicyModel& model, base::CapabilityId capability, const request::Request& request,
                                           base::PrincipalId who);

namespace testing {
// Test only: reads "not unknown" as yes. The differential test must notice.
void inject_logic_fault(bool on);
}  // namespace testing

}  // namespace envelope::model
