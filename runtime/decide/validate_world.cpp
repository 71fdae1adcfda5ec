// Names, principals, actions, attributes, facts, rows, edges.
#include <span>

#include "runtime/decide/names.h"
#include "runtime/decide/shared_ranges.h"
#include "runtime/decide/validate.h"

namespace envelope::decide {
namespace {

using format::SectionKind;

bool is_name(const env_table& table, format::TextRef ref) {
  return ref.bytes > 0 && ref.bytes <= format::kNameBytesMax && is_range(ref.offset, ref.bytes, table.sections.strings.size());
}

// The key that names are compared by is that of the name.
template <typename Record>
bool has_key(const env_table& table, const Record& record) {
  return record.key == format::short_key(table.sections.strings.data() + record.name.offset, record.name.bytes);
}

Fault policy_fault(const env_table& table) {
  const Sections& s = table.sections;
  if (s.policy.size() != 1) return malformed(SectionKind::policy, 0, "there is not exactly one policy");
  const format::PolicyRecord& policy = s.policy[0];
  const bool has_name = policy.name.bytes <= format::kNameBytesMax && is_range(policy.name.offset, policy.name.bytes, s.strings.size());
  if (!has_name) return malformed(SectionKind::policy, 0, "its name lies outside");
  if (policy.action_blocks != (s.actions.size() + 63) / 64) return malformed(SectionKind::policy, 0, "rows do not hold its actions");
  if (policy.statement_count > format::kStatementsMax) return malformed(SectionKind::policy, 0, "it has too many statements");
  return {};
}

// Each number below the count of a set is given once. Sets may be as large as the file, so that no memory is the caller's to guess.
Fault numbers_fault(std::span<const format::NameRecord> names, std::size_t first_name) {
  const Zeroed<std::uint64_t> given = zeroed<std::uint64_t>(names.size() / 64 + 1);
  if (given == nullptr) return no_memory();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::uint32_t number = names[i].number;
    if (number >= names.size()) return malformed(SectionKind::names, first_name + i, "its number is not below the count of its set");
    std::uint64_t& word = given[number / 64];
    const std::uint64_t bit = std::uint64_t{1} << (number % 64);
    if ((word & bit) != 0) return malformed(SectionKind::names, first_name + i, "its number is given twice");
    word |= bit;
  }
  return {};
}

Fault name_sets_fault(const env_table& table) {
  const Sections& s = table.sections;
  if (s.name_sets.size() < format::kFixedNameSets) return malformed(SectionKind::name_sets, 0, "a fixed name set is missing");
  std::size_t next = 0;
  for (std::size_t i = 0; i < s.name_sets.size(); ++i) {
    const format::NameSetRecord& set = s.name_sets[i];
    if (!is_range(set.first_name, set.count, s.names.size())) return malformed(SectionKind::name_sets, i, "its names lie outside");
    if (set.first_name != next) return malformed(SectionKind::name_sets, i, "its names do not follow those of the set before");
    next += set.count;
    for (std::size_t at = set.first_name; at < std::size_t{set.first_name} + set.count; ++at) {
      if (!is_name(table, s.names[at].name)) return malformed(SectionKind::names, at, "a name lies outside");
      if (!has_key(table, s.names[at])) return malformed(SectionKind::names, at, "its key is that of another name");
      if (at > set.first_name && table.name(s.names[at - 1].name) >= table.name(s.names[at].name))
        return malformed(SectionKind::names, at, "names do not ascend");
    }
    if (const Fault fault = numbers_fault(s.names.subspan(set.first_name, set.count), set.first_name); fault.is_fault()) return fault;
  }
  const format::PolicyRecord& policy = s.policy[0];
  if (s.name_sets[format::kSwitchNames].count != policy.switch_count || s.name_sets[format::kLabelNames].count != policy.label_count ||
      s.name_sets[format::kApprovalNames].count != policy.approval_count || s.name_sets[format::kFactNames].count != s.facts.size())
    return malformed(SectionKind::name_sets, 0, "counts of names differ");
  return {};
}

bool is_type(const env_table& table, const format::ValueType& type) {
  if (type.kind > static_cast<std::uint8_t>(format::ValueKind::name) || type.is_set > 1) return false;
  const bool is_closed = type.kind == static_cast<std::uint8_t>(format::ValueKind::name);
  if (type.is_set != 0 && type.kind == static_cast<std::uint8_t>(format::ValueKind::boolean)) return false;
  return !is_closed || type.name_set == format::kAgentNames || type.name_set < table.sections.name_sets.size();
}

Fault attributes_fault(const env_table& table) {
  const Sections& s = table.sections;
  for (std::size_t i = 0; i < s.attributes.size(); ++i)
    if (!is_name(table, s.attributes[i].name) || !is_type(table, s.attributes[i].type) || !has_key(table, s.attributes[i]))
      return malformed(SectionKind::attributes, i, "its name or type is none");
  for (std::size_t i = 0; i < s.facts.size(); ++i)
    if (!is_name(table, s.facts[i].name) || !is_type(table, s.facts[i].type) || !has_key(table, s.facts[i]))
      return malformed(SectionKind::facts, i, "its name or type is none");
  return {};
}

Fault actions_fault(const env_table& table) {
  const Sections& s = table.sections;
  if (s.actions.size() > format::kActionsMax) return malformed(SectionKind::actions, 0, "there are too many");
  for (std::size_t i = 0; i < s.actions.size(); ++i) {
    const format::ActionRecord& action = s.actions[i];
    if (!is_name(table, action.name)) return malformed(SectionKind::actions, i, "its name lies outside");
    if (action.attribute_count > format::kActionAttributesMax ||
        !is_range(action.first_attribute, action.attribute_count, s.attributes.size()))
      return malformed(SectionKind::actions, i, "its attributes lie outside");
    if (action.attribute_count < 64 && action.required >> action.attribute_count != 0)
      return malformed(SectionKind::actions, i, "it requires an attribute it does not have");
  }
  return {};
}

// Where two thirds of the slots are full, a search passes one slot more on average than it must; names would have to be chosen for it to
// pass as many as this. Beyond it the search for every name would take longer than any bound by the size of the file.
constexpr std::uint64_t kStepsPerSlotMax = 64;

// Every record is found under its own name and there is an empty slot, so that every search ends.
template <typename Record>
Fault index_fault(const env_table& table, std::span<const format::IndexSlot> index, std::span<const Record> records, SectionKind kind) {
  if (index.empty() || (index.size() & (index.size() - 1)) != 0 || index.size() <= records.size())
    return malformed(kind, 0, "its size is no power of two above the number of names");
  const std::size_t mask = index.size() - 1;
  std::size_t used = 0;
  std::uint64_t steps = 0;
  for (std::size_t i = 0; i < index.size(); ++i) {
    const format::IndexSlot& slot = index[i];
    if (slot.id_plus_1 > records.size()) return malformed(kind, i, "it leads to no record");
    if (slot.id_plus_1 == 0) continue;
    ++used;
    steps += (i - format::key_hash({slot.low, slot.high})) & mask;
  }
  if (used != records.size()) return malformed(kind, 0, "it does not hold every record once");
  if (steps > kStepsPerSlotMax * index.size()) return malformed(kind, 0, "names stand too far from where their search begins");
  for (std::size_t i = 0; i < records.size(); ++i)
    if (find_indexed(table, index, records, table.name(records[i].name)) != i) return malformed(kind, i, "a name is not found");
  return {};
}

Fault rows_fault(const env_table& table) {
  const Sections& s = table.sections;
  const std::size_t blocks = s.policy[0].action_blocks;
  if (blocks == 0 ? !s.rows.empty() : s.rows.size() % blocks != 0) return malformed(SectionKind::rows, 0, "they are no whole rows");
  std::size_t next = 0;
  for (std::size_t i = 0; i < s.rows.size(); ++i) {
    const format::RowBlock& block = s.rows[i];
    for (std::size_t at = 0; at < 64; ++at) {
      if (block.rank[at] == format::kNoRank) continue;
      if (i % blocks * 64 + at >= s.actions.size()) return malformed(SectionKind::rows, i, "it has cells for no action");
      const std::size_t cell = std::size_t{block.first_cell} + block.rank[at];
      if (cell >= s.cells.size()) return malformed(SectionKind::rows, i, "its cells lie outside");
      if (cell < next) return malformed(SectionKind::rows, i, "a cell of it is that of another action or row");
      next = cell + 1;
    }
  }
  return {};
}

Fault edges_fault(const env_table& table, const format::PrincipalRecord& principal) {
  const Sections& s = table.sections;
  const format::EdgeRecord* before = nullptr;
  for (std::size_t at = principal.first_edge; at < std::size_t{principal.first_edge} + principal.edge_count; ++at) {
    const format::EdgeRecord& edge = s.edges[at];
    const bool ascends =
        before == nullptr || before->requested < edge.requested || (before->requested == edge.requested && before->action < edge.action);
    if (!ascends || edge.requested >= s.principals.size() || edge.action >= s.actions.size())
      return malformed(SectionKind::edges, at, "it leads nowhere or out of order");
    before = &edge;
  }
  return {};
}

Fault principals_fault(const env_table& table) {
  const Sections& s = table.sections;
  if (s.principals.size() > format::kPrincipalsMax) return malformed(SectionKind::principals, 0, "there are too many");
  if (s.places.size() != s.principals.size()) return malformed(SectionKind::places, 0, "they are not one for each principal");
  const std::uint64_t blocks = s.policy[0].action_blocks;
  SharedRanges same_edges(s.edges.size());
  if (!same_edges.is_allocated()) return no_memory();
  for (std::uint32_t i = 0; i < s.principals.size(); ++i) {
    const format::PrincipalRecord& principal = s.principals[i];
    if (!is_name(table, principal.name)) return malformed(SectionKind::principals, i, "its name lies outside");
    if (!is_range(s.places[i].row * blocks, blocks, s.rows.size())) return malformed(SectionKind::places, i, "its row lies outside");
    if (!is_range(principal.first_edge, principal.edge_count, s.edges.size()))
      return malformed(SectionKind::principals, i, "its edges lie outside");
    if (principal.edge_count == 0) continue;
    const std::uint32_t same = same_edges.first_user(principal.first_edge, i);
    if (s.principals[same].edge_count != principal.edge_count)
      return malformed(SectionKind::principals, i, "it shares some of its edges with another");
    if (same != i) continue;
    if (const Fault fault = edges_fault(table, principal); fault.is_fault()) return fault;
  }
  const bool are_apart = same_edges.are_apart([&](std::uint32_t principal) { return s.principals[principal].edge_count; });
  return are_apart ? Fault{} : malformed(SectionKind::principals, 0, "some share some of their edges");
}

}  // namespace

Fault validate_world(const env_table& table) {
  const Sections& s = table.sections;
  if (const Fault fault = policy_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = name_sets_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = attributes_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = actions_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = rows_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = principals_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = index_fault(table, s.principal_index, s.principals, SectionKind::principal_index); fault.is_fault()) return fault;
  return index_fault(table, s.action_index, s.actions, SectionKind::action_index);
}

}  // namespace envelope::decide
