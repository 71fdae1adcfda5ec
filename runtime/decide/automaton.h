// Running what automaton_format.h lays out. The checks take words that nobody vouches for; the runs take words that passed them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace envelope::decide {

// Whether a run over `words` stays inside them, ends, and answers a class below `class_count`: states lie one behind another without
// gaps, each target is the first word of one, each line takes at least a byte, the bytes of a fan ascend, padding is zero, and a
// state that `stays` leads nowhere but to itself. Linear; false as well when there is no memory for one bit per word.
[[nodiscard]] bool automaton_is_well_formed(std::span<const std::uint32_t> words, std::uint32_t class_count);

// The same for a residual matcher, whose class_count is always 3. Linear; allocates nothing.
[[nodiscard]] bool residual_is_well_formed(std::span<const std::uint32_t> words, std::uint32_t class_count);

// The class of `text`. Each step reads a byte or more, or ends. Allocates nothing.
[[nodiscard]] std::uint32_t run_automaton(const std::uint32_t* words, std::string_view text);

// The class of `text`: 0 no, 1 unknown, 2 yes. Costs at most transitions × bytes, on 2 KB of stack. Allocates nothing.
[[nodiscard]] std::uint32_t run_residual(const std::uint32_t* words, std::string_view text);

}  // namespace envelope::decide
