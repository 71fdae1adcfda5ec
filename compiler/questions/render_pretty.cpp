#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "compiler/questions/render.h"
#include "runtime/text/utf8.h"

namespace envelope::questions {
namespace {

using model::PolicyModel;
using text::escape_for_terminal;

constexpr std::size_t kWidth = 100;

std::string escape_lines(const std::string& text) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out += (begin == 0 ? "" : "\n") + escape_for_terminal(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::size_t agents_of(const PolicyModel& model, base::TierId tier) {
  return static_cast<std::size_t>(std::count_if(model.principals.begin(), model.principals.end(), [&](const model::Principal& principal) {
    return principal.kind == model::PrincipalKind::agent && principal.tier == tier;
  }));
}

// Words with blanks between them, in lines of a readable length.
std::string wrapped(const std::string& text) {
  std::string out;
  std::size_t column = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::size_t length = end - begin;
    if (column > 0 && column + 1 + length > kWidth) {
      out += "\n";
      column = 0;
    }
    if (column > 0) out += " ";
    out += text.substr(begin, length);
    column += length + (column > 0 ? 1 : 0);
    begin = end + 1;
  }
  return out;
}

std::string action_text(const PolicyModel& model, const Answer& answer) {
  std::string action = escape_for_terminal(model.actions[answer.action.index()].name);
  if (!answer.requested.is_valid()) return action;
  return fmt::format("request {} for {}", escape_for_terminal(model.principals[answer.requested.index()].name), action);
}

std::string given_text(const Question& question) {
  std::string words;
  for (const std::string& word : question.words) words += " " + escape_for_terminal(word);
  return words;
}

// Answers with the same lines under one title: everybody who, or everything that.
std::string blocks(const std::vector<std::pair<std::string, const Answer*>>& titled) {
  std::vector<std::pair<std::string, const Answer*>> merged;
  for (const auto& [title, answer] : titled) {
    const auto same = std::find_if(merged.begin(), merged.end(), [&](const auto& other) { return other.second->lines == answer->lines; });
    if (same == merged.end())
      merged.emplace_back(title, answer);
    else
      same->first += ", " + title;
  }
  std::string out;
  for (const auto& [title, answer] : merged) out += "\n" + wrapped(title) + "\n" + lines_text(answer->lines);
  return out;
}

// Where something is not known, nothing that was found does not mean nothing.
std::string nothing_said(std::string_view word, const Answers& answers) {
  const bool is_known = answers.limits.empty() && answers.faults.empty();
  return fmt::format("\n{}\n", is_known ? word : "not known");
}

std::string who_can(const PolicyModel& model, const Question& question, const Answers& answers) {
  std::vector<std::pair<std::string, const Answer*>> direct, edges;
  for (const Answer& answer : answers.answers)
    (answer.requested.is_valid() ? edges : direct).emplace_back(people_text(model, answer.principals), &answer);
  const std::string action = escape_for_terminal(model.actions[question.action.index()].name);
  std::string out = fmt::format("who can {}{}\n", action, given_text(question));
  out += direct.empty() ? nothing_said("nobody", answers) : blocks(direct);
  for (const auto& [people, answer] : edges)
    out += fmt::format("\n{}: {}\n{}", wrapped(people), action_text(model, *answer), lines_text(answer->lines));
  return out;
}

std::string can(const PolicyModel& model, const Question& question, const Answers& answers) {
  std::vector<std::pair<std::string, const Answer*>> titled;
  std::vector<bool> is_possible(model.actions.size());
  for (const Answer& answer : answers.answers) {
    titled.emplace_back(action_text(model, answer), &answer);
    if (!answer.requested.is_valid()) is_possible[answer.action.index()] = true;
  }
  std::string out = fmt::format("what {} can do{}\n", people_text(model, {question.who}), given_text(question));
  if (question.action.is_valid())
    out = fmt::format("when {} can {}{}\n", people_text(model, {question.who}),
                      escape_for_terminal(model.actions[question.action.index()].name), given_text(question));
  out += titled.empty() ? nothing_said("nothing", answers) : blocks(titled);
  std::vector<std::string> never;
  for (std::size_t i = 0; i < model.actions.size(); ++i)
    if (!is_possible[i] && model.actions[i].kind != model::ActionKind::event) never.push_back(escape_for_terminal(model.actions[i].name));
  if (!question.action.is_valid() && !never.empty() && answers.limits.empty() && answers.faults.empty())
    out += "\n" + wrapped(fmt::format("never: {}", fmt::join(never, ", "))) + "\n";
  return out;
}

}  // namespace

std::vector<base::TierId> whole_tiers(const PolicyModel& model, const std::vector<base::PrincipalId>& principals) {
  std::vector<base::TierId> whole;
  for (std::uint32_t tier = 0; tier < model.tiers.size(); ++tier) {
    const std::size_t all = agents_of(model, {tier});
    const auto here = std::count_if(principals.begin(), principals.end(), [&](base::PrincipalId id) {
      const model::Principal& principal = model.principals[id.index()];
      return principal.kind == model::PrincipalKind::agent && principal.tier.value == tier;
    });
    if (all >= 2 && static_cast<std::size_t>(here) == all) whole.push_back({tier});
  }
  return whole;
}

std::string people_text(const PolicyModel& model, const std::vector<base::PrincipalId>& principals) {
  const std::vector<base::TierId> whole = whole_tiers(model, principals);
  std::map<std::pair<bool, std::string>, std::vector<std::string>> by_tier;  // humans last; no tier first
  for (const base::PrincipalId id : principals) {
    const model::Principal& principal = model.principals[id.index()];
    const bool is_human = principal.kind == model::PrincipalKind::human;
    if (!is_human && std::find(whole.begin(), whole.end(), principal.tier) != whole.end()) continue;
    const std::string tier = principal.tier.is_valid() ? model.tiers[principal.tier.index()] : "";
    by_tier[{is_human, is_human ? "" : tier}].push_back(escape_for_terminal(principal.name));
  }
  std::vector<std::string> groups;
  for (const base::TierId tier : whole) groups.push_back("every agent of tier " + escape_for_terminal(model.tiers[tier.index()]));
  for (auto& [key, names] : by_tier) {
    std::sort(names.begin(), names.end());
    const auto& [is_human, tier] = key;
    const std::string of = is_human ? " (human)" : tier.empty() ? "" : fmt::format(" (tier {})", escape_for_terminal(tier));
    groups.push_back(fmt::format("{}{}", fmt::join(names, ", "), of));
  }
  return fmt::format("{}", fmt::join(groups, "; "));
}

std::string lines_text(const std::vector<Line>& lines) {
  std::string out;
  for (const Line& line : lines) {
    std::string said = fmt::format("  {}{}", &line == &lines.front() ? "" : "else ", base::effect_name(line.effect));
    std::string rest = line.approvals.empty() ? "" : fmt::format("via {} ", fmt::join(line.approvals, ", "));
    for (const std::string& condition : line.when)
      rest += fmt::format("{}when {}\n{:16}", &condition == &line.when.front() ? "" : "or ", condition, "");
    if (line.when.empty() && line.approvals.empty() && &line == &lines.front()) rest = "always";
    rest.erase(rest.find_last_not_of(" \n") + 1);
    out += (rest.empty() ? said : fmt::format("{:<15} {}", said, escape_lines(rest))) + "\n";
  }
  return out;
}

std::string render_pretty(const PolicyModel& model, const Question& question, const Answers& answers) {
  std::string out = question.who.is_valid() ? can(model, question, answers) : who_can(model, question, answers);
  std::vector<std::string> zones;
  for (const base::ZoneId zone : answers.zones) zones.push_back(escape_for_terminal(model.zones[zone.index()].name));
  if (zones.size() == 1) out += fmt::format("\ntimes of day and days are on the clock of {}\n", zones.front());
  return out;
}

}  // namespace envelope::questions
