// Which texts are canonical values at all, as small automata over bytes: what runtime/text refuses is no value a request could have.
//
// Lengths are not looked at. For IPv6 addresses the shape is generous (it accepts some spellings that are not the canonical one), so that
// whoever takes a text from it asks text::canonical_value() about it.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/text/glob.h"

namespace envelope::automata {

class TextShape {
 public:
  using StateId = std::uint32_t;
  static constexpr StateId kStart = 0;
  static constexpr StateId kDead = UINT32_MAX;  // no text that begins so is canonical

  // The shape of canonical texts of a domain; for commands that of text::command_key() of a plain command without empty words.
  [[nodiscard]] static const TextShape& of(text::Domain domain);
  [[nodiscard]] static const TextShape& commands_with_empty_words();

  [[nodiscard]] bool accepts(StateId state) const { return accepts_[state]; }
  [[nodiscard]] std::size_t size() const { return accepts_.size(); }

  // Bytes that no state tells apart.
  struct ByteClass {
    std::bitset<256> bytes;
    std::vector<std::uint8_t> by_preference;  // as a person would rather read them
  };
  [[nodiscard]] std::span<const ByteClass> byte_classes() const { return classes_; }
  [[nodiscard]] StateId next(StateId state, std::size_t byte_class) const { return next_[state * classes_.size() + byte_class]; }

  // Position of each byte among all: letters and digits first, then what paths and hosts are made of, then the rest.
  [[nodiscard]] static const std::array<std::uint8_t, 256>& preference();

 private:
  template <typename State, typename Step, typename Accepts>
  TextShape(State start, Step step, Accepts is_whole);

  std::vector<bool> accepts_;
  std::vector<ByteClass> classes_;
  std::vector<StateId> next_;
};

}  // namespace envelope::automata
