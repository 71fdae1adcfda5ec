// Answers for people, and for programs.
#pragma once

#include <string>

#include "compiler/questions/answer.h"

namespace envelope::questions {

// Fit for a terminal.
[[nodiscard]] std::string render_pretty(const model::PolicyModel& model, const Question& question, const Answers& answers);

// One document; docs/asking.md describes it. Text from the policy may hold anything JSON can.
[[nodiscard]] std::string render_json(const model::PolicyModel& model, const Question& question, const Answers& answers);

// ---- parts ----
// `every agent of tier core; bolt, nova (tier autonomous); taylor (human)`, by tier, then name.
[[nodiscard]] std::string people_text(const model::PolicyModel& model, const std::vector<base::PrincipalId>& principals);

// Tiers all of whose agents, two or more, are among these.
[[nodiscard]] std::vector<base::TierId> whole_tiers(const model::PolicyModel& model, const std::vector<base::PrincipalId>& principals);

// The lines of an answer, each indented by two blanks.
[[nodiscard]] std::string lines_text(const std::vector<Line>& lines);

}  // namespace envelope::questions
