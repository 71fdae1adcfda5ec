// Pass 3: what declared names consist of. Statements come later and may refer to all of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "compiler/base/nearest.h"
#include "compiler/check/attributes.h"
#include "compiler/check/entities.h"
#include "compiler/check/limits.h"
#include "compiler/check/passes.h"
#include "compiler/check/resolve.h"
#include "compiler/check/type_words.h"

namespace envelope::check {

using diagnostics::Code;
using diagnostics::Diagnostic;
using syntax::Name;

namespace {

class Definer {
 public:
  explicit Definer(Context& ctx) : ctx_(ctx), program_(ctx.program) {}

  void run() {
    each_statement([this](const syntax::Statement& statement) { define_types(statement); });
    each_statement([this](const syntax::Statement& statement) {
      if (const auto* node = std::get_if<syntax::SignatureDecl>(&statement.node)) define_signatures(*node);
    });
    check_lets(ctx_);
    each_statement([this](const syntax::Statement& statement) { define(statement); });
  }

 private:
  template <typename F>
  void each_statement(F visit) {
    for (std::size_t i = 0; i < ctx_.modules.size(); ++i) {
      ctx_.module = i;
      for (const syntax::Statement& statement : ctx_.modules[i].tree->statements) visit(statement);
    }
  }

  void define_types(const syntax::Statement& statement) {
    if (const auto* node = std::get_if<syntax::EnumDecl>(&statement.node)) define_enum(*node);
    if (const auto* node = std::get_if<syntax::ClassDecl>(&statement.node)) define_class(*node);
    if (const auto* node = std::get_if<syntax::SignatureDecl>(&statement.node);
        node != nullptr && node->kind == syntax::SignatureKind::action)
      for (const syntax::Signature& signature : node->signatures) define_action(*node, signature);
  }

  void define(const syntax::Statement& statement) {
    ctx_.is_broken = statement.broken;
    if (const auto* node = std::get_if<syntax::MeterDecl>(&statement.node)) define_meter(ctx_, *node);
    if (const auto* node = std::get_if<syntax::FactDecl>(&statement.node)) define_fact(ctx_, *node);
    if (const auto* node = std::get_if<syntax::Approval>(&statement.node)) define_approval(ctx_, *node);
    if (const auto* node = std::get_if<syntax::Scope>(&statement.node)) define_scope(*node);
  }

  void define_enum(const syntax::EnumDecl& node) {
    const Declared* declared = ctx_.names.find(Space::types, node.name.text);
    if (!is_declaration(declared, node.name)) return;
    EnumType& type = program_.enums[declared->index];
    std::unordered_map<std::string_view, base::Span> seen;
    for (const Name& member : node.members) {
      if (member.is_missing()) continue;
      const auto [entry, added] = seen.try_emplace(member.text, member.span);
      if (!added) {
        ctx_.sink.emit(Code::DuplicateName, member.span, fmt::format("`{}` is a member of `{}` twice", member.text, type.name))
            .label(entry->second, "first named here")
            .with_help("keep one of them");
        continue;
      }
      if (type.members.size() == kMembersMax) {
        ctx_.sink.emit(Code::TooManyMembers, member.span, fmt::format("`{}` has more than {} members", type.name, kMembersMax))
            .with_help("a set that large is text: use String and patterns");
        break;
      }
      type.members.push_back(member.text);
    }
  }

  void define_class(const syntax::ClassDecl& node) {
    std::vector<base::ClassId> parents;
    for (const Name& parent : node.parents) {
      const base::ClassId id = resolve_class(ctx_, parent);
      if (id.is_valid()) parents.push_back(id);
    }
    for (const Name& name : node.names) {
      const Declared* declared = ctx_.names.find(Space::targets, name.text);
      if (is_declaration(declared, name)) program_.classes[declared->index].parents = parents;
    }
  }

