// What a list says of a request whose attributes are left open bounds whatever a request that fills them in can bring.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "compiler/request/print.h"
#include "tests/differential/compiled.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/request_maker.h"
#include "tests/differential/run_options.h"

namespace envelope::differential {

namespace {

struct Range {
  base::Effect strictest = base::Effect::deny, mildest = base::Effect::deny;  // an action that is not listed is denied
};

base::Effect effect_after(const std::string& list, std::size_t at, std::string_view key) {
  const std::size_t begin = list.find(key, at) + key.size();
  for (const auto effect : {base::Effect::deny, base::Effect::propose, base::Effect::ask, base::Effect::allow})
    if (list.compare(begin, base::effect_name(effect).size(), base::effect_name(effect)) == 0) return effect;
  FAIL("no effect in " << list);
  return {};
}

Range range_of(const std::string& list, const std::string& action) {
  const std::size_t at = list.find("\"action\":\"" + action + "\",");
  if (at == std::string::npos) return {};
  return {effect_after(list, at, "\"strictest\":\""), effect_after(list, at, "\"mildest\":\"")};
}

struct Seen {
  std::size_t pairs = 0, open = 0, settled = 0, tight = 0;
};

// Hides some attributes of a request, all of them, or none, and compares.
void check_request(const Compiled& policy, const request::Request& whole, Random& random, Seen& seen) {
  const request::Outcome outcome = policy.table->decide(whole);
  if (outcome.refusal != request::Refusal::none) return;
  request::Request partial = whole;
  const std::uint64_t kept = random.below(3);  // none, some, all
  for (const auto& [name, value] : whole.attributes)
    if (kept == 0 || (kept == 1 && random.below(2) == 0)) partial.attributes.erase(name);
  const std::string list = policy.table->list(partial);
  const Range range = range_of(list, whole.action);
  INFO(request::print(whole) << "\nlisted as " << base::effect_name(range.strictest) << " to " << base::effect_name(range.mildest)
                             << " for " << request::print(partial) << "\n"
                             << list);
  REQUIRE(range.strictest <= outcome.effect);
  REQUIRE(outcome.effect <= range.mildest);
  ++seen.pairs;
  seen.open += range.strictest < range.mildest ? 1 : 0;
  seen.settled += range.strictest == range.mildest ? 1 : 0;
  seen.tight += outcome.effect == range.mildest && range.mildest != base::Effect::deny ? 1 : 0;
}

}  // namespace

TEST_CASE("a list bounds what any completion of a request can bring", "[laws]") {
  std::uint64_t seeds = seed();
  Seen seen;
  for (int i = kSanitized ? 180 : 0; i < 200; ++i) {
    Random random(Random::next_seed(seeds));
    const std::unique_ptr<Compiled> policy = compile(render(make_policy(random)));
    REQUIRE(policy->problems.empty());
    const RequestMaker maker(policy->program);
    for (int k = 0; k < 200; ++k) check_request(*policy, maker.make(random).request, random, seen);
  }
  fmt::print("lists: {} requests, {} open, {} settled, {} as mild as listed\n", seen.pairs, seen.open, seen.settled, seen.tight);
  CHECK(seen.open > seen.pairs / 20);
  CHECK(seen.settled > seen.pairs / 20);
  CHECK(seen.tight > seen.pairs / 20);
}

}  // namespace envelope::differential
