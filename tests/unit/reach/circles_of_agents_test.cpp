// Random small systems of agents that have each other act, and that approve each other's requests: the circles that are found are those
// that trying every request and every group of agents finds.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"
#include "compiler/reach/find_escalations.h"
#include "tests/differential/random.h"

using namespace envelope;
using base::Effect;

namespace {

constexpr std::uint32_t kAgents = 4, kActions = 3;
using Group = std::uint32_t;  // a bit for each agent
using Groups = std::set<Group>;

std::string agent(std::uint32_t number) { return "agent_" + std::to_string(number); }
std::string action(std::uint32_t number) { return "act_" + std::to_string(number); }

std::unique_ptr<pipeline::Compilation> compiled(const std::string& text) {
  project::MemoryFiles files;
  files.add("main.envelope", text);
  return pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
}

request::Outcome outcome(const model::PolicyModel& model, std::uint32_t who, std::uint32_t what, bool quick, int requested = -1) {
  request::Request request;
  request.principal = agent(who);
  request.action = action(what);
  request.attributes["quick"] = quick;
  request.lineage.emplace();
  request.labels.emplace();
  if (requested >= 0) request.requested = agent(static_cast<std::uint32_t>(requested));
  return model::evaluate(model, request);
}

// The groups in which everybody leads to everybody else, over `leads(a, b, group)`, and that are no part of another such group.
template <typename F>
Groups largest_circles(F leads) {
  Groups all, largest;
  for (Group group = 1; group < (1U << kAgents); ++group) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t i = 0; i < kAgents; ++i)
      if (group & (1U << i)) members.push_back(i);
    if (members.size() < 2) continue;
    const bool is_circle = std::all_of(members.begin(), members.end(), [&](std::uint32_t from) {
      Group reached = 1U << from;
      for (Group before = 0; before != reached;) {
        before = reached;
        for (const std::uint32_t a : members)
          for (const std::uint32_t b : members)
            if ((reached & (1U << a)) != 0 && leads(a, b, group)) reached |= 1U << b;
      }
      return reached == group;
    });
    if (is_circle) all.insert(group);
  }
  for (const Group group : all)
    if (std::none_of(all.begin(), all.end(), [&](Group other) { return other != group && (other & group) == group; }))
      largest.insert(group);
  return largest;
}

Groups found(pipeline::Compilation& compilation, diagnostics::Code code) {
  prove::Proof proof(*compilation.model, compilation.sources, {});
  prove::Findings findings;
  reach::find_escalations(proof, findings);
  reach::find_collusions(proof, findings);
  INFO((proof.faults().empty() ? "" : proof.faults().front()));
  REQUIRE(proof.faults().empty());
  REQUIRE(proof.unknowns().empty());
  Groups groups;
  for (const prove::Finding& finding : findings) {
    if (finding.diagnostic.code != code) continue;
    Group group = 0;
    for (const base::PrincipalId who : finding.about)
      for (std::uint32_t i = 0; i < kAgents; ++i)
        if (compilation.model->principals[who.index()].name == agent(i)) group |= 1U << i;
    CHECK(groups.insert(group).second);
  }
  return groups;
}

std::string vocabulary() {
  std::string text = "policy small\n";
  for (std::uint32_t i = 0; i < kActions; ++i) text += fmt::format("action {}(quick: Bool)\n", action(i));
  return text + "human taylor\ndefault approval review { from taylor }\n";
}

std::string when(differential::Random& random) { return random.pick<std::string>({"", " when quick", " unless quick"}); }

std::string exchanging(differential::Random& random) {
  std::string text = vocabulary();
  for (std::uint32_t who = 0; who < kAgents; ++who) {
    text += "agent " + agent(who) + " {\n";
    for (std::uint32_t what = 0; what < kActions; ++what) {
      if (random.percent(40)) text += fmt::format("  {} {}{}\n", random.percent(85) ? "allow" : "ask", action(what), when(random));
      for (std::uint32_t other = 0; other < kAgents; ++other)
        if (other != who && random.percent(36))
          text += fmt::format("  {} request {} for {}{}\n", random.percent(85) ? "allow" : "ask", agent(other), action(what), when(random));
    }
    text += "}\n";
  }
  return text;
}

// Whether `a` has `b` do something that it is not given, nor anybody outside of the group does for it; and whether other codes tell it.
struct Exchange {
  bool is_gained = false, is_untold = false;
};

Exchange exchange(const model::PolicyModel& model, std::uint32_t a, std::uint32_t b, Group group) {
  Exchange result;
  const auto has_done = [&](std::uint32_t by, std::uint32_t what, bool quick) {
    return by != a && outcome(model, a, what, quick, static_cast<int>(by)).effect == Effect::allow &&
           outcome(model, by, what, quick).effect == Effect::allow;
  };
  for (std::uint32_t what = 0; what < kActions; ++what) {
    bool is_gained = false, is_told = false;
    for (const bool quick : {false, true}) {
      if (!has_done(b, what, quick)) continue;
      const Effect own = outcome(model, a, what, quick).effect;
      is_told = is_told || own == Effect::ask;
      bool is_handed = own == Effect::allow;
      for (std::uint32_t other = 0; other < kAgents; ++other)
        if ((group & (1U << other)) == 0 && has_done(other, what, quick)) is_handed = true;
      is_gained = is_gained || !is_handed;
    }
    result.is_gained = result.is_gained || is_gained;
    result.is_untold = result.is_untold || (is_gained && !is_told);
  }
  return result;
}

