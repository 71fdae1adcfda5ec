// Random small systems of agents one of whom gives an approval: who needs it and comes to act as that one, with nobody asked, is whom
// trying every request finds.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/reach/find_escalations.h"
#include "tests/unit/reach/small_systems.h"

using namespace envelope;
using namespace envelope::reach::small;

namespace {

using Names = std::set<std::string>;

bool needs_it(const model::PolicyModel& model, std::size_t who) {
  for (const bool quick : {false, true}) {
    request::Request request;
    request.principal = name(who);
    request.action = "act";
    request.attributes["quick"] = quick;
    request.lineage.emplace();
    request.labels.emplace();
    if (model::evaluate(model, request).approvals.contains("third")) return true;
  }
  return false;
}

Names told(pipeline::Compilation& compilation) {
  Names names;
  for (const reach::ToldWay& way : ways_of(compilation)) {
    if (way.code != diagnostics::Code::ApproverControlled) continue;
    for (const std::string& who : who_has(*compilation.model, way)) names.insert(who);
  }
  return names;
}

}  // namespace

TEST_CASE("who acts as its own approver is whom brute force says", "[reach][approvers]") {
  differential::Random random(20261204);
  std::size_t some = 0, over_several = 0, none = 0;
  for (int round = 0; round < 300; ++round) {
    System system = make(random);
    const std::size_t approver = random.below(kAgents);
    system.text += fmt::format("approval third {{ from {} }}\n", name(approver));
    for (std::size_t who = 0; who < kAgents; ++who)
      if (random.percent(60))
        system.text += fmt::format("agent {} {{ ask act via third{} }}\n", name(who), random.percent(50) ? " when quick" : "");
    const auto compilation = compiled(system.text);
    INFO(system.text);
    REQUIRE(compilation->model);
    const Edges edges = edges_of(system, *compilation->model, kEveryApproval);
    Names expected;
    for (std::size_t who = 0; who < kAgents; ++who) {
      if (who == approver || !closed_over(edges, who).contains(approver) || !needs_it(*compilation->model, who)) continue;
      expected.insert(name(who));
      over_several += edges.contains({who, approver}) ? 0 : 1;
    }
    CHECK(told(*compilation) == expected);
    (expected.empty() ? none : some) += 1;
  }
  CHECK(some > 50);
  CHECK(over_several > 10);
  CHECK(none > 50);
}
