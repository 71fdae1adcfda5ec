#include "compiler/reach/story.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/prove/checks.h"
#include "compiler/questions/answer.h"
#include "compiler/reach/authority.h"
#include "compiler/reach/effects.h"
#include "compiler/reach/executing.h"
#include "compiler/reach/subagents.h"
#include "compiler/reach/text_set.h"
#include "compiler/request/print.h"

namespace envelope::reach {
namespace {

using base::Effect;
using prove::CellLogic;
using prove::Choice;
using prove::Node;
using prove::Proof;
using prove::ProofCell;

constexpr std::size_t kNamesShown = 5;
constexpr std::size_t kCasesTold = 3;

// What an edge says about the request: the file, the switch, the owner of the job.
struct Pin {
  model::AttributeId attribute;
  std::string text;
};

Pin pin_of(const model::PolicyModel& model, const Edge& edge) {
  if (edge.kind == EdgeKind::passage) return {edge.attribute, model.switches[edge.switch_id.index()].name};
  if (edge.kind == EdgeKind::job) return {edge.attribute, model.principals[edge.to.index()].name};
  return {edge.attribute, edge.path};
}

// Where the request says what the edge says; of a passage, while what it turns is not yet so.
Node pinned_node(CellLogic& logic, Node f, const Edge& edge) {
  const Pin pin = pin_of(logic.model(), edge);
  if (edge.kind == EdgeKind::passage) f = in_state(logic, f, edge.switch_id, !edge.turns_on);
  return pin.attribute.is_valid() ? pinned_to(logic, f, naming(logic, pin.attribute, pin.text)) : f;
}

Choice with_pin(const CellLogic& logic, Choice choice, const Edge& edge) {
  const Pin pin = pin_of(logic.model(), edge);
  if (const auto turned = edge.kind == EdgeKind::passage ? switch_slot(logic, edge.switch_id) : std::nullopt)
    choice[*turned] = edge.turns_on ? prove::kSwitchOff : prove::kSwitchOn;
  if (!pin.attribute.is_valid()) return choice;
  for (const PinnedSlot& place : naming(logic, pin.attribute, pin.text)) choice[place.slot] = place.code;
  return choice;
}

request::Request pinned_request(const CellLogic& logic, const Choice& choice, const Edge& edge, const Act& act) {
  const model::PolicyModel& model = logic.model();
  const Pin pin = pin_of(model, edge);
  request::Request request = prove::request_of(logic, with_pin(logic, choice, edge));
  if (pin.attribute.is_valid()) prove::AttributeTexts(logic, pin.attribute).say(request, pin.text);
  if (edge.kind == EdgeKind::passage) request.switches[model.switches[edge.switch_id.index()].name] = text::truth_of(!edge.turns_on);
  request.principal = model.principals[act.who.index()].name;
  return request;
}

// A command writes whatever it likes: the one that shows it says what, where that is decided alike.
void name_written(const model::PolicyModel& model, const Edge& edge, request::Request& request) {
  if (edge.attribute.is_valid() || edge.path.empty()) return;
  const auto commands = run_commands(model, edge.acts.front().action);
  if (commands.empty()) return;
  request::Request named = request;
  prove::add_text(named.attributes[model.attributes[commands.front().index()].name], "tee " + edge.path);
  if (model::evaluate(model, named) == model::evaluate(model, request)) request = std::move(named);
}

// What is not there: statements, and approvals that nobody gives.
struct LookedThrough {
  const prove::Without& without;
  const std::vector<base::ApprovalId>& barred;
};

Node level_node(CellLogic& logic, Effect level, const LookedThrough& through) {
  const Node f = decided(logic, level, through.without, through.barred);
  return level == Effect::allow ? f : logic.space().without(f, logic.at_least(Effect::allow, through.without));
}

std::string opened(const Proof& proof, const Edge& edge, const std::vector<model::StatementId>& enabling) {
  const model::PolicyModel& model = proof.model();
  const auto name = [&](base::PrincipalId who) { return model.principals[who.index()].name; };
  switch (edge.kind) {
    case EdgeKind::request:
    case EdgeKind::reads:
      return {};
    case EdgeKind::runs:
      return fmt::format("`{}` runs as `{}` ({}), so that `{}` acts as `{}` from then on", edge.path, name(edge.to),
                         place_of(proof, model.files[edge.file].statement.span), name(edge.from), name(edge.to));
    case EdgeKind::executes:
      return fmt::format("`{}` executes `{}`{}, so that `{}` acts as `{}` from then on", name(edge.to), edge.path,
                         enabling.empty() ? "" : ", by " + rules_of(proof, enabling), name(edge.from), name(edge.to));
    case EdgeKind::job:
      return fmt::format("the job runs as `{}`, so that `{}` acts as `{}` from then on", name(edge.to), name(edge.from), name(edge.to));
    case EdgeKind::spawn:
      return fmt::format("a subagent of `{}` runs", name(edge.from));
    case EdgeKind::passage:
      return fmt::format("`{}` is {}", model.switches[edge.switch_id.index()].name, edge.turns_on ? "on" : "off");
    case EdgeKind::policy:
      return fmt::format("`{}` is protected ({}): the rules are other ones", edge.path,
                         place_of(proof, model.files[edge.file].statement.span));
  }
  return {};
}

std::vector<model::StatementId> deciding_of(Proof& proof, const request::Request& request, const prove::Without& without) {
  std::vector<model::StatementId> statements;
  for (const model::Matched& matched : model::explain(proof.rest(without), request).matched)
    if (matched.decides) statements.push_back(matched.statement);
  std::sort(statements.begin(), statements.end(), [&](model::StatementId a, model::StatementId b) {
    return std::pair(proof.statement(a).span, a) < std::pair(proof.statement(b).span, b);
  });
  statements.erase(std::unique(statements.begin(), statements.end()), statements.end());
  return statements;
}

std::vector<request::Request> requests_of(Proof& proof, const Edge& edge, const LookedThrough& through) {
  std::vector<request::Request> requests;
  ProofCell first = proof.cells()[edge.acts.front().cell];
  first.who = edge.acts.front().who;
  if (edge.acts.size() == 1) {
    CellLogic logic = proof.logic(first);
    const Node f = pinned_node(logic, at_depth(logic, level_node(logic, edge.acts[0].level, through), edge.acts[0].depth), edge);
    if (f == bdd::kFalse) return {};
    const Choice choice = with_depth(logic, logic.least(f), edge.acts[0].depth);
    requests.push_back(pinned_request(logic, choice, edge, edge.acts[0]));
    name_written(proof.model(), edge, requests.back());
    return requests;
  }
  ProofCell second = proof.cells()[edge.acts[1].cell];
  second.who = edge.acts[1].who;
  Joint joint(proof, {&first, &second});
  const std::uint32_t depth = edge.acts[0].depth;
  const Node asks = at_depth(joint[0], level_node(joint[0], edge.acts[0].level, through), depth);
  const Node acts = at_top(joint[1], level_node(joint[1], edge.acts[1].level, through));
  const Node both =
      joint[0].space().both(joint[0].somewhere(asks, session_slots(joint[0])), joint[1].somewhere(acts, session_slots(joint[1])));
  const Node f = pinned_node(joint[0], both, edge);
  if (f == bdd::kFalse) return {};
  const Choice shared = with_pin(joint[0], joint[0].least(f), edge);
  requests.push_back(pinned_request(joint[0], with_depth(joint[0], within(joint[0], asks, shared), depth), edge, edge.acts[0]));
  requests.push_back(pinned_request(joint[1], within(joint[1], acts, shared), edge, edge.acts[1]));
  for (request::Request& request : requests) name_written(proof.model(), edge, request);
  return requests;
}

// What starts a subagent of depth `depth` + 1, by `who` itself or its subagent of that depth.
std::optional<Step> spawn_step(Proof& proof, base::PrincipalId who, std::uint32_t depth, const LookedThrough& through) {
  const auto& cells = proof.cells();
  const auto starts = [&](const ProofCell& cell) {
    return is_spawn(proof.model().actions[cell.action.index()]) && !cell.requested.is_valid() &&
           std::find(cell.principals.begin(), cell.principals.end(), who) != cell.principals.end();
  };
  const auto found = std::find_if(cells.begin(), cells.end(), starts);
  if (found == cells.end()) return std::nullopt;
  ProofCell cell = *found;
  cell.who = who;
  CellLogic logic = proof.logic(cell);
  Act act{who, {}, cell.action, static_cast<std::uint32_t>(found - cells.begin()), Effect::allow, depth};
  Node f = at_depth(logic, level_node(logic, act.level, through), depth);
  if (f == bdd::kFalse) f = at_depth(logic, level_node(logic, act.level = Effect::ask, through), depth);
  if (f == bdd::kFalse) return std::nullopt;
  request::Request request = prove::request_of(logic, logic.least(f));
  request.lineage = std::vector<std::string>(depth, request.principal);
  auto step = step_of(proof, act, request, through.without);
  if (!step) return std::nullopt;
  step->opens = fmt::format("a subagent of depth {} runs for `{}`", depth + 1, request.principal);
  step->crosses = Edge{EdgeKind::spawn, who, who, {act}, {}, {}};
  return step;
}

std::string people_of(const Proof& proof, const request::Outcome& outcome) {
  std::vector<std::string> parts;
  for (const std::string& name : outcome.approvals) {
    const auto& approvals = proof.model().approvals;
    const auto approval = std::find_if(approvals.begin(), approvals.end(), [&](const model::Approval& a) { return a.name == name; });
    if (approval == approvals.end()) continue;
    std::vector<std::string> people;
    for (const auto& alternative : approval->alternatives)
      for (const base::PrincipalId person : alternative.people) people.push_back("`" + proof.model().principals[person.index()].name + "`");
    parts.push_back(fmt::format("{}", fmt::join(people, " or ")));
  }
  return fmt::format("{}", fmt::join(parts, ", and "));
}

// Requests like this one that are decided alike, in the words of the language. Nothing where its rules say it, or nothing can be said.
std::string condition_of(Proof& proof, const Step& step) {
  ProofCell cell = proof.cells()[step.act.cell];
  cell.who = step.act.who;
  CellLogic logic = proof.logic(cell);
  const questions::CellLines answer = questions::lines_of(logic, {});
  std::vector<std::string> cases;
  const std::set<std::string>& needed = step.shown.outcome.approvals;
  for (const questions::Line& line : answer.lines)
    if (line.effect == step.act.level && std::set(line.approvals.begin(), line.approvals.end()) == needed)
      cases.insert(cases.end(), line.when.begin(), line.when.end());
  const auto is_said = [&](const std::string& condition) {
    return std::any_of(step.deciding.begin(), step.deciding.end(),
                       [&](model::StatementId id) { return proof.statement(id).text.find(condition) != std::string::npos; });
  };
  if (!answer.limit.empty() || cases.empty() || std::all_of(cases.begin(), cases.end(), is_said)) return {};
  const std::size_t more = cases.size() > kCasesTold ? cases.size() - kCasesTold : 0;
  cases.resize(cases.size() - more);
  return fmt::format("; works when {}{}", fmt::join(cases, ", or when "), more > 0 ? fmt::format(", or in {} more cases", more) : "");
}

}  // namespace

std::string place_of(const Proof& proof, base::Span span) {
  return fmt::format("{}:{}", proof.sources().file(span.file).path, proof.sources().position(span.file, span.begin).line);
}

std::string rules_of(const Proof& proof, const std::vector<model::StatementId>& statements) {
  std::vector<std::string> rules;
  for (const model::StatementId id : statements)
    rules.push_back(fmt::format("`{}` ({})", prove::short_text(proof, id), place_of(proof, proof.statement(id).span)));
  return fmt::format("{}", fmt::join(rules, " and "));
}

std::optional<Step> step_of(Proof& proof, const Act& act, const request::Request& request, const prove::Without& without) {
  auto shown = proof.show(request, act.level, without);
  if (!shown) return std::nullopt;
  return Step{act, std::move(*shown), deciding_of(proof, request, without), {}, {}};
}

std::optional<Story> steps_of(Proof& proof, const std::vector<Act>& acts, const std::vector<request::Request>& requests,
                              const prove::Without& without, const std::vector<base::ApprovalId>& barred) {
  Story story;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    for (std::uint32_t depth = 0; depth < acts[i].depth; ++depth) {
      auto spawned = spawn_step(proof, acts[i].who, depth, {without, barred});
      if (!spawned) return std::nullopt;
      story.push_back(std::move(*spawned));
    }
    auto step = step_of(proof, acts[i], requests[i], without);
    if (!step) return std::nullopt;
    story.push_back(std::move(*step));
  }
  if (story.empty()) return std::nullopt;
  return story;
}

