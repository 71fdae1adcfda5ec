// What each imported file says by name: whom its blocks are about, and which windows it has grant something.
#include <algorithm>

#include "compiler/check/passes.h"

namespace envelope::check {
namespace {

class Outlining {
 public:
  explicit Outlining(const Context& ctx) : ctx_(ctx) {}

  ImportedFile run(const ModuleTree& module) {
    file_ = {module.tree->file, module.imported_at, {}, {}, {}};
    for (const syntax::Statement& statement : module.tree->statements) visit(statement, {});
    std::sort(file_.named.begin(), file_.named.end());
    file_.named.erase(std::unique(file_.named.begin(), file_.named.end()), file_.named.end());
    return std::move(file_);
  }

 private:
  void visit(const syntax::Statement& statement, base::SwitchId inside) {
    if (const auto* holds = std::get_if<syntax::Holds>(&statement.node); holds != nullptr && holds->grants && inside.is_valid())
      file_.windows.push_back({inside, capabilities_of(*holds), statement.span});
    if (const auto* passage = std::get_if<syntax::Passage>(&statement.node); passage != nullptr && inside.is_valid())
      if (!passage->via.empty() && ctx_.program.switches[inside.index()].span.file != file_.file) file_.passages.push_back(statement.span);
    const auto* scope = std::get_if<syntax::Scope>(&statement.node);
    if (scope == nullptr) return;
    switch (scope->kind) {
      case syntax::ScopeKind::agent:
      case syntax::ScopeKind::human:
        for (const syntax::Name& name : scope->names) add_principal(name);
        break;
      case syntax::ScopeKind::tier:
        for (const syntax::Name& name : scope->names) add_tier(name);
        break;
      case syntax::ScopeKind::job:
        if (scope->owner) add_principal(*scope->owner);
        break;
      case syntax::ScopeKind::window:
      case syntax::ScopeKind::phase:
      case syntax::ScopeKind::stop:
        inside = {};
        if (const Declared* found = scope->names.empty() ? nullptr : ctx_.names.find(Space::switches, scope->names.front().text))
          inside = {found->index};
        break;
      case syntax::ScopeKind::subagents:
        break;
    }
    for (const syntax::Statement& item : scope->items) visit(item, inside);
  }

  [[nodiscard]] std::vector<base::CapabilityId> capabilities_of(const syntax::Holds& node) const {
    std::vector<base::CapabilityId> ids;
    for (const syntax::Name& name : node.capabilities)
      if (const Declared* found = ctx_.names.find(Space::capabilities, name.text)) ids.push_back({found->index});
    return ids;
  }

  void add_principal(const syntax::Name& name) {
    if (const Declared* found = ctx_.names.find(Space::principals, name.text)) file_.named.push_back({found->index});
  }

  void add_tier(const syntax::Name& name) {
    const Declared* found = ctx_.names.find(Space::tiers, name.text);
    if (found == nullptr) return;
    for (std::uint32_t i = 0; i < ctx_.program.principals.size(); ++i)
      if (ctx_.program.principals[i].tier == base::TierId{found->index}) file_.named.push_back({i});
  }

  const Context& ctx_;
  ImportedFile file_;
};

}  // namespace

void outline_imports(Context& ctx) {
  for (const ModuleTree& module : ctx.modules)
    if (!module.is_main) ctx.program.imports.push_back(Outlining(ctx).run(module));
}

}  // namespace envelope::check
