// The automata section: how a group of text atoms lies in the table. An array of little-endian 32-bit words per group, its first state
// at word 0; everything that points, points at the word where another state begins.
//
// A state begins with a header word and is one of
//
//   line   [header][next][other][bytes, 4 per word]      `count` bytes in a row lead to `next`, any other byte to `other`. A text that
//                                                        ends on the way is of the state's class, as if it had not begun.
//   fan    [header][other][target × count][bytes, 4 per word]     byte i (ascending) leads to target i, any other to `other`
//   table  [header][256 bytes][target × count]           byte b leads to target[map[b]]
//
//   header:  bits 0-1 kind, bit 2 `stays` (no text leads away: reading may stop), bits 3-15 class, bits 16-31 count
//
// A residual matcher stands in for an automaton that would pass kAutomatonStatesMax. It decides one atom; its classes are 0 no,
// 1 unknown, 2 yes:
//
//   [states][transitions][starts][accepts][first transition × (states + 1)][transition × transitions][start × starts][accept × accepts]
//   transition: [target state][low byte | high byte << 8]      start: [state]      accept: [state][class 1 or 2]
#pragma once

#include <cstdint>

namespace envelope::format {

enum class StateKind : std::uint32_t { line, fan, table };
inline constexpr std::uint32_t kStateKindMask = 3;
inline constexpr std::uint32_t kStateStays = 4;
inline constexpr std::uint32_t kStateClassShift = 3;
inline constexpr std::uint32_t kStateClassMask = 0x1FFF;
inline constexpr std::uint32_t kStateCountShift = 16;

inline constexpr std::uint32_t kAutomatonClassesMax = kStateClassMask + 1;
// A group whose automaton would have more states is split; a single atom that passes it alone becomes a residual matcher.
inline constexpr std::uint32_t kAutomatonStatesMax = 2048;
// States of a residual matcher. A run costs at most states × bytes of the text, on 2 KB of stack.
inline constexpr std::uint32_t kResidualStatesMax = 8192;

}  // namespace envelope::format
