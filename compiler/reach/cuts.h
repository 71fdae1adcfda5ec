// What it takes to close a way: the smallest sets of statements without which it is not found any more, each tried.
#pragma once

#include <functional>
#include <string>

#include "compiler/reach/story.h"

namespace envelope::reach {

// Looks for the way once more without some statements; nothing: it is closed.
using LookAgain = std::function<std::optional<Story>(const prove::Without& without)>;

inline constexpr std::size_t kCutTriesMax = 60;
// The same where each try looks at the whole policy once more: fewer, where it is large; none, where any of very many steps closes the way.
[[nodiscard]] std::size_t whole_graph_tries(const prove::Proof& proof, const Story& story);

// Sets of at most three statements that decide a step, or by which what it writes is executed, all of the smallest size, in reading order;
// empty: none was found in so many tries.
[[nodiscard]] std::vector<std::vector<model::StatementId>> cuts(const prove::Proof& proof, const Story& story, const LookAgain& look_again,
                                                                std::size_t tries_max = kCutTriesMax);

// "narrow or take out `…` (main.envelope:4), or `…` (main.envelope:5): without one of these the way is closed"; `closed` is what is said
// last. Empty where there are no sets.
[[nodiscard]] std::string advice_of(const prove::Proof& proof, const std::vector<std::vector<model::StatementId>>& sets,
                                    const std::string& closed);

}  // namespace envelope::reach
