#include "compiler/draw/picture.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "compiler/draw/sketch.h"
#include "compiler/reach/modes.h"

namespace envelope::draw {
namespace {

class Drawing {
 public:
  Drawing(prove::Proof& proof, const Sketch& sketch, const Folded& fold) : proof_(proof), sketch_(sketch), fold_(fold) {
    picture_.name = proof.model().name;
    picture_.folding = fold.folding;
  }

  Picture run() {
    for (const Thing& thing : sketch_.things) {
      picture_.agents += thing.kind == BoxKind::agents ? 1 : 0;
      picture_.humans += thing.kind == BoxKind::humans ? 1 : 0;
    }
    for (const std::vector<std::size_t>& members : fold_.things) {
      Box box{sketch_.things[members.front()].kind, sketch_.things[members.front()].tier, {}, {}, {}};
      for (const std::size_t member : members) box.names.push_back(sketch_.things[member].name);
      picture_.boxes.push_back(std::move(box));
    }
    tell_boxes(proof_, sketch_, fold_, picture_);
    merge_ties();
    number_ways();
    return std::move(picture_);
  }

 private:
  void merge_ties() {
    std::map<std::tuple<std::size_t, std::size_t, ArrowKind>, std::vector<std::size_t>> merged;
    for (std::size_t i = 0; i < sketch_.ties.size(); ++i) {
      const Tie& tie = sketch_.ties[i];
      merged[{fold_.box_of[tie.from], fold_.box_of[tie.to], tie.kind}].push_back(i);
    }
    arrow_of_.resize(sketch_.ties.size());
    for (auto& [key, ties] : merged) {
      const auto& [from, to, kind] = key;
      std::sort(ties.begin(), ties.end(), [&](std::size_t a, std::size_t b) { return precedes(a, b); });
      Arrow arrow{kind, from, to, true, 0, {}, {}, {}};
      std::set<std::string> about;
      for (const std::size_t i : ties) {
        const Tie& tie = sketch_.ties[i];
        arrow.is_asked = arrow.is_asked && tie.is_asked && kind != ArrowKind::approval && kind != ArrowKind::answer;
        arrow.edges += std::max<std::size_t>(1, tie.edges.size());
        about.insert(tie.about.begin(), tie.about.end());
        arrow_of_[i] = picture_.arrows.size();
      }
      arrow.about.assign(about.begin(), about.end());
      std::stable_sort(arrow.about.begin(), arrow.about.end(), precedes_by_number);
      tell_arrow(proof_, sketch_, ties, picture_, arrow);
      picture_.arrows.push_back(std::move(arrow));
    }
  }

  [[nodiscard]] bool precedes(std::size_t a, std::size_t b) const {
    const Tie &x = sketch_.ties[a], &y = sketch_.ties[b];
    const std::string &from = sketch_.things[x.from].name, &other = sketch_.things[y.from].name;
    return from != other ? precedes_by_number(from, other) : precedes_by_number(sketch_.things[x.to].name, sketch_.things[y.to].name);
  }

  // What is gravest first; those that look the same are one.
  void number_ways() {
    std::vector<std::size_t> order(sketch_.trails.size());
    std::iota(order.begin(), order.end(), 0);
    const auto rank = [&](std::size_t number) {
      return std::pair(-static_cast<int>(sketch_.trails[number].severity), sketch_.trails[number].code);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return rank(a) != rank(b) ? rank(a) < rank(b) : precedes_by_number(sketch_.trails[a].message, sketch_.trails[b].message);
    });
    std::map<std::tuple<diagnostics::Code, diagnostics::Severity, std::vector<std::size_t>>, std::size_t> known;
    std::vector<std::size_t> way_of(sketch_.trails.size());
    for (const std::size_t number : order) {
      const Trail& trail = sketch_.trails[number];
      std::vector<std::size_t> steps;
      for (const std::size_t step : trail.steps) steps.push_back(arrow_of_[step]);
      const auto [entry, is_new] = known.try_emplace({trail.code, trail.severity, steps}, picture_.ways.size());
      if (is_new)
        picture_.ways.push_back({trail.code, trail.severity, trail.message, 1, std::move(steps)});
      else
        ++picture_.ways[entry->second].count;
      way_of[number] = entry->second;
    }
    std::vector<std::set<std::size_t>> ways(picture_.arrows.size());
    for (std::size_t i = 0; i < sketch_.ties.size(); ++i)
      for (const std::size_t way : sketch_.ties[i].ways) ways[arrow_of_[i]].insert(way_of[way]);
    for (std::size_t i = 0; i < ways.size(); ++i) {
      picture_.arrows[i].ways.assign(ways[i].begin(), ways[i].end());
      for (const std::size_t way : ways[i]) tell_way(picture_.ways[way], way, picture_.arrows[i]);
    }
  }

  static void tell_way(const Way& way, std::size_t number, Arrow& arrow) {
    arrow.title.push_back("[" + std::to_string(number + 1) + "] " + diagnostics::code_text(way.code) + ": " + way.message +
                          (way.count > 1 ? " (and " + std::to_string(way.count - 1) + " alike)" : ""));
  }

  prove::Proof& proof_;
  const Sketch& sketch_;
  const Folded& fold_;
  std::vector<std::size_t> arrow_of_;  // by tie
  Picture picture_;
};

}  // namespace

std::string_view box_name(BoxKind kind) {
  switch (kind) {
    case BoxKind::agents:
      return "agents";
    case BoxKind::deeds:
      return "deeds";
    case BoxKind::approvals:
      return "approvals";
    case BoxKind::humans:
      return "humans";
    case BoxKind::modes:
      return "modes";
    case BoxKind::files:
      return "files";
  }
  return {};
}

std::string_view arrow_name(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::request:
      return "request";
    case ArrowKind::runs:
      return "runs";
    case ArrowKind::executes:
      return "executes";
    case ArrowKind::reads:
      return "reads";
    case ArrowKind::job:
      return "job";
    case ArrowKind::spawn:
      return "spawn";
    case ArrowKind::passage:
      return "passage";
    case ArrowKind::policy:
      return "policy";
    case ArrowKind::approval:
      return "approval";
    case ArrowKind::answer:
      return "answer";
    case ArrowKind::deed:
      return "deed";
  }
  return {};
}

std::string_view folding_words(Folding folding) {
  switch (folding) {
    case Folding::none:
      return "a box for each";
    case Folding::same:
      return "agents of a tier share a box where each arrow leads from or to the very same others";
    case Folding::kinds:
      return "agents of a tier share a box where they have the same kinds of arrows from and to the same tiers";
    case Folding::marks:
      return "agents of a tier share a box, those on a marked way another";
    case Folding::tiers:
      return "agents of a tier share a box";
  }
  return {};
}

Picture picture_of(prove::Proof& proof, const PictureOptions& options) {
  const std::vector<reach::ToldWay> ways = reach::told_ways(proof);
  reach::Modes modes(proof);
  const reach::Surrounded surrounded(proof, modes);
  Sketch sketch = sketch_of(proof, ways, options);
  focus(sketch, options);
  Picture picture = Drawing(proof, sketch, folded(sketch, options.full)).run();
  for (const prove::Proof::Unknown& unknown : proof.unknowns()) {
    std::string words = unknown.about + ": " + unknown.limit;
    if (std::find(picture.unknowns.begin(), picture.unknowns.end(), words) == picture.unknowns.end())
      picture.unknowns.push_back(std::move(words));
  }
  return picture;
}

}  // namespace envelope::draw
