// ENV1014: a condition that holds already where it stands: its block says it, or the same statement did.
#include <fmt/format.h>

#include <map>

#include "compiler/lint/list_edit.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

using diagnostics::Code;
using syntax::AtomOp;
using syntax::Expr;
using syntax::ExprKind;
using syntax::ScopeKind;

// The one word on the left, or on the right, of an atom; empty when there is another number of them.
std::string_view word_of(const syntax::Path& path) { return path.parts.size() == 1 ? std::string_view(path.parts.front().text) : ""; }

bool is_name(const syntax::Value& value, std::string_view name) {
  return value.kind == syntax::ValueKind::name && !name.empty() && word_of(value.path) == name;
}

// `depth > 0`, `depth >= 1`
bool is_depth_above_zero(const Expr& atom) {
  if (word_of(atom.path) != "depth" || atom.value.kind != syntax::ValueKind::integer) return false;
  return (atom.op == AtomOp::greater && atom.value.text == "0") || (atom.op == AtomOp::greater_equal && atom.value.text == "1");
}

bool is_said_by(const Expr& atom, const syntax::Scope& block) {
  if (atom.negated) return false;
  const std::string_view name = block.names.size() == 1 ? std::string_view(block.names.front().text) : "";
  switch (block.kind) {
    case ScopeKind::tier:
      return atom.op == AtomOp::is && word_of(atom.path) == "tier" && is_name(atom.value, name);
    case ScopeKind::agent:
      return atom.op == AtomOp::is && word_of(atom.path) == "agent" && is_name(atom.value, name);
    case ScopeKind::job:
      return atom.op == AtomOp::is && word_of(atom.path) == "job" && is_name(atom.value, name);
    case ScopeKind::window:
    case ScopeKind::phase:
    case ScopeKind::stop:
      return atom.op == AtomOp::in_switch && is_name(atom.value, name);
    case ScopeKind::subagents:
      return is_depth_above_zero(atom);
    case ScopeKind::human:
      return false;
  }
  return false;
}

// One part of the conditions of a statement that must hold: a condition, or an item of one that is joined by `and`.
struct Part {
  const Expr* expr;
  const syntax::Condition* condition;
  std::size_t item;  // of condition->expr.items; meaningless when the condition is this part alone
};

std::vector<Part> parts_of(const std::vector<syntax::Condition>& conditions) {
  std::vector<Part> parts;
  for (const syntax::Condition& condition : conditions) {
    if (!condition.unless && condition.expr.kind == ExprKind::all) {
      for (std::size_t i = 0; i < condition.expr.items.size(); ++i) parts.push_back({&condition.expr.items[i], &condition, i});
    } else {
      parts.push_back({&condition.expr, &condition, 0});
    }
  }
  return parts;
}

// What to delete so that the part is gone; nothing when a comment or parentheses stand in the way.
std::optional<base::Span> without_part(const base::SourceMap& sources, const Part& part) {
  const Expr& whole = part.condition->expr;
  if (part.expr == &whole) {
    const std::string& text = sources.file(part.condition->span.file).text;
    std::uint32_t begin = part.condition->span.begin;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\n')) --begin;
    const std::size_t line = text.rfind('\n', begin == 0 ? 0 : begin - 1);
    const std::size_t from = line == std::string::npos ? 0 : line;
    const bool comment_before = text.substr(from, begin - from).find("//") != std::string::npos;
    return comment_before ? part.condition->span : base::Span{part.condition->span.file, begin, part.condition->span.end};
  }
  if (part.item > 0) {
    const base::Span previous = whole.items[part.item - 1].span;
    if (!is_only(text_between(sources, previous, part.expr->span), "and")) return std::nullopt;
    return base::Span{previous.file, previous.end, part.expr->span.end};
  }
  const base::Span next = whole.items[1].span;
  if (!is_only(text_between(sources, part.expr->span, next), "and")) return std::nullopt;
  return base::Span{next.file, part.expr->span.begin, next.begin};
}

void report(const Subject& subject, const Part& part, base::Span other, std::string_view where, diagnostics::Sink& sink) {
  diagnostics::Diagnostic& finding =
      sink.emit(Code::RepeatedCondition, part.expr->span, fmt::format("`{}` {}", subject.sources.text(part.expr->span), where));
  finding.label(other, "said here").with_help("leave it out");
  if (const auto edit = without_part(subject.sources, part)) finding.fix("leave it out", *edit, "");
}

}  // namespace

void repeated_condition(const Subject& subject, diagnostics::Sink& sink) {
  each_conditions(subject, [&](const Place& place, const std::vector<syntax::Condition>& conditions) {
    const std::vector<Part> parts = parts_of(conditions);
    std::map<std::pair<bool, std::string_view>, base::Span> said;  // `unless` and `when` are kept apart
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto [before, is_new] =
          said.try_emplace({parts[i].condition->unless, subject.sources.text(parts[i].expr->span)}, parts[i].expr->span);
      if (!is_new) {
        report(subject, parts[i], before->second, "stands in this statement already", sink);
        continue;
      }
      if (parts[i].condition->unless || parts[i].expr->kind != ExprKind::atom) continue;
      for (const syntax::Scope* block : place.blocks) {
        if (!is_said_by(*parts[i].expr, *block)) continue;
        report(subject, parts[i], block->names.empty() ? block->keyword : block->names.front().span, "is what its block says already",
               sink);
        break;
      }
    }
  });
}

}  // namespace envelope::lint