  // Classes of actions are known before anything asks what a class holds.
  void define_action(const syntax::SignatureDecl& node, const syntax::Signature& signature) {
    const Declared* declared = ctx_.names.find(Space::targets, signature.name.text);
    if (!is_declaration(declared, signature.name)) return;
    Action& action = program_.actions[declared->index];
    const bool is_first = &signature == &node.signatures.front();  // names in traits are reported once a statement
    for (const syntax::Trait& trait : node.traits) {
      if (trait.kind != syntax::TraitKind::is && trait.kind != syntax::TraitKind::needs) continue;
      for (const Name& name : trait.names) {
        if (trait.kind == syntax::TraitKind::is) {
          const base::ClassId id = is_first ? resolve_class(ctx_, name) : known_class(name);
          if (id.is_valid()) action.classes.push_back(id);
        } else {
          const base::CapabilityId id = is_first ? resolve_capability(ctx_, name) : known_capability(name);
          if (id.is_valid()) action.needs.push_back(id);
        }
      }
    }
    action.is_engine = ctx_.modules[ctx_.module].is_stdlib && is_engine_name(action.name);
  }

  base::ClassId known_class(const Name& name) const {
    const Declared* found = ctx_.names.find(Space::targets, name.text);
    return found != nullptr && found->kind == NameKind::class_ ? base::ClassId{found->index} : base::ClassId{};
  }
  base::CapabilityId known_capability(const Name& name) const {
    const Declared* found = ctx_.names.find(Space::capabilities, name.text);
    return found != nullptr ? base::CapabilityId{found->index} : base::CapabilityId{};
  }

  static bool is_engine_name(std::string_view name) {
    constexpr std::array<std::string_view, 12> kEngine = {"start", "run",   "spawn",     "schedule", "reschedule", "unschedule",
                                                          "enter", "leave", "interrupt", "rollback", "enact",      "edit_policy"};
    return std::find(kEngine.begin(), kEngine.end(), name) != kEngine.end();
  }

  void define_signatures(const syntax::SignatureDecl& node) {
    if (node.kind != syntax::SignatureKind::action) report_traits(node);
    for (const syntax::Signature& signature : node.signatures) {
      const bool is_duty = node.kind == syntax::SignatureKind::duty;
      const Declared* declared = ctx_.names.find(is_duty ? Space::duties : Space::targets, signature.name.text);
      if (!is_declaration(declared, signature.name)) continue;
      std::vector<Attribute> attributes = define_parameters(signature, !is_duty);
      switch (node.kind) {
        case syntax::SignatureKind::action:
          program_.actions[declared->index].attributes = std::move(attributes);
          define_uses(node, program_.actions[declared->index]);
          break;
        case syntax::SignatureKind::event:
          program_.events[declared->index].attributes = std::move(attributes);
          break;
        case syntax::SignatureKind::duty:
          program_.duties[declared->index].parameters = std::move(attributes);
          break;
      }
    }
  }

  void report_traits(const syntax::SignatureDecl& node) {
    for (const syntax::Trait& trait : node.traits) {
      ctx_.sink
          .emit(Code::MisplacedStatement, trait.span,
                node.kind == syntax::SignatureKind::event ? "an event is noticed, not done: it has no classes, capabilities or files"
                                                          : "a duty is done by the host: it has no classes, capabilities or files")
          .with_help("`is`, `needs`, `reads`, `writes` and `executes` belong to actions");
      return;
    }
  }

  std::vector<Attribute> define_parameters(const syntax::Signature& signature, bool in_conditions) {
    std::vector<Attribute> attributes;
    for (const syntax::Parameter& parameter : signature.parameters) {
      if (parameter.name.is_missing()) continue;
      if (const Attribute* first = find_attribute(attributes, parameter.name.text)) {
        ctx_.sink
            .emit(Code::DuplicateName, parameter.name.span,
                  fmt::format("`{}` has two attributes `{}`", signature.name.text, parameter.name.text))
            .label(first->span, "first declared here")
            .with_help("give one of them another name");
        continue;
      }
      if (in_conditions && built_in_attribute(parameter.name.text)) {
        ctx_.sink
            .emit(Code::ReservedName, parameter.name.span,
                  fmt::format("`{}` is what the engine itself knows of every request", parameter.name.text))
            .under("declared again here")
            .with_help("give the attribute another name");
        continue;
      }
      if (attributes.size() == kAttributesMax) {
        ctx_.sink
            .emit(Code::TooManyAttributes, parameter.span,
                  fmt::format("`{}` has more than {} attributes", signature.name.text, kAttributesMax))
            .with_help("split it into several");
        break;
      }
      attributes.push_back({parameter.name.text, resolve_type(ctx_, parameter.type), parameter.optional, parameter.name.span});
    }
    return attributes;
  }

