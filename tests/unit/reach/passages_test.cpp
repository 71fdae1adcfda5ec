// Who leaves a stop that restricts it, and may do what then: against an enumeration of all states, each request being asked of the
// reference interpreter. Whoever leaves a stop asks for it while it is on.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/reach/find_escalations.h"
#include "tests/unit/reach/small_systems.h"

using namespace envelope;
using base::Effect;

namespace {

constexpr std::size_t kStops = 3, kStates = std::size_t{1} << kStops;

std::string stop(std::size_t number) { return fmt::format("stop_{}", number); }

// Nobody enters the stops: any of them may be on.
std::string make(differential::Random& random) {
  std::string text = "policy small\nimport std\naction act\n";
  const std::vector<std::string> denied = {"deny act", "deny act, leave", "deny anything", "deny leave", ""};
  for (std::size_t i = 0; i < kStops; ++i) {
    std::string rule = random.pick(denied);
    if (rule == "deny leave" && random.percent(60)) rule += " when what is " + stop(random.below(kStops));
    text += fmt::format("stop {} {{ {} }}\n", stop(i), rule);
  }
  text += "agent bolt {\n  allow act\n";
  for (int rule = 0; rule < 2; ++rule) {
    if (random.percent(25)) continue;
    text += fmt::format("  allow leave when what is {}", stop(random.below(kStops)));
    text += random.percent(50) ? fmt::format(" and {} {}\n", random.percent(50) ? "in" : "not in", stop(random.below(kStops))) : "\n";
  }
  return text + "}\n";
}

bool passes(const model::PolicyModel& model, const std::string& action, std::size_t what, std::size_t state) {
  request::Request request;
  request.principal = "bolt";
  request.action = action;
  request.lineage.emplace();
  request.labels.emplace();
  if (action == "leave") request.attributes["what"] = stop(what);
  for (std::size_t i = 0; i < kStops; ++i) request.switches[stop(i)] = text::truth_of((state >> i & 1U) != 0);
  return model::evaluate(model, request).effect == Effect::allow;
}

// Which stop is left, and what is done then that is denied while it is on. That nothing grants it there is no finding: `act` is granted
// throughout, `leave` is asked about apart.
std::set<std::string> expected(const model::PolicyModel& model) {
  std::set<std::string> all;
  for (std::size_t i = 0; i < kStops; ++i) {
    const std::size_t bit = std::size_t{1} << i;
    bool is_left = false, is_gained = false;
    for (std::size_t state = 0; state < kStates; ++state) {
      if ((state & bit) == 0) continue;
      is_left = is_left || passes(model, "leave", i, state);
      is_gained = is_gained || (!passes(model, "act", 0, state) && passes(model, "act", 0, state & ~bit));
    }
    if (is_left && is_gained)
      all.insert(fmt::format("`bolt` is denied `act` while `{}` is on, and can leave it without being asked", stop(i)));
  }
  return all;
}

}  // namespace

TEST_CASE("a stop is left by whom an enumeration of the states lets leave it", "[reach]") {
  differential::Random random(20261202);
  std::size_t found = 0, none = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string text = make(random);
    const auto compilation = reach::small::compiled(text);
    INFO(text);
    REQUIRE(compilation->model);
    prove::Proof proof(*compilation->model, compilation->sources, {});
    prove::Findings findings;
    reach::find_escalations(proof, findings);
    REQUIRE(proof.faults().empty());
    REQUIRE(proof.unknowns().empty());
    std::set<std::string> told;
    for (const prove::Finding& finding : findings)
      if (finding.diagnostic.message.find("`act`") != std::string::npos) told.insert(finding.diagnostic.message);
    const std::set<std::string> all = expected(*compilation->model);
    CHECK(told == all);
    (all.empty() ? none : found) += 1;
  }
  CHECK(found > 50);
  CHECK(none > 50);
}
