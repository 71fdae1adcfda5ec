#include <fmt/format.h>

#include "compiler/syntax/print.h"
#include "compiler/syntax/print_parts.h"

namespace envelope::syntax {
namespace {

constexpr std::string_view kMissing = "<missing>";

std::string print_items(const std::vector<Value>& values, std::string_view separator) {
  std::string out;
  for (const Value& value : values) {
    if (!out.empty()) out += separator;
    out += print_value(value);
  }
  return out;
}

std::string_view relation(AtomOp op, bool negated) {
  switch (op) {
    case AtomOp::truth:
      return "";
    case AtomOp::is:
      return negated ? "is not" : "is";
    case AtomOp::less:
      return "<";
    case AtomOp::less_equal:
      return "<=";
    case AtomOp::greater:
      return ">";
    case AtomOp::greater_equal:
      return ">=";
    case AtomOp::in:
      return negated ? "not in" : "in";
    case AtomOp::matches:
      return negated ? "not matches" : "matches";
    case AtomOp::under:
      return negated ? "not under" : "under";
    case AtomOp::has:
      return "has";
    case AtomOp::in_switch:
      return "in";
  }
  return "";
}

std::string print_atom(const Expr& expr) {
  if (expr.op == AtomOp::truth) return print_path(expr.path);
  if (expr.op == AtomOp::in_switch) return fmt::format("in {}", print_value(expr.value));
  return fmt::format("{} {} {}", print_path(expr.path), relation(expr.op, expr.negated), print_value(expr.value));
}

std::string print_nested(const Expr& expr) {
  const bool is_leaf = expr.kind == ExprKind::atom || expr.kind == ExprKind::error;
  return is_leaf ? print_expr(expr) : fmt::format("({})", print_expr(expr));
}

std::string print_chain(const Expr& expr, std::string_view separator) {
  std::string out;
  for (const Expr& item : expr.items) {
    if (!out.empty()) out += separator;
    out += print_nested(item);
  }
  return out;
}

}  // namespace

std::string print_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{{{:X}}}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string print_name(const Name& name) { return name.is_missing() ? std::string(kMissing) : name.text; }

std::string print_path(const Path& path) {
  std::string out;
  for (const Name& part : path.parts) {
    if (!out.empty()) out += '.';
    out += print_name(part);
  }
  return out.empty() ? std::string(kMissing) : out;
}

std::string_view print_effect(Effect effect) {
  switch (effect) {
    case Effect::deny:
      return "deny";
    case Effect::propose:
      return "propose";
    case Effect::ask:
      return "ask";
    case Effect::allow:
      return "allow";
  }
  return "";
}

std::string print_value(const Value& value) {
  switch (value.kind) {
    case ValueKind::error:
      return std::string(kMissing);
    case ValueKind::integer:
    case ValueKind::decimal:
    case ValueKind::percent:
    case ValueKind::money:
    case ValueKind::size:
    case ValueKind::duration:
    case ValueKind::ratio:
    case ValueKind::date:
    case ValueKind::time:
    case ValueKind::boolean:
      return value.text;
    case ValueKind::string:
    case ValueKind::text:
      return print_quoted(value.text);
    case ValueKind::name:
      return print_path(value.path);
    case ValueKind::effect:
      return std::string(print_effect(value.effect));
    case ValueKind::list:
      return fmt::format("[{}]", print_items(value.items, ", "));
    case ValueKind::range:
      return print_items(value.items, "..");
  }
  return {};
}

std::string print_expr(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::error:
      return std::string(kMissing);
    case ExprKind::all:
      return print_chain(expr, " and ");
    case ExprKind::any:
      return print_chain(expr, " or ");
    case ExprKind::negation:
      return "not " + (expr.items.empty() ? std::string(kMissing) : print_nested(expr.items.front()));
    case ExprKind::atom:
      return print_atom(expr);
  }
  return {};
}

}  // namespace envelope::syntax
