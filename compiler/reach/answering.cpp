#include "compiler/reach/answering.h"

#include <fmt/format.h>

#include "compiler/reach/story.h"

namespace envelope::reach {

std::optional<base::PrincipalId> answers_as(const model::PolicyModel& model, const prove::Persons& persons, base::ApprovalId approval,
                                            base::PrincipalId who) {
  std::optional<base::PrincipalId> other;
  for (const model::ApprovalAlternative& alternative : model.approvals[approval.index()].alternatives)
    for (const base::PrincipalId person : alternative.people) {
      if (person == who) return person;
      if (persons.are_one(person, who) && !other) other = person;
    }
  return other;
}

std::string answering_words(const prove::Proof& proof, const prove::Persons& persons, base::ApprovalId id, base::PrincipalId who) {
  const auto& people = proof.model().principals;
  const model::Approval& approval = proof.model().approvals[id.index()];
  const base::PrincipalId person = *answers_as(proof.model(), persons, id, who);
  const std::string is_one = person == who ? "" : fmt::format(" as `{}` ({})", people[person.index()].name, persons.why(who, person));
  return fmt::format("`{}` may answer{} when `{}` is asked for ({})", people[who.index()].name, is_one, approval.name,
                     place_of(proof, approval.span));
}

}  // namespace envelope::reach
