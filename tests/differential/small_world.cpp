#include "tests/differential/small_world.h"

#include <algorithm>

#include "compiler/lower/lower.h"

namespace envelope::differential {

using request::Request;

namespace {

constexpr const char* kVocabulary = R"(policy laws timezone "UTC"
enum Env { dev, prod }
class outer
class inner is outer
capability NET
action go(to: Env, flag?: Bool) is outer
action put(flag?: Bool) is inner needs NET
fact ready: Bool
duty snap
human sue
default approval boss { from sue }
approval pair { from sue }
tier low
agent ann is low { holds NET }
agent bob
window night { grants NET }
label dirty from go
job sweep of ann { every 1h run put }
)";

std::vector<MenuItem> make_menu() {
  using enum Part;
  return {
      {"allow go", {}},
      {"allow go when to is dev", {to}},
      {"allow anything when ready", {ready, night}},
      {"allow go, put when flag", {flag, night}},
      {"allow go when not (flag or ready)", {flag, ready}},
      {"allow go when origin is human", {origin}},
      {"allow go when time in 22:00..06:00", {time}},
      {"allow go when not session has dirty", {labels}},
      {"allow put when job is sweep", {job, night}},
      {"ask outer when flag via pair", {flag, night}},
      {"ask anything unless ready", {ready, night, edge}},
      {"propose outer unless in night", {night}},
      {"default allow outer", {night}},
      {"default ask anything via pair", {night}},
      {"default ask go when flag", {flag}},
      {"default deny go when to is prod", {to}},
      {"default propose put when flag", {flag}},
      {"agent bob { allow go, put }", {night}},
      {"tier low { ask put when ready via boss, pair }", {ready, night}},
      {"window night { allow put }", {night}},
      {"subagents { allow go }", {}},
      {"human sue { allow go }", {}},
      {"allow request bob for go when to is dev", {edge, to}},
      {"default ask request bob for outer via pair", {edge}},
      {"deny anything when session has dirty", {labels, edge}, true},
      {"deny go when flag and in night", {flag, night}, true},
      {"deny outer except put unless ready", {ready}, true},
      {"at most ask outer when in night via pair", {night}, true},
      {"at most propose anything except go when depth > 0", {edge}, true},
      {"at most deny go when to is not dev", {to}, true},
      {"subagents { deny put }", {}, true},
      {"tier low { at most ask anything }", {edge}, true},
      {"deny request bob for go when flag", {edge, flag}, true},
      {"before go when flag do snap", {flag}},
      {"after outer unless outcome is success do snap", {}},
  };
}

std::size_t choices_of(Part part) {
  switch (part) {
    case Part::principal:
    case Part::lineage:
    case Part::to:
    case Part::flag:
    case Part::night:
    case Part::ready:
    case Part::labels:
    case Part::origin:
    case Part::time:
    case Part::job:
      return 3;
    case Part::action:
    case Part::edge:
      return 2;
  }
  return 1;
}

bool can_hide(Part part) { return part != Part::principal && part != Part::action && part != Part::edge; }

// Choice 2 of what can be hidden hides it.
void say(Request& request, Part part, std::size_t choice) {
  const bool hidden = can_hide(part) && choice == 2;
  switch (part) {
    case Part::principal:
      request.principal = choice == 0 ? "ann" : choice == 1 ? "bob" : "sue";
      return;
    case Part::action:
      request.action = choice == 0 ? "go" : "put";
      return;
    case Part::edge:
      if (choice == 1) request.requested = "bob";
      return;
    case Part::lineage:
      if (choice == 0) request.lineage.emplace();
      if (choice == 1) request.lineage = {request.principal == "ann" ? "bob" : "ann"};
      return;
    case Part::to:
      if (!hidden && request.action == "go")  // `put` declares none
        request.attributes.emplace("to", std::string(choice == 0 ? "dev" : "prod"));
      return;
    case Part::flag:
      if (!hidden) request.attributes.emplace("flag", choice == 1);
      return;
    case Part::night:
      request.switches["night"] = hidden ? text::Truth::unknown : text::truth_of(choice == 1);
      return;
    case Part::ready:
      if (!hidden) request.facts.emplace("ready", choice == 1);
      return;
    case Part::labels:
      if (!hidden) request.labels.emplace();
      if (choice == 1) request.labels->push_back("dirty");
      return;
    case Part::origin:
      if (!hidden) request.origin = choice == 0 ? request::Origin::human : request::Origin::cron;
      return;
    case Part::time:
      if (!hidden) request.time_ms = choice == 0 ? 1'800'000'000'000 : 1'800'000'000'000 + 16 * 3'600'000;  // 08:00 and 00:00 (UTC)
      return;
    case Part::job:
      if (!hidden) request.job = choice == 0 ? "" : "sweep";
      return;
  }
}

}  // namespace

SmallWorld::SmallWorld() : menu_(make_menu()) {
  std::string text = kVocabulary;
  for (const MenuItem& item : menu_) text += item.text + "\n";
  compiled_ = compile({text});
  vocabulary_ = compiled_->program;
  vocabulary_.rules.clear();
  vocabulary_.arounds.clear();
  // One rule or one duty statement for each item, in written order.
  std::size_t rules = 0, arounds = 0;
  for (std::size_t i = 0; i < menu_.size(); ++i) places_.push_back(is_duty(i) ? arounds++ : rules++);
}

bool SmallWorld::is_duty(std::size_t item) const { return menu_[item].text.starts_with("before") || menu_[item].text.starts_with("after"); }

check::TypedProgram SmallWorld::program(const std::vector<std::size_t>& statements) const {
  check::TypedProgram program = vocabulary_;
  for (const std::size_t id : statements) {
    if (is_duty(id)) {
      program.arounds.push_back(compiled_->program.arounds[places_[id]]);
    } else {
      program.rules.push_back(compiled_->program.rules[places_[id]]);
    }
  }
  return program;
}

model::PolicyModel SmallWorld::lower(const check::TypedProgram& program) const { return lower::lower(program, compiled_->sources); }

RequestSpace::RequestSpace(const std::vector<const MenuItem*>& statements) {
  std::vector<bool> varies(kParts, false);
  for (const Part part : {Part::principal, Part::action, Part::lineage}) varies[static_cast<std::size_t>(part)] = true;
  for (const MenuItem* item : statements)
    for (const Part part : item->parts) varies[static_cast<std::size_t>(part)] = true;
  std::size_t total = 1;
  for (std::size_t i = 0; i < kParts; ++i) {
    const Part part = static_cast<Part>(i);
    digits_.push_back({part, varies[i] ? choices_of(part) : 1, varies[i] && can_hide(part), total});
    total *= digits_.back().choices;
  }
  for (std::size_t number = 0; number < total; ++number) {
    Request request;
    for (const Digit& digit : digits_) say(request, digit.part, number / digit.weight % digit.choices);
    requests_.push_back(std::move(request));
  }
}

std::vector<std::size_t> RequestSpace::hiding(std::size_t number) const {
  std::vector<std::size_t> others;
  for (const Digit& digit : digits_) {
    const std::size_t choice = number / digit.weight % digit.choices;
    if (digit.can_hide && choice != 2) others.push_back(number + (2 - choice) * digit.weight);
  }
  return others;
}

}  // namespace envelope::differential
