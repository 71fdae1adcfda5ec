// The explaining sections: what statements and duties say, and where.
#include <fmt/format.h>

#include "compiler/model/print.h"
#include "compiler/table/parts.h"

namespace envelope::table {
namespace {

std::string duties_text(const model::Duties& duties) {
  std::string text =
      fmt::format("{} do {}", duties.moment == model::DutyMoment::before ? "before" : "after", model::print_calls(duties.calls));
  if (!duties.otherwise.empty()) text += " else " + model::print_calls(duties.otherwise);
  return text;
}

}  // namespace

void add_words(Parts& parts, const model::PolicyModel& model, const base::SourceMap& sources, const Provenance& provenance) {
  for (const std::string& name : provenance.file_names) parts.files.push_back({parts.words.add(name)});
  for (const model::Statement& statement : model.statements) {
    format::StatementRecord record{parts.words.add(statement.text), parts.words.add(statement.because), UINT32_MAX, 0, 0, 0};
    if (statement.span.is_valid()) {
      const base::Position position = sources.position(statement.span.file, statement.span.begin);
      record.file = statement.span.file.value;
      record.line = position.line;
      record.column = position.column;
    }
    parts.statements.push_back(record);
  }
  parts.duties.resize(parts.policy.duty_count);
  for (const model::Duties& duties : model.duties)
    parts.duties[duties.index] = {parts.words.add(duties_text(duties)), duties.statement.value, 0};
}

}  // namespace envelope::table