  void define_uses(const syntax::SignatureDecl& node, Action& action) {
    for (const syntax::Trait& trait : node.traits) {
      std::vector<std::string>* uses = trait.kind == syntax::TraitKind::reads      ? &action.reads
                                       : trait.kind == syntax::TraitKind::writes   ? &action.writes
                                       : trait.kind == syntax::TraitKind::executes ? &action.executes
                                                                                   : nullptr;
      if (uses == nullptr) continue;
      for (const Name& name : trait.names) {
        if (name.is_missing()) continue;
        if (find_attribute(action.attributes, name.text) != nullptr) {
          uses->push_back(name.text);
          continue;
        }
        std::vector<std::string_view> names;
        for (const Attribute& attribute : action.attributes) names.push_back(attribute.name);
        Diagnostic& diagnostic =
            ctx_.sink.emit(Code::UnknownAttribute, name.span, fmt::format("`{}` has no attribute `{}`", action.name, name.text));
        diagnostic.label(action.span, "declared here");
        if (!suggest(diagnostic, name.span, base::nearest(name.text, names)))
          diagnostic.with_help("name one of its own attributes: what it reads, writes or executes");
      }
    }
  }

  void define_scope(const syntax::Scope& node) {
    if (node.kind == syntax::ScopeKind::agent && node.owner) define_tiers(node);
    if (node.kind == syntax::ScopeKind::job) define_owner(node);
    const bool is_switch =
        node.kind == syntax::ScopeKind::window || node.kind == syntax::ScopeKind::phase || node.kind == syntax::ScopeKind::stop;
    if (is_switch && node.each) define_switch_keys(ctx_, node);
    for (const syntax::Statement& item : node.items)
      if (const auto* inner = std::get_if<syntax::Scope>(&item.node)) define_scope(*inner);
  }

  void define_tiers(const syntax::Scope& node) {
    const base::TierId tier = resolve_tier(ctx_, *node.owner);
    if (!tier.is_valid()) return;
    for (const Name& name : node.names) {
      const Declared* declared = ctx_.names.find(Space::principals, name.text);
      if (declared == nullptr || declared->kind != NameKind::agent) continue;
      Principal& agent = program_.principals[declared->index];
      const auto [first, added] = tier_spans_.try_emplace(declared->index, node.owner->span);
      if (added) {
        agent.tier = tier;
      } else if (agent.tier != tier) {
        ctx_.sink
            .emit(Code::TwoTiers, node.owner->span,
                  fmt::format("`{}` is in the tiers `{}` and `{}`", name.text, program_.tiers[agent.tier.index()].name, node.owner->text))
            .under("the second tier")
            .label(first->second, "the first tier")
            .with_help("an agent is in one tier at most: keep one of them, and open the block again without `is` elsewhere");
      }
    }
  }

  void define_owner(const syntax::Scope& node) {
    if (!node.owner || node.names.empty()) return;
    const base::PrincipalId owner = resolve_agent(ctx_, *node.owner);
    const Declared* declared = ctx_.names.find(Space::jobs, node.names.front().text);
    if (is_declaration(declared, node.names.front())) program_.jobs[declared->index].owner = owner;
  }

  Context& ctx_;
  TypedProgram& program_;
  std::unordered_map<std::uint32_t, base::Span> tier_spans_;
};

}  // namespace

void define_vocabulary(Context& ctx) {
  Definer(ctx).run();
  close_classes(ctx);
}

}  // namespace envelope::check
