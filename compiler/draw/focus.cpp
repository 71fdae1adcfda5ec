#include <algorithm>

#include "compiler/draw/sketch.h"

namespace envelope::draw {
namespace {

bool takes_over(ArrowKind kind) { return kind == ArrowKind::runs || kind == ArrowKind::executes || kind == ArrowKind::job; }

std::size_t thing_of(const Sketch& sketch, base::PrincipalId who) {
  for (std::size_t i = 0; i < sketch.things.size(); ++i)
    if ((sketch.things[i].kind == BoxKind::agents || sketch.things[i].kind == BoxKind::humans) && sketch.things[i].id == who.value)
      return i;
  return sketch.things.size();
}

// Ties of whoever `start` is or comes to act as.
std::vector<bool> leaving(const Sketch& sketch, std::size_t start) {
  std::vector<bool> is_reached(sketch.things.size()), kept(sketch.ties.size());
  is_reached[start] = true;
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    for (std::size_t i = 0; i < sketch.ties.size(); ++i) {
      const Tie& tie = sketch.ties[i];
      if (kept[i] || !is_reached[tie.from]) continue;
      kept[i] = true;
      if (takes_over(tie.kind)) is_reached[tie.to] = true;
      goes_on = true;
    }
  }
  return kept;
}

// Ties that lead to `end`, and those by which somebody comes to act as one who has such a tie.
std::vector<bool> arriving(const Sketch& sketch, std::size_t end) {
  std::vector<bool> leads_there(sketch.things.size()), kept(sketch.ties.size());
  for (bool goes_on = true; goes_on;) {
    goes_on = false;
    for (std::size_t i = 0; i < sketch.ties.size(); ++i) {
      const Tie& tie = sketch.ties[i];
      if (kept[i] || !(tie.to == end || (takes_over(tie.kind) && leads_there[tie.to]))) continue;
      kept[i] = leads_there[tie.from] = goes_on = true;
    }
  }
  return kept;
}

// Marked ways are kept whole: those that begin at `from` and come by `to`.
void keep_trails(const Sketch& sketch, const PictureOptions& options, std::size_t end, std::vector<bool>& kept) {
  for (const Trail& trail : sketch.trails) {
    const bool leads_there =
        !options.to || std::any_of(trail.steps.begin(), trail.steps.end(), [&](std::size_t step) { return sketch.ties[step].to == end; });
    if (!leads_there || (options.from && trail.from != *options.from)) continue;
    for (const std::size_t step : trail.steps) kept[step] = true;
  }
}

// Who gives an approval that is still needed.
void keep_answers(const Sketch& sketch, std::vector<bool>& kept) {
  std::vector<bool> is_needed(sketch.things.size());
  for (std::size_t i = 0; i < sketch.ties.size(); ++i)
    if (kept[i] && sketch.ties[i].kind == ArrowKind::approval) is_needed[sketch.ties[i].to] = true;
  for (std::size_t i = 0; i < sketch.ties.size(); ++i)
    if (sketch.ties[i].kind == ArrowKind::answer && is_needed[sketch.ties[i].from]) kept[i] = true;
}

template <typename T>
std::vector<std::size_t> keep_only(std::vector<T>& all, const std::vector<bool>& kept) {
  std::vector<std::size_t> moved(all.size(), SIZE_MAX);
  std::vector<T> some;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!kept[i]) continue;
    moved[i] = some.size();
    some.push_back(std::move(all[i]));
  }
  all = std::move(some);
  return moved;
}

// A way of which something is gone is no way.
void drop_trails(Sketch& sketch, const std::vector<std::size_t>& moved_ties) {
  std::vector<bool> is_whole(sketch.trails.size());
  for (std::size_t i = 0; i < sketch.trails.size(); ++i) {
    auto& steps = sketch.trails[i].steps;
    for (std::size_t& step : steps) step = moved_ties[step];
    is_whole[i] = std::find(steps.begin(), steps.end(), SIZE_MAX) == steps.end();
  }
  const std::vector<std::size_t> moved = keep_only(sketch.trails, is_whole);
  for (Tie& tie : sketch.ties) {
    std::set<std::size_t> ways;
    for (const std::size_t way : tie.ways)
      if (moved[way] != SIZE_MAX) ways.insert(moved[way]);
    tie.ways = std::move(ways);
  }
}

}  // namespace

void focus(Sketch& sketch, const PictureOptions& options) {
  if (!options.from && !options.to) return;
  std::vector<bool> kept(sketch.ties.size(), true), things(sketch.things.size());
  const auto narrow = [&](const std::vector<bool>& some) {
    for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = kept[i] && some[i];
  };
  std::size_t end = sketch.things.size();
  if (options.from) {
    const std::size_t start = thing_of(sketch, *options.from);
    things[start] = true;
    narrow(leaving(sketch, start));
  }
  if (options.to) {
    end = thing_of(sketch, *options.to);
    things[end] = true;
    narrow(arriving(sketch, end));
  }
  keep_trails(sketch, options, end, kept);
  keep_answers(sketch, kept);
  for (std::size_t i = 0; i < sketch.ties.size(); ++i)
    if (kept[i]) things[sketch.ties[i].from] = things[sketch.ties[i].to] = true;
  const std::vector<std::size_t> moved_ties = keep_only(sketch.ties, kept);
  const std::vector<std::size_t> moved_things = keep_only(sketch.things, things);
  for (Tie& tie : sketch.ties) {
    tie.from = moved_things[tie.from];
    tie.to = moved_things[tie.to];
  }
  drop_trails(sketch, moved_ties);
}

}  // namespace envelope::draw
