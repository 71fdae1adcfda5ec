// Pass 1: which names there are. Order of modules and statements does not matter to what follows.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/check/attributes.h"
#include "compiler/check/limits.h"
#include "compiler/check/passes.h"
#include "compiler/check/resolve.h"
#include "compiler/check/type_words.h"
#include "runtime/text/utf8.h"

namespace envelope::check {

using diagnostics::Code;
using syntax::Name;

namespace {

NameKind switch_name_kind(SwitchKind kind) {
  switch (kind) {
    case SwitchKind::window:
      return NameKind::window;
    case SwitchKind::phase:
      return NameKind::phase;
    case SwitchKind::stop:
      return NameKind::stop;
  }
  return NameKind::window;
}

class Declarer {
 public:
  explicit Declarer(Context& ctx) : ctx_(ctx), program_(ctx.program) {}

  void run() {
    for (std::size_t i = 0; i < ctx_.modules.size(); ++i) {
      ctx_.module = i;
      for (const syntax::Statement& statement : ctx_.modules[i].tree->statements) declare(statement);
    }
  }

 private:
  void declare(const syntax::Statement& statement) {
    std::visit([this](const auto& node) { add(node); }, statement.node);
  }

  void add(const syntax::EnumDecl& node) {
    if (built_in_type(node.name.text)) return report_reserved(node.name, "a type of the language");
    if (claim(Space::types, node.name, NameKind::type, program_.enums.size()))
      program_.enums.push_back({{node.name.text, node.name.span, doc_text(node.doc)}, {}});
  }
  void add(const syntax::ClassDecl& node) {
    for (const Name& name : node.names)
      if (claim(Space::targets, name, NameKind::class_, program_.classes.size()))
        program_.classes.push_back({{name.text, name.span, doc_text(node.doc)}, {}});
  }
  void add(const syntax::CapabilityDecl& node) {
    for (const Name& name : node.names)
      if (claim(Space::capabilities, name, NameKind::capability, program_.capabilities.size()))
        program_.capabilities.push_back({{name.text, name.span, doc_text(node.doc)}});
  }
  void add(const syntax::SignatureDecl& node) {
    for (const syntax::Signature& signature : node.signatures) add_signature(node, signature.name);
  }
  void add_signature(const syntax::SignatureDecl& node, const Name& name) {
    const Entity entity{name.text, name.span, doc_text(node.doc)};
    switch (node.kind) {
      case syntax::SignatureKind::action:
        if (claim(Space::targets, name, NameKind::action, program_.actions.size()))
          program_.actions.push_back({entity, {}, {}, {}, {}, {}, {}, false});
        break;
      case syntax::SignatureKind::event:
        if (claim(Space::targets, name, NameKind::event, program_.events.size())) program_.events.push_back({entity, {}});
        break;
      case syntax::SignatureKind::duty:
        if (claim(Space::duties, name, NameKind::duty, program_.duties.size())) program_.duties.push_back({entity, {}});
        break;
    }
  }
  void add(const syntax::MeterDecl& node) {
    if (claim_quantity(node.name, NameKind::meter, program_.meters.size()))
      program_.meters.push_back({{node.name.text, node.name.span, {}}, {}, {}});
  }
  void add(const syntax::FactDecl& node) {
    if (claim_quantity(node.name, NameKind::fact, program_.facts.size()))
      program_.facts.push_back({{node.name.text, node.name.span, doc_text(node.doc)}, {}, {}});
  }
  void add(const syntax::Let& node) {
    if (!claim_quantity(node.name, NameKind::let, ctx_.lets.size())) return;
    LetInfo info;
    info.tree = &node;
    info.value = node.value ? &*node.value : nullptr;
    info.module = info.home = ctx_.module;
    ctx_.lets.push_back(info);
  }
  // A label may be raised in several places; the first declares it.
  void add(const syntax::LabelDecl& node) {
    if (node.name.is_missing()) return;
    const auto index = static_cast<std::uint32_t>(program_.labels.size());
    const Declared* first = ctx_.names.find(Space::labels, node.name.text);
    if (first == nullptr) claim(Space::labels, node.name, NameKind::label, index);
    Label label;
    label.name = node.name.text;
    label.span = node.name.span;
    label.doc = doc_text(node.doc);
    label.first = base::LabelId{first == nullptr ? index : first->index};
    program_.labels.push_back(std::move(label));
  }
  void add(const syntax::Approval& node) {
    if (claim(Space::approvals, node.name, NameKind::approval, program_.approvals.size()))
      program_.approvals.push_back({{node.name.text, node.name.span, doc_text(node.doc)}, {}, {}, {}, {}, {}});
  }
  void add(const syntax::Watch& node) { claim(Space::watches, node.name, NameKind::watch, watches_++); }

