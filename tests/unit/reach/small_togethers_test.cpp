// `assert … never together` of random small systems must say what brute force says: of whom it is broken by the grants of one agent, and of
// whom only by a chain. What is closed by a loop is closed once more by the solver's own datalog.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "compiler/reach/find_escalations.h"
#include "tests/unit/reach/small_systems.h"

using namespace envelope;
using namespace envelope::reach::small;

namespace {

// A power: its text, and every request that differs for it; or none, where it is the approval that some agents give.
struct Power {
  std::string text;
  std::vector<Asked> requests;
  std::set<std::size_t> approvers;
};

// Whom a claim is broken for: by the grants of one agent, or by a chain only.
struct Broken {
  std::set<std::size_t> by_one, by_chain;
  bool operator==(const Broken&) const = default;
};

std::vector<std::string> all_paths() {
  std::vector<std::string> all = kPaths;
  all.emplace_back("/z");
  return all;
}

std::vector<Power> some_powers(differential::Random& random, const std::set<std::size_t>& approvers) {
  std::vector<Power> menu{{"act when quick", {{"act", "quick", true}}, {}},
                          {"act unless quick", {{"act", "quick", false}}, {}},
                          {"approve third", {}, approvers}};
  Power writes{"write when path in [", {}, {}};
  for (const std::string& path : all_paths()) {
    if (!random.percent(30)) continue;
    writes.text += (writes.requests.empty() ? "\"" : ", \"") + path + "\"";
    writes.requests.push_back({"write", "path", path});
  }
  writes.text += "]";
  if (!writes.requests.empty()) menu.push_back(writes);
  std::vector<Power> some;
  while (some.size() < 2 || (some.size() < menu.size() && random.percent(30))) {
    const Power& power = random.pick(menu);
    const bool is_new = std::none_of(some.begin(), some.end(), [&](const Power& other) { return other.text == power.text; });
    if (is_new) some.push_back(power);
  }
  return some;
}

class BruteForce {
 public:
  BruteForce(const System& system, const model::PolicyModel& model, const std::vector<Power>& powers, const std::string& barred)
      : edges_(edges_of(system, model, barred)), own_(powers.size()), has_(powers.size()) {
    for (std::size_t i = 0; i < powers.size(); ++i)
      for (std::size_t who = 0; who < kAgents; ++who) {
        const bool gives = powers[i].approvers.contains(who);
        const auto some = [&](const auto& holds) { return std::any_of(powers[i].requests.begin(), powers[i].requests.end(), holds); };
        if (gives || some([&](const Asked& asked) { return does(model, who, asked, barred); })) own_[i].insert(who);
        if (gives || some([&](const Asked& asked) { return brings_about(model, who, asked, barred); })) has_[i].insert(who);
      }
  }

  void add_to(Broken& broken, std::size_t from) const {
    const std::set<std::size_t> acts = closed_over(edges_, from);
    const auto all_of = [](const auto& sets, const auto& holds) { return std::all_of(sets.begin(), sets.end(), holds); };
    const auto has_someone = [&](const std::set<std::size_t>& who) {
      return std::any_of(acts.begin(), acts.end(), [&](std::size_t one) { return who.contains(one); });
    };
    const bool one = std::any_of(acts.begin(), acts.end(), [&](std::size_t who) {
      return all_of(own_, [&](const std::set<std::size_t>& set) { return set.contains(who); });
    });
    if (one) broken.by_one.insert(from);
    if (!one && all_of(has_, has_someone)) broken.by_chain.insert(from);
  }

  // Whether all come together for `from`, for a solver of datalog.
  [[nodiscard]] std::string datalog(std::size_t from) const {
    std::string script = "(declare-rel bad ())\n";
    for (std::size_t who = 0; who < kAgents; ++who) script += fmt::format("(declare-rel acts{} ())\n", who);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < has_.size(); ++i) {
      script += fmt::format("(declare-rel has{} ())\n", i);
      all.push_back(fmt::format("has{}", i));
    }
    script += fmt::format("(rule acts{})\n", from);
    for (const auto& [one, other] : edges_) script += fmt::format("(rule (=> acts{} acts{}))\n", one, other);
    for (std::size_t i = 0; i < has_.size(); ++i)
      for (const std::size_t who : has_[i]) script += fmt::format("(rule (=> acts{} has{}))\n", who, i);
    return script + fmt::format("(rule (=> (and {}) bad))\n(query bad)\n", fmt::join(all, " "));
  }

 private:
  Edges edges_;
  std::vector<std::set<std::size_t>> own_, has_;  // by power
};

Broken told(pipeline::Compilation& compilation) {
  prove::Proof proof(*compilation.model, compilation.sources, {});
  prove::Findings findings;
  reach::find_togethers(proof, findings);
  INFO((proof.faults().empty() ? "" : proof.faults().front()));
  REQUIRE(proof.faults().empty());
  REQUIRE(proof.unknowns().empty());
  Broken broken;
  for (const prove::Finding& finding : findings) {
    std::set<std::size_t>& into = finding.diagnostic.code == diagnostics::Code::SeparationOfDuty ? broken.by_one : broken.by_chain;
    if (finding.diagnostic.code == diagnostics::Code::VacuousClaim) continue;
    for (const base::PrincipalId who : finding.about)
      for (std::size_t agent = 0; agent < kAgents; ++agent)
        if (compilation.model->principals[who.index()].name == name(agent)) into.insert(agent);
  }
  return broken;
}

}  // namespace

TEST_CASE("what is kept apart comes together for whom brute force and datalog say", "[reach][together]") {
  differential::Random random(20261201);
  std::size_t claims = 0, by_one = 0, by_chain = 0, held = 0;
  std::string scripts, expected;
  for (int round = 0; round < 200; ++round) {
    System system = make(random);
    const std::size_t approver = random.below(kAgents);
    system.text += fmt::format("approval third {{ from jeff, {} }}\n", name(approver));
    for (const std::string barred : {"", "review"}) {
      const std::vector<Power> powers = some_powers(random, {approver});
      const bool is_of_all = random.percent(50);
      std::vector<std::string> texts;
      for (const Power& power : powers) texts.push_back(power.text);
      const std::string text = system.text + fmt::format("assert \"apart\" never together {}{}{}\n", fmt::join(texts, ", "),
                                                         is_of_all ? "" : " from agent_0", barred.empty() ? "" : " without " + barred);
      const auto compilation = compiled(text);
      INFO(text);
      REQUIRE(compilation->model);
      const BruteForce brute_force(system, *compilation->model, powers, barred);
      Broken broken;
      for (std::size_t from = 0; from < (is_of_all ? kAgents : 1); ++from) {
        brute_force.add_to(broken, from);
        scripts += "(reset)\n" + brute_force.datalog(from);
        expected += broken.by_one.contains(from) || broken.by_chain.contains(from) ? "sat\n" : "unsat\n";
      }
      const Broken found = told(*compilation);
      CHECK(found.by_one == broken.by_one);
      CHECK(found.by_chain == broken.by_chain);
      ++claims;
      by_one += broken.by_one.empty() ? 0 : 1;
      by_chain += broken.by_chain.empty() ? 0 : 1;
      held += broken.by_one.empty() && broken.by_chain.empty() ? 1 : 0;
    }
  }
  CHECK(answers_of_datalog(scripts) == expected);
  fmt::print("together: {} claims, {} broken by one, {} by a chain, {} hold\n", claims, by_one, by_chain, held);
  CHECK(claims == 400);
  CHECK(by_one > 50);
  CHECK(by_chain > 50);
  CHECK(held > 50);
}
