// Three-valued truth: what every question about a request is answered with.
//
// `unknown` means that the information is missing, not that it is half true. Whoever acts on an answer decides what
// unknown costs: a restriction applies when its condition is not `no`, a permission only when its condition is `yes`.
#pragma once

#include <cstdint>

namespace envelope::text {

// The order no < unknown < yes is part of the contract: Kleene's `and` is the minimum, `or` the maximum.
enum class Truth : std::uint8_t { no, unknown, yes };

// `yes` iff both are, `no` as soon as one is. Neutral element: yes.
[[nodiscard]] constexpr Truth truth_and(Truth a, Truth b) { return a < b ? a : b; }

// `yes` as soon as one is, `no` iff both are. Neutral element: no.
[[nodiscard]] constexpr Truth truth_or(Truth a, Truth b) { return a < b ? b : a; }

// Swaps yes and no; what is not known stays so.
[[nodiscard]] constexpr Truth truth_not(Truth a) { return a == Truth::unknown ? a : a == Truth::yes ? Truth::no : Truth::yes; }

[[nodiscard]] constexpr Truth truth_of(bool holds) { return holds ? Truth::yes : Truth::no; }

}  // namespace envelope::text
