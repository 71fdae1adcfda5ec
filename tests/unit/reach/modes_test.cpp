// Which windows and stops can be on together, against an enumeration of all states, each turn being asked of the reference interpreter.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"
#include "compiler/reach/find_escalations.h"
#include "compiler/reach/modes.h"
#include "tests/differential/random.h"

using namespace envelope;
using base::Effect;

namespace {

constexpr std::size_t kModes = 4;
const std::vector<std::string> kPrincipals = {"agent_0", "agent_1", "taylor", "jeff"};

std::string mode(std::size_t number) { return fmt::format("mode_{}", number); }

std::string state(differential::Random& random) {
  std::string text;
  for (std::size_t i = 0; i < kModes; ++i)
    if (random.percent(30)) text += fmt::format("{}{} {}", text.empty() ? "" : " and ", random.percent(50) ? "in" : "not in", mode(i));
  return text.empty() ? "in mode_0" : text;
}

struct System {
  std::string text;
  std::set<std::size_t> lasting;
};

// Without what it is for.
System make_modes(differential::Random& random) {
  System system;
  std::string& text = system.text;
  text =
      "policy small\nimport std\naction act(quick: Bool)\nhuman taylor\nhuman jeff\ndefault approval review { from taylor }\napproval "
      "other { from "
      "jeff "
      "}\n";
  for (std::size_t i = 0; i < kModes; ++i) {
    const bool is_stop = random.percent(40), lasts = random.percent(40);
    if (lasts && !is_stop) system.lasting.insert(i);
    text += fmt::format("{} {} {{ {} }}\n", is_stop ? "stop" : "window", mode(i), is_stop ? "" : lasts ? "lasts 4h" : "");
  }
  const std::vector<std::string> levels = {"allow", "allow", "ask", "deny"};
  for (const std::string& who : kPrincipals) {
    text += fmt::format("{} {} {{\n", who.starts_with("agent") ? "agent" : "human", who);
    for (int rule = 0; rule < 4; ++rule)
      if (random.percent(45))
        text += fmt::format("  {} {}{} when what is {} and {}\n", random.pick(levels), random.percent(65) ? "enter" : "leave", "",
                            mode(random.below(kModes)), state(random));
    if (random.percent(40)) text += fmt::format("  allow enter when what is {}\n", mode(random.below(kModes)));
    text += "}\n";
  }
  return system;
}

System make(differential::Random& random) {
  System system = make_modes(random);
  std::string& text = system.text;
  text += fmt::format("agent agent_0 {{ allow act when {} }}\n", state(random));
  if (random.percent(30)) text += fmt::format("agent agent_0 {{ ask act when {} via other }}\n", state(random));
  return system;
}

constexpr const char* kEveryApproval = "every";

class Enumeration {
 public:
  Enumeration(const System& system, const model::PolicyModel& model, std::string barred) : model_(model), barred_(std::move(barred)) {
    for (std::size_t i = 0; i < kModes; ++i)
      for (std::size_t from = 0; from < std::size_t{1} << kModes; ++from)
        for (const std::string& who : kPrincipals)
          for (const bool on : {true, false})
            if (passes(who, on ? "enter" : "leave", from, i, barred_)) turns_.insert({from, with(from, i, on)});
    for (const std::size_t i : system.lasting)
      for (std::size_t from = 0; from < std::size_t{1} << kModes; ++from) turns_.insert({from, with(from, i, false)});
    // The host's own: nobody may enter them.
    for (std::size_t i = 0; i < kModes; ++i)
      if (!is_entered(i))
        for (std::size_t from = 0; from < std::size_t{1} << kModes; ++from)
          for (const bool on : {true, false}) turns_.insert({from, with(from, i, on)});
    reached_ = closed({0});
  }

  [[nodiscard]] bool reaches() const {
    return std::any_of(reached_.begin(), reached_.end(), [&](std::size_t state) { return passes("agent_0", "act", state, {}, barred_); });
  }
  // The same at the request of agent_0.
  [[nodiscard]] bool has_done() const {
    return std::any_of(reached_.begin(), reached_.end(),
                       [&](std::size_t state) { return passes("agent_0", "act", state, {}, barred_, "doer"); });
  }
  // Taking over another one first: the file is written in some state, and what follows is done in a later one.
  [[nodiscard]] bool reaches_by_writing() const {
    std::set<std::size_t> states;
    for (const std::size_t state : reached_)
      if (passes("agent_0", "file_write", state, {}, barred_)) states.insert(state);
    const std::set<std::size_t> later = closed(std::move(states));
    return std::any_of(later.begin(), later.end(), [&](std::size_t state) { return passes("doer", "act", state, {}, barred_); });
  }
  [[nodiscard]] bool reaches_in_any_state() const {
    for (std::size_t state = 0; state < std::size_t{1} << kModes; ++state)
      if (passes("agent_0", "act", state, {}, barred_)) return true;
    return false;
  }

