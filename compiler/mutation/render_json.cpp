#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "compiler/mutation/case_text.h"
#include "compiler/mutation/render.h"
#include "compiler/testing/render.h"

namespace envelope::mutation {
namespace {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

Value text(std::string_view value) { return llvm::json::fixUTF8(llvm::StringRef(value.data(), value.size())); }

std::int64_t number(std::size_t value) { return static_cast<std::int64_t>(value); }

Array mutants(const ReportInput& input) {
  Array all;
  for (const MutantResult& result : input.report.results) {
    Object mutant{{"change", text(change_name(result.change))},
                  {"description", text(result.text)},
                  {"fate", text(fate_name(result.fate))},
                  {"place", text(testing::place_text(input.sources, result.statement))},
                  {"statement", text(result.statement_text)}};
    if (result.killer)
      mutant["killer"] = Object{{"test", text(case_text(input.model, result.killer->request, result.killer->original))},
                                {"decided", text(outcome_text(result.killer->original))},
                                {"decided_by_mutant", text(outcome_text(result.killer->changed))}};
    all.push_back(std::move(mutant));
  }
  return all;
}

}  // namespace

Object json_of(const ReportInput& input) {
  return Object{{"policy", text(input.model.name)},
                {"killed", number(input.report.count(Fate::killed))},
                {"survived", number(input.report.count(Fate::survived))},
                {"unknown", number(input.report.count(Fate::unknown))},
                {"mutants", mutants(input)}};
}

std::string render_json(const ReportInput& input) {
  Object root = json_of(input);
  root["schema_version"] = 1;
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", Value(std::move(root)));
  return out;
}

}  // namespace envelope::mutation
