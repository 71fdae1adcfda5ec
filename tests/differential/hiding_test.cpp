// Hiding gains nothing, asked of tables: of random policies, where the small worlds (laws.h) try all there is about small ones. A finding
// about an attribute whose absence turns a refusal into a permission (ENV2207 of older lists) has nothing to find.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/request/print.h"
#include "tests/differential/compiled.h"
#include "tests/differential/laws.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/request_maker.h"
#include "tests/differential/run_options.h"

namespace envelope::differential {

namespace {

using request::Request;

// The request with one thing less, for each thing it says besides who asks for what.
std::vector<Request> hidings(const Request& whole) {
  std::vector<Request> all;
  const auto add = [&](auto hide) {
    Request hidden = whole;
    hide(hidden);
    if (!(hidden == whole)) all.push_back(std::move(hidden));
  };
  for (const auto& attribute : whole.attributes) add([&](Request& request) { request.attributes.erase(attribute.first); });
  for (const auto& fact : whole.facts) add([&](Request& request) { request.facts.erase(fact.first); });
  for (const auto& state : whole.switches) add([&](Request& request) { request.switches.erase(state.first); });
  add([](Request& request) { request.origin.reset(); });
  add([](Request& request) { request.lineage.reset(); });
  add([](Request& request) { request.time_ms.reset(); });
  add([](Request& request) { request.job.reset(); });
  add([](Request& request) { request.labels.reset(); });
  return all;
}

struct Seen {
  std::size_t pairs = 0, stricter = 0, attributes = 0;
};

}  // namespace

TEST_CASE("hiding any part of a request gains nothing from the table of a random policy", "[laws]") {
  std::uint64_t seeds = seed();
  Seen seen;
  for (int i = kSanitized ? 270 : 0; i < 300; ++i) {
    Random random(Random::next_seed(seeds));
    const std::unique_ptr<Compiled> policy = compile(render(make_policy(random)));
    REQUIRE(policy->problems.empty());
    const RequestMaker maker(policy->program);
    for (int k = 0; k < 100; ++k) {
      const Request whole = maker.make(random).request;
      const request::Outcome before = policy->table->decide(whole);
      if (before.refusal != request::Refusal::none) continue;  // what is refused unread has no decision to compare
      for (const Request& hidden : hidings(whole)) {
        const request::Outcome after = policy->table->decide(hidden);
        INFO(request::print(whole) << " -> " << request::print(before) << "\n"
                                   << request::print(hidden) << " -> " << request::print(after));
        REQUIRE(is_no_wider(after, before));
        ++seen.pairs;
        seen.stricter += after == before ? 0 : 1;
        seen.attributes += hidden.attributes.size() < whole.attributes.size() ? 1 : 0;
      }
    }
  }
  fmt::print("hiding from tables: {} pairs, {} of an attribute, {} decided otherwise\n", seen.pairs, seen.attributes, seen.stricter);
  CHECK(seen.attributes > seen.pairs / 20);
  CHECK(seen.stricter > seen.pairs / 50);
}

TEST_CASE("what hiding must not gain is told from what it may lose", "[laws]") {
  const auto outcome = [](base::Effect effect, std::set<std::string> approvals) {
    request::Outcome made;
    made.effect = effect;
    made.approvals = std::move(approvals);
    return made;
  };
  const auto ask = base::Effect::ask;
  CHECK(is_no_wider(outcome(ask, {"a", "b"}), outcome(ask, {"a"})));
  CHECK_FALSE(is_no_wider(outcome(ask, {"b"}), outcome(ask, {"a", "b"})));
  CHECK_FALSE(is_no_wider(outcome(base::Effect::allow, {}), outcome(ask, {"a"})));
  CHECK(is_no_wider(outcome(base::Effect::deny, {}), outcome(ask, {"a"})));
}

}  // namespace envelope::differential
