#include "compiler/pipeline/compile.h"

#include <fmt/format.h>

#include <exception>

#include "compiler/check/check.h"
#include "compiler/lower/lower.h"
#include "compiler/model/verify.h"

namespace envelope::pipeline {
namespace {

// The modules as `check` wants them: each with the arguments its importers gave.
std::vector<check::ModuleTree> module_trees(const project::Modules& modules) {
  std::vector<check::ModuleTree> trees;
  for (std::size_t i = 0; i < modules.modules.size(); ++i) {
    const project::Module& module = modules.modules[i];
    check::ModuleTree tree;
    tree.tree = &module.parsed.tree;
    tree.is_main = i == 0;
    tree.is_stdlib = module.is_stdlib;
    trees.push_back(std::move(tree));
  }
  for (std::size_t i = 0; i < modules.modules.size(); ++i) {
    for (const project::ResolvedImport& import : modules.modules[i].imports) {
      check::ModuleTree& imported = trees[import.module];
      if (imported.imported_at.is_valid()) continue;  // the loader saw to it that a second import gives the same arguments
      imported.imported_at = import.span;
      if (import.arguments == nullptr) continue;
      for (const syntax::Argument& argument : import.arguments->items)
        imported.arguments.push_back(
            {argument.name ? argument.name->text : "", argument.name ? argument.name->span : base::Span{}, &argument.value, i});
    }
  }
  return trees;
}

void run(Compilation& compilation, project::Files& files, const std::string& main_path, Stage until) {
  compilation.modules = project::load_modules(files, main_path, compilation.sources, compilation.sink);
  if (!compilation.modules || until == Stage::parse) return;
  // Names of a module that could not be read are not known: everything that uses them would be reported once more.
  if (compilation.sink.has_errors()) return;
  compilation.program = check::check(module_trees(*compilation.modules), compilation.sources, compilation.sink);
  if (until == Stage::check || compilation.sink.has_errors()) return;
  compilation.model = lower::lower(*compilation.program, compilation.sources);
  for (const std::string& fault : model::verify(*compilation.model)) {
    compilation.sink.emit(diagnostics::Code::InternalFault, {}, fmt::format("the lowered model is not well-formed: {}", fault));
    compilation.model.reset();
    return;
  }
}

}  // namespace

std::unique_ptr<Compilation> compile(project::Files& files, const std::string& main_path, Stage until) {
  auto compilation = std::make_unique<Compilation>();
  try {
    run(*compilation, files, main_path, until);
  } catch (const std::exception& fault) {  // a defect of ours or no memory left: never the author's
    compilation->model.reset();
    compilation->sink.emit(diagnostics::Code::InternalFault, {}, fmt::format("compiling stopped: {}", fault.what())).about(main_path);
  }
  return compilation;
}

}  // namespace envelope::pipeline
