// Conditions: atoms joined by and, or, not. Chains are n-ary, so depth follows the written nesting only.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/syntax/ast/value.h"

namespace envelope::syntax {

enum class ExprKind : std::uint8_t { error, all, any, negation, atom };

enum class AtomOp : std::uint8_t {
  truth,  // overwrites
  is,     // to is sandbox          (negated: is not)
  less,   // amount < $5
  less_equal,
  greater,
  greater_equal,
  in,         // day in [saturday, sunday], time in 22:00..06:00, name in trusted   (negated: not in)
  matches,    // branch matches "feature/**"
  under,      // path under "~/projects"
  has,        // session has untrusted
  in_switch,  // in exploration: `path` is empty, `value` is the name
};

struct Expr {
  ExprKind kind = ExprKind::error;
  base::Span span;
  std::vector<Expr> items;  // all, any: two or more; negation: one

  // atom only
  AtomOp op{};
  bool negated = false;  // `is not`, `not in`, `not matches`, `not under`
  Path path;             // left side; no parts for in_switch
  base::Span op_span;
  Value value;  // right side; kind error for truth
};

// `when …` or `unless …`
struct Condition {
  bool unless = false;
  Expr expr;
  base::Span span;
};

}  // namespace envelope::syntax
