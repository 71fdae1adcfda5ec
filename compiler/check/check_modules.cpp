#include "compiler/check/check_modules.h"

namespace envelope::check {

namespace {

// All imports of one module say the same arguments (project reports others), so the first one speaks for them.
void bind_import(const project::ResolvedImport& import, std::size_t importer, ModuleTree& module) {
  if (module.imported_at.is_valid()) return;
  module.imported_at = import.span;
  if (import.arguments == nullptr) return;
  for (const syntax::Argument& argument : import.arguments->items) {
    BoundHole hole;
    if (argument.name) {
      hole.name = argument.name->text;
      hole.name_span = argument.name->span;
    }
    hole.value = &argument.value;
    hole.importer = importer;
    module.arguments.push_back(std::move(hole));
  }
}

}  // namespace

std::vector<ModuleTree> module_trees(const project::Modules& modules) {
  std::vector<ModuleTree> trees(modules.modules.size());
  for (std::size_t i = 0; i < trees.size(); ++i) {
    trees[i].tree = &modules.modules[i].parsed.tree;
    trees[i].is_main = i == 0;
    trees[i].is_stdlib = modules.modules[i].is_stdlib;
  }
  for (std::size_t i = 0; i < trees.size(); ++i)
    for (const project::ResolvedImport& import : modules.modules[i].imports) bind_import(import, i, trees[import.module]);
  return trees;
}

TypedProgram check(const project::Modules& modules, const base::SourceMap& sources, diagnostics::Sink& sink) {
  return check(module_trees(modules), sources, sink);
}

}  // namespace envelope::check
