#include "compiler/lint/mentions.h"

#include "compiler/lint/walk.h"

namespace envelope::lint {

using check::Space;

// Every use in one statement; those in blocks are met on their own.
struct Collector {
  Mentions& out;

  void use(Space space, const syntax::Name& name) const { out.names_[static_cast<std::size_t>(space)].insert(name.text); }
  void use(Space space, const std::vector<syntax::Name>& names) const {
    for (const syntax::Name& name : names) use(space, name);
  }
  void path(Space space, const syntax::Path& path) const {
    if (!path.parts.empty()) use(space, path.parts.front());
  }

  // A target may be an action, class or event, or in limits and watches a meter or fact.
  void targets(const syntax::Targets& targets) const {
    for (const syntax::Target& target : targets.items) {
      path(Space::targets, target.path);
      path(Space::quantities, target.path);
    }
    use(Space::targets, targets.except);
  }
  void request(const std::optional<syntax::RequestOf>& request) const {
    if (request) use(Space::principals, request->agent);
  }
  void duties(const std::vector<syntax::DutyCall>& calls) const {
    for (const syntax::DutyCall& call : calls) {
      use(Space::duties, call.name);
      if (call.via) use(Space::approvals, *call.via);
    }
  }
  void passes(bool leave) const { out.names_[static_cast<std::size_t>(Space::targets)].insert(leave ? "leave" : "enter"); }

  void operator()(const syntax::Let& node) const {
    if (node.type) use(Space::types, node.type->name);
  }
  void operator()(const syntax::ClassDecl& node) const {
    for (const syntax::Name& parent : node.parents) out.memberships_.insert(parent.text);
  }
  void operator()(const syntax::SignatureDecl& node) const {
    for (const syntax::Signature& signature : node.signatures)
      for (const syntax::Parameter& parameter : signature.parameters) use(Space::types, parameter.type.name);
    for (const syntax::Trait& trait : node.traits) {
      auto& into = trait.kind == syntax::TraitKind::is ? out.memberships_ : out.needed_;
      if (trait.kind != syntax::TraitKind::is && trait.kind != syntax::TraitKind::needs) continue;
      for (const syntax::Name& name : trait.names) into.insert(name.text);
    }
  }
  void operator()(const syntax::MeterDecl& node) const {
    for (const syntax::Path& term : node.terms) path(Space::targets, term);
  }
  void operator()(const syntax::FactDecl& node) const { use(Space::types, node.type.name); }
  void operator()(const syntax::LabelDecl& node) const { targets(node.from); }
  void operator()(const syntax::FileDecl& node) const {
    if (!node.runs_as) return;
    use(Space::principals, *node.runs_as);
    use(Space::tiers, *node.runs_as);
  }
  void operator()(const syntax::Approval& node) const {
    for (const syntax::ApprovalSource& source : node.from) use(Space::principals, source.people);
  }
  void operator()(const syntax::Route& node) const { use(Space::principals, node.to); }
  void operator()(const syntax::Scope& node) const {
    if (node.owner) use(node.kind == syntax::ScopeKind::job ? Space::principals : Space::tiers, *node.owner);
  }
  void operator()(const syntax::Rule& node) const {
    request(node.request);
    targets(node.targets);
    use(Space::approvals, node.via);
    const bool grants = node.strength != base::Strength::at_most && node.effect != base::Effect::deny;
    for (const syntax::Target& target : node.targets.items) out.grants_anything_ = out.grants_anything_ || (grants && target.anything);
  }
  void operator()(const syntax::Holds& node) const { use(Space::capabilities, node.capabilities); }
  void operator()(const syntax::Limit& node) const {
    targets(node.targets);
    for (const syntax::Threshold& threshold : node.thresholds) duties(threshold.duties);
    duties(node.otherwise);
  }
  void operator()(const syntax::Watch& node) const {
    targets(node.on);
    duties(node.duties);
  }
  void operator()(const syntax::Around& node) const {
    targets(node.targets);
    duties(node.duties);
    duties(node.otherwise);
  }
  void operator()(const syntax::Audit& node) const { targets(node.targets); }
  void operator()(const syntax::Passage& node) const {
    passes(node.leave);
    use(Space::approvals, node.via);
    duties(node.duties);
    duties(node.otherwise);
  }
  void operator()(const syntax::EventTrigger& node) const { use(Space::targets, node.events); }
  void operator()(const syntax::RunItem& node) const { use(Space::targets, node.action); }
  void operator()(const syntax::Assert& node) const {
    request(node.request);
    targets(node.targets);
    for (const syntax::Power& power : node.powers) {
      if (power.approval) use(Space::approvals, *power.approval);
      path(Space::targets, power.target.path);
    }
    use(Space::principals, node.from);
    use(Space::approvals, node.without);
  }
  void operator()(const syntax::Accept& node) const { use(Space::principals, node.principals); }
  void operator()(const syntax::Test& node) const {
    for (const syntax::TestCase& test : node.cases) {
      use(Space::principals, test.principal);
      request(test.request);
      use(Space::targets, test.action);
      use(Space::switches, test.in);
      use(Space::approvals, test.via);
      if (!test.with) continue;
      for (const syntax::Argument& argument : test.with->items)  // a fact is named on the left of its value
        if (argument.name) use(Space::quantities, *argument.name);
    }
    if (!node.with) return;
    for (const syntax::Argument& argument : node.with->items)
      if (argument.name) use(Space::quantities, *argument.name);
  }
  template <typename Node>
  void operator()(const Node&) const {}
};

void Mentions::add(const syntax::PolicyFile& file) {
  const Collector collector{*this};
  each_statement(file, [&](const Place& place) {
    std::visit(collector, place.statement.node);
    each_value(place.statement, [&](const syntax::Value& value) {
      if (value.kind != syntax::ValueKind::name) return;
      for (const syntax::Name& part : value.path.parts) words_.insert(part.text);
    });
    for (const auto* conditions : conditions_of(place.statement))
      for (const syntax::Condition& condition : *conditions)
        each_atom(condition.expr, [&](const syntax::Expr& atom) { collector.path(Space::quantities, atom.path); });
  });
}

bool Mentions::has(Space space, std::string_view name) const {
  return names_[static_cast<std::size_t>(space)].contains(name) || words_.contains(name);
}

}  // namespace envelope::lint
