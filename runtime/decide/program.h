// Programs: every test is made, and the answers pick the leaf.
#pragma once

#include <algorithm>
#include <cstring>

#include "runtime/decide/compare.h"
#include "runtime/decide/texts.h"
#include "runtime/decide/walk.h"

namespace envelope::decide {

[[nodiscard]] inline std::uint32_t word_of(const char* parameters, std::uint16_t number) {
  std::uint32_t word = 0;
  std::memcpy(&word, parameters + std::size_t{4} * number, sizeof word);
  return word;
}

[[nodiscard]] inline std::int64_t wide_word_of(const char* parameters, std::uint16_t number) {
  std::int64_t word = 0;
  std::memcpy(&word, parameters + std::size_t{4} * number, sizeof word);
  return word;
}

template <format::TextForm kForm>
[[gnu::always_inline]] inline Truth answer_plain_text(const char* parameters, const format::TestRecord& test, const Value& value) {
  const TextParameters with = texts_of(kForm, parameters, test);
  return value.is_block ? settled(block_satisfies(value, with)) : compare_text(value, parameters, test);
}

template <format::TextForm kForm>
[[gnu::always_inline]] inline Truth answer_path(const char* parameters, const format::TestRecord& test, const Value& value) {
  const TextParameters with = texts_of(kForm, parameters, test);
  const bool is_comparable = value.is_block && value.bytes[0] == with.a[0];
  return is_comparable ? settled(block_satisfies(value, with)) : compare_path(value, parameters, test);
}

template <format::TextForm kForm>
[[gnu::always_inline]] inline Truth answer_command(Context& context, const char* parameters, const format::TestRecord& test,
                                                   const Value& value) {
  const TextParameters with = texts_of(kForm, parameters, test);
  if (!value.is_block || !value.has_simple_words) return compare_command(context, value, test);
  return block_satisfies(value, with) ? Truth::yes : judge_simple_command(value, parameters, test);
}

[[nodiscard]] inline bool is_in_mask(const Context& context, std::uint32_t constant, std::int64_t number) {
  const auto mask = static_cast<std::uint64_t>(context.table.sections.constants[constant]);
  return number >= 0 && number < 64 && (mask >> static_cast<unsigned>(number) & 1U) != 0;
}

[[gnu::always_inline]] inline Truth number_truth(const Value& value, bool holds) {
  return value.kind == Value::Kind::number ? settled(holds) : Truth::unknown;
}

// The answer to one test.
[[gnu::always_inline]] inline Truth answer_test(Context& context, const Bodies& bodies, const char* parameters,
                                                const format::TestRecord& test) {
  using format::TestOperation;
  using format::TextForm;
  const Value& value = context.values[test.slot];
  switch (static_cast<TestOperation>(test.operation)) {
    case TestOperation::question:
      return answer(context, bodies.nodes[test.operand]);
    case TestOperation::equals:
      return number_truth(value, value.number == static_cast<std::int64_t>(test.operand));
    case TestOperation::in_mask:
      return number_truth(value, is_in_mask(context, test.operand, value.number));
    case TestOperation::less:
      return number_truth(value, value.number < static_cast<std::int64_t>(word_of(parameters, test.parameter)));
    case TestOperation::less_wide:
      return number_truth(value, value.number < wide_word_of(parameters, test.parameter));
    case TestOperation::grouped:
      return text_truth(context, word_of(parameters, test.parameter), value, test.slot);
    case TestOperation::text_equal:
      return answer_plain_text<TextForm::equal>(parameters, test, value);
    case TestOperation::text_under:
      return answer_plain_text<TextForm::under>(parameters, test, value);
    case TestOperation::text_gap:
      return answer_plain_text<TextForm::gap>(parameters, test, value);
    case TestOperation::text_within:
      return answer_plain_text<TextForm::within>(parameters, test, value);
    case TestOperation::path_equal:
      return answer_path<TextForm::equal>(parameters, test, value);
    case TestOperation::path_under:
      return answer_path<TextForm::under>(parameters, test, value);
    case TestOperation::path_gap:
      return answer_path<TextForm::gap>(parameters, test, value);
    case TestOperation::path_within:
      return answer_path<TextForm::within>(parameters, test, value);
    case TestOperation::command_equal:
      return answer_command<TextForm::equal>(context, parameters, test, value);
    case TestOperation::command_under:
      return answer_command<TextForm::under>(context, parameters, test, value);
    case TestOperation::command_gap:
      return answer_command<TextForm::gap>(context, parameters, test, value);
    case TestOperation::command_within:
      return answer_command<TextForm::within>(context, parameters, test, value);
  }
  __builtin_unreachable();  // a table with another operation is refused
}

// The leaf that a program ends in.
[[gnu::always_inline]] inline const format::LeafRecord& run_program(Context& context, const Bodies& bodies, std::uint32_t number) {
  const format::ProgramRecord& program = bodies.programs[number];
  const format::TestRecord* test = bodies.tests.data() + program.first_test;
  const format::TestRecord* const end = test + program.test_count;
  const char* const parameters = context.parameters;
  std::uint32_t leaf = program.first_leaf;
  std::uint32_t truth = 0;
  for (; test != end; ++test) {
    truth = std::max(truth, static_cast<std::uint32_t>(answer_test(context, bodies, parameters, *test)));
    leaf += truth * test->weight;
    truth = (test->flags & format::kContinues) != 0 ? truth : 0;
  }
  return bodies.leaves[leaf];
}

}  // namespace envelope::decide
