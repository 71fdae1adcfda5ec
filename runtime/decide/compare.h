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

[[nodiscard]] inline bool same_bytes(const char* block, std::string_view other) {
  if (other.size() > 32) [[unlikely]]
    return std::memcmp(block, other.data(), other.size()) == 0;
  return (text::differing_32(block, other.data()) & ((std::uint64_t{1} << other.size()) - 1)) == 0;
}

[[nodiscard]] inline bool has_middle(const Value& block, const TextParameters& with) {
  const std::size_t begin = with.a.size();
  const std::size_t end = block.size - with.b.size();
  const text::ByteMask middle = text::mask_below(end) & ~text::mask_below(begin);
  const bool is_free = with.form == format::TextForm::gap || (block.separators & middle) == 0;
  return is_free && (with.b.empty() || same_bytes(block.bytes + end, with.b));
}

// The value is a block.
[[nodiscard, gnu::always_inline]] inline bool block_satisfies(const Value& block, const TextParameters& with) {
  const std::size_t begin = with.a.size();
  const bool begins = same_bytes(block.bytes, with.a);
  if (with.form == format::TextForm::equal) return begins & (begin == block.size);
  if (with.form == format::TextForm::under)
    return begins & ((begin == block.size) | ((begin < block.size) & ((block.separators >> begin & 1U) != 0)));
  const std::size_t least = begin + with.b.size() + (with.needs_middle ? 1U : 0U);
  return (begins & (least <= block.size)) && has_middle(block, with);
}

}  // namespace envelope::decide
