// What stands in the titles of boxes and arrows.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "compiler/draw/sketch.h"
#include "compiler/prove/checks.h"
#include "compiler/reach/authority.h"
#include "compiler/reach/story.h"
#include "runtime/time/duration.h"

namespace envelope::draw {
namespace {

using base::Effect;

constexpr std::size_t kNamesTold = 60, kAboutTold = 12, kStoriesTold = 4, kLinksTold = 20;

std::string rule_words(const prove::Proof& proof, model::StatementId id) {
  return fmt::format("`{}` ({})", prove::short_text(proof, id), reach::place_of(proof, proof.statement(id).span));
}

// By what they say, each once: no order of the policy shows.
std::vector<std::string> rules_words(const prove::Proof& proof, const std::vector<model::StatementId>& statements) {
  std::set<std::string> words;
  for (const model::StatementId id : statements) words.insert(rule_words(proof, id));
  return {words.begin(), words.end()};
}

class Authority {
 public:
  explicit Authority(prove::Proof& proof) : proof_(proof), cells_(proof) {}

  // What an agent or human may do by itself, in a few words and in lines.
  void tell(base::PrincipalId who, Box& box) {
    std::array<std::size_t, 4> counts{};
    std::map<std::string, std::string> lines;
    for (const std::uint32_t number : cells_.of(who)) {
      const std::optional<Effect> level = level_of(number);
      if (!level || *level == Effect::deny) continue;
      ++counts[static_cast<std::size_t>(*level)];
      lines[proof_.model().actions[proof_.cells()[number].action.index()].name] = rules_of(proof_.cells()[number], *level);
    }
    const std::size_t allowed = counts[static_cast<std::size_t>(Effect::allow)], asked = counts[static_cast<std::size_t>(Effect::ask)];
    if (allowed > 0) box.note = fmt::format("{} action{}", allowed, allowed == 1 ? "" : "s");
    if (asked > 0)
      box.note +=
          fmt::format("{}{} if approved", allowed == 0 ? "" : "\n", allowed == 0 ? std::to_string(asked) : fmt::format("{} more", asked));
    if (box.note.empty()) box.note = "nothing alone";
    for (auto& [action, line] : lines) box.title.push_back(action + ": " + line);
    if (lines.empty()) box.title.emplace_back("may do nothing alone");
  }

 private:
  // The mildest there is for some request; nothing: a limit was hit, which the proof keeps.
  std::optional<Effect> level_of(std::uint32_t number) {
    const auto [entry, is_new] = levels_.try_emplace(number);
    if (!is_new) return entry->second;
    const prove::ProofCell& cell = proof_.cells()[number];
    prove::CellLogic logic = proof_.logic(cell);
    for (const Effect level : {Effect::allow, Effect::ask, Effect::propose, Effect::deny})
      if (!entry->second && logic.limit().empty() && (level == Effect::deny || logic.at_least(level) != bdd::kFalse)) entry->second = level;
    if (!logic.limit().empty()) {
      entry->second.reset();
      proof_.give_up({{}, "what `" + proof_.model().principals[cell.who.index()].name + "` may do", logic.limit()});
    }
    return entry->second;
  }

  std::string rules_of(const prove::ProofCell& cell, Effect level) const {
    std::vector<model::StatementId> granting, restricting;
    for (const prove::CellRule& rule : cell.rules) {
      const bool is_grant = rule.role == prove::RuleRole::grant || rule.role == prove::RuleRole::default_grant;
      if (is_grant && rule.level >= level) granting.push_back(rule.statement);
      if (!is_grant && rule.level < level) restricting.push_back(rule.statement);
    }
    std::string words(base::effect_name(level));
    if (!granting.empty()) words += fmt::format(", by {}", fmt::join(rules_words(proof_, granting), " and "));
    if (!restricting.empty()) words += fmt::format("; restricted by {}", fmt::join(rules_words(proof_, restricting), " and "));
    return words;
  }

