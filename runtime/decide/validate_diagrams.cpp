// Cells, nodes, obligations, zones, groups of texts.
#include "runtime/decide/automaton.h"
#include "runtime/decide/diagrams.h"
#include "runtime/decide/shared_ranges.h"
#include "runtime/decide/validate.h"

namespace envelope::decide {
namespace {

using format::Operation;
using format::SectionKind;
using format::Source;

bool is_leaf_of(const env_table& table, std::uint32_t target) {
  return (target & format::kLeafStatementMask) <= table.sections.policy[0].statement_count;
}

bool source_fits(const env_table& table, const format::NodeRecord& node) {
  const std::uint32_t index = node.index & format::kSourceIndexMask;
  switch (static_cast<Source>(node.source)) {
    case Source::attribute:
      return index < format::kActionAttributesMax;
    case Source::fact:
      return index < table.sections.facts.size();
    case Source::time_of_day:
    case Source::day:
      return index < table.sections.zones.size();
    case Source::origin:
    case Source::depth:
    case Source::time:
    case Source::job:
    case Source::none:
      return index == 0;
  }
  return false;
}

bool operand_fits(const env_table& table, const format::NodeRecord& node) {
  const Sections& s = table.sections;
  switch (static_cast<Operation>(node.operation)) {
    case Operation::mark:
      return node.operand < s.policy[0].statement_count;
    case Operation::equals:
    case Operation::less:
    case Operation::has:
      return true;
    case Operation::equals_wide:
    case Operation::less_wide:
    case Operation::in_mask:
    case Operation::has_wide:
      return node.operand < s.constants.size();
    case Operation::is_self:
      return node.operand == 0;
    case Operation::text:
    case Operation::text_has:
      return is_text_atom(table, node.operand);
    case Operation::switch_on:
      return node.operand < s.policy[0].switch_count;
    case Operation::label_held:
      return node.operand < s.policy[0].label_count;
  }
  return false;
}

Fault obligations_fault(const env_table& table) {
  const Sections& s = table.sections;
  for (std::size_t i = 0; i < s.obligations.size(); ++i) {
    const format::ObligationRecord& record = s.obligations[i];
    const bool is_approval = record.kind == static_cast<std::uint8_t>(format::ObligationKind::approval);
    if (record.kind > static_cast<std::uint8_t>(format::ObligationKind::duty) || !is_target(table, s.deciding.nodes, record.root) ||
        record.id >= (is_approval ? s.policy[0].approval_count : s.policy[0].duty_count))
      return malformed(SectionKind::obligations, i, "it stands for nothing");
  }
  if (!s.obligations.empty() && s.obligations.back().is_last == 0)
    return malformed(SectionKind::obligations, s.obligations.size() - 1, "the last list does not end");
  return {};
}

Fault cell_fault(const env_table& table, const format::CellRecord& cell, SectionKind kind, std::size_t index) {
  if (!is_root(table, table.sections.deciding, cell.root)) return malformed(kind, index, "its diagram lies outside");
  if (cell.obligations > table.sections.obligations.size()) return malformed(kind, index, "its obligations lie outside");
  return {};
}

Fault cells_fault(const env_table& table) {
  const Sections& s = table.sections;
  for (std::size_t i = 0; i < s.cells.size(); ++i)
    if (const Fault fault = cell_fault(table, s.cells[i], SectionKind::cells, i); fault.is_fault()) return fault;
  for (std::size_t i = 0; i < s.edges.size(); ++i)
    if (const Fault fault = cell_fault(table, s.edges[i].cell, SectionKind::edges, i); fault.is_fault()) return fault;
  return {};
}

Fault zones_fault(const env_table& table) {
  constexpr std::int32_t kOffsetMax = 26 * 3600;
  const Sections& s = table.sections;
  const auto is_offset = [](std::int32_t offset) { return offset > -kOffsetMax && offset < kOffsetMax; };
  std::size_t next = 0;
  for (std::size_t i = 0; i < s.zones.size(); ++i) {
    const format::ZoneRecord& zone = s.zones[i];
    if (!is_range(zone.first_transition, zone.transition_count, s.transitions.size()) || !is_offset(zone.first_offset_s))
      return malformed(SectionKind::zones, i, "its transitions lie outside");
    if (zone.first_transition != next) return malformed(SectionKind::zones, i, "its transitions do not follow those of the zone before");
    next += zone.transition_count;
    std::int64_t last = 0;
    for (std::size_t at = zone.first_transition; at < std::size_t{zone.first_transition} + zone.transition_count; ++at) {
      const format::TransitionRecord& transition = s.transitions[at];
      if (transition.at_ms <= last || transition.at_ms >= zone.horizon_ms || !is_offset(transition.offset_s))
        return malformed(SectionKind::transitions, at, "it is out of order or out of range");
      last = transition.at_ms;
    }
  }
  return {};
}

bool has_automaton(const env_table& table, const format::GroupRecord& group) {
  return group.automaton % 4 == 0 && group.automaton_bytes % 4 == 0 && group.automaton_bytes > 0 &&
         is_range(group.automaton, group.automaton_bytes, table.sections.automata.size());
}

bool automaton_fits(const env_table& table, const format::GroupRecord& group) {
  const Sections& s = table.sections;
  const std::span words(reinterpret_cast<const std::uint32_t*>(s.automata.data() + group.automaton), group.automaton_bytes / 4);
  if (group.is_residual == 0) return automaton_is_well_formed(words, group.class_count);
  return group.class_count == 3 && residual_is_well_formed(words, group.class_count);
}

Fault verdicts_fault(const env_table& table) {
  const auto verdicts = table.sections.verdicts;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const auto four = static_cast<unsigned char>(verdicts[i]);
    if ((four & (four >> 1U) & 0x55U) != 0) return malformed(SectionKind::verdicts, i, "3 is no truth");
  }
  return {};
}

bool verdicts_fit(const env_table& table, const format::GroupRecord& group) {
  return is_range(group.first_verdict, std::uint64_t{group.class_count} * ((group.atom_count + 3U) / 4U), table.sections.verdicts.size());
}

Fault groups_fault(const env_table& table) {
  const Sections& s = table.sections;
  SharedRanges same_automata(s.automata.size() / 4);
  if (!same_automata.is_allocated()) return no_memory();
  for (std::uint32_t i = 0; i < s.groups.size(); ++i) {
    const format::GroupRecord& group = s.groups[i];
    if (group.class_count == 0 || group.atom_count == 0 || group.atom_count > format::kGroupAtomsMax || group.is_residual > 1 ||
        group.domain > static_cast<std::uint8_t>(format::TextDomain::command_words))
      return malformed(SectionKind::groups, i, "its kind is none");
    if (!verdicts_fit(table, group)) return malformed(SectionKind::groups, i, "its verdicts lie outside");
    if (!has_automaton(table, group)) return malformed(SectionKind::groups, i, "its automaton lies outside");
    const std::uint32_t first = same_automata.first_user(group.automaton / 4, i);
    const format::GroupRecord& same = s.groups[first];
    if (same.automaton_bytes != group.automaton_bytes || same.is_residual != group.is_residual || same.class_count != group.class_count)
      return malformed(SectionKind::groups, i, "it shares its automaton with a group of another kind");
    if (first == i && !automaton_fits(table, group)) return malformed(SectionKind::groups, i, "its automaton leads outside");
  }
  const bool are_apart = same_automata.are_apart([&](std::uint32_t group) { return s.groups[group].automaton_bytes / 4; });
  return are_apart ? Fault{} : malformed(SectionKind::groups, 0, "some share some of their automata");
}

}  // namespace

