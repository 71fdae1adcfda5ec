#include "compiler/check/check.h"

#include "compiler/check/passes.h"

namespace envelope::check {

namespace {

std::string dotted(const syntax::Path& path) {
  std::string text;
  for (const syntax::Name& part : path.parts) text += (text.empty() ? "" : ".") + part.text;
  return text;
}

void name_program(Context& ctx) {
  for (const ModuleTree& module : ctx.modules) {
    if (!module.is_main || !module.tree->header) continue;
    ctx.program.name = dotted(module.tree->header->name);
    ctx.program.doc = doc_text(module.tree->header->doc);
    return;
  }
}

}  // namespace

TypedProgram check(const std::vector<ModuleTree>& modules, const base::SourceMap& sources, diagnostics::Sink& sink,
                   const CheckLimits& limits) {
  TypedProgram program;
  Context ctx(modules, sources, sink, program, limits);
  name_program(ctx);
  add_built_ins(ctx);
  declare_names(ctx);
  load_zones(ctx);
  bind_lets(ctx);
  define_vocabulary(ctx);
  check_statements(ctx);
  outline_imports(ctx);
  check_whole(ctx);
  return program;
}

}  // namespace envelope::check