  prove::Proof& proof_;
  reach::CellIndex cells_;
  std::map<std::uint32_t, std::optional<Effect>> levels_;
};

std::string kind_words(BoxKind kind, const std::string& tier) {
  switch (kind) {
    case BoxKind::agents:
      return tier.empty() ? "agent" : "agent of tier " + tier;
    case BoxKind::humans:
      return "human";
    case BoxKind::approvals:
      return "approval";
    case BoxKind::modes:
      return "window, phase or stop";
    case BoxKind::files:
      return "protected file";
    case BoxKind::deeds:
      return "action that a marked way reaches";
  }
  return {};
}

std::string mode_words(const model::Switch& mode) {
  switch (mode.kind) {
    case model::SwitchKind::window:
      return "window";
    case model::SwitchKind::phase:
      return "phase";
    case model::SwitchKind::stop:
      return "stop";
  }
  return {};
}

std::string approval_words(const model::Approval& approval) {
  return approval.within_ms ? "within " + time::format_duration(*approval.within_ms) : "waits for ever";
}

void tell_one(Authority& authority, const prove::Proof& proof, const Thing& thing, Box& box) {
  const model::PolicyModel& model = proof.model();
  switch (thing.kind) {
    case BoxKind::agents:
      return authority.tell({thing.id}, box);
    case BoxKind::humans: {
      authority.tell({thing.id}, box);
      box.note = "human";
      return;
    }
    case BoxKind::approvals:
      box.note = approval_words(model.approvals[thing.id]);
      return;
    case BoxKind::modes:
      box.note = mode_words(model.switches[thing.id]);
      return;
    case BoxKind::files:
      box.title.push_back(fmt::format("`{}` ({})", prove::shortened(model.files[thing.id].statement.text),
                                      reach::place_of(proof, model.files[thing.id].statement.span)));
      return;
    case BoxKind::deeds:
      return;
  }
}

// "`scout` has `bolt` do"
std::string headline(ArrowKind kind, const std::string& from, const std::string& to) {
  switch (kind) {
    case ArrowKind::request:
      return fmt::format("{} can have {} do", from, to);
    case ArrowKind::runs:
      return fmt::format("{} can write what runs as {}", from, to);
    case ArrowKind::executes:
      return fmt::format("{} can write what {} executes", from, to);
    case ArrowKind::reads:
      return fmt::format("{} can write what {} reads", from, to);
    case ArrowKind::job:
      return fmt::format("{} can give jobs of {} another command", from, to);
    case ArrowKind::spawn:
      return fmt::format("{} can start subagents", from);
    case ArrowKind::passage:
      return fmt::format("{} can turn {} on or off", from, to);
    case ArrowKind::policy:
      return fmt::format("{} can change the protected file {}", from, to);
    case ArrowKind::approval:
      return fmt::format("{} needs {} for", from, to);
    case ArrowKind::answer:
      return fmt::format("{} is given by {}", from, to);
    case ArrowKind::deed:
      return fmt::format("{} reaches {}", from, to);
  }
  return {};
}

std::string box_words(const Box& box) { return box.names.size() == 1 ? "`" + box.names.front() + "`" : first_names(box.names, 2); }

// The story of the first few edges, and who else has one.
void tell_edges(prove::Proof& proof, const Sketch& sketch, const std::vector<std::size_t>& ties, std::vector<std::string>& lines) {
  std::size_t told = 0;
  std::vector<std::string> links;
  for (const std::size_t number : ties) {
    const Tie& tie = sketch.ties[number];
    for (const std::uint32_t edge : tie.edges) {
      if (told == kStoriesTold) break;
      const auto story = reach::steps_of(proof, sketch.graph.edges[edge]);
      if (!story) continue;
      ++told;
      const std::vector<std::string> words = reach::words_of(proof, *story);
      lines.insert(lines.end(), words.begin(), words.end());
    }
    for (const std::string& line : tie.lines)
      if (std::find(lines.begin(), lines.end(), line) == lines.end() && lines.size() < kLinksTold) lines.push_back(line);
    links.push_back(fmt::format("`{}` → `{}`", sketch.things[tie.from].name, sketch.things[tie.to].name));
  }
  if (ties.size() < 2) return;
  const std::size_t shown = std::min(links.size(), kLinksTold);
  lines.push_back(fmt::format("from one to another: {}{}",
                              fmt::join(links.begin(), links.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                              shown < links.size() ? fmt::format(" and {} more", links.size() - shown) : ""));
}

}  // namespace

std::string first_names(const std::vector<std::string>& names, std::size_t shown) {
  if (names.size() <= shown) return fmt::format("{}", fmt::join(names, ", "));
  return fmt::format("{} and {} more", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                     names.size() - shown);
}

void tell_boxes(prove::Proof& proof, const Sketch& sketch, const Folded& fold, Picture& picture) {
  Authority authority(proof);
  for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
    Box& box = picture.boxes[i];
    const Thing& first = sketch.things[fold.things[i].front()];
    const std::string kind = kind_words(box.kind, box.tier);
    if (box.names.size() == 1) {
      box.title.push_back(fmt::format("`{}`: {}", first.name, kind));
      tell_one(authority, proof, first, box);
      continue;
    }
    box.title.push_back(fmt::format("{} × {}: {}", box.names.size(), kind, first_names(box.names, kNamesTold)));
    box.title.push_back(fmt::format("`{}`, the first of them:", first.name));
    tell_one(authority, proof, first, box);
    box.note = fmt::format("{} {}", box.names.size(), box.kind == BoxKind::files ? "files" : box_name(box.kind));
  }
}

void tell_arrow(prove::Proof& proof, const Sketch& sketch, const std::vector<std::size_t>& ties, const Picture& picture, Arrow& arrow) {
  const Box &from = picture.boxes[arrow.from], &to = picture.boxes[arrow.to];
  std::string head = headline(arrow.kind, box_words(from), box_words(to));
  const bool says_more = arrow.kind != ArrowKind::spawn && arrow.kind != ArrowKind::answer && !arrow.about.empty() &&
                         !(arrow.kind == ArrowKind::deed && arrow.about.size() == 1 && arrow.about.front() == to.names.front());
  if (says_more) head += fmt::format("{}{}", arrow.kind == ArrowKind::deed ? " by " : ": ", first_names(arrow.about, kAboutTold));
  if (arrow.is_asked) head += "; people are asked first";
  arrow.title.push_back(std::move(head));
  if (arrow.kind == ArrowKind::approval) {
    std::vector<model::StatementId> statements;
    for (const std::size_t i : ties)
      statements.insert(statements.end(), sketch.ties[i].statements.begin(), sketch.ties[i].statements.end());
    const std::vector<std::string> rules = rules_words(proof, statements);
    for (std::size_t i = 0; i < rules.size() && i < kLinksTold; ++i) arrow.title.push_back("by " + rules[i]);
    if (rules.size() > kLinksTold) arrow.title.push_back(fmt::format("and {} more rules", rules.size() - kLinksTold));
  }
  tell_edges(proof, sketch, ties, arrow.title);
}

}  // namespace envelope::draw
