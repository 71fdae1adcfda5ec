// The statement lists: a file and the blocks in it, with what stands unread between the statements.
#include <algorithm>

#include "compiler/syntax/antlr/builder.h"

namespace envelope::syntax {
namespace {

StatementNode build_statement(Builder& b, Grammar::StatementContext* context) {
  if (auto* behaviour = context->behaviour()) return build_behaviour(b, behaviour);
  if (auto* scope = context->scope()) return build_scope(b, scope);
  if (context->assertion() != nullptr || context->acceptance() != nullptr || context->test() != nullptr) return build_claim(b, context);
  return build_vocabulary(b, context);
}

// Tokens skipped by recovery. On the line of the statement before them they are its rest; else they stand for themselves.
void add_skipped(Builder& b, std::vector<Statement>& statements, base::Span skipped) {
  if (!statements.empty() && !b.source.is_first_on_line(skipped.begin)) {
    Statement& last = statements.back();
    if (!b.source.has_line_end(last.span.end, skipped.begin) || last.broken) {
      last.span.end = skipped.end;
      last.broken = true;
      return;
    }
  }
  statements.push_back({skipped, true, Unreadable{}});
}

// Whether an error passed through `context` itself, not through a statement nested in it.
bool has_fault(const ParserRuleContext* context) {
  if (context->exception != nullptr) return true;
  return std::any_of(context->children.begin(), context->children.end(), [](antlr4::tree::ParseTree* child) {
    if (dynamic_cast<antlr4::tree::ErrorNode*>(child) != nullptr)
      return dynamic_cast<const Grammar::BlockContext*>(child->parent) == nullptr;
    auto* rule = dynamic_cast<ParserRuleContext*>(child);
    return rule != nullptr && dynamic_cast<Grammar::ItemContext*>(child) == nullptr && has_fault(rule);
  });
}

}  // namespace

std::vector<Statement> build_statements(Builder& b, ParserRuleContext* list) {
  std::vector<Statement> statements;
  base::Span skipped;
  const auto fault = [&](const ParserRuleContext* context) { return !b.log.is_empty() && has_fault(context); };
  const auto flush = [&] {
    if (skipped.is_valid()) add_skipped(b, statements, std::exchange(skipped, {}));
  };
  for (antlr4::tree::ParseTree* child : list->children) {
    if (auto* statement = dynamic_cast<Grammar::StatementContext*>(child)) {
      flush();
      statements.push_back({b.span(statement), fault(statement), build_statement(b, statement)});
    } else if (auto* item = dynamic_cast<Grammar::ItemContext*>(child)) {
      flush();
      statements.push_back({b.span(item), fault(item), build_item(b, item)});
    } else if (auto* error = dynamic_cast<antlr4::tree::ErrorNode*>(child)) {
      skipped = base::join(skipped, b.span(error));
    }
  }
  flush();
  return statements;
}

PolicyFile build_file(Builder& b, Grammar::PolicyFileContext* context, base::FileId file) {
  PolicyFile tree;
  tree.file = file;
  if (context == nullptr) return tree;
  if (auto* header = context->header(0)) {
    const std::vector<TerminalNode*> strings = header->STRING();
    const bool has_zone = header->TIMEZONE() != nullptr;
    const bool has_doc = strings.size() > (has_zone ? 1U : 0U);
    PolicyHeader& built = tree.header.emplace();
    built.name = build_path(b, header->path(), b.gap(header));
    if (has_doc) built.doc = build_doc(b, strings.front());
    if (has_zone) built.timezone = build_text(b, strings.empty() ? nullptr : strings.back(), b.gap(header));
    built.span = b.span(header);
    built.broken = !b.log.is_empty() && has_fault(header);
  }
  tree.statements = build_statements(b, context);
  settle(b, tree);
  return tree;
}

}  // namespace envelope::syntax
