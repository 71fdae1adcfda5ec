#include "compiler/lint/crossings.h"

#include <algorithm>

#include "compiler/lint/reach.h"

namespace envelope::lint {

Crossings::Crossings(const check::TypedProgram& program, std::string_view action, check::Consequence::Kind kind)
    : is_granted_(may_be_granted(program, Reach(program), action)) {
  const auto note = [&](const std::vector<check::Consequence>& consequences) {
    for (const check::Consequence& consequence : consequences)
      if (consequence.kind == kind) done_.insert(consequence.switch_id);
  };
  for (const check::Watch& watch : program.watches) note(watch.duties);
  for (const check::Limit& limit : program.limits) {
    for (const check::Threshold& threshold : limit.thresholds) note(threshold.duties);
    note(limit.otherwise);
  }
  for (const check::Around& around : program.arounds) {
    note(around.duties);
    note(around.otherwise);
  }
  for (const check::Switch& mode : program.switches) {
    for (const auto* passages : {&mode.enter, &mode.leave}) {
      for (const check::Passage& passage : *passages) {
        note(passage.duties);
        note(passage.otherwise);
      }
    }
  }
}

bool Crossings::may_happen(base::SwitchId id, const std::vector<check::Passage>& own) const {
  return is_granted_ || done_.contains(id) ||
         std::any_of(own.begin(), own.end(), [](const check::Passage& passage) { return !passage.via.empty(); });
}

}  // namespace envelope::lint
