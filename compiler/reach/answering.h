// Who gives an approval, under whatever name.
#pragma once

#include <optional>
#include <string>

#include "compiler/prove/persons.h"
#include "compiler/prove/proof.h"

namespace envelope::reach {

// Who of the people of the approval `who` is: itself, or another name of the same person.
[[nodiscard]] std::optional<base::PrincipalId> answers_as(const model::PolicyModel& model, const prove::Persons& persons,
                                                          base::ApprovalId approval, base::PrincipalId who);
// "`taylor` may answer when `review` is asked for (main.envelope:4)"; `who` must be one of its people.
[[nodiscard]] std::string answering_words(const prove::Proof& proof, const prove::Persons& persons, base::ApprovalId approval,
                                          base::PrincipalId who);

}  // namespace envelope::reach
