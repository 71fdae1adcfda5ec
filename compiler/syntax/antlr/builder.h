// Parse tree → our tree: typed functions, one file per concept group. Every function is total: after a syntax error any child may be
// null or empty, and becomes a missing name or an error value whose span is the gap where it was expected.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "EnvelopeParser.h"
#include "compiler/syntax/antlr/error_log.h"
#include "compiler/syntax/antlr/token_row.h"
#include "compiler/syntax/ast/policy_file.h"

namespace envelope::syntax {

using Grammar = grammar::EnvelopeParser;
using antlr4::ParserRuleContext;
using antlr4::tree::TerminalNode;

struct Builder {
  const TokenRow& row;
  const SourceInput& source;
  ErrorLog& log;

  [[nodiscard]] base::Span span(const ParserRuleContext* context) const { return source.span(context); }
  [[nodiscard]] base::Span span(TerminalNode* node) const { return node == nullptr ? base::Span{} : source.span(*node->getSymbol()); }
  // Where something that `context` lacks should have stood.
  [[nodiscard]] base::Span gap(const ParserRuleContext* context) const { return SourceInput::gap_after(source.span(context)); }

  // Reports a clause that a statement may hold only once. `first` and `second` are its two places.
  void clause_twice(base::Span first, base::Span second, std::string_view what, std::string_view help);
};

// ---- names, values (build_name.cpp, build_value.cpp, decode.cpp)
Name build_name(Builder& b, Grammar::NameContext* context, base::Span gap);
// A name that may not be a word of the language.
Name build_id(Builder& b, TerminalNode* id, base::Span gap);
std::vector<Name> build_names(Builder& b, Grammar::NamesContext* context);
Path build_path(Builder& b, Grammar::PathContext* context, base::Span gap);
Text build_text(Builder& b, TerminalNode* string, base::Span gap);
Doc build_doc(Builder& b, TerminalNode* string);
// Without quotes and escapes; reports unknown escapes.
std::string decode_string(Builder& b, const antlr4::Token& token);
Value build_value(Builder& b, Grammar::ValueContext* context, base::Span gap);
Value build_number(Builder& b, Grammar::NumberContext* context, base::Span gap);
Value build_span(Builder& b, Grammar::SpanContext* context, base::Span gap);
Value build_dated(Builder& b, Grammar::DatedContext* context, base::Span gap);
Value name_value(Name name);
Value literal_value(ValueKind kind, std::string text, base::Span span);
std::optional<Arguments> build_arguments(Builder& b, Grammar::ArgumentsContext* context);
// `deny`, the strictest, where none could be read.
Effect build_effect(Grammar::EffectContext* context);

// ---- conditions, targets, rules (build_expr.cpp, build_rule.cpp)
std::vector<Condition> build_conditions(Builder& b, const std::vector<Grammar::ConditionContext*>& contexts);
AtomOp comparison(Grammar::CompareContext* context);
Target build_target(Builder& b, Grammar::TargetContext* context);
Targets build_targets(Builder& b, Grammar::TargetsContext* context, base::Span gap);
Rule build_rule(Builder& b, Grammar::PermissionContext* context, Strength strength, base::Span gap);
std::optional<RequestOf> request_of(Builder& b, TerminalNode* keyword, Grammar::NameContext* agent);
std::vector<Text> build_because(Builder& b, const std::vector<Grammar::BecauseContext*>& contexts);
std::vector<Name> build_via(Builder& b, const std::vector<Grammar::ViaContext*>& contexts);

// ---- behaviour (build_behaviour.cpp, build_clause.cpp)
std::optional<Each> build_each(Builder& b, const std::vector<Grammar::EachContext*>& contexts);
std::optional<Period> build_period(Builder& b, const std::vector<Grammar::PeriodContext*>& contexts);
std::optional<Amount> build_amount(Builder& b, Grammar::AmountContext* context);
std::vector<DutyCall> build_duties(Builder& b, Grammar::DutiesContext* context);
StatementNode build_behaviour(Builder& b, Grammar::BehaviourContext* context);
Route build_route(Builder& b, Grammar::RouteContext* context);

// ---- vocabulary, scopes, claims (build_vocabulary.cpp, build_scope.cpp, build_claim.cpp)
StatementNode build_vocabulary(Builder& b, Grammar::StatementContext* context);
LabelDecl build_label(Builder& b, Grammar::LabelDeclContext* context);
Approval build_approval(Builder& b, Grammar::ApprovalContext* context, bool is_default);
StatementNode build_item(Builder& b, Grammar::ItemContext* context);
Scope build_scope(Builder& b, Grammar::ScopeContext* context);
StatementNode build_claim(Builder& b, Grammar::StatementContext* context);

// ---- statements (build_file.cpp, settle.cpp)
PolicyFile build_file(Builder& b, Grammar::PolicyFileContext* context, base::FileId file);
// The statements below a file or a block, and what stands unread between them.
std::vector<Statement> build_statements(Builder& b, ParserRuleContext* list);
// After all errors are known: marks the statements they lie in as broken, and gives every token that was hidden to a statement.
void settle(Builder& b, PolicyFile& file);

}  // namespace envelope::syntax
