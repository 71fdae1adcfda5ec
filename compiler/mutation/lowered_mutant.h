// Internal to this folder: the model of a mutant, without lowering everything again for each of them.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "compiler/mutation/mutants.h"

namespace envelope::mutation {

// A model and whom it speaks for: requests made by one of `principals` for itself are decided as the whole mutant decides them. Of all
// others it says nothing.
struct PartialModel {
  model::PolicyModel model;
  std::set<base::PrincipalId> principals;
};

class MutantLowering {
 public:
  // `model` is the lowering of `program`; it and `sources` outlive this. What decides nothing (limits, watches, duties, tests …) is let go.
  MutantLowering(check::TypedProgram program, const model::PolicyModel& model, const base::SourceMap& sources);

  // The mutant with the rules that speak about the principals of the changed statement, and no others.
  [[nodiscard]] PartialModel near(Mutant& mutant);
  // The whole mutant.
  [[nodiscard]] model::PolicyModel whole(Mutant& mutant);

 private:
  check::TypedProgram program_;
  const model::PolicyModel& model_;
  const base::SourceMap& sources_;
  std::map<base::Span, std::set<model::PrincipalSetId>> speaks_for_;  // by statement
  std::vector<check::Rule> rules_;                                    // all of them, while program_ holds a few
};

}  // namespace envelope::mutation
