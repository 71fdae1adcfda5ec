// What is said about who can do what is exact: read back, it decides every request as the policy does.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <sstream>

#include "compiler/model/evaluate.h"
#include "compiler/model/value.h"
#include "compiler/prove/replay.h"
#include "compiler/questions/gained.h"
#include "compiler/request/print.h"
#include "compiler/restate/restate.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/request_maker.h"
#include "tests/differential/run_options.h"
#include "tests/differential/small_world.h"
#include "tests/questions/read_back.h"

namespace envelope::questions {

namespace {

using request::Request;

const std::vector<base::Effect> kAll{base::Effect::deny, base::Effect::propose, base::Effect::ask, base::Effect::allow};

bool is_same(const request::Outcome& a, const request::Outcome& b) { return a.effect == b.effect && a.approvals == b.approvals; }

std::string text_of(const model::PolicyModel& model) {
  std::string text;
  for (const model::Statement& statement : model.statements) text += statement.text + "\n";
  return text;
}

std::string text_of(const Answers& answers) {
  std::string text;
  for (const Answer& answer : answers.answers) {
    text += fmt::format("action {} for {} principals from {}\n", answer.action.value, answer.principals.size(),
                        answer.principals.front().value);
    for (const Line& line : answer.lines) {
      text += fmt::format("  {} {}\n", base::effect_name(line.effect), fmt::join(line.approvals, ", "));
      for (const std::string& condition : line.when) text += "    when " + condition + "\n";
    }
  }
  return text;
}

// Conditions that the language cannot say in one place are for people: those that read several clocks, and those on a fact that an
// attribute hides.
bool is_for_people(const Answers& answers) {
  const std::string text = text_of(answers);
  return text.find(" on the clock of ") != std::string::npos || text.find("the fact ") != std::string::npos;
}

std::string file_text(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(ENVELOPE_SOURCE_DIR + path).rdbuf();
  return text.str();
}

// How often each effect was decided: a run in which one never was has tested nothing.
struct Tally {
  std::map<base::Effect, std::size_t> effects;
  std::size_t conditions = 0;

