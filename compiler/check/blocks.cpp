// The walk over all statements, block by block.
#include <variant>

#include "compiler/check/passes.h"
#include "compiler/check/placement.h"
#include "compiler/check/resolve.h"
#include "compiler/check/statements.h"

namespace envelope::check {

using Block = syntax::ScopeKind;

namespace {

void check_reach(Context& ctx, const Frame& frame, const syntax::Reach& node) {
  if (frame.refs.empty() || frame.refs.back().principals.empty() || node.channel.is_missing()) return;
  ctx.program.principals[frame.refs.back().principals.front().index()].reach.push_back({node.channel.text, node.address.value});
}

// Declarations were taken in by earlier passes; items of windows and jobs are read together with their block.
struct Checker {
  Context& ctx;
  const Frame& frame;
  const syntax::Statement& statement;

  void operator()(const syntax::Rule& node) const { check_rule(ctx, frame, statement, node); }
  void operator()(const syntax::Holds& node) const { check_holds(ctx, frame, statement, node); }
  void operator()(const syntax::Limit& node) const { check_limit(ctx, frame, statement, node); }
  void operator()(const syntax::Watch& node) const { check_watch(ctx, frame, statement, node); }
  void operator()(const syntax::Around& node) const { check_around(ctx, frame, statement, node); }
  void operator()(const syntax::Audit& node) const { check_audit(ctx, frame, statement, node); }
  void operator()(const syntax::Configure& node) const { check_configure(ctx, frame, statement, node); }
  void operator()(const syntax::LabelDecl& node) const { check_label(ctx, frame, statement, node); }
  void operator()(const syntax::FileDecl& node) const { check_file(ctx, statement, node); }
  void operator()(const syntax::Route& node) const { check_route(ctx, statement, node); }
  void operator()(const syntax::Scope& node) const { check_scope(ctx, frame, statement, node); }
  void operator()(const syntax::Reach& node) const { check_reach(ctx, frame, node); }
  void operator()(const syntax::Assert& node) const { check_assert(ctx, statement, node); }
  void operator()(const syntax::Accept& node) const { check_accept(ctx, statement, node); }
  void operator()(const syntax::Test& node) const { check_test(ctx, statement, node); }
  template <typename Node>
  void operator()(const Node&) const {}
};

void check_statement(Context& ctx, const Frame& frame, const syntax::Statement& statement) {
  ctx.is_broken = statement.broken;
  const bool placed = check_placement(ctx, statement, frame.innermost);
  if (!placed && !std::holds_alternative<syntax::Scope>(statement.node)) return;
  std::visit(Checker{ctx, frame, statement}, statement.node);
}

template <typename Id>
Id declared_id(const Context& ctx, Space space, const syntax::Scope& node) {
  if (node.names.empty()) return {};
  const Declared* found = ctx.names.find(space, node.names.front().text);
  return found == nullptr ? Id{} : Id{found->index};
}

std::vector<base::PrincipalId> declared_principals(const Context& ctx, const syntax::Scope& node, NameKind kind) {
  std::vector<base::PrincipalId> ids;
  for (const syntax::Name& name : node.names) {
    const Declared* found = ctx.names.find(Space::principals, name.text);
    if (found != nullptr && found->kind == kind) ids.push_back(base::PrincipalId{found->index});
  }
  return ids;
}

// The condition the block adds. False: its name lost a clash, so there is nothing its statements could be about.
bool enter_block(const Context& ctx, const syntax::Scope& node, Frame& frame) {
  ScopeRef ref;
  frame.innermost = node.kind;
  switch (node.kind) {
    case Block::tier:
      ref.kind = ScopeKind::tier;
      ref.tier = declared_id<base::TierId>(ctx, Space::tiers, node);
      if (!ref.tier.is_valid()) return false;
      break;
    case Block::agent:
      ref.kind = ScopeKind::agents;
      ref.principals = declared_principals(ctx, node, NameKind::agent);
      if (ref.principals.empty()) return false;
      break;
    case Block::human:
      ref.kind = ScopeKind::human;
      ref.principals = declared_principals(ctx, node, NameKind::human);
      if (ref.principals.empty()) return false;
      break;
    case Block::subagents:
      ref.kind = ScopeKind::subagents;
      break;
    case Block::window:
    case Block::phase:
    case Block::stop:
      ref.kind = ScopeKind::in_switch;
      ref.switch_id = declared_id<base::SwitchId>(ctx, Space::switches, node);
      if (!ref.switch_id.is_valid()) return false;
      frame.switch_id = ref.switch_id;
      break;
    case Block::job:
      ref.kind = ScopeKind::job;
      ref.job = declared_id<base::JobId>(ctx, Space::jobs, node);
      if (!ref.job.is_valid()) return false;
      break;
  }
  frame.refs.push_back(std::move(ref));
  return true;
}

}  // namespace

void check_scope(Context& ctx, const Frame& outer, const syntax::Statement& statement, const syntax::Scope& node) {
  Frame frame = outer;
  if (!enter_block(ctx, node, frame)) return;
  for (const syntax::Statement& item : node.items) check_statement(ctx, frame, item);
  ctx.is_broken = statement.broken;
  if (frame.refs.back().kind == ScopeKind::in_switch) check_switch_items(ctx, node, frame.switch_id);
  if (frame.refs.back().kind == ScopeKind::job) check_job_items(ctx, frame, node);
}

void check_statements(Context& ctx) {
  const Frame top;
  for (std::size_t i = 0; i < ctx.modules.size(); ++i) {
    ctx.module = i;
    for (const syntax::Statement& statement : ctx.modules[i].tree->statements) check_statement(ctx, top, statement);
  }
}

}  // namespace envelope::check
