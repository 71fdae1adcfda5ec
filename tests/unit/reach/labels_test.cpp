// Random small systems of agents whose rules ask for labels: who gets round a rule of its own by having another act is whom trying every
// request with every set of labels finds. The labels of whoever asks travel with the request, and the other's session may hold more.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/reach/find_escalations.h"
#include "tests/unit/reach/small_systems.h"

using namespace envelope;
using base::Effect;
using reach::small::name;

namespace {

constexpr std::size_t kSome = 3;
const std::vector<std::string> kLabels = {"private", "untrusted"};
constexpr std::uint32_t kLabelSets = 4;  // a bit for each label

using Pairs = std::set<std::pair<std::string, std::string>>;  // who asks, who acts

std::string condition(differential::Random& random) {
  std::string text;
  for (const std::string& label : kLabels)
    if (random.percent(45)) text += fmt::format("{}session has {}", text.empty() ? "" : " and ", label);
  if (random.percent(30)) text += fmt::format("{}quick", text.empty() ? "" : " and ");
  return text.empty() ? "" : fmt::format(" {} {}", random.pick<std::string>({"when", "unless"}), text);
}

std::string some_system(differential::Random& random) {
  std::string text =
      "policy small\naction act(quick: Bool)\naction look\nhuman taylor\ndefault approval review { from taylor }\n"
      "label private from look\nlabel untrusted from look\n";
  for (std::size_t who = 0; who < kSome; ++who) {
    text += "agent " + name(who) + " {\n  allow act\n";
    if (random.percent(60)) text += fmt::format("  {} act{}\n", random.pick<std::string>({"deny", "ask"}), condition(random));
    for (std::size_t other = 0; other < kSome; ++other) {
      if (other == who || random.percent(50)) continue;
      text += fmt::format("  allow request {} for act{}\n", name(other), condition(random));
      if (random.percent(30)) text += fmt::format("  deny request {} for act{}\n", name(other), condition(random));
    }
    text += "}\n";
  }
  return text;
}

bool is_allowed(const model::PolicyModel& model, std::size_t who, bool quick, std::uint32_t labels, const std::string& requested = "") {
  request::Request request;
  request.principal = name(who);
  request.action = "act";
  request.attributes["quick"] = quick;
  request.lineage.emplace();
  request.labels.emplace();
  for (std::size_t i = 0; i < kLabels.size(); ++i)
    if ((labels & (1U << i)) != 0) request.labels->push_back(kLabels[i]);
  if (!requested.empty()) request.requested = requested;
  return model::evaluate(model, request).effect == Effect::allow;
}

bool gets_round(const model::PolicyModel& model, std::size_t who, std::size_t other) {
  for (const bool quick : {false, true})
    for (std::uint32_t labels = 0; labels < kLabelSets; ++labels) {
      if (is_allowed(model, who, quick, labels) || !is_allowed(model, who, quick, labels, name(other))) continue;
      for (std::uint32_t more = 0; more < kLabelSets; ++more)
        if ((labels & ~more) == 0 && is_allowed(model, other, quick, more)) return true;
    }
  return false;
}

Pairs told(pipeline::Compilation& compilation) {
  Pairs pairs;
  for (const reach::ToldWay& way : reach::small::ways_of(compilation)) {
    const bool is_request = way.code == diagnostics::Code::ConfusedDeputy || way.code == diagnostics::Code::ApprovalBypass;
    if (!is_request || reach::askings(way.story) > 0) continue;
    const std::string& other = compilation.model->principals[way.story.front().act.requested.index()].name;
    for (const std::string& who : reach::small::who_has(*compilation.model, way)) pairs.emplace(who, other);
  }
  return pairs;
}

}  // namespace

TEST_CASE("who gets round a rule about labels by asking another is whom brute force says", "[reach][labels]") {
  differential::Random random(20261202);
  std::size_t some = 0, none = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string text = some_system(random);
    const auto compilation = reach::small::compiled(text);
    INFO(text);
    REQUIRE(compilation->model);
    Pairs expected;
    for (std::size_t who = 0; who < kSome; ++who)
      for (std::size_t other = 0; other < kSome; ++other)
        if (other != who && gets_round(*compilation->model, who, other)) expected.emplace(name(who), name(other));
    CHECK(told(*compilation) == expected);
    (expected.empty() ? none : some) += 1;
  }
  CHECK(some > 50);
  CHECK(none > 50);
}
