#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

ScopeKind scope_kind(Grammar::ScopeHeaderContext* context) {
  switch (context->start->getType()) {
    case Grammar::TIER:
      return ScopeKind::tier;
    case Grammar::HUMAN:
      return ScopeKind::human;
    case Grammar::SUBAGENTS:
      return ScopeKind::subagents;
    case Grammar::WINDOW:
      return ScopeKind::window;
    case Grammar::PHASE:
      return ScopeKind::phase;
    case Grammar::STOP:
      return ScopeKind::stop;
    case Grammar::JOB:
      return ScopeKind::job;
    default:
      return ScopeKind::agent;  // a token type is a plain number of the parser library
  }
}

void build_header(Builder& b, Grammar::ScopeHeaderContext* context, Scope& scope) {
  scope.kind = scope_kind(context);
  scope.keyword = b.source.span(*context->start);
  scope.doc = build_doc(b, context->STRING());
  if (scope.kind == ScopeKind::subagents) return;
  const base::Span gap = b.gap(context);
  const std::vector<Grammar::NameContext*> single = context->name();
  if (scope.kind == ScopeKind::agent) {
    scope.names = build_names(b, context->names());
    if (context->IS() != nullptr) scope.owner = build_name(b, single.empty() ? nullptr : single[0], gap);
  } else {
    scope.names.push_back(build_name(b, single.empty() ? nullptr : single[0], gap));
    if (scope.kind == ScopeKind::job) scope.owner = build_name(b, single.size() > 1 ? single[1] : nullptr, gap);
    if (auto* each = context->each()) scope.each = Each{build_names(b, each->names()), b.span(each)};
  }
  if (scope.names.empty()) scope.names.push_back({{}, gap});
}

void append(std::vector<Name>& into, std::vector<Name> names) {
  into.insert(into.end(), std::make_move_iterator(names.begin()), std::make_move_iterator(names.end()));
}

void build_approval_item(Builder& b, Grammar::ApprovalItemContext* item, Approval& approval) {
  if (item->FROM() != nullptr) {
    ApprovalSource& source = approval.from.emplace_back();
    source.span = b.span(item);
    if (auto* quorum = item->INT()) {
      source.quorum = literal_value(ValueKind::integer, std::string(b.source.text(b.span(quorum))), b.span(quorum));
    }
    source.people = build_names(b, item->names());
    if (item->AFTER() != nullptr) source.after = build_span(b, item->span(), b.gap(item));
  } else if (item->BY() != nullptr) {
    append(approval.by, build_names(b, item->names()));
  } else if (item->NEEDS() != nullptr) {
    append(approval.needs, build_names(b, item->names()));
  } else if (item->PROOF() != nullptr) {
    append(approval.proof, build_names(b, item->names()));
  } else if (item->WITHIN() != nullptr) {
    Value within = build_span(b, item->span(), b.gap(item));
    if (approval.within) {
      b.clause_twice(approval.within->span, within.span, "`within`", "an approval waits for one span of time");
    } else {
      approval.within = std::move(within);
    }
  }
}

Passage build_passage(Builder& b, Grammar::PassageContext* context) {
  Passage passage;
  passage.leave = context->LEAVE() != nullptr;
  if (auto* via = context->via()) passage.via = build_names(b, via->names());
  const std::vector<Grammar::DutiesContext*> lists = context->duties();
  if (!lists.empty()) passage.duties = build_duties(b, lists[0]);
  if (lists.size() > 1) passage.otherwise = build_duties(b, lists[1]);
  return passage;
}

CronTrigger build_cron(Builder& b, Grammar::CronTriggerContext* context) {
  const std::vector<TerminalNode*> strings = context->STRING();
  CronTrigger cron;
  cron.expression = build_text(b, strings.empty() ? nullptr : strings[0], b.gap(context));
  if (context->IN() != nullptr) cron.timezone = build_text(b, strings.size() > 1 ? strings[1] : nullptr, b.gap(context));
  return cron;
}

}  // namespace

Scope build_scope(Builder& b, Grammar::ScopeContext* context) {
  Scope scope;
  if (auto* header = context->scopeHeader()) build_header(b, header, scope);
  if (auto* block = context->block()) {
    scope.has_block = true;
    scope.block = b.span(block);
    scope.items = build_statements(b, block);
  }
  return scope;
}

Approval build_approval(Builder& b, Grammar::ApprovalContext* context, bool is_default) {
  Approval approval;
  approval.is_default = is_default;
  approval.name = build_name(b, context->name(), b.gap(context));
  approval.doc = build_doc(b, context->STRING());
  if (auto* block = context->approvalBlock()) {
    for (Grammar::ApprovalItemContext* item : block->approvalItem()) build_approval_item(b, item, approval);
  }
  return approval;
}

StatementNode build_item(Builder& b, Grammar::ItemContext* context) {
  const base::Span gap = b.gap(context);
  if (auto* node = context->behaviour()) return build_behaviour(b, node);
  if (auto* node = context->labelDecl()) return build_label(b, node);
  if (auto* node = context->scope()) return build_scope(b, node);
  if (auto* node = context->reach()) return Reach{build_name(b, node->name(), gap), build_text(b, node->STRING(), gap)};
  if (auto* node = context->lasts()) return Lasts{build_span(b, node->span(), gap)};
  if (auto* node = context->passage()) return build_passage(b, node);
  if (auto* node = context->cronTrigger()) return build_cron(b, node);
  if (auto* node = context->everyTrigger()) return EveryTrigger{build_span(b, node->span(), gap)};
  if (auto* node = context->eventTrigger()) return EventTrigger{build_names(b, node->names()), build_conditions(b, node->condition())};
  if (auto* node = context->runItem()) return RunItem{build_name(b, node->name(), gap), build_arguments(b, node->arguments())};
  if (auto* node = context->expires()) return Expires{build_dated(b, node->dated(), gap)};
  return Unreadable{};
}

}  // namespace envelope::syntax
