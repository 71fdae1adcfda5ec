// A table in memory: typed views of its sections. Made by open.cpp, believed once validate.cpp has seen it, never written again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "runtime/format/table_format.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::decide {

// What targets lead to: nodes and programs that decide, or those that explain.
struct Bodies {
  std::span<const format::NodeRecord> nodes;
  std::span<const format::ProgramRecord> programs;
  std::span<const format::TestRecord> tests;
  std::span<const format::LeafRecord> leaves;
};

// Records of one kind; lies in the table's memory.
struct Sections {
  std::span<const char> strings, words, model, parameters, automata, verdicts;
  std::span<const format::PolicyRecord> policy;
  std::span<const format::PrincipalRecord> principals;
  std::span<const format::PlaceRecord> places;
  std::span<const format::IndexSlot> principal_index, action_index;
  std::span<const format::ActionRecord> actions;
  std::span<const format::AttributeRecord> attributes;
  std::span<const format::NameSetRecord> name_sets;
  std::span<const format::NameRecord> names;
  std::span<const format::FactRecord> facts;
  std::span<const format::RowBlock> rows;
  std::span<const format::CellRecord> cells;
  std::span<const format::EdgeRecord> edges;
  Bodies deciding, explaining;
  std::span<const format::ObligationRecord> obligations;
  std::span<const std::uint32_t> obligation_sets;
  std::span<const std::int64_t> constants;
  std::span<const format::ZoneRecord> zones;
  std::span<const format::TransitionRecord> transitions;
  std::span<const format::GroupRecord> groups;
  std::span<const format::ProofRecord> proof;
  std::span<const format::FileRecord> files;
  std::span<const format::StatementRecord> statements;
  std::span<const format::DutyRecord> duties;
  std::span<const format::RuleListRecord> rule_lists;
  std::span<const format::RuleRecord> rules;
};

}  // namespace envelope::decide

// The C interface's handle.
struct env_table {
  const char* bytes = nullptr;  // private, read-only pages
  std::size_t size = 0;         // of the table itself
  std::size_t file_bytes = 0;   // with the signature behind it, if any
  bool has_signature = false;
  const envelope::format::FileHeader* header = nullptr;
  envelope::decide::Sections sections;
  std::uint32_t action_blocks = 0;  // of sections.policy[0]

  [[nodiscard]] bool is_stripped() const { return (header->flags & envelope::format::kStripped) != 0; }
  [[nodiscard]] std::string_view name(envelope::format::TextRef ref) const { return {sections.strings.data() + ref.offset, ref.bytes}; }
  [[nodiscard]] std::string_view word(envelope::format::TextRef ref) const { return {sections.words.data() + ref.offset, ref.bytes}; }
};
