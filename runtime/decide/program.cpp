// Programs: every test is made, and the answers pick the leaf.
#include <algorithm>
#include <cstring>

#include "runtime/decide/compare.h"
#include "runtime/decide/texts.h"
#include "runtime/decide/walk.h"

namespace envelope::decide {
namespace {

using format::TestOperation;
using format::TestRecord;

std::uint32_t word_of(const char* parameters, std::uint16_t number) {
  std::uint32_t word = 0;
  std::memcpy(&word, parameters + std::size_t{4} * number, sizeof word);
  return word;
}

std::string_view text_of(const char* parameters, std::uint16_t number) {
  const std::uint32_t word = word_of(parameters, number);
  return {parameters + (word & 0xFFFFU), word >> 16U};
}

TextParameters texts_of(const Context& context, const TestRecord& test) {
  const char* const parameters = context.parameters;
  const auto form = static_cast<format::TextForm>(test.form);
  const bool has_two = form >= format::TextForm::gap;
  return {form, (test.flags & format::kNotEmpty) != 0, text_of(parameters, test.parameter),
          has_two ? text_of(parameters, test.second) : std::string_view{}};
}

Truth truth_of_number(const Context& context, const TestRecord& test, std::int64_t number) {
  switch (static_cast<TestOperation>(test.operation)) {
    case TestOperation::equals:
      return text::truth_of(number == static_cast<std::int64_t>(test.operand));
    case TestOperation::in_mask: {
      const auto mask = static_cast<std::uint64_t>(context.table.sections.constants[test.operand]);
      return text::truth_of(number >= 0 && number < 64 && (mask >> static_cast<unsigned>(number) & 1U) != 0);
    }
    case TestOperation::less:
      return text::truth_of(number < static_cast<std::int64_t>(word_of(context.parameters, test.parameter)));
    case TestOperation::less_wide: {
      std::int64_t bound = 0;
      std::memcpy(&bound, context.parameters + std::size_t{4} * test.parameter, sizeof bound);
      return text::truth_of(number < bound);
    }
    case TestOperation::question:
    case TestOperation::text:
    case TestOperation::path:
    case TestOperation::command:
    case TestOperation::grouped:
      return Truth::unknown;
  }
  return Truth::unknown;
}

inline Truth answer_test(Context& context, const Bodies& bodies, const TestRecord& test) {
  const auto operation = static_cast<TestOperation>(test.operation);
  if (operation == TestOperation::question) return answer(context, bodies.nodes[test.operand]);
  if ((context.given >> test.slot & 1U) == 0) [[unlikely]]
    return Truth::unknown;
  const Value& value = context.values[test.slot];
  switch (operation) {
    case TestOperation::equals:
    case TestOperation::in_mask:
    case TestOperation::less:
    case TestOperation::less_wide:
      return value.kind == Value::Kind::number ? truth_of_number(context, test, value.as.number) : Truth::unknown;
    case TestOperation::text:
      return compare_text(value, texts_of(context, test));
    case TestOperation::path:
      return compare_path(value, texts_of(context, test));
    case TestOperation::command:
      return compare_command(value, texts_of(context, test));
    case TestOperation::grouped:
      return text_truth(context, word_of(context.parameters, test.parameter), value, test.slot);
    case TestOperation::question:
      break;
  }
  return Truth::unknown;
}

}  // namespace

std::uint32_t run_program(Context& context, const Bodies& bodies, const format::ProgramRecord& program) {
  const TestRecord* test = bodies.tests.data() + program.first_test;
  const TestRecord* const end = test + program.test_count;
  std::uint32_t leaf = program.first_leaf;
  std::uint32_t truth = 0;
  for (; test != end; ++test) {
    truth = std::max(truth, static_cast<std::uint32_t>(answer_test(context, bodies, *test)));
    leaf += truth * test->weight;
    truth = (test->flags & format::kContinues) != 0 ? truth : 0;
  }
  return leaf;
}

}  // namespace envelope::decide