bool is_text_atom(const env_table& table, std::uint32_t operand) {
  const std::uint32_t group = operand >> 8U;
  return group < table.sections.groups.size() && (operand & 0xFFU) < table.sections.groups[group].atom_count;
}

bool is_target(const env_table& table, std::span<const format::NodeRecord> nodes, std::uint32_t target) {
  if ((target & format::kLeafBit) == 0) return target < nodes.size();
  return (target & format::kRelative) == 0 && is_leaf_of(table, target);
}

bool is_root(const env_table& table, const Bodies& bodies, std::uint32_t target) {
  if ((target & format::kLeafBit) != 0) return is_leaf_of(table, target);
  if ((target & format::kProgramBit) != 0) return (target & ~format::kProgramBit) < bodies.programs.size();
  return target < bodies.nodes.size();
}

// Targets are smaller than the node that names them: so every walk ends.
Fault nodes_fault(const env_table& table, std::span<const format::NodeRecord> nodes, SectionKind kind) {
  if (nodes.size() > format::kNodesMax) return malformed(kind, 0, "there are too many");
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const format::NodeRecord& node = nodes[i];
    const auto before = nodes.first(i);
    if (node.operation >= format::kOperations || node.source >= format::kSources || !source_fits(table, node) || !operand_fits(table, node))
      return malformed(kind, i, "its question is none");
    if (!is_target(table, before, node.yes) || !is_target(table, before, node.no))
      return malformed(kind, i, "it leads to a node that is not before it");
  }
  return {};
}

Fault validate_diagrams(const env_table& table) {
  if (const Fault fault = zones_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = verdicts_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = groups_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = nodes_fault(table, table.sections.deciding.nodes, SectionKind::nodes); fault.is_fault()) return fault;
  if (const Fault fault = programs_fault(table, table.sections.deciding, SectionKind::programs); fault.is_fault()) return fault;
  if (const Fault fault = obligations_fault(table); fault.is_fault()) return fault;
  return cells_fault(table);
}

}  // namespace envelope::decide
