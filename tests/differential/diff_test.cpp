// Comparisons of policies against what can be tried: about pairs of small policies every verdict must be that of enumeration, and no
// verdict about a pair of random ones may be broken by a request.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "compiler/diff/compare.h"
#include "compiler/model/builder.h"
#include "compiler/model/evaluate.h"
#include "compiler/model/truth.h"
#include "compiler/request/print.h"
#include "compiler/smt/solver.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/request_maker.h"
#include "tests/differential/run_options.h"
#include "tests/differential/small_world.h"

namespace envelope::differential {

namespace {

using base::Effect;
using diff::ChangeKind;
using diff::PolicyDiff;
using diff::Subject;
using model::PolicyModel;
using request::Request;

struct Seen {
  bool wider = false, narrower = false, other_approvals = false, lost_duty = false, new_duty = false;
  bool operator==(const Seen&) const = default;
};

std::string words_of(const Seen& seen) {
  return fmt::format("{}{}{}{}{}", seen.wider ? "wider " : "", seen.narrower ? "narrower " : "", seen.other_approvals ? "approvals " : "",
                     seen.lost_duty ? "lost " : "", seen.new_duty ? "new " : "");
}

std::map<Subject, Seen> said(const PolicyDiff& policy) {
  std::map<Subject, Seen> all;
  for (const diff::Change& change : policy.changes)
    for (const Subject& subject : change.subjects) {
      if (subject.action.empty()) continue;
      Seen& seen = all[subject];
      const bool is_duty = change.title.starts_with("a duty");
      if (change.kind == ChangeKind::new_authority) seen.wider = true;
      if (change.kind == ChangeKind::less_authority) seen.narrower = true;
      if (change.kind == ChangeKind::weaker_safeguard) (is_duty ? seen.lost_duty : seen.other_approvals) = true;
      if (change.kind == ChangeKind::stronger_safeguard) (is_duty ? seen.new_duty : seen.other_approvals) = true;
    }
  return all;
}

Subject subject_of(const Request& request) { return {request.principal, request.action, request.requested.value_or("")}; }

// What is to be done, whatever number the statement has on its side.
std::set<std::string> duties_of(const PolicyModel& model, const request::Outcome& outcome) {
  std::set<std::string> contents;
  for (const model::Duties& duties : model.duties)
    if (outcome.duties.contains(duties.index)) contents.insert(model.statements[duties.statement.index()].text);
  return contents;
}

void see(const PolicyModel& before, const PolicyModel& after, const Request& request, std::map<Subject, Seen>& all) {
  const request::Outcome old = model::evaluate(before, request), now = model::evaluate(after, request);
  const bool differs = old.effect != now.effect, both_ask = old.effect == Effect::ask && now.effect == Effect::ask;
  const std::set<std::string> was = duties_of(before, old), is = duties_of(after, now);
  const bool both_permit = old.effect >= Effect::ask && now.effect >= Effect::ask;
  const bool lost = both_permit && !std::includes(is.begin(), is.end(), was.begin(), was.end());
  const bool fresh = both_permit && !std::includes(was.begin(), was.end(), is.begin(), is.end());
  // `boss` and `pair` are the same person; `pair` needs a reason.
  const auto strength = [](const request::Outcome& outcome) {
    return std::pair(!outcome.approvals.empty(), outcome.approvals.contains("pair"));
  };
  const bool other_approvals = both_ask && strength(old) != strength(now);
  if (!differs && !other_approvals && !lost && !fresh) return;
  Seen& seen = all[subject_of(request)];
  seen.wider = seen.wider || now.effect > old.effect;
  seen.narrower = seen.narrower || now.effect < old.effect;
  seen.other_approvals = seen.other_approvals || other_approvals;
  seen.lost_duty = seen.lost_duty || lost;
  seen.new_duty = seen.new_duty || fresh;
}

std::string text_of(const PolicyModel& model) {
  std::string text;
  for (const model::Statement& statement : model.statements) text += statement.text + "\n";
  return text;
}

std::string told(const std::map<Subject, Seen>& all) {
  std::string text;
  for (const auto& [subject, seen] : all) text += diff::subject_words(subject) + ": " + words_of(seen) + "\n";
  return text;
}

// Whoever acts, acts for itself or as a subagent of itself: what a single cell decides.
std::vector<Request> requests_of_cells(const RequestSpace& space) {
  std::vector<Request> requests;
  for (std::size_t i = 0; i < space.size(); ++i) {
    if (!space[i].lineage || !space[i].lineage->empty()) continue;
    requests.push_back(space[i]);
    if (space[i].principal == "sue") continue;
    requests.push_back(space[i]);
    requests.back().lineage = {space[i].principal};
  }
  return requests;
}

std::vector<std::size_t> some_items(const SmallWorld& world, Random& random) {
  std::vector<std::size_t> items;
  for (std::size_t count = random.between(1, 3); items.size() < count;) {
    const std::size_t item = random.below(world.menu().size());
    if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
  }
  return items;
}

}  // namespace

TEST_CASE("what is said about pairs of small policies is what enumeration shows", "[diff]") {
  const SmallWorld world;
  std::uint64_t state = seed() ^ 0x64696666ULL;
  Seen ever;
  std::size_t alike = 0;
  for (std::size_t n = 0; n < (kSanitized ? 40U : is_soak() ? 20'000U : 600U); ++n) {
    Random random(Random::next_seed(state));
    const std::vector<std::size_t> old_items = some_items(world, random);
    std::vector<std::size_t> new_items = random.percent(50) ? old_items : some_items(world, random);
    if (random.percent(50)) new_items.back() = random.below(world.menu().size());
    std::vector<const MenuItem*> items;
    for (const auto& side : {old_items, new_items})
      for (const std::size_t item : side) items.push_back(&world.menu()[item]);
    PolicyModel before = world.lower(world.program(old_items)), after = world.lower(world.program(new_items));
    for (PolicyModel* side : {&before, &after})
      for (model::Approval& approval : side->approvals)
        if (approval.name == "pair") approval.needs = {"reason"};
    std::map<Subject, Seen> expected;
    for (const Request& request : requests_of_cells(RequestSpace(items))) see(before, after, request, expected);
    const PolicyDiff policy = diff::compare({&before, &world.sources(), "old.envt"}, {&after, &world.sources(), "new.envt"}, {});
    INFO("old:\n" << text_of(before) << "new:\n" << text_of(after));
    INFO((policy.faults.empty() ? "" : policy.faults.front()));
    REQUIRE(policy.faults.empty());
    REQUIRE(policy.unknowns.empty());
    INFO("said:\n" << told(said(policy)) << "seen:\n" << told(expected));
    REQUIRE((said(policy) == expected));
    alike += expected.empty() ? 1 : 0;
    for (const auto& [subject, seen] : expected)
      ever = {ever.wider || seen.wider, ever.narrower || seen.narrower, ever.other_approvals || seen.other_approvals,
              ever.lost_duty || seen.lost_duty, ever.new_duty || seen.new_duty};
  }
  fmt::print("diff: of the small pairs {} decide alike\n", alike);
  CHECK(alike > 3);
  CHECK((ever.wider && ever.narrower && ever.other_approvals));
  if (!kSanitized) CHECK((ever.lost_duty && ever.new_duty));
}

TEST_CASE("no request breaks what is said about two random policies", "[diff]") {
  std::uint64_t state = seed() ^ 0x70616972ULL;
  std::size_t wider = 0, narrower = 0;
  for (std::size_t n = 0; n < (kSanitized ? 3U : is_soak() ? 500U : 20U); ++n) {
    Random random(Random::next_seed(state));
    const auto before = compile(render(make_policy(random))), after = compile(render(make_policy(random)));
    const PolicyDiff policy =
        diff::compare({&before->model, &before->sources, "old.envt"}, {&after->model, &after->sources, "new.envt"}, {});
    INFO("old:\n" << before->sources.file({0}).text << "new:\n" << after->sources.file({0}).text);
    INFO((policy.faults.empty() ? "" : policy.faults.front()));
    REQUIRE(policy.faults.empty());
    const auto all = said(policy);
    const RequestMaker maker(before->program);
    for (int i = 0; i < 400; ++i) {
      Request request = maker.make(random).request;
      request.lineage.emplace();
      const request::Outcome old = model::evaluate(before->model, request), now = model::evaluate(after->model, request);
      if (old.refusal != request::Refusal::none || now.refusal != request::Refusal::none || old.effect == now.effect) continue;
      const auto found = all.find(subject_of(request));
      INFO(request::print(request) << " was " << request::print(old) << ", is " << request::print(now));
      REQUIRE(found != all.end());
      REQUIRE((now.effect > old.effect ? found->second.wider : found->second.narrower));
      (now.effect > old.effect ? wider : narrower) += 1;
    }
  }
  fmt::print("diff: {} random requests are decided more mildly, {} more strictly\n", wider, narrower);
  CHECK(wider > 0);
  CHECK(narrower > 0);
}

TEST_CASE("a solver that fails or lies gives no verdict about a change", "[diff]") {
  const auto before = compile({"policy p\naction go(n: Count)\nagent bolt { allow go when n < 5 }\n"});
  const auto after = compile({"policy p\naction go(n: Count)\nagent bolt { allow go when n < 6 }\n"});
  REQUIRE(before->problems + after->problems == "");
  const auto compared = [&](smt::testing::Fault fault) {
    smt::testing::inject_fault(fault);
    const PolicyDiff policy =
        diff::compare({&before->model, &before->sources, "old.envt"}, {&after->model, &after->sources, "new.envt"}, {});
    smt::testing::inject_fault(smt::testing::Fault::none);
    return policy;
  };
  const PolicyDiff sound = compared(smt::testing::Fault::none);
  CHECK((sound.changes.size() == 1 && sound.faults.empty() && sound.unknowns.empty()));
  CHECK(compared(smt::testing::Fault::out_of_resources).unknowns.size() == 1);
  CHECK(compared(smt::testing::Fault::exception).unknowns.size() == 1);
  CHECK(compared(smt::testing::Fault::wrong_answer).faults.size() == 1);
}

TEST_CASE("a runtime that decides otherwise than the logic gives no verdict about a change", "[diff]") {
  const auto before = compile({"policy p\nfact ready: Bool\naction go\nagent bolt { allow go unless ready }\n"});
  const auto after = compile({"policy p\nfact ready: Bool\naction go\nagent bolt { allow go }\n"});
  REQUIRE(before->problems + after->problems == "");
  model::testing::inject_logic_fault(true);
  const PolicyDiff policy = diff::compare({&before->model, &before->sources, "old.envt"}, {&after->model, &after->sources, "new.envt"}, {});
  model::testing::inject_logic_fault(false);
  CHECK_FALSE(policy.faults.empty());
}

TEST_CASE("a policy in another order decides alike", "[diff]") {
  std::uint64_t state = seed() ^ 0x6f7264ULL;
  for (std::size_t n = 0; n < (kSanitized ? 3U : 30U); ++n) {
    Random random(Random::next_seed(state));
    const PolicySource source = make_policy(random);
    const auto before = compile(render(source)), after = compile(render(reordered(source, random)));
    const PolicyDiff policy =
        diff::compare({&before->model, &before->sources, "old.envt"}, {&after->model, &after->sources, "new.envt"}, {});
    INFO(show(source));
    INFO((policy.changes.empty() ? "" : policy.changes.front().title));
    REQUIRE(policy.faults.empty());
    REQUIRE(policy.changes.empty());
    REQUIRE(policy.verdicts.empty());
  }
}

}  // namespace envelope::differential