  void add(const syntax::Scope& node) {
    switch (node.kind) {
      case syntax::ScopeKind::tier:
        for (const Name& name : node.names) add_tier(name, node);
        break;
      case syntax::ScopeKind::agent:
        for (const Name& name : node.names) add_principal(name, node, PrincipalKind::agent);
        break;
      case syntax::ScopeKind::human:
        for (const Name& name : node.names) add_principal(name, node, PrincipalKind::human);
        break;
      case syntax::ScopeKind::window:
        for (const Name& name : node.names) add_switch(name, node, SwitchKind::window);
        break;
      case syntax::ScopeKind::phase:
        for (const Name& name : node.names) add_switch(name, node, SwitchKind::phase);
        break;
      case syntax::ScopeKind::stop:
        for (const Name& name : node.names) add_switch(name, node, SwitchKind::stop);
        break;
      case syntax::ScopeKind::job:
        for (const Name& name : node.names) add_job(name, node);
        break;
      case syntax::ScopeKind::subagents:
        break;
    }
    for (const syntax::Statement& item : node.items) declare(item);
  }
  void add_tier(const Name& name, const syntax::Scope& node) {
    if (const Declared* known = ctx_.names.find(Space::tiers, name.text)) return add_doc(program_.tiers[known->index], node);
    if (claim(Space::tiers, name, NameKind::tier, program_.tiers.size()))
      program_.tiers.push_back({{name.text, name.span, doc_text(node.doc)}});
  }
  // A block of the same agent may stand in several places and extends what the others say.
  void add_principal(const Name& name, const syntax::Scope& node, PrincipalKind kind) {
    if (name.text == "self") return report_reserved(name, "the agent that acts");
    const NameKind name_kind = kind == PrincipalKind::agent ? NameKind::agent : NameKind::human;
    const Declared* known = ctx_.names.find(Space::principals, name.text);
    if (known != nullptr && known->kind == name_kind) return add_doc(program_.principals[known->index], node);
    if (claim(Space::principals, name, name_kind, program_.principals.size()))
      program_.principals.push_back({{name.text, name.span, doc_text(node.doc)}, kind, {}, {}});
  }
  void add_switch(const Name& name, const syntax::Scope& node, SwitchKind kind) {
    const Declared* known = ctx_.names.find(Space::switches, name.text);
    if (known != nullptr && known->kind == switch_name_kind(kind)) return add_doc(program_.switches[known->index], node);
    if (!claim(Space::switches, name, switch_name_kind(kind), program_.switches.size())) return;
    Switch entity;
    entity.name = name.text;
    entity.span = name.span;
    entity.doc = doc_text(node.doc);
    entity.kind = kind;
    program_.switches.push_back(std::move(entity));
  }
  void add_job(const Name& name, const syntax::Scope& node) {
    if (!claim(Space::jobs, name, NameKind::job, program_.jobs.size())) return;
    Job job;
    job.name = name.text;
    job.span = name.span;
    job.doc = doc_text(node.doc);
    program_.jobs.push_back(std::move(job));
  }
  static void add_doc(Entity& entity, const syntax::Scope& node) {
    if (entity.doc.empty()) entity.doc = doc_text(node.doc);
  }

  template <typename Node>
  void add(const Node&) {}  // declares nothing

  bool claim_quantity(const Name& name, NameKind kind, std::size_t index) {
    if (built_in_attribute(name.text)) {
      report_reserved(name, "what the engine itself knows of every request");
      return false;
    }
    return claim(Space::quantities, name, kind, index);
  }

  // Takes the name, or reports who has it. False: there is no entity for this declaration.
  bool claim(Space space, const Name& name, NameKind kind, std::size_t index) {
    if (name.is_missing()) return false;
    if (const Declared* first = ctx_.names.add(space, name.text, {kind, static_cast<std::uint32_t>(index), name.span})) {
      report_duplicate(name, kind, *first);
      return false;
    }
    if (ctx_.names.size(space) == ctx_.limits.names_max + 1) {
      ctx_.sink.emit(Code::TooManyNames, name.span, fmt::format("this is the {}th {}", ctx_.limits.names_max + 1, kind_word(kind)))
          .with_help(fmt::format("a policy declares at most {} names of one kind", ctx_.limits.names_max));
    }
    const auto [entry, added] = skeletons_[static_cast<std::size_t>(space)].try_emplace(text::confusable_skeleton(name.text), name);
    if (!added) report_look_alike(name, kind, entry->second);
    return true;
  }

