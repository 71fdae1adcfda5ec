#include "compiler/draw/picture.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace envelope::draw {
namespace {

using model::PolicyModel;
using questions::Answer;
using questions::Line;

constexpr std::size_t kNamesShown = 3;

std::string lines_text(const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines) {
    text += fmt::format("{}{}", text.empty() ? "" : ", else ", base::effect_name(line.effect));
    if (!line.approvals.empty()) text += fmt::format(" via {}", fmt::join(line.approvals, ", "));
    if (!line.when.empty()) text += fmt::format(" when {}", fmt::join(line.when, " or when "));
  }
  return text;
}

class Drawing {
 public:
  Drawing(const PolicyModel& model, const questions::Answers& answers) : model_(model), answers_(answers) {}

  Picture run() {
    picture_.name = model_.name;
    add_nodes();
    for (const Answer& answer : answers_.answers) {
      if (answer.requested.is_valid()) add_requests(answer);
      add_approvals(answer);
    }
    for (auto& [key, actions] : edges_) {
      const auto& [from, to, kind] = key;
      std::vector<std::string> names;
      std::string title = fmt::format("{} {} {}", picture_.nodes[from].label, edge_word(kind), picture_.nodes[to].label);
      for (const auto& [action, how] : actions) {
        names.push_back(action);
        title += fmt::format("\n{}: {}", action, fmt::join(how, " / "));
      }
      picture_.edges.push_back({kind, from, to, std::move(names), std::move(title)});
    }
    return std::move(picture_);
  }

 private:
  using Key = std::tuple<bool, std::string, std::string>;  // human, tier, what sets it apart

  // What a principal may do, and who may have it act: those who are alike in all of it are one node.
  void add_nodes() {
    std::vector<std::string> authority(model_.principals.size());
    for (std::size_t i = 0; i < answers_.answers.size(); ++i) {
      const Answer& answer = answers_.answers[i];
      for (const base::PrincipalId id : answer.principals) authority[id.index()] += fmt::format("{},", i);
      if (answer.requested.is_valid()) authority[answer.requested.index()] += fmt::format("<{},", i);
    }
    std::map<Key, std::vector<base::PrincipalId>> alike;
    for (std::uint32_t i = 0; i < model_.principals.size(); ++i) {
      const model::Principal& who = model_.principals[i];
      const bool is_human = who.kind == model::PrincipalKind::human;
      alike[{is_human, tier_of(who), is_human ? who.name : authority[i]}].push_back({i});
    }
    std::vector<std::vector<base::PrincipalId>> groups;
    for (auto& [key, members] : alike) groups.push_back(std::move(members));
    for (auto& members : groups) std::sort(members.begin(), members.end(), [&](auto a, auto b) { return name_of(a) < name_of(b); });
    std::sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
    node_of_.resize(model_.principals.size());
    for (const auto& members : groups) {
      for (const base::PrincipalId id : members) node_of_[id.index()] = picture_.nodes.size();
      picture_.nodes.push_back(node(members));
    }
  }

  [[nodiscard]] const std::string& name_of(base::PrincipalId id) const { return model_.principals[id.index()].name; }
  [[nodiscard]] std::string tier_of(const model::Principal& who) const { return who.tier.is_valid() ? model_.tiers[who.tier.index()] : ""; }
  [[nodiscard]] Key order_of(const std::vector<base::PrincipalId>& members) const {
    const model::Principal& first = model_.principals[members.front().index()];
    return {first.kind == model::PrincipalKind::human, tier_of(first), first.name};
  }

  [[nodiscard]] Node node(const std::vector<base::PrincipalId>& members) const {
    const model::Principal& first = model_.principals[members.front().index()];
    Node node{first.kind == model::PrincipalKind::human ? NodeKind::human : NodeKind::agents, {}, tier_of(first), {}, {}};
    for (const base::PrincipalId id : members) node.names.push_back(name_of(id));
    const std::size_t shown = node.names.size() <= kNamesShown ? node.names.size() : kNamesShown - 1;
    node.label = fmt::format("{}", fmt::join(node.names.begin(), node.names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    if (shown < node.names.size()) node.label += fmt::format(" and {} more", node.names.size() - shown);
    node.title = fmt::format("{}{}", fmt::join(node.names, ", "), node.tier.empty() ? "" : fmt::format(" (tier {})", node.tier));
    for (const Answer& answer : answers_.answers)
      if (!answer.requested.is_valid() && std::binary_search(answer.principals.begin(), answer.principals.end(), members.front()))
        node.title += fmt::format("\n{}: {}", model_.actions[answer.action.index()].name, lines_text(answer.lines));
    return node;
  }

  void add_requests(const Answer& answer) {
    for (const base::PrincipalId id : answer.principals)
      add_edge({node_of_[id.index()], node_of_[answer.requested.index()], EdgeKind::request}, answer, lines_text(answer.lines));
  }

  void add_approvals(const Answer& answer) {
    for (const Line& line : answer.lines)
      for (const std::string& name : line.approvals)
        for (const model::Approval& approval : model_.approvals) {
          if (approval.name != name) continue;
          for (const model::ApprovalAlternative& alternative : approval.alternatives)
            for (const base::PrincipalId person : alternative.people)
              for (const base::PrincipalId id : answer.principals)
                add_edge({node_of_[id.index()], node_of_[person.index()], EdgeKind::approval}, answer, "via " + name);
        }
  }

  using EdgeKey = std::tuple<std::size_t, std::size_t, EdgeKind>;
  void add_edge(const EdgeKey& key, const Answer& answer, const std::string& how) {
    edges_[key][model_.actions[answer.action.index()].name].insert(how);
  }

  const PolicyModel& model_;
  const questions::Answers& answers_;
  std::vector<std::size_t> node_of_;  // by principal
  std::map<EdgeKey, std::map<std::string, std::set<std::string>>> edges_;
  Picture picture_;
};

}  // namespace

std::string_view edge_word(EdgeKind kind) { return kind == EdgeKind::request ? "can have act:" : "asks for approval:"; }

Picture picture_of(const PolicyModel& model, const questions::Answers& answers) { return Drawing(model, answers).run(); }

}  // namespace envelope::draw
