// What an import grants to agents it does not name, on random small policies, by brute force: every request that differs is asked of the
// reference interpreter, with and without what the imported file grants.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/project/memory_files.h"
#include "compiler/prove/prove.h"
#include "tests/differential/random.h"

using namespace envelope;
using differential::Random;

namespace {

constexpr std::size_t kAgents = 3;  // agent_0 and agent_1 are of no tier, agent_2 is of `core`

std::string name(std::size_t agent) { return "agent_" + std::to_string(agent); }

// A line of the imported file. What it grants reaches whoever is not in `spares`.
struct Line {
  std::string text;
  bool grants = false;
  std::set<std::size_t> spares;  // named by its condition
};

struct Policy {
  std::vector<std::string> own;  // lines of the main file
  std::vector<Line> imported;
  std::set<std::size_t> named;  // by blocks of the imported file
};

std::string rule(Random& random) {
  const std::vector<std::string> levels = {"allow", "allow", "ask", "propose", "deny", "at most ask"};
  const std::vector<std::string> what = {
      "act",   "act when quick",    "act unless quick", "fetch", "write when path is \"/a\"", "write when path in [\"/a\", \"/b\"]",
      "write", "act when depth > 0"};
  return random.pick(levels) + " " + random.pick(what);
}

bool is_grant(const std::string& text) { return !text.starts_with("deny") && !text.starts_with("at most"); }

Policy make(Random& random) {
  Policy policy;
  for (std::size_t i = 0; i < kAgents; ++i)
    for (std::size_t rules = random.below(3); rules > 0; --rules)
      policy.own.push_back(fmt::format("agent {} {{ {} }}", name(i), rule(random)));
  if (random.percent(30)) policy.own.push_back(rule(random));
  for (std::size_t lines = random.between(1, 3); lines > 0; --lines) {
    const std::string text = rule(random);
    const std::size_t who = random.below(kAgents);
    switch (random.below(8)) {
      case 0:
        policy.imported.push_back({fmt::format("agent {} {{ {} }}", name(who), text), false, {}});
        policy.named.insert(who);
        break;
      case 1:
        policy.imported.push_back({"tier core { " + text + " }", false, {}});
        policy.named.insert(2);
        break;
      case 2:
        policy.imported.push_back({"subagents { " + text + " }", is_grant(text), {}});
        break;
      case 3:
        policy.imported.push_back({"window night { " + text + " }", is_grant(text), {}});
        break;
      case 4:
        policy.imported.push_back({"window night { grants NET }", true, {}});
        break;
      case 5:
        policy.imported.push_back({fmt::format("allow act when agent is {}", name(who)), true, {who}});
        break;
      case 6:
        policy.imported.push_back({"default ask anything", true, {}});
        break;
      default:
        policy.imported.push_back({text, is_grant(text), {}});
        break;
    }
  }
  return policy;
}

std::unique_ptr<pipeline::Compilation> compiled(const Policy& policy, const std::function<bool(const Line&)>& is_kept) {
  std::string main =
      "policy small\nimport \"part.envelope\"\ncapability NET\naction act(quick: Bool)\naction write(path: Path)\naction fetch needs NET\n"
      "human taylor\ndefault approval review { from taylor }\nwindow night\nagent agent_0\nagent agent_1\nagent agent_2 is core\ntier "
      "core\n";
  for (const std::string& line : policy.own) main += line + "\n";
  std::string part = "class unused\n";
  for (const Line& line : policy.imported)
    if (is_kept(line)) part += line.text + "\n";
  project::MemoryFiles files;
  files.add("main.envelope", main);
  files.add("part.envelope", part);
  return pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
}

std::vector<request::Request> requests_of(std::size_t who) {
  std::vector<request::Request> all;
  for (const char* action : {"act", "write", "fetch"})
    for (const text::Truth night : {text::Truth::no, text::Truth::yes})
      for (const bool is_subagent : {false, true})
        for (int value = 0; value < 3; ++value) {
          request::Request request;
          request.principal = name(who);
          request.action = action;
          request.lineage.emplace();
          if (is_subagent) request.lineage->push_back(request.principal);
          request.labels.emplace();
          request.switches["night"] = night;
          if (request.action == "act") request.attributes["quick"] = value == 1;
          if (request.action == "write") request.attributes["path"] = std::string(value == 0 ? "/a" : value == 1 ? "/b" : "/c");
          all.push_back(std::move(request));
        }
  return all;
}

// Agents whom the file lets do what the rest does not.
std::set<std::string> by_brute_force(const Policy& policy, const model::PolicyModel& model) {
  std::set<std::string> agents;
  for (std::size_t who = 0; who < kAgents; ++who) {
    if (policy.named.contains(who)) continue;
    const auto rest = compiled(policy, [&](const Line& line) { return !line.grants || line.spares.contains(who); });
    REQUIRE(rest->model);
    for (const request::Request& request : requests_of(who))
      if (model::evaluate(model, request).effect > model::evaluate(*rest->model, request).effect) agents.insert(name(who));
  }
  return agents;
}

}  // namespace

TEST_CASE("an import that grants to agents it does not name is found as brute force finds it", "[prove]") {
  Random random(20261130);
  std::size_t found = 0, silent = 0;
  for (int round = 0; round < 400; ++round) {
    const Policy policy = make(random);
    const auto compilation = compiled(policy, [](const Line&) { return true; });
    INFO(compilation->sources.file({0}).text << "---\n" << compilation->sources.file({1}).text);
    REQUIRE(compilation->model);
    const std::set<std::string> expected = by_brute_force(policy, *compilation->model);
    prove::Proof proof(*compilation->model, compilation->sources, {});
    prove::Findings findings;
    prove::find_import_grants(proof, prove::imports_of(*compilation), findings);
    INFO((proof.faults().empty() ? "" : proof.faults().front()));
    REQUIRE(proof.faults().empty());
    REQUIRE(proof.unknowns().empty());
    REQUIRE(findings.size() == (expected.empty() ? 0U : 1U));
    std::set<std::string> told;
    for (const prove::Finding& finding : findings)
      for (const base::PrincipalId who : finding.about) told.insert(compilation->model->principals[who.index()].name);
    REQUIRE(told == expected);
    (expected.empty() ? silent : found) += 1;
  }
  CHECK(found > 50);
  CHECK(silent > 50);
}
