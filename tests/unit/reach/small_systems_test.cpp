// Random small systems, worked out by brute force: every request that differs is asked of the reference interpreter, and what follows from
// what is closed by a loop, and once more by the solver's own datalog. `assert … never reach` must say the same.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/reach/find_escalations.h"
#include "tests/unit/reach/small_systems.h"

using namespace envelope;
using namespace envelope::reach::small;

namespace {

class BruteForce {
 public:
  BruteForce(const System& system, const model::PolicyModel& model, const std::string& barred) : edges_(edges_of(system, model, barred)) {
    for (std::size_t who = 0; who < kAgents; ++who)
      for (const bool quick : {false, true})
        if (brings_about(model, who, {"act", "quick", quick}, barred)) bad_.insert(who);
  }

  [[nodiscard]] bool reaches() const {
    const std::set<std::size_t> acts = closed_over(edges_, 0);
    return std::any_of(acts.begin(), acts.end(), [&](std::size_t who) { return bad_.contains(who); });
  }

  // The same for a solver of datalog.
  [[nodiscard]] std::string datalog() const {
    std::string script = "(declare-rel bad ())\n";
    for (std::size_t who = 0; who < kAgents; ++who) script += fmt::format("(declare-rel acts{} ())\n", who);
    script += "(rule acts0)\n";
    for (const auto& [from, to] : edges_) script += fmt::format("(rule (=> acts{} acts{}))\n", from, to);
    for (const std::size_t who : bad_) script += fmt::format("(rule (=> acts{} bad))\n", who);
    return script + "(query bad)\n";
  }

 private:
  Edges edges_;
  std::set<std::size_t> bad_;
};

bool is_refuted(pipeline::Compilation& compilation) {
  prove::Proof proof(*compilation.model, compilation.sources, {});
  prove::Findings findings;
  reach::find_refuted_reaches(proof, findings);
  INFO((proof.faults().empty() ? "" : proof.faults().front()));
  REQUIRE(proof.faults().empty());
  REQUIRE(proof.unknowns().empty());
  return !findings.empty();
}

}  // namespace

TEST_CASE("what is reached is what brute force and datalog reach", "[reach]") {
  differential::Random random(20261130);
  std::size_t reached = 0, safe = 0;
  std::string scripts, expected;
  for (int round = 0; round < 400; ++round) {
    const System system = make(random);
    for (const std::string barred : {"", "review"}) {
      const std::string text =
          system.text + "assert \"never\" never reach act from agent_0" + (barred.empty() ? "" : " without " + barred) + "\n";
      const auto compilation = compiled(text);
      INFO(text);
      REQUIRE(compilation->model);
      const BruteForce brute_force(system, *compilation->model, barred);
      CHECK(is_refuted(*compilation) == brute_force.reaches());
      scripts += "(reset)\n" + brute_force.datalog();
      expected += brute_force.reaches() ? "sat\n" : "unsat\n";
      (brute_force.reaches() ? reached : safe) += 1;
    }
  }
  CHECK(answers_of_datalog(scripts) == expected);
  CHECK(reached > 100);
  CHECK(safe > 100);
}
