#include "compiler/questions/cover.h"

#include <algorithm>
#include <numeric>

namespace envelope::questions {
namespace {

using bdd::kFalse;
using bdd::kTrue;
using bdd::Node;

class Covering {
 public:
  Covering(prove::CellLogic& logic, const std::vector<Axis>& axes, Node room, std::vector<std::size_t> order)
      : logic_(logic), space_(logic.space()), axes_(axes), outside_(space_.negation(room)), order_(std::move(order)) {}

  std::optional<std::vector<Case>> run(Node target, std::size_t cases_max) {
    std::vector<Case> cases;
    for (Node left = target; left != kFalse; left = space_.without(left, where(space_, axes_, cases.back()))) {
      if (cases.size() == cases_max || space_.has_overflowed()) return std::nullopt;
      cases.push_back(prime(case_at(logic_.least(left))));
    }
    if (space_.has_overflowed()) return std::nullopt;
    take_out_superfluous(cases, target);
    return cases;
  }

 private:
  [[nodiscard]] Case case_at(const prove::Choice& choice) const {
    Case one;
    for (const Axis& axis : axes_) {
      Parts parts;
      for (const Part& part : axis.parts) parts.push_back(logic_.holds(part.where, choice));
      one.push_back(std::move(parts));
    }
    return one;
  }

  // What all axes but one leave outside of the region: a part that meets it cannot be let in.
  [[nodiscard]] Node forbidden(const Case& one, std::size_t but) {
    Node node = outside_;
    for (std::size_t i = 0; i < axes_.size() && node != kFalse; ++i)
      if (i != but) node = space_.both(node, where(space_, axes_[i], one[i]));
    return node;
  }

  // What a case need not say at all is left out first; what it must say is said as generally as can be.
  Case prime(Case one) {
    for (const bool is_all_or_nothing : {true, false})
      for (const std::size_t i : order_) {
        const Node bad = forbidden(one, i);
        Parts wider = one[i];
        for (std::size_t part = 0; part < wider.size(); ++part)
          wider[part] = wider[part] || space_.both(axes_[i].parts[part].where, bad) == kFalse;
        if (!is_all_or_nothing || are_all(wider)) one[i] = std::move(wider);
      }
    drop_impossible(one);
    return one;
  }

  // Whether two labels are known is one thing: where one is, "not known" was let in for the other because it cannot be.
  void drop_impossible(Case& one) {
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      if (are_all(one[i])) continue;
      Node rest = kTrue;
      for (std::size_t other = 0; other < axes_.size(); ++other)
        if (other != i) rest = space_.both(rest, where(space_, axes_[other], one[other]));
      for (std::size_t part = 0; part < one[i].size(); ++part)
        if (axes_[i].parts[part].is_absent && space_.both(rest, axes_[i].parts[part].where) == kFalse) one[i][part] = false;
    }
  }

  void take_out_superfluous(std::vector<Case>& cases, Node target) {
    for (std::size_t i = cases.size(); i-- > 0;) {
      Node rest = kFalse;
      for (std::size_t other = 0; other < cases.size(); ++other)
        if (other != i) rest = space_.either(rest, where(space_, axes_, cases[other]));
      if (space_.without(target, rest) == kFalse) cases.erase(cases.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  prove::CellLogic& logic_;
  bdd::Space& space_;
  const std::vector<Axis>& axes_;
  Node outside_;
  std::vector<std::size_t> order_;
};

// How much there is to read.
std::size_t length(const std::vector<Case>& cases) {
  std::size_t said = 0;
  for (const Case& one : cases)
    said += 1 + static_cast<std::size_t>(std::count_if(one.begin(), one.end(), [](const Parts& parts) { return !are_all(parts); }));
  return said;
}

}  // namespace

Node where(bdd::Space& space, const std::vector<Axis>& axes, const Case& one) {
  Node node = kTrue;
  for (std::size_t i = 0; i < axes.size(); ++i) node = space.both(node, where(space, axes[i], one[i]));
  return node;
}

std::optional<std::vector<Case>> cover(prove::CellLogic& logic, const std::vector<Axis>& axes, Node target, Node room,
                                       std::size_t cases_max) {
  std::vector<std::size_t> order(axes.size());
  std::iota(order.begin(), order.end(), 0);
  auto first = Covering(logic, axes, room, order).run(target, cases_max);
  std::reverse(order.begin(), order.end());
  auto second = Covering(logic, axes, room, order).run(target, cases_max);
  if (!first || !second) return first ? first : second;
  return length(*second) < length(*first) ? second : first;
}

}  // namespace envelope::questions