 private:
  // With all that follow by turns.
  [[nodiscard]] std::set<std::size_t> closed(std::set<std::size_t> states) const {
    for (std::size_t before = states.size() + 1; before != states.size();) {
      before = states.size();
      for (const auto& [from, to] : turns_)
        if (states.contains(from)) states.insert(to);
    }
    return states;
  }

  static std::size_t with(std::size_t state, std::size_t i, bool on) {
    return on ? state | std::size_t{1} << i : state & ~(std::size_t{1} << i);
  }

  // By anybody, in some state, were every approval given.
  [[nodiscard]] bool is_entered(std::size_t i) const {
    for (std::size_t from = 0; from < std::size_t{1} << kModes; ++from)
      if (std::any_of(kPrincipals.begin(), kPrincipals.end(), [&](const std::string& who) { return passes(who, "enter", from, i, ""); }))
        return true;
    return false;
  }

  [[nodiscard]] bool passes(const std::string& who, const std::string& action, std::size_t state, std::optional<std::size_t> what,
                            const std::string& barred, const std::string& requested = {}) const {
    request::Request request;
    request.principal = who;
    if (!requested.empty()) request.requested = requested;
    request.action = action;
    request.lineage.emplace();
    request.labels.emplace();
    if (what)
      request.attributes["what"] = mode(*what);
    else if (action == "file_write")
      request.attributes["path"] = "/srv/run.sh";
    else
      request.attributes["quick"] = true;
    for (std::size_t i = 0; i < kModes; ++i) request.switches[mode(i)] = text::truth_of((state >> i & 1U) != 0);
    const request::Outcome outcome = model::evaluate(model_, request);
    if (outcome.effect == Effect::ask) return barred != kEveryApproval && !outcome.approvals.contains(barred);
    return outcome.effect == Effect::allow;
  }

  const model::PolicyModel& model_;
  std::string barred_;
  std::set<std::pair<std::size_t, std::size_t>> turns_;
  std::set<std::size_t> reached_;
};

std::unique_ptr<pipeline::Compilation> compiled(const std::string& text) {
  project::MemoryFiles files;
  files.add("main.envelope", text);
  return pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
}

// Windows each of which is entered while the one before it is on; the first while `first` holds.
std::string chain(std::size_t length, const std::string& first) {
  std::string text = "policy long\nimport std\naction act(quick: Bool)\nhuman taylor\ndefault approval review { from taylor }\n";
  for (std::size_t i = 0; i < length; ++i) text += fmt::format("window {} {{ lasts 4h }}\n", mode(i));
  text += fmt::format("agent bolt {{\n  allow enter when what is mode_0{}\n", first);
  for (std::size_t i = 1; i < length; ++i) text += fmt::format("  allow enter when what is {} and in {}\n", mode(i), mode(i - 1));
  return text + fmt::format("  allow act when in {}\n}}\nassert \"never\" never reach act from bolt\n", mode(length - 1));
}

}  // namespace

TEST_CASE("what is done in states of windows and stops is what an enumeration of the states does", "[reach]") {
  differential::Random random(20261201);
  std::size_t reached = 0, never_on_together = 0;
  for (int round = 0; round < 200; ++round) {
    const System system = make(random);
    for (const std::string barred : {"", "review"}) {
      const std::string text =
          system.text + "assert \"never\" never reach act from agent_0" + (barred.empty() ? "" : " without " + barred) + "\n";
      const auto compilation = compiled(text);
      INFO(text);
      REQUIRE(compilation->model);
      const Enumeration enumeration(system, *compilation->model, barred);
      prove::Proof proof(*compilation->model, compilation->sources, {});
      prove::Findings findings;
      reach::find_refuted_reaches(proof, findings);
      REQUIRE(proof.faults().empty());
      INFO((proof.unknowns().empty() ? "" : proof.unknowns().front().about + ": " + proof.unknowns().front().limit));
      REQUIRE(proof.unknowns().empty());
      CHECK(findings.empty() == !enumeration.reaches());
      if (enumeration.reaches()) ++reached;
      if (!enumeration.reaches() && enumeration.reaches_in_any_state()) ++never_on_together;
    }
  }
  CHECK(reached > 100);
  CHECK(never_on_together > 25);
}

