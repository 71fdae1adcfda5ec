// Order never matters: random policies shuffled at every level and cut into files decide alike.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <set>

#include "compiler/model/evaluate.h"
#include "compiler/request/print.h"
#include "tests/differential/compiled.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/request_maker.h"
#include "tests/differential/run_options.h"

namespace envelope::differential {

namespace {

// Duty statements are numbered in written order: what they say is what must stay.
std::multiset<std::string> duty_texts(const Compiled& policy, const request::Outcome& outcome) {
  std::multiset<std::string> texts;
  for (const std::uint32_t id : outcome.duties) texts.emplace(policy.sources.text(policy.program.arounds[id].span));
  return texts;
}

// One zone for all files: which file a statement stands in then changes nothing.
PolicySource in_one_zone(PolicySource source) {
  for (std::string& header : source.headers) header = source.headers.front();
  return source;
}

PolicySource in_other_files(PolicySource source, Random& random) {
  source = reordered(std::move(source), random);
  source.headers.assign(random.between(1, 3), source.headers.front());
  for (Piece& piece : source.pieces) piece.file = random.below(source.headers.size());
  return source;
}

// The first request that two spellings of a policy decide differently.
std::string first_difference(const Compiled& policy, const Compiled& other, const RequestMaker& maker, Random& random, std::size_t& pairs) {
  for (int i = 0; i < 150; ++i) {
    const request::Request request = maker.make(random).request;
    const request::Outcome here = model::evaluate(policy.model, request);
    const request::Outcome there = model::evaluate(other.model, request);
    ++pairs;
    const bool same = here.effect == there.effect && here.approvals == there.approvals && here.refusal == there.refusal;
    if (!same || duty_texts(policy, here) != duty_texts(other, there))
      return fmt::format("{}\n{} and {}", request::print(request), request::print(here), request::print(there));
  }
  return {};
}

}  // namespace

TEST_CASE("shuffled statements, blocks and files decide alike", "[laws]") {
  std::uint64_t seeds = seed();
  std::size_t pairs = 0;
  for (int i = kSanitized ? 270 : 0; i < 300; ++i) {
    Random random(Random::next_seed(seeds));
    const PolicySource source = in_one_zone(make_policy(random));
    const std::unique_ptr<Compiled> policy = compile(render(source));
    REQUIRE(policy->problems.empty());
    const RequestMaker maker(policy->program);
    for (int k = 0; k < 2; ++k) {
      const PolicySource shuffled = in_other_files(source, random);
      const std::unique_ptr<Compiled> other = compile(render(shuffled));
      INFO(show(shuffled) << other->problems);
      REQUIRE(other->problems.empty());
      const std::string difference = first_difference(*policy, *other, maker, random, pairs);
      INFO(show(source) << difference);
      REQUIRE(difference.empty());
    }
  }
  fmt::print("shuffled: {} pairs\n", pairs);
}

}  // namespace envelope::differential
