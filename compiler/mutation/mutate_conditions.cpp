#include "compiler/mutation/mutate_conditions.h"

#include <fmt/format.h>

#include <functional>
#include <limits>

#include "compiler/model/print.h"
#include "compiler/mutation/boundary_values.h"
#include "compiler/mutation/one_line.h"
#include "runtime/time/civil.h"

namespace envelope::mutation {
namespace {

using check::Comparison;
using check::TypedAtom;
using check::TypedExpr;
using check::TypedExprKind;

// One more value for which a comparison holds: the constant to move, and that value.
struct Widened {
  std::size_t constant;
  std::int64_t moved_to;
  std::int64_t holds_too;
};

class Changer {
 public:
  Changer(const std::vector<check::TypedCondition>& conditions, const model::PolicyModel& model, const base::SourceMap& sources)
      : now_(conditions), model_(model), sources_(sources) {}

  std::vector<ChangedConditions> run() {
    for (std::size_t i = 0; i < now_.size(); ++i) {
      leave_out(i);
      turn_around(i);
      change_expr(now_[i].expr);
    }
    return std::move(all_);
  }

 private:
  // As the conditions stand at this moment: changed in place, and put back by the caller.
  void keep(Change change, std::string text) { all_.push_back({change, std::move(text), now_}); }

  void leave_out(std::size_t i) {
    check::TypedCondition condition = now_[i];
    now_.erase(now_.begin() + static_cast<std::ptrdiff_t>(i));
    keep(Change::condition, fmt::format("without `{} {}`", condition.unless ? "unless" : "when", one_line(sources_, condition.expr.span)));
    now_.insert(now_.begin() + static_cast<std::ptrdiff_t>(i), std::move(condition));
  }

  void turn_around(std::size_t i) {
    now_[i].unless = !now_[i].unless;
    keep(Change::negate, fmt::format("`{}` instead of `{}` before `{}`", now_[i].unless ? "unless" : "when",
                                     now_[i].unless ? "when" : "unless", one_line(sources_, now_[i].expr.span)));
    now_[i].unless = !now_[i].unless;
  }

  void change_expr(TypedExpr& expr) {
    if (expr.kind == TypedExprKind::atom) return change_atom(expr);
    if (expr.kind == TypedExprKind::all || expr.kind == TypedExprKind::any) {
      for (std::size_t i = 0; i < expr.items.size(); ++i) {
        const TypedExpr whole = expr;
        expr.items.erase(expr.items.begin() + static_cast<std::ptrdiff_t>(i));
        keep(Change::part, fmt::format("without `{}`", one_line(sources_, whole.items[i].span)));
        expr = whole;
      }
    }
    for (TypedExpr& item : expr.items) change_expr(item);
  }

  void change_atom(TypedExpr& expr) {
    TypedAtom& atom = expr.atom;
    for (const Widened& widened : widenings(atom)) {
      std::int64_t& constant = atom.constants[widened.constant].number;
      const std::int64_t kept = constant;
      constant = widened.moved_to;
      keep(Change::bound, fmt::format("`{}` is true of {} too", one_line(sources_, expr.span), number(atom, widened.holds_too)));
      constant = kept;
    }
    const bool is_list =
        atom.comparison == Comparison::one_of || atom.comparison == Comparison::matches || atom.comparison == Comparison::under;
    for (std::size_t i = 0; is_list && atom.constants.size() > 1 && i < atom.constants.size(); ++i) {
      const std::vector<check::Constant> kept = atom.constants;
      atom.constants.erase(atom.constants.begin() + static_cast<std::ptrdiff_t>(i));
      keep(Change::value, fmt::format("without `{}` in `{}`", value(atom, kept[i]), one_line(sources_, expr.span)));
      atom.constants = kept;
    }
  }

  [[nodiscard]] std::string number(const TypedAtom& atom, std::int64_t value) const {
    return atom.time_of_day ? time::format(time::TimeOfDay{static_cast<std::int32_t>(value)})
                            : model::print_number(model_, atom.left.type, value);
  }

  [[nodiscard]] std::string value(const TypedAtom& atom, const check::Constant& constant) const {
    return base::is_textual(constant.type.kind) ? fmt::format("\"{}\"", constant.text) : number(atom, constant.number);
  }

  static std::int64_t step(const TypedAtom& atom) { return atom.time_of_day ? time::kMsPerMinute : step_of(atom.left.type.kind); }

  static std::vector<Widened> widenings(const TypedAtom& atom) {
    constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
    if (atom.constants.empty() || !base::is_numeric(atom.left.type.kind)) return {};
    const std::int64_t by = step(atom);
    const std::int64_t first = atom.constants[0].number;
    switch (atom.comparison) {
      case Comparison::less:
        if (first <= kLargest - by) return {{0, first + by, first}};
        return {};
      case Comparison::less_equal:
        if (first <= kLargest - by) return {{0, first + by, first + by}};
        return {};
      case Comparison::greater:
        if (first >= by) return {{0, first - by, first}};
        return {};
      case Comparison::greater_equal:
        if (first >= by) return {{0, first - by, first - by}};
        return {};
      case Comparison::in_range:
        return atom.time_of_day ? widened_day(atom, by) : widened_range(atom, by);
      case Comparison::truth:
      case Comparison::equals:
      case Comparison::one_of:
      case Comparison::matches:
      case Comparison::under:
      case Comparison::has:
      case Comparison::equals_self:
        return {};
    }
    return {};
  }

  static std::vector<Widened> widened_range(const TypedAtom& atom, std::int64_t by) {
    const std::int64_t low = atom.constants[0].number;
    const std::int64_t high = atom.constants[1].number;
    std::vector<Widened> all;
    if (low >= by) all.push_back({0, low - by, low - by});
    if (high <= std::numeric_limits<std::int64_t>::max() - by) all.push_back({1, high + by, high});
    return all;
  }

  // Around the clock; a range that would meet itself is left as it is.
  static std::vector<Widened> widened_day(const TypedAtom& atom, std::int64_t by) {
    const std::int64_t low = (atom.constants[0].number + time::kMsPerDay - by) % time::kMsPerDay;
    const std::int64_t high = atom.constants[1].number;
    const std::int64_t next = (high + by) % time::kMsPerDay;
    std::vector<Widened> all;
    if (low != high) all.push_back({0, low, low});
    if (next != atom.constants[0].number) all.push_back({1, next, high});
    return all;
  }

  std::vector<check::TypedCondition> now_;
  const model::PolicyModel& model_;
  const base::SourceMap& sources_;
  std::vector<ChangedConditions> all_;
};

}  // namespace

std::vector<ChangedConditions> changed_conditions(const std::vector<check::TypedCondition>& conditions, const model::PolicyModel& model,
                                                  const base::SourceMap& sources) {
  return Changer(conditions, model, sources).run();
}

}  // namespace envelope::mutation
