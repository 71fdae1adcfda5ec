// `do kill session within 5s, alert critical`: what the host or the engine is told to do.
#pragma once

#include <vector>

#include "compiler/check/context.h"

namespace envelope::check {

enum class DutyUse : std::uint8_t {
  duties,     // `do …`: duties, `enter S`, `leave S`
  otherwise,  // `else …` of a limit: an effect too, but not `allow`
};

[[nodiscard]] std::vector<Consequence> type_duties(Context& ctx, const std::vector<syntax::DutyCall>& calls, DutyUse use);

// Typed arguments by name, as consequences and jobs keep them.
struct TypedArgument;
[[nodiscard]] std::vector<DutyArgument> named_arguments(std::vector<TypedArgument> arguments);

}  // namespace envelope::check
