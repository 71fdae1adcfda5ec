// Programs, tests, leaves, sets of obligations.
#include <cstring>

#include "runtime/decide/diagrams.h"
#include "runtime/decide/validate.h"

namespace envelope::decide {
namespace {

using format::SectionKind;
using format::TestOperation;

bool reads_two_texts(const format::TestRecord& test) {
  return format::is_text_test(test.operation) && format::form_of(test.operation) >= format::TextForm::gap;
}

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

// ---- what the principals bring along --------------------------------------------------------------------------------------

namespace {

// Checks what everything that is said about one principal reads of its place.
class PlaceCheck {
 public:
  PlaceCheck(const env_table& table, const format::PlaceRecord& place) : table_(table), s_(table.sections), place_(place) {}

  bool fits() {
    if (place_.parameters % 4 != 0 || !is_range(place_.parameters, format::kTextSlack, s_.parameters.size())) return false;
    const std::size_t blocks = s_.policy[0].action_blocks;
    for (std::size_t i = 0; i < blocks; ++i)
      if (!block_fits(s_.rows[place_.row * blocks + i], i * 64)) return false;
    return true;
  }

  bool cell_fits(const format::CellRecord& cell, std::size_t action, std::size_t rule_list) {
    slots_ = s_.actions[action].attribute_count;
    if (!root_fits(s_.deciding, cell.root)) return false;
    for (std::size_t at = cell.obligations; at != 0; ++at) {
      if (!root_fits(s_.deciding, s_.obligations[at - 1].root)) return false;
      if (s_.obligations[at - 1].is_last != 0) break;
    }
    if (table_.is_stripped()) return true;
    const format::RuleListRecord& list = s_.rule_lists[rule_list];
    for (const format::RuleRecord& rule : s_.rules.subspan(list.first_rule, list.count))
      if (!statement_fits(rule.statement & format::kRelative, rule.statement & format::kLeafStatementMask) ||
          !root_fits(s_.explaining, rule.must) || !root_fits(s_.explaining, rule.may))
        return false;
    return true;
  }

 private:
  bool block_fits(const format::RowBlock& block, std::size_t first_action) {
    for (std::size_t i = 0; i < 64; ++i) {
      if (block.rank[i] == format::kNoRank) continue;
      const std::size_t cell = std::size_t{block.first_cell} + block.rank[i];
      if (!cell_fits(s_.cells[cell], first_action + i, cell)) return false;
    }
    return true;
  }

  [[nodiscard]] bool statement_fits(std::uint32_t relative, std::uint32_t number) const {
    return relative == 0 || std::uint64_t{place_.first_statement} + number < s_.policy[0].statement_count;
  }

  [[nodiscard]] bool leaf_fits(std::uint32_t leaf) const {
    const std::uint32_t statement = leaf & format::kLeafStatementMask;
    return statement == 0 || statement_fits(leaf & format::kRelative, statement - 1);
  }

  bool root_fits(const Bodies& bodies, std::uint32_t target) {
    if ((target & format::kLeafBit) != 0) return leaf_fits(target);
    if ((target & format::kProgramBit) == 0) return true;
    const format::ProgramRecord& program = bodies.programs[target & ~format::kProgramBit];
    if (!is_range(place_.parameters, std::uint64_t{4} * program.parameter_words, s_.parameters.size())) return false;
    for (const format::TestRecord& test : bodies.tests.subspan(program.first_test, program.test_count))
      if (!test_reads_within(test)) return false;
    for (const format::LeafRecord& leaf : bodies.leaves.subspan(program.first_leaf, program.leaf_count))
      if (!leaf_fits(leaf.target)) return false;
    return true;
  }

  [[nodiscard]] std::uint32_t word(std::uint16_t number) const {
    std::uint32_t value = 0;
    std::memcpy(&value, s_.parameters.data() + place_.parameters + std::size_t{4} * number, sizeof value);
    return value;
  }

  [[nodiscard]] bool is_text(std::uint32_t reference, bool may_be_empty) const {
    const std::uint32_t offset = reference & 0xFFFFU, bytes = reference >> 16U;
    if (bytes > format::kParameterTextMax || (bytes == 0 && !may_be_empty)) return false;
    return is_range(std::uint64_t{place_.parameters} + offset, std::uint64_t{bytes} + format::kTextSlack, s_.parameters.size());
  }

  [[nodiscard]] bool test_reads_within(const format::TestRecord& test) const {
    const auto operation = static_cast<TestOperation>(test.operation);
    if (operation == TestOperation::question) return true;
    if (test.slot >= slots_) return false;
    if (operation == TestOperation::grouped) return is_text_atom(table_, word(test.parameter));
    if (!format::is_text_test(test.operation)) return true;
    const bool is_path = test.operation >= format::kFirstPathTest && test.operation < format::kFirstCommandTest;
    return is_text(word(test.parameter), !is_path) && (!reads_two_texts(test) || is_text(word(test.second), true));
  }

  const env_table& table_;
  const Sections& s_;
  const format::PlaceRecord& place_;
  std::uint32_t slots_ = 0;  // of the action
};

}  // namespace

Fault validate_places(const env_table& table) {
  const Sections& s = table.sections;
  for (std::size_t i = 0; i < s.places.size(); ++i) {
    PlaceCheck check(table, s.places[i]);
    if (!check.fits()) return malformed(SectionKind::places, i, "what is said about it reads beyond its parameters");
    const format::PrincipalRecord& principal = s.principals[i];
    for (std::size_t at = principal.first_edge; at < std::size_t{principal.first_edge} + principal.edge_count; ++at)
      if (!check.cell_fits(s.edges[at].cell, s.edges[at].action, s.cells.size() + at))
        return malformed(SectionKind::edges, at, "it reads beyond the parameters of its principal");
  }
  return {};
}

}  // namespace envelope::decide
