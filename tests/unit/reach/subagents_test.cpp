// What agents have others do by subagents of their own, against every depth at which each request is asked of the reference interpreter.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>

#include "compiler/model/evaluate.h"
#include "compiler/reach/find_escalations.h"
#include "tests/unit/reach/small_systems.h"

using namespace envelope;
using base::Effect;
using diagnostics::Severity;

namespace {

constexpr std::size_t kDeepest = 4;  // rules tell depths below it apart
const std::vector<std::string> kAskers = {"atlas", "bolt"}, kDoers = {"scout", "warden"};

std::string some_depth(differential::Random& random, const std::string& begin) {
  return random.percent(40) ? "" : fmt::format("{}depth {} {}", begin, random.percent(60) ? ">" : "<", 1 + random.below(2));
}

// Askers are denied what they ask for, at every depth.
std::string make(differential::Random& random) {
  std::string text = "policy small\nimport std\naction act(quick: Bool)\nhuman taylor\ndefault approval review { from taylor }\n";
  const std::vector<std::string> levels = {"allow", "allow", "ask", "deny"};
  for (const std::string& asker : kAskers) {
    text += fmt::format("agent {} {{\n  deny act\n", asker);
    for (int rule = 0; rule < 2; ++rule) text += fmt::format("  {} spawn{}\n", random.pick(levels), some_depth(random, " when "));
    for (const std::string& doer : kDoers)
      text += fmt::format("  {} request {} for act when {}{}\n", random.pick(levels), doer, random.percent(50) ? "quick" : "not quick",
                          some_depth(random, " and "));
    text += "}\n";
  }
  for (const std::string& doer : kDoers)
    text += fmt::format("agent {} {{ allow spawn  allow act{} }}\n", doer,
                        random.percent(50) ? " when quick" + some_depth(random, " and ") : "");
  return text;
}

Effect decided(const model::PolicyModel& model, const std::string& who, const std::string& action, const std::string& requested,
               std::size_t depth, bool quick) {
  request::Request request;
  request.principal = who;
  request.action = action;
  if (!requested.empty()) request.requested = requested;
  request.lineage.emplace(depth, who);
  request.labels.emplace();
  if (action == "act") request.attributes["quick"] = quick;
  return model::evaluate(model, request).effect;
}

// How grave it is that the one has the other act; nothing: it does not come about. One approval at most is given for the request, any
// number for subagents; the other acts itself.
std::optional<Severity> expected(const model::PolicyModel& model, const std::string& asker, const std::string& doer) {
  std::optional<Severity> gravest;
  Effect spawned = Effect::allow;
  for (std::size_t depth = 0; depth <= kDeepest; ++depth) {
    for (const bool quick : {false, true}) {
      if (decided(model, doer, "act", "", 0, quick) != Effect::allow) continue;
      const Effect way = std::min(spawned, decided(model, asker, "act", doer, depth, quick));
      if (way == Effect::allow) return Severity::error;
      if (way == Effect::ask) gravest = Severity::warning;
    }
    spawned = std::min(spawned, decided(model, asker, "spawn", "", depth, false));
    if (spawned < Effect::ask) break;
  }
  return gravest;
}

}  // namespace

TEST_CASE("what subagents have others do is what they are let at any depth that is reached", "[reach]") {
  differential::Random random(20261204);
  std::map<std::optional<Severity>, std::size_t> seen;
  for (int round = 0; round < 300; ++round) {
    const std::string text = make(random);
    const auto compilation = reach::small::compiled(text);
    INFO(text);
    REQUIRE(compilation->model);
    prove::Proof proof(*compilation->model, compilation->sources, {});
    const std::vector<reach::ToldWay> told = reach::told_ways(proof);
    REQUIRE(proof.faults().empty());
    REQUIRE(proof.unknowns().empty());
    for (const std::string& doer : kDoers)
      for (const std::string& asker : kAskers) {
        std::optional<Severity> severity;
        for (const reach::ToldWay& way : told) {
          if (way.code != diagnostics::Code::ConfusedDeputy || way.story.back().shown.request.principal != doer) continue;
          std::vector<base::PrincipalId> who = way.others;
          who.push_back(way.story.front().act.who);
          for (const base::PrincipalId one : who)
            if (compilation->model->principals[one.index()].name == asker) severity = way.severity;
        }
        INFO(asker << " asks " << doer);
        CHECK(severity == expected(*compilation->model, asker, doer));
        ++seen[severity];
      }
  }
  CHECK(seen[std::nullopt] > 100);
  CHECK(seen[Severity::warning] > 100);
  CHECK(seen[Severity::error] > 100);
}

TEST_CASE("every step that is told of random systems is decided as it is told", "[reach]") {
  differential::Random random(20261205);
  for (int round = 0; round < 100; ++round) {
    const reach::small::System system = reach::small::make(random);
    const auto compilation = reach::small::compiled(system.text);
    INFO(system.text);
    REQUIRE(compilation->model);
    prove::Proof proof(*compilation->model, compilation->sources, {});
    prove::Findings findings;
    reach::find_escalations(proof, findings);
    INFO((proof.faults().empty() ? "" : proof.faults().front()));
    CHECK(proof.faults().empty());
  }
}