std::optional<Story> steps_of(Proof& proof, const Edge& edge, const prove::Without& without, const std::vector<base::ApprovalId>& barred) {
  auto story = steps_of(proof, edge.acts, requests_of(proof, edge, {without, barred}), without, barred);
  if (!story) return std::nullopt;
  story->back().enabling = executing_rules(proof, edge, without);
  story->back().opens = opened(proof, edge, story->back().enabling);
  if (!story->back().opens.empty()) story->back().crosses = edge;
  return story;
}

Story without_running(const Story& before, Story more) {
  std::erase_if(more, [&](const Step& step) {
    return step.crosses && step.crosses->kind == EdgeKind::spawn &&
           std::any_of(before.begin(), before.end(), [&](const Step& earlier) { return earlier.crosses && earlier.act == step.act; });
  });
  return more;
}

std::size_t askings(const Story& story) {
  return static_cast<std::size_t>(
      std::count_if(story.begin(), story.end(), [](const Step& step) { return step.act.level == Effect::ask; }));
}

std::string words_of(const Proof& proof, const prove::Shown& shown) {
  const std::string agent = " --agent " + shown.request.principal + " ";
  std::size_t at = shown.command.find(agent);
  if (at == std::string::npos) return proof.model().actions.empty() ? shown.command : shown.request.action;
  at += agent.size();
  if (shown.request.requested) at = shown.command.find(' ', at + std::string_view("--request ").size()) + 1;
  return shown.command.substr(at);
}

