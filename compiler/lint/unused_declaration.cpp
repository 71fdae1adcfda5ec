// ENV1001: something is declared that nothing speaks of.
#include <fmt/format.h>

#include <map>

#include "compiler/lint/mentions.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

using check::NameKind;
using check::Space;
using diagnostics::Code;

// A statement of a block that lets what is on, or who is meant, matter.
bool has_effect(const syntax::Statement& statement) {
  return std::holds_alternative<syntax::Rule>(statement.node) || std::holds_alternative<syntax::Holds>(statement.node) ||
         std::holds_alternative<syntax::Limit>(statement.node) || std::holds_alternative<syntax::Watch>(statement.node) ||
         std::holds_alternative<syntax::Around>(statement.node) || std::holds_alternative<syntax::Audit>(statement.node) ||
         std::holds_alternative<syntax::Scope>(statement.node) || std::holds_alternative<syntax::LabelDecl>(statement.node);
}

bool has_effect(const syntax::Scope& scope) {
  for (const syntax::Statement& item : scope.items) {
    if (has_effect(item)) return true;
    const auto* passage = std::get_if<syntax::Passage>(&item.node);
    if (passage != nullptr && !passage->duties.empty()) return true;
  }
  return false;
}

class Search {
 public:
  Search(const Subject& subject, diagnostics::Sink& sink) : program_(subject.program), sink_(sink) {
    for (const project::Module& module : subject.modules.modules) mentions_.add(module.parsed.tree);
    for (const check::ClassDef& entity : program_.classes) classes_.emplace(entity.name, &entity);
  }

  void look(const syntax::Statement& statement) {
    std::visit([&](const auto& node) { judge(node); }, statement.node);
  }

 private:
  // A class matters when a statement speaks of it, or of a class it belongs to.
  [[nodiscard]] bool class_matters(const check::ClassDef& entity) const {
    if (mentions_.has(Space::targets, entity.name)) return true;
    for (const base::ClassId parent : entity.parents)
      if (class_matters(program_.classes[parent.index()])) return true;
    return false;
  }

  [[nodiscard]] bool action_matters(const std::string& name) const {
    if (mentions_.has(Space::targets, name) || mentions_.grants_anything()) return true;
    for (const check::Action& action : program_.actions) {
      if (action.name != name) continue;
      for (const base::ClassId id : action.classes)
        if (class_matters(program_.classes[id.index()])) return true;
    }
    return false;
  }

  void report(NameKind kind, const syntax::Name& name, std::string_view help) {
    sink_.emit(Code::UnusedDeclaration, name.span, fmt::format("the {} `{}` is declared and never used", check::kind_word(kind), name.text))
        .with_help(std::string(help));
  }
  void unless_used(Space space, NameKind kind, const syntax::Name& name, std::string_view help) {
    if (!mentions_.has(space, name.text)) report(kind, name, help);
  }

  void judge(const syntax::Let& node) { unless_used(Space::quantities, NameKind::let, node.name, "use it, or delete it"); }
  void judge(const syntax::EnumDecl& node) {
    unless_used(Space::types, NameKind::type, node.name, "give an attribute, fact or `let` this type, or delete it");
  }
  void judge(const syntax::ClassDecl& node) {
    for (const syntax::Name& name : node.names) {
      const auto found = classes_.find(name.text);
      if (found == classes_.end() || class_matters(*found->second)) continue;
      report(NameKind::class_, name,
             mentions_.has_member(name.text) ? "actions belong to it, but no statement speaks of it: write a rule about it, or delete it"
                                             : "let actions belong to it and write a rule about it, or delete it");
    }
  }
  void judge(const syntax::CapabilityDecl& node) {
    for (const syntax::Name& name : node.names)
      if (!mentions_.is_needed(name.text)) report(NameKind::capability, name, "no action needs it: write `needs` at one, or delete it");
  }
  void judge(const syntax::SignatureDecl& node) {
    for (const syntax::Signature& signature : node.signatures) {
      switch (node.kind) {
        case syntax::SignatureKind::action:
          if (!action_matters(signature.name.text))
            report(NameKind::action, signature.name, "no rule speaks of it, so nobody may do it: write a rule or a test about it");
          break;
        case syntax::SignatureKind::event:
          unless_used(Space::targets, NameKind::event, signature.name, "watch it or start a job on it, or delete it");
          break;
        case syntax::SignatureKind::duty:
          unless_used(Space::duties, NameKind::duty, signature.name, "call it with `do`, or delete it");
          break;
      }
    }
  }
  void judge(const syntax::MeterDecl& node) {
    unless_used(Space::quantities, NameKind::meter, node.name, "a meter counts for a `limit` or `watch`: write one, or delete it");
  }
  void judge(const syntax::FactDecl& node) {
    unless_used(Space::quantities, NameKind::fact, node.name, "ask for it in a condition, or delete it");
  }
  void judge(const syntax::LabelDecl& node) {
    unless_used(Space::labels, NameKind::label, node.name, "no condition says `session has …`: write one, or delete it");
  }
  void judge(const syntax::Approval& node) {
    if (!node.is_default) unless_used(Space::approvals, NameKind::approval, node.name, "name it with `via`, or delete it");
  }
  void judge(const syntax::Scope& node) {
    if (node.names.empty() || node.kind == syntax::ScopeKind::agent || node.kind == syntax::ScopeKind::job) return;
    const syntax::Name& name = node.names.front();
    if (node.kind == syntax::ScopeKind::tier) {
      unless_used(Space::tiers, NameKind::tier, name, "no agent is in it, so its statements bind nobody: write `agent … is …`");
    } else if (node.kind == syntax::ScopeKind::human) {
      if (!has_effect(node))
        unless_used(Space::principals, NameKind::human, name, "name this human in an approval or a route, or delete it");
    } else if (node.kind != syntax::ScopeKind::subagents && !has_effect(node)) {
      const NameKind kind = node.kind == syntax::ScopeKind::window  ? NameKind::window
                            : node.kind == syntax::ScopeKind::phase ? NameKind::phase
                                                                    : NameKind::stop;
      unless_used(Space::switches, kind, name, "nothing changes while it is on: put statements in its block, or ask `in …` elsewhere");
    }
  }
  template <typename Node>
  void judge(const Node&) {}

  const check::TypedProgram& program_;
  diagnostics::Sink& sink_;
  Mentions mentions_;
  std::map<std::string_view, const check::ClassDef*> classes_;
};

}  // namespace

void unused_declaration(const Subject& subject, diagnostics::Sink& sink) {
  if (!governs_agents(subject)) return;
  Search search(subject, sink);
  each_statement(subject.modules.modules.front().parsed.tree, [&](const Place& place) { search.look(place.statement); });
}

}  // namespace envelope::lint