std::string approving(differential::Random& random) {
  std::string text = vocabulary();
  const auto people = [&](std::uint32_t least) {
    std::vector<std::string> all{"taylor"};
    for (std::uint32_t i = 0; i < kAgents; ++i) all.push_back(agent(i));
    return random.some(all, random.between(least, 3));
  };
  for (std::uint32_t i = 0; i < 4; ++i) {
    text += fmt::format("approval given_{} {{", i);
    for (std::size_t sources = random.between(1, 2); sources-- > 0;) {
      const bool takes_two = random.percent(30);
      std::string names;
      for (const std::string& name : people(takes_two ? 2 : 1)) names += (names.empty() ? "" : ", ") + name;
      text += fmt::format(" from {}{}", takes_two ? "2 of " : "", names);
    }
    text += " }\n";
  }
  for (std::uint32_t who = 0; who < kAgents; ++who) {
    text += "agent " + agent(who) + " {\n";
    for (std::uint32_t what = 0; what < kActions; ++what) {
      for (std::size_t rules = random.between(0, 2); rules-- > 0;)
        text += fmt::format("  ask {}{} via given_{}\n", action(what), when(random), random.below(4));
      if (random.percent(20)) text += fmt::format("  {} {}{}\n", random.percent(50) ? "deny" : "allow", action(what), when(random));
    }
    text += "}\n";
  }
  return text;
}

// Whether some request of `a` can be answered by the others of the group alone, and `b` is one of those that can give a part of it.
bool answers(const model::PolicyModel& model, std::uint32_t a, std::uint32_t b, Group group) {
  const auto number_of = [&](base::PrincipalId who) {
    for (std::uint32_t i = 0; i < kAgents; ++i)
      if (model.principals[who.index()].name == agent(i)) return i;
    return kAgents;
  };
  // Those who can give it, in any of its ways.
  const auto givers = [&](const std::string& name) {
    Group all = 0;
    for (const model::Approval& approval : model.approvals) {
      if (approval.name != name) continue;
      for (const model::ApprovalAlternative& alternative : approval.alternatives) {
        Group some = 0;
        std::int64_t count = 0;
        for (const base::PrincipalId person : alternative.people) {
          const std::uint32_t i = number_of(person);
          if (i == kAgents || i == a || (group & (1U << i)) == 0) continue;
          some |= 1U << i;
          ++count;
        }
        if (count >= alternative.quorum) all |= some;
      }
    }
    return all;
  };
  for (std::uint32_t what = 0; what < kActions; ++what)
    for (const bool quick : {false, true}) {
      const request::Outcome asked = outcome(model, a, what, quick);
      if (asked.effect != Effect::ask) continue;
      Group all = 0;
      bool is_answered = true;
      for (const std::string& approval : asked.approvals) {
        const Group some = givers(approval);
        is_answered = is_answered && some != 0;
        all |= some;
      }
      if (is_answered && (all & (1U << b)) != 0) return true;
    }
  return false;
}

}  // namespace

TEST_CASE("circles of agents that have each other act are those of brute force", "[reach]") {
  differential::Random random(20261130);
  std::size_t circles = 0, none = 0;
  for (int round = 0; round < 900; ++round) {
    const std::string text = exchanging(random);
    const auto compilation = compiled(text);
    INFO(text);
    REQUIRE(compilation->model);
    const model::PolicyModel& model = *compilation->model;
    Groups expected;
    for (const Group group : largest_circles([&](auto a, auto b, Group in) { return a != b && exchange(model, a, b, in).is_gained; })) {
      bool is_untold = false;
      for (std::uint32_t a = 0; a < kAgents; ++a)
        for (std::uint32_t b = 0; b < kAgents; ++b)
          if (a != b && (group & (1U << a)) != 0 && (group & (1U << b)) != 0)
            is_untold = is_untold || exchange(model, a, b, group).is_untold;
      if (is_untold) expected.insert(group);
    }
    CHECK(found(*compilation, diagnostics::Code::AuthorityLoop) == expected);
    (expected.empty() ? none : circles) += 1;
  }
  CHECK(circles > 100);
  CHECK(none > 100);
}

TEST_CASE("circles of approvals are those of brute force", "[reach]") {
  differential::Random random(20261201);
  std::size_t circles = 0, none = 0;
  for (int round = 0; round < 600; ++round) {
    const std::string text = approving(random);
    const auto compilation = compiled(text);
    INFO(text);
    REQUIRE(compilation->model);
    const model::PolicyModel& model = *compilation->model;
    const Groups expected = largest_circles([&](auto a, auto b, Group in) { return a != b && answers(model, a, b, in); });
    CHECK(found(*compilation, diagnostics::Code::Collusion) == expected);
    (expected.empty() ? none : circles) += 1;
  }
  CHECK(circles > 100);
  CHECK(none > 100);
}