std::string names_of(const Proof& proof, const std::vector<base::PrincipalId>& principals) {
  std::vector<std::string> names;
  for (const base::PrincipalId who : principals) names.push_back("`" + proof.model().principals[who.index()].name + "`");
  std::sort(names.begin(), names.end());
  std::string last = names.back();
  names.pop_back();
  if (names.size() > kNamesShown) {
    last = fmt::format("{} more", names.size() + 1 - kNamesShown);
    names.resize(kNamesShown);
  }
  return fmt::format("{} and {}", fmt::join(names, ", "), last);
}

std::string text_of(Proof& proof, std::size_t number, const Step& step) {
  const auto name = [&](base::PrincipalId who) { return proof.model().principals[who.index()].name; };
  std::string text = fmt::format("{}. `{}` ", number, name(step.act.who));
  if (step.act.requested.is_valid())
    text += fmt::format("asks `{}` for `{}`", name(step.act.requested), words_of(proof, step.shown));
  else
    text += fmt::format("does `{}`", words_of(proof, step.shown));
  text += fmt::format(": {}", base::effect_name(step.shown.outcome.effect));
  if (!step.deciding.empty()) text += ", by " + rules_of(proof, step.deciding);
  return text + condition_of(proof, step);
}

std::vector<std::string> words_of(Proof& proof, const Story& story, std::size_t first) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < story.size(); ++i) {
    const Step& step = story[i];
    std::string text = text_of(proof, first + i, step);
    if (step.act.level == Effect::ask)
      text += fmt::format("; {} must approve, and sees this request alone", people_of(proof, step.shown.outcome));
    if (!step.opens.empty()) text += "; " + step.opens;
    lines.push_back(std::move(text));
  }
  return lines;
}

