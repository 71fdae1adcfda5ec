// Programs, tests, leaves, sets of obligations.
#include "runtime/decide/diagrams.h"
#include "runtime/decide/validate.h"

namespace envelope::decide {
namespace {

using format::SectionKind;
using format::TestOperation;

bool test_fits(const env_table& table, const Bodies& bodies, const format::TestRecord& test) {
  if (test.operation >= format::kTestOperations || test.slot >= format::kActionAttributesMax ||
      (test.flags & ~unsigned{format::kContinues | format::kNotEmpty}) != 0 || test.reserved != 0)
    return false;
  if ((test.flags & format::kContinues) != 0 && test.weight != 0) return false;
  if (static_cast<TestOperation>(test.operation) == TestOperation::question)
    return test.operand < bodies.nodes.size() && bodies.nodes[test.operand].operation != static_cast<std::uint8_t>(format::Operation::mark);
  if (static_cast<TestOperation>(test.operation) == TestOperation::in_mask) return test.operand < table.sections.constants.size();
  return true;
}

const char* program_fault(const env_table& table, const Bodies& bodies, const format::ProgramRecord& program) {
  if (program.test_count > format::kProgramTestsMax || program.leaf_count == 0 || program.leaf_count > format::kProgramLeavesMax ||
      program.reserved != 0 || !is_range(program.first_test, program.test_count, bodies.tests.size()) ||
      !is_range(program.first_leaf, program.leaf_count, bodies.leaves.size()))
    return "its tests or leaves lie outside";
  std::uint32_t last_leaf = 0;
  for (const format::TestRecord& test : bodies.tests.subspan(program.first_test, program.test_count)) {
    if (!test_fits(table, bodies, test)) return "a test asks nothing";
    if (format::words_read(test) > program.parameter_words) return "a test reads beyond its parameters";
    if (test.weight > format::kProgramLeavesMax) return "its tests lead beyond its leaves";
    last_leaf += 2U * test.weight;
  }
  if (last_leaf >= program.leaf_count) return "its tests lead beyond its leaves";
  const bool is_open =
      program.test_count > 0 && (bodies.tests[program.first_test + program.test_count - 1U].flags & format::kContinues) != 0;
  return is_open ? "its last test waits for another" : nullptr;
}

bool set_fits(const env_table& table, std::uint32_t header) {
  const auto sets = table.sections.obligation_sets;
  if (header >= sets.size()) return false;
  const std::uint32_t approvals = sets[header] & 0xFFFFU, duties = sets[header] >> 16U;
  if (approvals > format::kCellApprovalsMax || duties > format::kCellDutiesMax ||
      !is_range(header + std::uint64_t{1}, approvals + duties, sets.size()))
    return false;
  const format::PolicyRecord& policy = table.sections.policy[0];
  for (std::uint32_t i = 0; i < approvals + duties; ++i)
    if (sets[header + 1 + i] >= (i < approvals ? policy.approval_count : policy.duty_count)) return false;
  return true;
}

SectionKind following(SectionKind kind, std::uint32_t by) { return static_cast<SectionKind>(static_cast<std::uint32_t>(kind) + by); }

}  // namespace

Fault programs_fault(const env_table& table, const Bodies& bodies, SectionKind first) {
  for (std::size_t i = 0; i < bodies.programs.size(); ++i)
    if (const char* fault = program_fault(table, bodies, bodies.programs[i]); fault != nullptr) return malformed(first, i, fault);
  for (std::size_t i = 0; i < bodies.leaves.size(); ++i) {
    const format::LeafRecord& leaf = bodies.leaves[i];
    if ((leaf.target & format::kLeafBit) == 0 || !is_root(table, bodies, leaf.target) ||
        (leaf.obligations != 0 && !set_fits(table, leaf.obligations - 1)))
      return malformed(following(first, 2), i, "it is none");
  }
  return {};
}

}  // namespace envelope::decide