  [[nodiscard]] std::string text() const {
    std::string all = fmt::format("{} conditions", conditions);
    for (const auto& [effect, count] : effects) all += fmt::format(", {} {}", count, base::effect_name(effect));
    return all;
  }
};

void check(const ReadBack& read, const Request& request, const request::Outcome& decided, Tally& tally) {
  if (decided.refusal != request::Refusal::none || !read.speak_of(request)) return;
  const request::Outcome said = read.decide(request);
  INFO(request::print(request) << "\n  policy:  " << request::print(decided) << "\n  answers: " << request::print(said));
  REQUIRE(is_same(said, decided));
  ++tally.effects[decided.effect];
}

void check_effects(const Tally& tally, const std::vector<base::Effect>& effects, std::size_t least) {
  for (const base::Effect effect : effects) {
    INFO(base::effect_name(effect));
    CHECK((tally.effects.contains(effect) ? tally.effects.at(effect) : 0) >= least);
  }
}

}  // namespace

TEST_CASE("answers about all small policies decide every request", "[questions]") {
  const differential::SmallWorld world;
  Tally tally;
  std::size_t number = 0;
  const std::size_t step = differential::is_soak() ? 7 : 151;
  for (std::size_t i = 0; i < world.menu().size(); ++i)
    for (std::size_t j = i + 1; j < world.menu().size(); ++j)
      for (std::size_t k = j + 1; k < world.menu().size(); ++k) {
        if (++number % step != 0) continue;
        const check::TypedProgram program = world.program({i, j, k});
        const model::PolicyModel model = world.lower(program);
        const Answers answers = answer(model, {});
        INFO(text_of(model) << text_of(answers));
        REQUIRE(answers.faults.empty());
        REQUIRE(answers.limits.empty());
        const std::vector<restate::Part> parts = restate::restate(program);
        if (parts.size() != 1 || is_for_people(answers)) continue;
        const ReadBack read({parts.front().text}, answers);
        REQUIRE(read.problems() == "");
        tally.conditions += read.conditions();
        const differential::RequestSpace space({&world.menu()[i], &world.menu()[j], &world.menu()[k]});
        for (std::size_t n = 0; n < space.size(); ++n) check(read, space[n], model::evaluate(model, space[n]), tally);
      }
  fmt::print("questions: small policies: {}\n", tally.text());
  check_effects(tally, kAll, 100);
}

TEST_CASE("answers about random policies decide random requests", "[questions]") {
  std::uint64_t state = differential::seed() ^ 0x61736bULL;
  Tally tally;
  std::size_t limits = 0, for_people = 0;
  for (std::size_t n = 0; n < (differential::kSanitized ? 3U : differential::is_soak() ? 1'000U : 40U); ++n) {
    differential::Random random(differential::Random::next_seed(state));
    const std::vector<std::string> texts = differential::render(differential::make_policy(random));
    const auto compiled = differential::compile(texts);
    REQUIRE(compiled->problems == "");
    const Answers answers = answer(compiled->model, {});
    INFO(fmt::format("{}", fmt::join(texts, "\n//---\n")) << text_of(answers));
    REQUIRE(answers.faults == std::vector<std::string>{});
    limits += answers.limits.empty() ? 0 : 1;
    for_people += is_for_people(answers) ? 1 : 0;
    if (!answers.limits.empty() || is_for_people(answers)) continue;
    const ReadBack read(texts, answers);
    REQUIRE(read.problems() == "");
    tally.conditions += read.conditions();
    const differential::RequestMaker maker(compiled->program);
    for (int i = 0; i < 2'000; ++i) {
      const Request request = maker.make(random).request;
      check(read, request, model::evaluate(compiled->model, request), tally);
    }
  }
  fmt::print("questions: random policies: {}; {} with a limit, {} for people only\n", tally.text(), limits, for_people);
  check_effects(tally, kAll, 20);
}

TEST_CASE("answers about the examples decide 100,000 random requests as their tables do", "[questions]") {
  for (const char* path : {"/examples/openclaw/openclaw.envelope", "/examples/openclaw-repaired/openclaw.envelope"}) {
    const std::vector<std::string> texts{file_text(path), file_text("/stdlib/std.envelope")};
    const auto compiled = differential::compile(texts);
    REQUIRE(compiled->problems == "");
    const Answers answers = answer(compiled->model, {});
    REQUIRE(answers.limits == std::vector<std::string>{});
    REQUIRE(answers.faults == std::vector<std::string>{});
    const ReadBack read(texts, answers);
    REQUIRE(read.problems() == "");
    Tally tally;
    tally.conditions = read.conditions();
    prove::Replay table(compiled->model, compiled->sources);
    const differential::RequestMaker maker(compiled->program);
    differential::Random random(differential::seed() ^ 0x6f70656eULL);
    for (int i = 0; i < (differential::kSanitized ? 2'000 : 100'000); ++i) {
      const Request request = maker.make(random).request;
      const prove::Replay::Decided decided = table.decide(request);
      REQUIRE(decided.fault == "");
      check(read, request, decided.outcome, tally);
    }
    fmt::print("questions: {}: {}\n", path, tally.text());
    check_effects(tally, {base::Effect::deny, base::Effect::ask, base::Effect::allow}, 10);
  }
}

TEST_CASE("what one statement newly permits is what requests show", "[questions]") {
  std::uint64_t state = differential::seed() ^ 0x6761696eULL;
  std::size_t compared = 0, more = 0, same = 0, inexact = 0;
  for (std::size_t n = 0; n < (differential::kSanitized ? 60U : differential::is_soak() ? 2'000U : 200U); ++n) {
    differential::Random random(differential::Random::next_seed(state));
    const differential::PolicySource source = differential::make_policy(random);
    const std::size_t left_out = static_cast<std::size_t>(random.below(static_cast<std::uint32_t>(differential::count_pieces(source))));
    std::vector<std::string> fewer = differential::render(differential::without(source, left_out)), texts = differential::render(source);
    if (n % 2 == 1) std::swap(fewer, texts);  // what is taken out restricts, or grants
    const auto before = differential::compile(fewer), after = differential::compile(texts);
    if (!before->problems.empty() || !after->problems.empty() || before->model.principals.size() != after->model.principals.size())
      continue;
    const AllGained all = gained(before->model, after->model, bdd::Space::kNodesMax);
    if (!all.limits.empty()) continue;
    Answers answers;
    bool are_exact = true;
    for (const Gained& one : all.gained) {
      Answer answer{{}, model::find_action(after->model, one.action), {}, one.lines};
      for (const std::string& name : one.principals) answer.principals.push_back(model::find_principal(after->model, name));
      std::sort(answer.principals.begin(), answer.principals.end());
      if (!one.requested.empty()) answer.requested = model::find_principal(after->model, one.requested);
      answers.answers.push_back(std::move(answer));
      are_exact = are_exact && !one.holds_more;
    }
    inexact += are_exact ? 0 : 1;
    if (is_for_people(answers)) continue;
    INFO(fmt::format("{}", fmt::join(texts, "\n//---\n")) << text_of(answers));
    const ReadBack read(texts, answers);
    REQUIRE(read.problems() == "");
    ++compared;
    const differential::RequestMaker maker(after->program);
    for (int i = 0; i < 1'000; ++i) {
      Request request = maker.make(random).request;
      if (request.lineage) request.lineage->clear();
      const request::Outcome was = model::evaluate(before->model, request), now = model::evaluate(after->model, request);
      if (was.refusal != request::Refusal::none || now.refusal != request::Refusal::none) continue;
      INFO(request::print(request) << " was " << request::print(was) << ", is " << request::print(now));
      if (now.effect > was.effect) REQUIRE(read.decide(request).effect == now.effect);
      if (now.effect <= was.effect && are_exact) REQUIRE(read.decide(request).effect == base::Effect::deny);
      (now.effect > was.effect ? more : same) += 1;
    }
  }
  fmt::print("questions: {} changes compared: {} requests milder, {} not; {} not exact\n", compared, more, same, inexact);
  CHECK(compared > (differential::kSanitized ? 0U : 10U));
  CHECK(more > (differential::kSanitized ? 0U : 50U));
}

}  // namespace envelope::questions
