// The second engine: a property of a cell as a question for the solver. Numbers are integers here, not stretches of them; texts and times
// are the codes of their slots.
#pragma once

#include "compiler/prove/formula.h"
#include "compiler/smt/problem.h"

namespace envelope::prove {

// "Is there a request for which `formula` holds?" Impossible means: for none.
[[nodiscard]] smt::Problem question_of(const CellLogic& logic, const Formula& formula);

}  // namespace envelope::prove