void tell_steps(Proof& proof, const Story& story, std::size_t first, diagnostics::Diagnostic& diagnostic) {
  const std::vector<std::string> lines = words_of(proof, story, first);
  for (std::size_t i = 0; i < story.size(); ++i) {
    diagnostic.note(lines[i]);
    for (const model::StatementId id : story[i].deciding)
      if (proof.statement(id).span != diagnostic.primary) diagnostic.label(proof.statement(id).span, fmt::format("step {}", first + i));
    for (const model::StatementId id : story[i].enabling) diagnostic.label(proof.statement(id).span, "what is written is executed");
  }
}

void tell_people(const Story& story, diagnostics::Diagnostic& diagnostic, std::size_t before) {
  const std::size_t asked = before + askings(story);
  diagnostic.note(asked == 0 ? "nobody is asked on the way"
                             : fmt::format("people are asked {} on the way", asked == 1 ? "once" : fmt::format("{} times", asked)));
}

void tell(Proof& proof, const Story& story, diagnostics::Diagnostic& diagnostic, std::size_t before) {
  tell_steps(proof, story, 1, diagnostic);
  tell_people(story, diagnostic, before);
}

void tell_others(const Proof& proof, const std::vector<base::PrincipalId>& others, diagnostics::Diagnostic& diagnostic) {
  if (others.empty()) return;
  std::vector<std::string> names;
  for (const base::PrincipalId who : others) names.push_back("`" + proof.model().principals[who.index()].name + "`");
  std::sort(names.begin(), names.end());
  const std::size_t more = names.size() > kNamesShown ? names.size() - kNamesShown : 0;
  names.resize(names.size() - more);
  diagnostic.note(fmt::format("the same goes for {}{}", fmt::join(names, ", "), more > 0 ? fmt::format(" and {} more", more) : ""));
}