TEST_CASE("of several orders of windows one that is possible is found, where an enumeration of the states has one", "[reach]") {
  differential::Random random(20261204);
  std::size_t reached = 0, refused = 0;
  for (int round = 0; round < 400; ++round) {
    System system = make_modes(random);
    system.text += fmt::format(
        "file \"/srv/run.sh\" runs as doer\nagent agent_0 {{ holds IO_WRITE_LOCAL  allow file_write when path under \"/srv\" and ({} or "
        "{}) }}\n"
        "agent doer {{ allow act when {} or {} }}\nassert \"never\" never reach act from agent_0\n",
        state(random), state(random), state(random), state(random));
    const auto compilation = compiled(system.text);
    INFO(system.text);
    REQUIRE(compilation->model);
    prove::Proof proof(*compilation->model, compilation->sources, {});
    prove::Findings findings;
    reach::find_refuted_reaches(proof, findings);
    REQUIRE(proof.faults().empty());
    const bool is_reached = Enumeration(system, *compilation->model, "").reaches_by_writing();
    CHECK(findings.empty() == !is_reached);
    if (is_reached) CHECK(proof.unknowns().empty());
    if (is_reached) ++reached;
    if (!is_reached && !proof.unknowns().empty()) ++refused;
  }
  CHECK(reached > 200);
  CHECK(refused > 0);
}

TEST_CASE("how many other ways are looked at, where the steps of one cannot come in their order, is limited and said", "[reach]") {
  // A file is written while some window is on, and what follows is done while none is: nobody leaves them. There are 2^n states to write
  // in. They depend on each other by one that closes them all.
  for (const std::size_t windows : {std::size_t{5}, std::size_t{9}}) {
    std::string text = "policy many\nimport std\naction act\nwindow closing {}\n", some, none;
    for (std::size_t i = 0; i < windows; ++i) {
      text += fmt::format("window {} {{}}\n", mode(i));
      some += fmt::format("{}in {}", i == 0 ? "" : " or ", mode(i));
      none += fmt::format("{}not in {}", i == 0 ? "" : " and ", mode(i));
    }
    text += "file \"/srv/run.sh\" runs as doer\nagent doer { allow act when " + none + " }\n";
    text += "agent bolt {\n  holds IO_WRITE_LOCAL\n  allow enter when not in closing\n  allow file_write when path under \"/srv\" and (" +
            some + ")\n}\n";
    const auto compilation = compiled(text + "assert \"never\" never reach act from bolt\n");
    REQUIRE(compilation->model);
    prove::Proof proof(*compilation->model, compilation->sources, {});
    prove::Findings findings;
    reach::find_refuted_reaches(proof, findings);
    CHECK(proof.faults().empty());
    CHECK(findings.empty());
    REQUIRE(proof.unknowns().size() == 1);
    CHECK((proof.unknowns().front().limit.find("more than 256 other ways") != std::string::npos) == (windows == 9));
  }
}

TEST_CASE("people who must be asked before a window is on stand in the way, where no other window does", "[reach]") {
  differential::Random random(20261203);
  std::size_t errors = 0, warnings = 0;
  for (int round = 0; round < 600; ++round) {
    System system = make_modes(random);
    system.text +=
        fmt::format("agent agent_0 {{ deny act  allow request doer for act when {} }}\nagent doer {{ allow act }}\n", state(random));
    const auto compilation = compiled(system.text);
    INFO(system.text);
    REQUIRE(compilation->model);
    prove::Proof proof(*compilation->model, compilation->sources, {});
    prove::Findings findings;
    reach::find_escalations(proof, findings);
    REQUIRE(proof.faults().empty());
    if (!proof.unknowns().empty()) continue;  // steps of another finding, which cannot come in their order
    std::optional<diagnostics::Severity> told, expected;
    for (const prove::Finding& finding : findings)
      if (finding.diagnostic.code == diagnostics::Code::ConfusedDeputy && finding.diagnostic.message.find("`act`") != std::string::npos)
        told = finding.diagnostic.severity;
    if (Enumeration(system, *compilation->model, "").has_done()) expected = diagnostics::Severity::warning;
    if (Enumeration(system, *compilation->model, kEveryApproval).has_done()) expected = diagnostics::Severity::error;
    CHECK(told == expected);
    if (expected) ++(*expected == diagnostics::Severity::error ? errors : warnings);
  }
  CHECK(errors > 50);
  CHECK(warnings > 20);
}

TEST_CASE("a long way through windows is walked, refused or not known, and never taken to be closed", "[reach]") {
  struct Case {
    std::size_t length;
    std::string first;
    bool is_reached, is_known;
  };
  const std::vector<Case> cases = {
      {100, "", true, true},                  // a hundred turns, one after another
      {100, " and in mode_50", false, true},  // none can be the first
      {300, "", false, false},                // further than is looked at: not known, though it is reached
      {300, " and in mode_250", false, false},
  };
  for (const Case& one : cases) {
    const auto compilation = compiled(chain(one.length, one.first));
    REQUIRE(compilation->model);
    prove::Proof proof(*compilation->model, compilation->sources, {});
    prove::Findings findings;
    reach::find_refuted_reaches(proof, findings);
    INFO(one.length << one.first);
    CHECK(proof.faults().empty());
    CHECK(proof.unknowns().empty() == one.is_known);
    CHECK(findings.empty() == !one.is_reached);
  }
}
