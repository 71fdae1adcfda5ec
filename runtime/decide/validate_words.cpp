// The explaining sections.
#include "runtime/decide/diagrams.h"
#include "runtime/decide/validate.h"

namespace envelope::decide {
namespace {

using format::SectionKind;

bool is_text(const env_table& table, format::TextRef ref) { return is_range(ref.offset, ref.bytes, table.sections.words.size()); }

Fault statements_fault(const env_table& table) {
  const Sections& s = table.sections;
  for (std::size_t i = 0; i < s.files.size(); ++i)
    if (!is_text(table, s.files[i].name)) return malformed(SectionKind::files, i, "its name lies outside");
  if (s.statements.size() != s.policy[0].statement_count) return malformed(SectionKind::statements, 0, "their number differs");
  for (std::size_t i = 0; i < s.statements.size(); ++i) {
    const format::StatementRecord& statement = s.statements[i];
    const bool has_file = statement.file == UINT32_MAX || statement.file < s.files.size();
    if (!has_file || !is_text(table, statement.text) || !is_text(table, statement.because))
      return malformed(SectionKind::statements, i, "its words lie outside");
  }
  if (s.duties.size() != s.policy[0].duty_count) return malformed(SectionKind::duties, 0, "their number differs");
  for (std::size_t i = 0; i < s.duties.size(); ++i)
    if (!is_text(table, s.duties[i].text) || s.duties[i].statement >= s.statements.size())
      return malformed(SectionKind::duties, i, "its words lie outside");
  return {};
}

Fault rules_fault(const env_table& table) {
  const Sections& s = table.sections;
  if (s.rule_lists.size() != s.cells.size() + s.edges.size())
    return malformed(SectionKind::rule_lists, 0, "they are not one for each cell and edge");
  for (std::size_t i = 0; i < s.rule_lists.size(); ++i)
    if (!is_range(s.rule_lists[i].first_rule, s.rule_lists[i].count, s.rules.size()))
      return malformed(SectionKind::rule_lists, i, "its rules lie outside");
  for (std::size_t i = 0; i < s.rules.size(); ++i) {
    const format::RuleRecord& rule = s.rules[i];
    const bool is_relative = (rule.statement & format::kRelative) != 0;  // then validate_places has the last word
    if ((!is_relative && rule.statement >= s.statements.size()) || rule.role > static_cast<std::uint8_t>(format::RuleRole::default_cap) ||
        rule.level > ENV_ALLOW || !is_root(table, s.explaining, rule.must) || !is_root(table, s.explaining, rule.may))
      return malformed(SectionKind::rules, i, "it is none");
  }
  return {};
}

}  // namespace

Fault validate_words(const env_table& table) {
  if (const Fault fault = statements_fault(table); fault.is_fault()) return fault;
  if (const Fault fault = nodes_fault(table, table.sections.explaining.nodes, SectionKind::rule_nodes); fault.is_fault()) return fault;
  if (const Fault fault = programs_fault(table, table.sections.explaining, SectionKind::rule_programs); fault.is_fault()) return fault;
  return rules_fault(table);
}

}  // namespace envelope::decide
