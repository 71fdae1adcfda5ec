// Random small systems of agents that may write by one action what a rule withholds for another: who does the same so, by itself or by
// asking somebody, is whom trying every path finds.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/reach/find_escalations.h"
#include "tests/unit/reach/small_systems.h"

using namespace envelope;
using namespace envelope::reach::small;
using base::Effect;

namespace {

constexpr std::size_t kSome = 3;

using Pairs = std::set<std::pair<std::string, std::string>>;  // who is restricted, who does the same

std::string some_system(differential::Random& random) {
  std::string text =
      "policy small\naction write(path: Path) writes path\naction organize(path: Path) writes path\nhuman taylor\n"
      "default approval review { from taylor }\n";
  for (std::size_t who = 0; who < kSome; ++who) {
    text += "agent " + name(who) + " {\n  allow write\n";
    if (random.percent(70)) text += fmt::format("  {} write when {}\n", random.pick<std::string>({"deny", "ask"}), some_paths(random));
    if (random.percent(40)) text += fmt::format("  allow organize when {}\n", some_paths(random));
    for (std::size_t other = 0; other < kSome; ++other)
      if (other != who && random.percent(30))
        text += fmt::format("  allow request {} for organize when {}\n", name(other), some_paths(random));
    text += "}\n";
  }
  return text;
}

bool is_allowed(const model::PolicyModel& model, std::size_t who, const std::string& action, const std::string& path,
                const std::string& requested = "") {
  request::Request request;
  request.principal = name(who);
  request.action = action;
  request.attributes["path"] = path;
  request.lineage.emplace();
  request.labels.emplace();
  if (!requested.empty()) request.requested = requested;
  return model::evaluate(model, request).effect == Effect::allow;
}

bool does_the_same(const model::PolicyModel& model, std::size_t who, std::size_t doer) {
  std::vector<std::string> paths = kPaths;
  paths.emplace_back("/z");
  for (const std::string& path : paths) {
    const bool asks = who == doer || is_allowed(model, who, "organize", path, name(doer));
    if (asks && !is_allowed(model, who, "write", path) && is_allowed(model, doer, "organize", path)) return true;
  }
  return false;
}

Pairs told(pipeline::Compilation& compilation) {
  Pairs pairs;
  for (const reach::ToldWay& way : ways_of(compilation)) {
    if (way.code != diagnostics::Code::ApprovalBypass) continue;
    const std::string& doer = compilation.model->principals[way.story.back().act.who.index()].name;
    for (const std::string& who : who_has(*compilation.model, way)) pairs.emplace(who, way.story.size() == 1 ? who : doer);
  }
  return pairs;
}

}  // namespace

TEST_CASE("who does by another action what a rule withholds is whom brute force says", "[reach][substitutes]") {
  differential::Random random(20261203);
  std::size_t by_itself = 0, by_another = 0, none = 0;
  for (int round = 0; round < 600; ++round) {
    const std::string text = some_system(random);
    const auto compilation = compiled(text);
    INFO(text);
    REQUIRE(compilation->model);
    Pairs expected;
    for (std::size_t who = 0; who < kSome; ++who)
      for (std::size_t doer = 0; doer < kSome; ++doer)
        if (does_the_same(*compilation->model, who, doer)) expected.emplace(name(who), name(doer));
    CHECK(told(*compilation) == expected);
    for (const auto& [who, doer] : expected) (who == doer ? by_itself : by_another) += 1;
    none += expected.empty() ? 1 : 0;
  }
  CHECK(by_itself > 50);
  CHECK(by_another > 50);
  CHECK(none > 30);
}
