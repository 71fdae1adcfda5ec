// Internal to this folder: the values on either side of the constants that some atoms compare with.
#pragma once

#include "compiler/mutation/boundary.h"

namespace envelope::mutation {

// Values of `type` that tell `atoms` (all about one attribute or fact) apart, each once: for a number the constants and their neighbours,
// for a text an example of each pattern and texts that just miss it, for a closed type its members. Never empty where the type has a value.
[[nodiscard]] std::vector<Setting> boundary_values(const model::PolicyModel& model, const model::Type& type,
                                                   const std::vector<const model::Atom*>& atoms, base::PrincipalId who);

// The constants of `atoms`, then their neighbours one `step` away; none below zero. So the first number on a side is the one next to the
// boundary, whether or not the comparison includes its constant.
[[nodiscard]] std::vector<std::int64_t> boundary_numbers(const std::vector<const model::Atom*>& atoms, std::int64_t step);

// Instants for atoms about the clock, in whole seconds: what a test can write.
[[nodiscard]] std::vector<std::int64_t> boundary_instants(const model::PolicyModel& model, const std::vector<const model::Atom*>& atoms);

// How far the next value of a type is, in its unit. Times go by the second.
[[nodiscard]] std::int64_t step_of(base::TypeKind kind);

[[nodiscard]] std::string_view origin_word(request::Origin origin);

}  // namespace envelope::mutation
