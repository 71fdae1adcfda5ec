#include "compiler/lower/lower.h"

#include <algorithm>

#include "compiler/lower/lowering.h"

namespace envelope::lower {

Lowering::Lowering(const check::TypedProgram& from, const base::SourceMap& map, model::PolicyModel& to)
    : program(from), sources(map), model(to), builder(to) {}

model::PolicyModel lower(const check::TypedProgram& program, const base::SourceMap& sources) {
  model::PolicyModel model;
  Lowering lowering(program, sources, model);
  lower_world(lowering);
  lower_jobs(lowering);
  lower_passages(lowering);
  lower_rules(lowering);
  lower_arounds(lowering);
  lower_limits(lowering);
  lower_watches(lowering);
  lower_labels(lowering);
  lower_settings(lowering);
  lower_claims(lowering);
  return model;
}

}  // namespace envelope::lower
