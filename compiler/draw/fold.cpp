#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/draw/sketch.h"

namespace envelope::draw {
namespace {

// So many approvals, humans, windows, files or deeds are boxes of their own, whatever the agents are.
constexpr std::size_t kApartMax = 8;

// One arrow as it counts for being alike: its kind and direction, whom it meets, whether people are asked, whether it is marked.
using Trait = std::tuple<ArrowKind, bool, std::size_t, bool, bool>;
using Key = std::tuple<BoxKind, std::string, std::size_t, std::set<Trait>>;  // kind, tier, itself where it stays apart, traits

class Fold {
 public:
  Fold(const Sketch& sketch, Folding rule) : sketch_(sketch), rule_(rule) {
    for (const Thing& thing : sketch.things) ++counts_[thing.kind];
  }

  Folded run() {
    std::vector<std::set<Trait>> traits(sketch_.things.size());
    for (const Tie& tie : sketch_.ties) {
      if (!counts(tie)) continue;
      traits[tie.from].insert(trait(tie, true));
      traits[tie.to].insert(trait(tie, false));
    }
    std::map<Key, std::vector<std::size_t>> alike;
    for (std::size_t i = 0; i < sketch_.things.size(); ++i) {
      const Thing& thing = sketch_.things[i];
      alike[{thing.kind, thing.tier, stays_apart(thing) ? i : SIZE_MAX, traits[i]}].push_back(i);
    }
    Folded result{rule_, std::vector<std::size_t>(sketch_.things.size()), {}};
    const auto before = [&](std::size_t a, std::size_t b) { return precedes_by_number(sketch_.things[a].name, sketch_.things[b].name); };
    for (auto& [key, members] : alike) {
      std::stable_sort(members.begin(), members.end(), before);
      result.things.push_back(std::move(members));
    }
    const auto rank = [&](const std::vector<std::size_t>& members) {
      return std::tie(sketch_.things[members.front()].kind, sketch_.things[members.front()].tier);
    };
    std::stable_sort(result.things.begin(), result.things.end(),
                     [&](const auto& a, const auto& b) { return rank(a) != rank(b) ? rank(a) < rank(b) : before(a.front(), b.front()); });
    for (std::size_t box = 0; box < result.things.size(); ++box)
      for (const std::size_t member : result.things[box]) result.box_of[member] = box;
    return result;
  }

 private:
  [[nodiscard]] bool stays_apart(const Thing& thing) const {
    return rule_ == Folding::none || (thing.kind != BoxKind::agents && counts_.at(thing.kind) <= kApartMax);
  }

  // Whether an arrow can set its ends apart from others.
  [[nodiscard]] bool counts(const Tie& tie) const {
    return rule_ == Folding::same || rule_ == Folding::kinds || (rule_ == Folding::marks && !tie.ways.empty());
  }

  [[nodiscard]] Trait trait(const Tie& tie, bool leaves) {
    const bool is_marked = !tie.ways.empty();
    if (rule_ == Folding::marks) return {};
    return {tie.kind, leaves, met(leaves ? tie.to : tie.from, leaves ? tie.from : tie.to), tie.is_asked, is_marked};
  }

  // Whom an arrow meets: by `same` the very one, else those of its tier.
  std::size_t met(std::size_t other, std::size_t self) {
    const Thing& thing = sketch_.things[other];
    if (rule_ == Folding::same) return other == self ? SIZE_MAX : other;
    if (stays_apart(thing)) return other;
    return sketch_.things.size() + tiers_.try_emplace({thing.kind, thing.tier}, tiers_.size()).first->second;
  }

  const Sketch& sketch_;
  Folding rule_;
  std::map<BoxKind, std::size_t> counts_;
  std::map<std::pair<BoxKind, std::string>, std::size_t> tiers_;
};

bool is_readable(const Sketch& sketch, const Folded& fold) {
  std::set<std::tuple<ArrowKind, std::size_t, std::size_t>> arrows;
  for (const Tie& tie : sketch.ties) arrows.insert({tie.kind, fold.box_of[tie.from], fold.box_of[tie.to]});
  return fold.things.size() <= kBoxesMax && arrows.size() <= kArrowsMax;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Folded folded(const Sketch& sketch, bool full) {
  for (const Folding rule : {Folding::none, Folding::same, Folding::kinds, Folding::marks}) {
    Folded fold = Fold(sketch, rule).run();
    if (full || is_readable(sketch, fold)) return fold;
  }
  return Fold(sketch, Folding::tiers).run();
}

bool precedes_by_number(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      const auto run = [](std::string_view text, std::size_t& at) {
        const std::size_t begin = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        const std::string_view digits = text.substr(begin, at - begin);
        return digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1));
      };
      const std::string_view x = run(a, i), y = run(b, j);
      if (x.size() != y.size()) return x.size() < y.size();
      if (x != y) return x < y;
      continue;
    }
    if (a[i] != b[j]) return a[i] < b[j];
    ++i;
    ++j;
  }
  if (a.size() - i != b.size() - j) return a.size() - i < b.size() - j;
  return a < b;
}

}  // namespace envelope::draw