std::optional<prove::Shown> nearest_denied(Proof& proof, const Step& step) {
  ProofCell cell = proof.cells()[step.act.cell];
  cell.who = step.act.who;
  const CellLogic logic = proof.logic(cell);
  for (std::uint32_t number = 0; number < logic.slots().size(); ++number) {
    const prove::Slot& slot = logic.slots()[number];
    if (slot.kind != prove::SlotKind::attribute && slot.kind != prove::SlotKind::switch_on) continue;
    for (std::uint32_t code = 0; code < slot.codes.size(); ++code) {
      if (slot.codes[code].is_absent) continue;
      Choice one(logic.slots().size(), 0);
      one[number] = code;
      const request::Request changed = prove::request_of(logic, one);
      request::Request request = step.shown.request;
      if (slot.kind == prove::SlotKind::switch_on) {
        const std::string& name = proof.model().switches[slot.id].name;
        request.switches[name] = changed.switches.at(name);
      } else {
        const std::string& name = proof.model().attributes[slot.id].name;
        const auto value = changed.attributes.find(name);
        if (value == changed.attributes.end()) continue;
        request.attributes[name] = value->second;
      }
      if (model::evaluate(proof.model(), request).effect == Effect::deny) return proof.show(request, Effect::deny);
    }
  }
  return std::nullopt;
}

}  // namespace envelope::reach
