// The laws of the decision (docs/language/semantics.md), tried on every policy of up to three statements out of a menu and every
// request that these can tell apart.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "compiler/request/outcome.h"

namespace envelope::differential {

// `after` gives no more authority than `before`, and loses nothing that `before` asks for.
[[nodiscard]] bool is_no_wider(const request::Outcome& after, const request::Outcome& before);

struct LawResult {
  std::size_t pairs = 0;                 // policies × requests decided
  std::optional<std::string> violation;  // the first one ends the search
};

// Hiding any part of a request: no outcome gets milder, none that asks or allows loses an approval or a duty.
// On the way every outcome is held against the oracle's.
[[nodiscard]] LawResult hiding_never_gains();

// Adding a statement: no outcome gets milder, nothing asked for is lost. True of a `deny` or an `at most`; not of other statements,
// with which the search is known to be able to find something.
enum class Added { restriction, other };
[[nodiscard]] LawResult adding_never_widens(Added added);

// Statements in every order: the same outcomes.
[[nodiscard]] LawResult order_never_matters();

}  // namespace envelope::differential