  void report_duplicate(const Name& name, NameKind kind, const Declared& first) {
    if (!first.span.is_valid()) return report_reserved(name, with_article(kind_word(first.kind)) + " of the language");
    const bool same = first.kind == kind;
    if (is_of_library(name.span) && !is_of_library(first.span)) return report_taken(name, kind, first);
    const std::string message =
        same ? fmt::format("`{}` is declared twice", name.text)
             : fmt::format("`{}` is {} and {}", name.text, with_article(kind_word(first.kind)), with_article(kind_word(kind)));
    diagnostics::Diagnostic& diagnostic = ctx_.sink.emit(Code::DuplicateName, name.span, message);
    diagnostic.under(same ? "declared again here" : fmt::format("declared as {} here", with_article(kind_word(kind))))
        .label(first.span, fmt::format("first declared here"))
        .with_help(same ? "keep one of them, or give one another name" : "the two are looked up by the same words: give one another name");
  }

  [[nodiscard]] bool is_of_library(base::Span span) const { return ctx_.sources.file(span.file).path.starts_with('<'); }

  // A word that the standard library declares after the policy did: the policy is what its author can change.
  void report_taken(const Name& name, NameKind kind, const Declared& first) {
    ctx_.sink
        .emit(Code::DuplicateName, first.span, fmt::format("`{}` is {} of the standard library", name.text, with_article(kind_word(kind))))
        .under("declared again here")
        .label(name.span, "declared by the library here")
        .with_help("use the library's, or give yours another name");
  }

  void report_look_alike(const Name& name, NameKind kind, const Name& other) {
    ctx_.sink.emit(Code::LookAlikeName, name.span, fmt::format("the {} `{}` looks like `{}`", kind_word(kind), name.text, other.text))
        .under("a reader cannot tell it from the other")
        .label(other.span, "the other one is declared here")
        .with_help("give one of them a name that differs to the eye");
  }

  void report_reserved(const Name& name, std::string_view meaning) {
    ctx_.sink.emit(Code::ReservedName, name.span, fmt::format("`{}` is {}", name.text, meaning))
        .under("declared again here")
        .with_help("give it another name");
  }

  Context& ctx_;
  TypedProgram& program_;
  std::size_t watches_ = 0;
  std::array<llvm::StringMap<Name>, kSpaces> skeletons_;
};

// A statement that could not be read, or only in part, may have been the declaration of anything.
bool has_gap(const std::vector<syntax::Statement>& statements) {
  return std::any_of(statements.begin(), statements.end(), [](const syntax::Statement& statement) {
    if (std::holds_alternative<syntax::Unreadable>(statement.node)) return true;
    if (std::holds_alternative<syntax::Scope>(statement.node)) return false;  // what is broken inside a block declares nothing
    const bool declares = !std::holds_alternative<syntax::Rule>(statement.node) && !std::holds_alternative<syntax::Test>(statement.node) &&
                          !std::holds_alternative<syntax::Limit>(statement.node) && !std::holds_alternative<syntax::Around>(statement.node);
    return statement.broken && declares;
  });
}

bool import_failed(const diagnostics::Sink& sink) {
  const auto& all = sink.diagnostics();
  return std::any_of(all.begin(), all.end(), [](const diagnostics::Diagnostic& diagnostic) {
    return diagnostic.code >= Code::UnknownStdlibModule && diagnostic.code < Code::ImportArgumentsDiffer;
  });
}

}  // namespace

void add_built_ins(Context& ctx) {
  const auto add = [&ctx](const char* name, std::vector<std::string> members) {
    ctx.names.add(Space::types, name, {NameKind::type, static_cast<std::uint32_t>(ctx.program.enums.size()), {}});
    ctx.program.enums.push_back({{name, {}, {}}, std::move(members)});
  };
  add("Origin", {"human", "agent", "cron", "event"});
  add("Day", {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
  add("Outcome", {"success", "failure", "partial", "aborted"});
  add("Decision", {"deny", "propose", "ask", "allow"});
}

void declare_names(Context& ctx) {
  for (const ModuleTree& module : ctx.modules) {
    ctx.has_stdlib = ctx.has_stdlib || module.is_stdlib;
    ctx.has_gaps = ctx.has_gaps || has_gap(module.tree->statements);
  }
  ctx.has_gaps = ctx.has_gaps || import_failed(ctx.sink);
  Declarer(ctx).run();
}

}  // namespace envelope::check
