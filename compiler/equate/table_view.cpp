#include "compiler/equate/table_view.h"

#include <algorithm>

#include "compiler/loaded/runtime_request.h"
#include "runtime/decide/context.h"
#include "runtime/decide/program.h"
#include "runtime/decide/walk.h"

namespace envelope::equate {

TableView::TableView(const env_table& table) : table_(table) {
  for (const format::NameSetRecord& set : table.sections.name_sets) {
    std::vector<std::uint32_t>& records = by_number_.emplace_back(set.count);
    for (std::uint32_t i = 0; i < set.count; ++i) records[table.sections.names[set.first_name + i].number] = set.first_name + i;
  }
}

TableCell TableView::own_cell(std::uint32_t principal, std::uint32_t action) const {
  const decide::Sections& sections = table_.sections;
  const std::size_t row = std::size_t{sections.places[principal].row} * table_.action_blocks;
  const format::RowBlock& block = sections.rows[row + action / 64];
  const std::uint8_t rank = block.rank[action % 64];
  return {principal, action, rank == format::kNoRank ? nullptr : &sections.cells[block.first_cell + rank]};
}

TableCell TableView::edge(std::uint32_t principal, std::uint32_t requested, std::uint32_t action) const {
  const format::PrincipalRecord& record = table_.sections.principals[principal];
  for (const format::EdgeRecord& edge : table_.sections.edges.subspan(record.first_edge, record.edge_count))
    if (edge.requested == requested && edge.action == action) return {principal, action, &edge.cell};
  return {principal, action, nullptr};
}

text::Truth TableView::answer(const TableQuestion& question, const TableCell& cell, const request::Request& request) const {
  const loaded::RuntimeRequest runtime(request);
  decide::Context context(table_, runtime.get());
  const env_status resolved = decide::resolve(context, decide::Attributes::any);
  if (resolved != ENV_OK) return text::Truth::unknown;
  context.decide_for(cell.principal);
  context.action_id = cell.action;
  context.action = &table_.sections.actions[cell.action];
  if (decide::resolve_attributes(context, decide::Attributes::any) != ENV_OK) return text::Truth::unknown;
  if (question.node != nullptr) return decide::answer(context, *question.node);
  return decide::answer_test(context, table_.sections.deciding, context.parameters, *question.test);
}

std::string TableView::member_name(std::uint32_t set, std::int64_t number) const {
  if (number < 0) return {};
  const auto at = static_cast<std::size_t>(number);
  if (set == format::kAgentNames)
    return at < table_.sections.principals.size() ? std::string(table_.name(table_.sections.principals[at].name)) : std::string();
  if (at >= by_number_[set].size()) return {};
  return std::string(table_.name(table_.sections.names[by_number_[set][at]].name));
}

std::string TableView::attribute_name(const TableCell& cell, std::uint32_t slot) const {
  return std::string(table_.name(table_.sections.attributes[table_.sections.actions[cell.action].first_attribute + slot].name));
}

const format::ValueType& TableView::attribute_type(const TableCell& cell, std::uint32_t slot) const {
  return table_.sections.attributes[table_.sections.actions[cell.action].first_attribute + slot].type;
}

const char* TableView::parameters(std::uint32_t principal) const {
  return table_.sections.parameters.data() + table_.sections.places[principal].parameters;
}

}  // namespace envelope::equate
