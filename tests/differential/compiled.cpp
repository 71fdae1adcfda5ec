#include "tests/differential/compiled.h"

#include <fmt/format.h>

#include "compiler/check/check.h"
#include "compiler/diagnostics/render.h"
#include "compiler/lower/lower.h"
#include "compiler/model/verify.h"
#include "compiler/syntax/parse.h"
#include "compiler/table/build.h"

namespace envelope::differential {

std::unique_ptr<loaded::LoadedTable> load_table(const model::PolicyModel& model, const base::SourceMap& sources, std::string& problems) {
  table::Provenance provenance{"test", {}, std::vector<std::string>(sources.size())};
  for (std::uint32_t i = 0; i < sources.size(); ++i) provenance.file_names[i] = sources.file({i}).path;
  const table::BuildResult built = table::build(model, sources, provenance, {});
  for (const table::LimitPassed& passed : built.passed) problems += passed.what + "\n";
  if (!built.passed.empty()) return nullptr;
  auto loaded = std::make_unique<loaded::LoadedTable>(std::string_view(built.bytes.data(), built.bytes.size()));
  if (!loaded->fault().empty()) problems += loaded->fault() + "\n";
  return loaded;
}

std::unique_ptr<Compiled> compile(const std::vector<std::string>& texts) {
  auto compiled = std::make_unique<Compiled>();
  diagnostics::Sink sink;
  std::vector<syntax::ParseResult> trees;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const base::FileId file = compiled->sources.add(fmt::format("file{}.envelope", i), texts[i]);
    trees.push_back(syntax::parse(compiled->sources, file, sink));
  }
  std::vector<check::ModuleTree> modules(texts.size());
  for (std::size_t i = 0; i < modules.size(); ++i) {
    modules[i].tree = &trees[i].tree;
    modules[i].is_main = i == 0;
  }
  compiled->program = check::check(modules, compiled->sources, sink);
  if (sink.has_errors()) {
    compiled->problems = diagnostics::render_text(sink.diagnostics(), compiled->sources, {});
    return compiled;
  }
  compiled->model = lower::lower(compiled->program, compiled->sources);
  for (const std::string& sentence : model::verify(compiled->model)) compiled->problems += sentence + "\n";
  if (compiled->problems.empty()) compiled->table = load_table(compiled->model, compiled->sources, compiled->problems);
  return compiled;
}

}  // namespace envelope::differential
