// Files that one writes and another runs, executes or reads, and those that hold the rules themselves.
#include <algorithm>
#include <functional>
#include <map>

#include "compiler/reach/effects.h"
#include "compiler/reach/gathering.h"

namespace envelope::reach {
namespace {

using base::Effect;
using prove::CellLogic;
using prove::ProofCell;

// Files that matter to somebody, and to whom.
struct Place {
  EdgeKind kind{};
  std::vector<base::PrincipalId> to;  // invalid: the policy
  TextSet paths;
  std::uint32_t file = Edge::kNone, runner = Edge::kNone;
};

void note_cell(Gathering& gathering, std::uint32_t number, std::vector<Place>& places) {
  const ProofCell& cell = gathering.proof.cells()[number];
  const model::PolicyModel& model = gathering.model();
  const auto executed = executed_paths(model, cell.action);
  const auto commands = run_commands(model, cell.action);
  const auto read = gathering.options.reads ? read_paths(model, cell.action) : std::vector<model::AttributeId>{};
  if (executed.empty() && commands.empty() && read.empty()) return;
  for (const auto& [depths, to] : gathering.subagents.parted(cell, cell.principals)) {
    CellLogic logic = gathering.proof.logic(cell);
    if (!logic.limit().empty()) return gathering.give_up(cell, logic.limit());
    const prove::Node f = able(logic, depths, Effect::allow, gathering.options.without);
    if (f == bdd::kFalse) continue;
    const auto add = [&, &runners = to](EdgeKind kind, TextSet paths) {
      if (!paths.is_empty()) places.push_back({kind, runners, std::move(paths), Edge::kNone, number});
    };
    for (const model::AttributeId path : executed) add(EdgeKind::executes, texts_of(logic, path, f));
    for (const model::AttributeId path : read) add(EdgeKind::reads, texts_of(logic, path, f));
    for (const model::AttributeId command : commands)
      if (const auto paths = paths_in(texts_of(logic, command, f)); !paths.empty()) add(EdgeKind::executes, matching_paths(paths));
  }
}

std::vector<Place> places_of(Gathering& gathering) {
  std::vector<Place> places;
  const auto& files = gathering.model().files;
  for (std::uint32_t i = 0; i < files.size(); ++i) {
    if (!files[i].acting.empty()) places.push_back({EdgeKind::runs, files[i].acting, matching_paths(files[i].patterns), i});
    if (files[i].is_protected) places.push_back({EdgeKind::policy, {{}}, matching_paths(files[i].patterns), i});
  }
  for (std::uint32_t number = 0; number < gathering.proof.cells().size(); ++number)
    if (!gathering.proof.cells()[number].requested.is_valid()) note_cell(gathering, number, places);
  return places;
}

// Places by what their paths begin with: most pairs are ruled out without a look at a pattern.
class PlaceIndex {
 public:
  explicit PlaceIndex(const std::vector<Place>& places) {
    for (std::uint32_t i = 0; i < places.size(); ++i)
      for (const std::string& beginning : beginnings(places[i].paths)) by_beginning_[beginning].push_back(i);
  }

  [[nodiscard]] std::vector<std::uint32_t> near(const TextSet& paths) const {
    std::vector<std::uint32_t> all;
    const auto add = [&](const std::vector<std::uint32_t>& some) { all.insert(all.end(), some.begin(), some.end()); };
    for (const std::string& beginning : beginnings(paths)) {
      for (auto at = by_beginning_.lower_bound(beginning); at != by_beginning_.end() && at->first.starts_with(beginning); ++at)
        add(at->second);
      for (std::size_t size = 0; size < beginning.size(); ++size)
        if (const auto at = by_beginning_.find(std::string_view(beginning).substr(0, size)); at != by_beginning_.end()) add(at->second);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

 private:
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_beginning_;
};

void connect(Gathering& gathering, const Writing& writing, const Place& place) {
  const Overlap common = overlap(writing.paths, place.paths, gathering.proof.knowledge());
  if (!common.limit.empty()) return gathering.give_up(gathering.proof.cells()[writing.acts.front().cell], common.limit);
  if (!common.text) return;
  for (const base::PrincipalId from : writing.from)
    for (const base::PrincipalId to : place.to) {
      // What an agent does at another's request, it does as itself: that it could go on from there is an edge of its own.
      if (from == to) continue;
      gathering.add({place.kind, from, to, acts_of(writing.acts, from), writing.attribute, *common.text, place.file, place.runner});
    }
}

}  // namespace

std::vector<std::string> paths_in(const TextSet& commands) {
  std::vector<std::string> paths;
  for (const std::vector<text::Truth>& row : commands.rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i] != text::Truth::yes) continue;
      for (const std::string& pattern : commands.atoms[i].texts)
        for (std::size_t begin = 0; begin < pattern.size();) {
          const std::size_t end = std::min(pattern.find(' ', begin), pattern.size());
          const std::string word = pattern.substr(begin, end - begin);
          if ((word.starts_with('/') || word.starts_with("~/")) && text::Glob::parse(word, text::Domain::path).glob) paths.push_back(word);
          begin = end + 1;
        }
    }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

void add_file_edges(Gathering& gathering, const std::vector<Writing>& writings) {
  if (writings.empty()) return;
  const std::vector<Place> places = places_of(gathering);
  const PlaceIndex index(places);
  for (const Writing& writing : writings)
    for (const std::uint32_t number : index.near(writing.paths)) connect(gathering, writing, places[number]);
}

}  // namespace envelope::reach
