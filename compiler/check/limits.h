// Every limit of the checker. Each has a code of its own (05xx); what lies beyond is refused, never cut short.
#pragma once

#include <cstddef>

namespace envelope::check {

inline constexpr std::size_t kNamesMax = 100'000;         // names of one kind: actions, agents, facts, …
inline constexpr std::size_t kStatementsMax = 1'000'000;  // rules, limits, watches and the like, all modules together
inline constexpr std::size_t kAttributesMax = 64;         // of one action, event or duty
inline constexpr std::size_t kMembersMax = 1'024;         // of one enum
inline constexpr std::size_t kClassesMax = 256;           // a class or action belongs to, all levels together
inline constexpr std::size_t kLetDepthMax = 16;           // a `let` that names a `let` that names …
inline constexpr std::size_t kLetItemsMax = 10'000;       // values one `let` stands for, all its lists written out
inline constexpr std::size_t kConstantsMax = 2'000'000;   // values that all lists of a policy stand for together
inline constexpr std::size_t kTestStatesMax = 2'000'000;  // facts and switches that all test cases set together
inline constexpr std::size_t kLineageMax = 64;            // agents in the lineage of a test
inline constexpr std::size_t kPowersMax = 16;             // things that one `never together` keeps apart

// Those that take large inputs to reach; tests pass smaller ones.
struct CheckLimits {
  std::size_t names_max = kNamesMax;
  std::size_t statements_max = kStatementsMax;
  std::size_t constants_max = kConstantsMax;
  std::size_t test_states_max = kTestStatesMax;
};

// Work spent on naming what has an attribute and what has not. Beyond it, messages come without the names.
inline constexpr std::size_t kDetailWorkMax = 5'000'000;

// Work spent on "did you mean": name comparisons per run. Beyond it, messages come without a suggestion.
inline constexpr std::size_t kSuggestionWorkMax = 5'000'000;

}  // namespace envelope::check
