#include "tests/unit/reach/small_systems.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "compiler/model/evaluate.h"
#include "compiler/project/memory_files.h"

namespace envelope::reach::small {

using base::Effect;

std::string name(std::size_t agent) { return "agent_" + std::to_string(agent); }

std::string some_paths(differential::Random& random) {
  std::string list;
  for (const std::string& path : kPaths)
    if (random.percent(35)) list += (list.empty() ? "\"" : ", \"") + path + "\"";
  return list.empty() ? "path is \"/z\"" : "path in [" + list + "]";
}

// A set of paths that is written, and what it must and must not hold.
std::string some_set(differential::Random& random) {
  std::string condition;
  for (std::size_t i = 0; i < kPaths.size(); ++i)
    if (random.percent(25))
      condition += fmt::format("{}{}files has path_{}", condition.empty() ? "" : " and ", random.percent(30) ? "not " : "", i);
  return condition.empty() ? "not files has path_0" : condition;
}

void add_sets(differential::Random& random, std::size_t who, std::string& text) {
  const std::vector<std::string> levels = {"allow", "allow", "ask", "deny", "deny"};
  for (int rules = 0; rules < 3; ++rules)
    if (random.percent(60)) text += fmt::format("  {} put when {}\n", random.pick(levels), some_set(random));
  const std::size_t other = random.below(kAgents);
  if (other != who && random.percent(40)) text += fmt::format("  allow request {} for put when {}\n", name(other), some_set(random));
}

namespace {

constexpr std::size_t kDeepest = 4;  // rules tell depths below it apart

// Nothing, most of the time.
std::string some_depth(differential::Random& random) {
  if (!random.percent(25)) return "";
  return fmt::format(" and depth {} {}", random.percent(70) ? ">" : "<", 1 + random.below(2));
}

std::string some_spawns(differential::Random& random) {
  if (random.percent(45)) return "";
  const std::vector<std::string> rules = {"allow spawn", "ask spawn", "allow spawn when depth < 1",
                                          "ask spawn when depth > 0  allow spawn when depth < 1"};
  return "  " + random.pick(rules) + "\n";
}

}  // namespace

System make(differential::Random& random) {
  System system;
  std::string& text = system.text;
  text =
      "policy small\nimport std\naction write(path: Path) writes path\naction act(quick: Bool)\nhuman taylor\nhuman jeff\n"
      "default approval review { from taylor }\napproval other { from jeff }\n";
  for (const std::string& path : kPaths) {
    if (random.percent(25)) continue;
    const std::size_t who = random.below(kAgents);
    system.files.emplace_back(path, who);
    text += fmt::format("file \"{}\" runs as {}\n", path, name(who));
  }
  system.has_sets = random.percent(15);
  if (system.has_sets) text += "action put(files?: [Path]) writes files\n";
  for (std::size_t i = 0; system.has_sets && i < kPaths.size(); ++i) text += fmt::format("let path_{} = \"{}\"\n", i, kPaths[i]);
  const std::vector<std::string> levels = {"allow", "allow", "ask", "deny"};
  for (std::size_t i = 0; i < kAgents; ++i) {
    text += "agent " + name(i) + " {\n" + some_spawns(random);
    for (int rules = 0; rules < 3; ++rules) {
      if (random.percent(60)) text += fmt::format("  {} write when {}{}\n", random.pick(levels), some_paths(random), some_depth(random));
      const std::size_t other = random.below(kAgents);
      if (other != i && random.percent(40))
        text +=
            fmt::format("  {} request {} for write when {}{}\n", random.pick(levels), name(other), some_paths(random), some_depth(random));
      if (other != i && random.percent(15))
        text += fmt::format("  {} request {} for act{}\n", random.pick(levels), name(other), random.percent(50) ? " when quick" : "");
    }
    if (i > 0 && random.percent(40))
      text += fmt::format("  {} act when {}{}\n", random.pick(levels), random.percent(50) ? "not quick" : "(quick or not quick)",
                          some_depth(random));
    if (random.percent(10)) text += "  ask act via other\n";
    if (system.has_sets) add_sets(random, i, text);
    text += "}\n";
  }
  return system;
}

std::unique_ptr<pipeline::Compilation> compiled(const std::string& text) {
  project::MemoryFiles files;
  files.add("main.envelope", text);
  return pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
}

namespace {

bool passes(const model::PolicyModel& model, const request::Request& request, const std::string& barred) {
  const request::Outcome outcome = model::evaluate(model, request);
  if (outcome.effect == Effect::allow || barred == kEveryApproval) return outcome.effect == Effect::allow;
  return outcome.effect == Effect::ask && !outcome.approvals.contains(barred);
}

request::Request request_of(std::size_t who, const std::string& action, std::size_t depth) {
  request::Request request;
  request.principal = name(who);
  request.action = action;
  request.lineage.emplace(depth, request.principal);
  request.labels.emplace();
  return request;
}

request::Request request_of(std::size_t who, const Asked& asked, std::size_t depth) {
  request::Request request = request_of(who, asked.action, depth);
  request.attributes[asked.attribute] = asked.value;
  return request;
}

// Each depth at which the agent comes to run, one subagent starting the next.
std::vector<std::size_t> depths(const model::PolicyModel& model, std::size_t who, const std::string& barred) {
  std::vector<std::size_t> all{0};
  while (all.size() <= kDeepest && passes(model, request_of(who, "spawn", all.back()), barred)) all.push_back(all.back() + 1);
  return all;
}

}  // namespace

bool does(const model::PolicyModel& model, std::size_t who, const Asked& asked, const std::string& barred) {
  const std::vector<std::size_t> own = depths(model, who, barred);
  return std::any_of(own.begin(), own.end(), [&](std::size_t depth) { return passes(model, request_of(who, asked, depth), barred); });
}

bool brings_about(const model::PolicyModel& model, std::size_t who, const Asked& asked, const std::string& barred) {
  if (does(model, who, asked, barred)) return true;
  // What is asked for is done by the other itself.
  for (const std::size_t depth : depths(model, who, barred))
    for (std::size_t other = 0; other < kAgents; ++other) {
      request::Request request = request_of(who, asked, depth);
      request.requested = name(other);
      if (other != who && passes(model, request, barred) && passes(model, request_of(other, asked, 0), barred)) return true;
    }
  return false;
}

std::vector<Writing> writings_of(const System& system) {
  std::vector<Writing> writings;
  for (const auto& [path, runs_as] : system.files) writings.push_back({{"write", "path", path}, {path}});
  for (std::uint32_t bits = 1; system.has_sets && bits < 1U << kPaths.size(); ++bits) {
    request::MemberList set;
    for (std::size_t i = 0; i < kPaths.size(); ++i)
      if ((bits >> i & 1U) != 0) set.members.push_back(kPaths[i]);
    writings.push_back({{"put", "files", set}, set.members});
  }
  return writings;
}

Edges edges_of(const System& system, const model::PolicyModel& model, const std::string& barred) {
  Edges edges;
  for (const Writing& writing : writings_of(system))
    for (std::size_t who = 0; who < kAgents; ++who)
      if (brings_about(model, who, writing.asked, barred)) add_edges(system, writing, who, edges);
  return edges;
}

void add_edges(const System& system, const Writing& writing, std::size_t who, Edges& edges) {
  for (const auto& [path, runs_as] : system.files)
    if (std::find(writing.paths.begin(), writing.paths.end(), path) != writing.paths.end()) edges.emplace(who, runs_as);
}

std::set<std::size_t> closed_over(const Edges& edges, std::size_t from) {
  std::set<std::size_t> acts{from};
  for (std::size_t before = 0; before != acts.size();) {
    before = acts.size();
    for (const auto& [one, other] : edges)
      if (acts.contains(one)) acts.insert(other);
  }
  return acts;
}

std::vector<ToldWay> ways_of(pipeline::Compilation& compilation) {
  prove::Proof proof(*compilation.model, compilation.sources, {});
  std::vector<ToldWay> ways = told_ways(proof);
  INFO((proof.faults().empty() ? "" : proof.faults().front()));
  REQUIRE(proof.faults().empty());
  REQUIRE(proof.unknowns().empty());
  return ways;
}

std::vector<std::string> who_has(const model::PolicyModel& model, const ToldWay& way) {
  std::vector<std::string> names = {model.principals[way.story.front().act.who.index()].name};
  for (const base::PrincipalId who : way.others) names.push_back(model.principals[who.index()].name);
  return names;
}

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

}  // namespace envelope::reach::small
