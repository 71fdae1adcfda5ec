// Values, amounts and the words of conditions as the language writes them: what every printer of a typed program shares.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/check/typed_program.h"

namespace envelope::check {

// A number in the unit of its type: `$5.5`, `80%`, `15min`.
[[nodiscard]] std::string print_number(base::TypeKind kind, std::int64_t number);
// `80%`, from ten-thousandths of a percent.
[[nodiscard]] std::string print_percent(std::int64_t number);
[[nodiscard]] std::string print_amount(const Amount& amount);
// ` per day`, with its blank; empty for none.
[[nodiscard]] std::string print_period(const Period& period);

[[nodiscard]] std::string_view built_in_word(BuiltIn built_in);
// Empty for a truth.
[[nodiscard]] std::string_view comparison_word(Comparison comparison);

// Items joined by `and`, or by `or`, chains within in parentheses; `print_item` prints one.
template <typename PrintItem>
[[nodiscard]] std::string print_chain(const TypedExpr& expr, const PrintItem& print_item) {
  std::string out;
  for (const TypedExpr& item : expr.items) {
    if (&item != &expr.items.front()) out += expr.kind == TypedExprKind::all ? " and " : " or ";
    const bool is_chain = item.kind == TypedExprKind::all || item.kind == TypedExprKind::any;
    out += is_chain ? "(" + print_item(item) + ")" : print_item(item);
  }
  return out;
}

}  // namespace envelope::check
