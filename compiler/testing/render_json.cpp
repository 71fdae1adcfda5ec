#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "compiler/model/print.h"
#include "compiler/testing/render.h"

namespace envelope::testing {
namespace {

using llvm::json::Array;
using llvm::json::Object;
using llvm::json::Value;

Value text(const std::string& value) { return llvm::json::fixUTF8(value); }

Array deciding(const ReportInput& input, const CaseResult& result) {
  Array statements;
  for (const model::Matched& matched : result.explanation.matched) {
    if (!matched.decides) continue;
    const model::Statement& statement = input.model.statements[matched.statement.index()];
    statements.push_back(Object{{"place", text(place_text(input.sources, statement.span))}, {"text", text(statement.text)}});
  }
  return statements;
}

Array tests(const ReportInput& input) {
  Array all;
  for (const TestResult& test : input.report.tests) {
    Array cases;
    for (const CaseResult& result : test.cases)
      cases.push_back(Object{{"request", text(result.request)},
                             {"place", text(place_text(input.sources, result.span))},
                             {"expected", text(result.expected)},
                             {"actual", text(result.actual)},
                             {"passed", result.passed},
                             {"decided_by", deciding(input, result)}});
    all.push_back(Object{{"title", text(test.title)}, {"passed", test.passed()}, {"cases", std::move(cases)}});
  }
  return all;
}

Object coverage(const ReportInput& input) {
  Array statements;
  for (const StatementCoverage& statement : input.coverage->statements) {
    const model::Statement& source = input.model.statements[statement.statement.index()];
    statements.push_back(Object{{"place", text(place_text(input.sources, source.span))},
                                {"text", text(source.text)},
                                {"considered", static_cast<std::int64_t>(statement.considered)},
                                {"applied", static_cast<std::int64_t>(statement.applied)}});
  }
  Array atoms;
  for (const AtomCoverage& atom : input.coverage->atoms)
    atoms.push_back(Object{{"condition", text(model::print_atom(input.model, atom.atom))},
                           {"false", static_cast<std::int64_t>(atom.seen[0])},
                           {"unknown", static_cast<std::int64_t>(atom.seen[1])},
                           {"true", static_cast<std::int64_t>(atom.seen[2])}});
  return Object{{"statements", std::move(statements)}, {"conditions", std::move(atoms)}};
}

}  // namespace

Object json_of(const ReportInput& input) {
  Object root{{"policy", text(input.model.name)},
              {"passed", static_cast<std::int64_t>(input.report.passed_count())},
              {"failed", static_cast<std::int64_t>(input.report.failed_count())},
              {"tests", tests(input)}};
  if (input.coverage) root["coverage"] = coverage(input);
  return root;
}

std::string render_json(const ReportInput& input) {
  Object root = json_of(input);
  root["schema_version"] = 1;
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", Value(std::move(root)));
  return out;
}

}  // namespace envelope::testing
