#include "tests/differential/compiled.h"

#include <fmt/format.h>

#include "compiler/check/check.h"
#include "compiler/diagnostics/render.h"
#include "compiler/lower/lower.h"
#include "compiler/model/verify.h"
#include "compiler/syntax/parse.h"

namespace envelope::differential {

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
  return compiled;
}

}  // namespace envelope::differential
