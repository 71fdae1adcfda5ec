// examples/openclaw against the facts of the document it transcribes.
#include <catch2/catch.hpp>

#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "compiler/diagnostics/render.h"
#include "compiler/model/evaluate.h"
#include "compiler/model/request_words.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/disk_files.h"
#include "compiler/request/print.h"
#include "compiler/testing/run_tests.h"
#include "tests/differential/three_ways.h"
#include "tests/examples/facts.h"

namespace envelope::examples {
namespace {

const pipeline::Compilation& openclaw() {
  static const std::unique_ptr<pipeline::Compilation> compilation = [] {
    project::DiskFiles files;
    return pipeline::compile(files, std::string(ENVELOPE_SOURCE_DIR) + "/examples/openclaw/openclaw.envelope", pipeline::Stage::lower);
  }();
  INFO(diagnostics::render_text(compilation->sink.diagnostics(), compilation->sources, {}));
  REQUIRE(compilation->model);
  return *compilation;
}

std::string effect_of(const std::string& line) {
  const model::RequestLine words = model::split_request_line(line);
  const model::RequestWords read = model::read_request(*openclaw().model, words.words, words.with);
  for (const std::string& fault : read.faults) UNSCOPED_INFO(fault);
  return std::string(base::effect_name(model::evaluate(*openclaw().model, read.request).effect));
}

void check_mapping(const Mapping& mapping, const std::string& prefix, const std::string& expected, const std::string& suffix = "") {
  INFO("every fact needs a row in mapping.yaml");
  CHECK_FALSE(mapping.requests.empty());
  for (const std::string& request : mapping.requests) {
    INFO(prefix << request << suffix);
    CHECK(effect_of(prefix + request + suffix) == expected);
  }
  for (const auto& [request, effect] : mapping.near_misses) {
    INFO("near miss " << prefix << request << suffix);
    CHECK(effect_of(prefix + request + suffix) == effect);
  }
}

}  // namespace

TEST_CASE("the table of the example decides as the policy does") {
  const pipeline::Compilation& policy = openclaw();
  REQUIRE(policy.model);
  CHECK(envelope::differential::disagreement(*policy.program, *policy.model, policy.sources, 20'000) == "");
}

TEST_CASE("every item of the trust matrix is decided as its list says") {
  static const std::map<std::string, std::string> kEffects = {
      {"can_autonomously", "allow"}, {"requires_approval", "ask"}, {"cannot_do", "deny"}};
  const Facts facts = read_facts();
  REQUIRE(facts.matrix.size() == 44);
  for (const MatrixFact& fact : facts.matrix) {
    INFO(fact.agent << " " << fact.list << " " << fact.item);
    check_mapping(find_mapping("matrix", {fact.agent, fact.item}), fact.agent + " ", kEffects.at(fact.list));
  }
}

TEST_CASE("every cross-agent trigger is decided as the document requires") {
  for (const TriggerFact& fact : read_facts().triggers) {
    INFO(fact.agent << " can request of " << fact.of << ": " << fact.task);
    check_mapping(find_mapping("triggers", {fact.agent + " " + fact.of + " " + fact.task}), fact.agent + " request " + fact.of + " for ",
                  fact.requirement == "no_approval" ? "allow" : "ask");
  }
}

TEST_CASE("no agent hands on what cannot be delegated") {
  for (const std::string& item : read_facts().non_delegatable)
    for (const char* agent : {"scout", "bolt", "archivist", "atlas"}) {
      INFO(item << " by a subagent of " << agent);
      check_mapping(find_mapping("non_delegatable", {item}), std::string(agent) + " ", "deny", " with depth=1");
    }
}

TEST_CASE("the mapping has no row that stands for nothing") {
  const Facts facts = read_facts();
  CHECK(mapping_count() == facts.matrix.size() + facts.triggers.size() + facts.non_delegatable.size());
}

TEST_CASE("the policy's own tests pass") {
  const testing::TestReport report = testing::run_tests(*openclaw().program, *openclaw().model, {});
  CHECK(report.tests.size() >= 12);
  for (const testing::TestResult& test : report.tests)
    for (const testing::CaseResult& result : test.cases) {
      INFO(test.title << ": " << result.request << " decided " << result.actual << ", expected " << result.expected);
      CHECK(result.passed);
    }
}

TEST_CASE("the recorded stream has at least 60 requests, 8 of each agent, and every effect but propose") {
  std::map<std::string, std::size_t> per_agent;
  std::set<std::string> effects;
  std::size_t count = 0;
  std::istringstream lines(read_text("examples/openclaw/stream.txt"));
  for (std::string line; std::getline(lines, line);) {
    const model::RequestLine words = model::split_request_line(line);
    if (words.words.empty()) continue;
    ++count;
    ++per_agent[words.words.front()];
    effects.insert(effect_of(line));
  }
  CHECK(count >= 60);
  for (const char* agent : {"scout", "bolt", "archivist", "atlas"}) CHECK(per_agent[agent] >= 8);
  CHECK(effects == std::set<std::string>{"allow", "ask", "deny"});
}

}  // namespace envelope::examples
