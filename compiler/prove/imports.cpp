#include "compiler/prove/imports.h"

#include <map>
#include <set>

namespace envelope::prove {

std::vector<Import> imports_of(const pipeline::Compilation& compilation) {
  const check::TypedProgram& program = *compilation.program;
  const model::PolicyModel& model = *compilation.model;
  // What a file says of how its own windows are entered is part of what they are.
  std::set<base::Span> counted;
  for (const check::Rule& rule : program.rules) counted.insert(rule.span);
  std::vector<Import> imports;
  std::map<base::FileId, std::size_t> by_file;
  for (const check::ImportedFile& from : program.imports) {
    by_file.emplace(from.file, imports.size());
    imports.push_back({from.file, from.imported_at, from.named, {}, from.windows});
    counted.insert(from.passages.begin(), from.passages.end());
  }
  for (const model::Grant& grant : model.grants) {
    const base::Span span = model.statements[grant.statement.index()].span;
    const auto import = by_file.find(span.file);
    if (grant.level > model::Effect::deny && import != by_file.end() && counted.contains(span))
      imports[import->second].granting.insert(grant.statement);
  }
  return imports;
}

}  // namespace envelope::prove
