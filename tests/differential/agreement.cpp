#include "tests/differential/agreement.h"

#include <fmt/format.h>

#include "compiler/model/evaluate.h"
#include "compiler/oracle/oracle.h"
#include "compiler/request/print.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/request_maker.h"
#include "tests/differential/three_ways.h"

namespace envelope::differential {

namespace {

bool differ(const Compiled& policy, const request::Request& request, const model::Explanation& explanation) {
  return explanation.outcome != oracle::decide(policy.program, request) || explanation.outcome != policy.table->decide(request) ||
         !statements_differ(policy.model, explanation, policy.table->statement(request)).empty();
}

// Asks all requests of one policy; false when the run is over.
bool ask_all(const Compiled& policy, const RunSize& size, Random& random, RunResult& result, std::optional<request::Request>& found) {
  const RequestMaker maker(policy.program);
  for (std::size_t i = 0; i < size.requests; ++i) {
    const MadeRequest made = maker.make(random);
    const model::Explanation explanation = model::explain(policy.model, made.request);
    result.tally.add(explanation.outcome, made);
    if (size.sampled_one_in != 0 && i % size.sampled_one_in == 0) result.tally.look_closer(policy, made.request);
    if (!differ(policy, made.request, explanation)) continue;
    found = made.request;
    return false;
  }
  return true;
}

template <typename Map>
void drop_entries(Map request::Request::* part, const Compiled& policy, request::Request& request) {
  const Map all = request.*part;
  for (const auto& [name, value] : all) {
    request::Request smaller = request;
    (smaller.*part).erase(name);
    if (differ(policy, smaller)) request = std::move(smaller);
  }
}

void shrink_request(const Compiled& policy, request::Request& request) {
  drop_entries(&request::Request::attributes, policy, request);
  drop_entries(&request::Request::facts, policy, request);
  drop_entries(&request::Request::switches, policy, request);
  const auto attempt = [&](auto change) {
    request::Request smaller = request;
    change(smaller);
    if (differ(policy, smaller)) request = std::move(smaller);
  };
  attempt([](request::Request& each) { each.origin.reset(); });
  attempt([](request::Request& each) { each.time_ms.reset(); });
  attempt([](request::Request& each) { each.job.reset(); });
  attempt([](request::Request& each) { each.labels.reset(); });
  attempt([](request::Request& each) { each.lineage.emplace(); });
  attempt([](request::Request& each) { each.requested.reset(); });
}

}  // namespace

bool differ(const Compiled& policy, const request::Request& request) {
  return differ(policy, request, model::explain(policy.model, request));
}

RunResult run(const RunSize& size) {
  RunResult result;
  std::uint64_t seeds = size.seed;
  for (std::size_t i = 0; i < size.policies; ++i) {
    const std::uint64_t policy_seed = Random::next_seed(seeds);
    Random random(policy_seed);
    PolicySource source = make_policy(random);
    const std::unique_ptr<Compiled> policy = compile(render(source));
    std::optional<request::Request> found;
    if (policy->problems.empty() && ask_all(*policy, size, random, result, found)) continue;
    result.finding = Finding{policy_seed, std::move(source), policy->problems, std::move(found)};
    return result;
  }
  return result;
}

Finding shrunk(Finding finding) {
  if (!finding.request) return finding;
  bool again = true;
  while (again) {
    again = false;
    for (std::size_t number = count_pieces(finding.source); number > 0; --number) {
      PolicySource smaller = without(finding.source, number - 1);
      const std::unique_ptr<Compiled> policy = compile(render(smaller));
      if (!policy->problems.empty() || !differ(*policy, *finding.request)) continue;
      finding.source = std::move(smaller);
      again = true;
      number = std::min(number, count_pieces(finding.source) + 1);
    }
  }
  const std::unique_ptr<Compiled> policy = compile(render(finding.source));
  shrink_request(*policy, *finding.request);
  return finding;
}

std::string describe(const Finding& finding) {
  std::string out = fmt::format("policy seed {:#x}\n{}", finding.policy_seed, show(finding.source));
  if (!finding.request) return out + "refused by the front end:\n" + finding.problems;
  const std::unique_ptr<Compiled> policy = compile(render(finding.source));
  const request::Outcome expected = oracle::decide(policy->program, *finding.request);
  const model::Explanation explanation = model::explain(policy->model, *finding.request);
  const request::Outcome& actual = explanation.outcome;
  out += fmt::format("request: {}\n", request::print(*finding.request));
  const request::Outcome tabled = policy->table->decide(*finding.request);
  out += fmt::format("oracle:      {} ({} duties)\ninterpreter: {} ({} duties)\ntable:       {} ({} duties)\n", request::print(expected),
                     expected.duties.size(), request::print(actual), actual.duties.size(), request::print(tabled), tabled.duties.size());
  if (const std::string problem = statements_differ(policy->model, explanation, policy->table->statement(*finding.request));
      !problem.empty())
    out += problem + "\n";
  return out;
}

}  // namespace envelope::differential
