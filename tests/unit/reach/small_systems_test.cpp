// Random small systems, worked out by brute force: every request that differs is asked of the reference interpreter, and what follows from
// what is closed by a loop, and once more by the solver's own datalog. `assert … never reach` must say the same.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"
#include "compiler/reach/find_escalations.h"
#include "tests/differential/random.h"

using namespace envelope;
using base::Effect;

namespace {

constexpr std::size_t kAgents = 5;
const std::vector<std::string> kPaths = {"/a", "/b", "/c", "/d", "/e", "/f"};

std::string name(std::size_t agent) { return "agent_" + std::to_string(agent); }

struct System {
  std::string text;
  std::vector<std::pair<std::string, std::size_t>> files;  // path, who runs it
};

// Some paths as a condition.
std::string paths(differential::Random& random) {
  std::string list;
  for (const std::string& path : kPaths)
    if (random.percent(35)) list += (list.empty() ? "\"" : ", \"") + path + "\"";
  return list.empty() ? "path is \"/z\"" : "path in [" + list + "]";
}

System make(differential::Random& random) {
  System system;
  std::string& text = system.text;
  text =
      "policy small\naction write(path: Path) writes path\naction act(quick: Bool)\nhuman taylor\nhuman jeff\n"
      "default approval review { from taylor }\napproval other { from jeff }\n";
  for (const std::string& path : kPaths) {
    if (random.percent(25)) continue;
    const std::size_t who = random.below(kAgents);
    system.files.emplace_back(path, who);
    text += fmt::format("file \"{}\" runs as {}\n", path, name(who));
  }
  const std::vector<std::string> levels = {"allow", "allow", "ask", "deny"};
  for (std::size_t i = 0; i < kAgents; ++i) {
    text += "agent " + name(i) + " {\n";
    for (int rules = 0; rules < 3; ++rules) {
      if (random.percent(60)) text += fmt::format("  {} write when {}\n", random.pick(levels), paths(random));
      const std::size_t other = random.below(kAgents);
      if (other != i && random.percent(40))
        text += fmt::format("  {} request {} for write when {}\n", random.pick(levels), name(other), paths(random));
      if (other != i && random.percent(15))
        text += fmt::format("  {} request {} for act{}\n", random.pick(levels), name(other), random.percent(50) ? " when quick" : "");
    }
    if (i > 0 && random.percent(40))
      text += fmt::format("  {} act{}{}\n", random.pick(levels), random.percent(50) ? " unless quick" : "", "");
    if (random.percent(10)) text += "  ask act via other\n";
    text += "}\n";
  }
  return system;
}

// May the request pass, where `barred` (an approval) is not given?
bool passes(const model::PolicyModel& model, const request::Request& request, const std::string& barred) {
  const request::Outcome outcome = model::evaluate(model, request);
  return outcome.effect == Effect::allow || (outcome.effect == Effect::ask && !outcome.approvals.contains(barred));
}

class BruteForce {
 public:
  BruteForce(const System& system, const model::PolicyModel& model, std::string barred) : model_(model), barred_(std::move(barred)) {
    for (std::size_t who = 0; who < kAgents; ++who) {
      for (const auto& [path, runs_as] : system.files)
        if (brings_about(who, "write", "path", path)) edges_.emplace(who, runs_as);
      for (const bool quick : {false, true})
        if (brings_about(who, "act", "quick", quick)) bad_.insert(who);
    }
  }

  [[nodiscard]] bool reaches() const {
    std::set<std::size_t> acts{0};
    for (std::size_t before = 0; before != acts.size();) {
      before = acts.size();
      for (const auto& [from, to] : edges_)
        if (acts.contains(from)) acts.insert(to);
    }
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
  bool brings_about(std::size_t who, const std::string& action, const std::string& attribute, const request::RawValue& value) const {
    request::Request request;
    request.principal = name(who);
    request.action = action;
    request.attributes[attribute] = value;
    request.lineage.emplace();
    request.labels.emplace();
    if (passes(model_, request, barred_)) return true;
    for (std::size_t other = 0; other < kAgents; ++other) {
      request.requested = name(other);
      request::Request behind = request;
      behind.principal = name(other);
      behind.requested.reset();
      if (other != who && passes(model_, request, barred_) && passes(model_, behind, barred_)) return true;
    }
    return false;
  }

  const model::PolicyModel& model_;
  std::string barred_;
  std::set<std::pair<std::size_t, std::size_t>> edges_;
  std::set<std::size_t> bad_;
};

std::unique_ptr<pipeline::Compilation> compiled(const std::string& text) {
  project::MemoryFiles files;
  files.add("main.envelope", text);
  return pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
}

bool is_refuted(pipeline::Compilation& compilation) {
  prove::Proof proof(*compilation.model, compilation.sources, {});
  prove::Findings findings;
  reach::find_refuted_reaches(proof, findings);
  INFO((proof.faults().empty() ? "" : proof.faults().front()));
  REQUIRE(proof.faults().empty());
  REQUIRE(proof.unknowns().empty());
  return !findings.empty();
}

// The solver's program: its library does not read datalog.
std::string answers_of_datalog(const std::string& scripts) {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / fmt::format("envelope_reach_{}.smt2", scripts.size());
  std::ofstream(file) << scripts;
  FILE* const program = popen(fmt::format("z3 {}", file.string()).c_str(), "r");
  REQUIRE(program != nullptr);
  std::string answers;
  std::array<char, 4096> piece{};
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), program)) answers.append(piece.data(), size);
  CHECK(pclose(program) == 0);
  std::filesystem::remove(file);
  return answers;
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
