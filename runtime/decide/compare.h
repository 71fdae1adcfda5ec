// Texts of a request against texts of a place, compared where they stand.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/decide/context.h"
#include "runtime/text/sight.h"

namespace envelope::decide {

// What a test compares with. Behind each text format::kTextSlack bytes can be read.
struct TextParameters {
  format::TextForm form;
  bool needs_middle;  // something stands between A and B
  std::string_view a, b;
};

// What the test of a text compares with; `parameters` are those of the place.
[[nodiscard]] inline std::string_view text_parameter(const char* parameters, std::uint16_t number) {
  std::uint32_t word = 0;
  std::memcpy(&word, parameters + std::size_t{4} * number, sizeof word);
  return {parameters + (word & 0xFFFFU), word >> 16U};
}
[[gnu::always_inline]] inline TextParameters texts_of(format::TextForm form, const char* parameters, const format::TestRecord& test) {
  const bool has_two = form >= format::TextForm::gap;
  return {form, has_two && (test.flags & format::kNotEmpty) != 0, text_parameter(parameters, test.parameter),
          has_two ? text_parameter(parameters, test.second) : std::string_view{}};
}

// For values that are no blocks, and what else cannot be told at a glance.
// Whether a text has the form, its separators being where it says.
[[nodiscard]] Truth compare_text(const Value& value, const char* parameters, const format::TestRecord& test);
// The same of a path; `unknown` where only one of both begins at the home, unless no home could make them match.
[[nodiscard]] Truth compare_path(const Value& value, const char* parameters, const format::TestRecord& test);
// Of the words of a command; `unknown` where they are not known, and where nothing but the directory of the program differs.
[[nodiscard]] Truth compare_command(Context& context, const Value& value, const format::TestRecord& test);
// Of a command that does not match as it stands, a block of simple words.
[[nodiscard]] Truth judge_simple_command(const Value& value, const char* parameters, const format::TestRecord& test);

// Blocks: no question about one waits for the answer to another.

// Masks of sizes below 64, as those of blocks and of the texts they are compared with.
[[gnu::always_inline]] inline text::ByteMask first_bytes(std::size_t count) { return (text::ByteMask{1} << count) - 1; }

[[gnu::always_inline]] inline bool same_bytes(const char* block, std::string_view other) {
  if (other.size() > 32) [[unlikely]]
    return std::memcmp(block, other.data(), other.size()) == 0;
  return (text::differing_32(block, other.data()) & first_bytes(other.size())) == 0;
}

// Yes or no, without a branch: what a request answers to one test says nothing about its next, so a guess would often be wrong. The empty
// instruction keeps the compiler from making branches of it after all.
[[gnu::always_inline]] inline Truth settled(bool holds) {
  auto truth = static_cast<std::uint32_t>(holds);
  asm("" : "+r"(truth));
  return static_cast<Truth>(2 * truth);
}

// The value is a block.
[[gnu::always_inline]] inline bool block_satisfies(const Value& block, const TextParameters& with) {
  const std::size_t begin = with.a.size();
  const std::size_t size = block.size;
  const bool begins = same_bytes(block.bytes, with.a);
  if (with.form == format::TextForm::equal) return begins & (begin == size);
  if (with.form == format::TextForm::under) return begins & ((begin == size) | ((begin < size) & ((block.separators >> begin & 1U) != 0)));
  const bool fits = begin + with.b.size() + (with.needs_middle ? 1U : 0U) <= size;
  const std::size_t end = fits ? size - with.b.size() : 0;
  const bool ends = same_bytes(block.bytes + end, with.b);
  const bool is_free = with.form == format::TextForm::gap || (block.separators & first_bytes(end)) >> begin == 0;
  return begins & fits & ends & is_free;
}

}  // namespace envelope::decide
