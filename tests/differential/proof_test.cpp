// What is proved against what can be tried: every verdict about small policies must be that of enumeration, and no verdict about large
// random ones may be broken by a request.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "compiler/model/builder.h"
#include "compiler/model/evaluate.h"
#include "compiler/model/truth.h"
#include "compiler/prove/checks.h"
#include "compiler/prove/prove.h"
#include "compiler/request/print.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/request_maker.h"
#include "tests/differential/run_options.h"
#include "tests/differential/small_world.h"

namespace envelope::differential {

namespace {

using base::Effect;
using model::PolicyModel;
using prove::Proof;
using request::Request;

PolicyModel without_statement(PolicyModel model, model::StatementId statement) {
  const auto is_of = [&](const auto& record) { return record.statement == statement; };
  std::erase_if(model.grants, is_of);
  std::erase_if(model.caps, is_of);
  std::erase_if(model.default_caps, is_of);
  return model;
}

// Whoever acts, acts for itself or as a subagent of itself: what a single cell decides.
std::vector<Request> requests_of_cells(const PolicyModel& model, const RequestSpace& space) {
  std::vector<Request> requests;
  for (std::size_t i = 0; i < space.size(); ++i) {
    if (!space[i].lineage || !space[i].lineage->empty()) continue;
    if (model::evaluate(model, space[i]).refusal != request::Refusal::none) continue;
    requests.push_back(space[i]);
    if (space[i].principal == "sue") continue;
    requests.push_back(space[i]);
    requests.back().lineage = {space[i].principal};
  }
  return requests;
}

// What the requests show about a statement.
struct Tried {
  bool changes_nothing = true, never_holds = true, is_denied = true;
};

Tried tried(const PolicyModel& model, model::StatementId statement, const std::vector<Request>& requests) {
  Tried result;
  const PolicyModel rest = without_statement(model, statement);
  for (const Request& request : requests) {
    const model::Explanation with = model::explain(model, request);
    if (with.outcome.refusal != request::Refusal::none) continue;
    const request::Outcome without = model::evaluate(rest, request);
    if (with.outcome.effect != without.effect || with.outcome.approvals != without.approvals) result.changes_nothing = false;
    for (const model::Matched& matched : with.matched) {
      if (matched.statement != statement || matched.truth != text::Truth::yes) continue;
      result.never_holds = false;
      if (matched.role != model::Matched::Role::grant) continue;
      const bool denied = std::any_of(with.matched.begin(), with.matched.end(), [&](const model::Matched& other) {
        return other.role == model::Matched::Role::cap && other.level == Effect::deny && other.decided_for == matched.decided_for;
      });
      if (!denied) result.is_denied = false;
    }
  }
  return result;
}

std::string text_of(const PolicyModel& model) {
  std::string text;
  for (const model::Statement& statement : model.statements) text += statement.text + "\n";
  return text;
}

// How often the verdicts of a run were yes: a run in which one never was has tested nothing.
struct Verdicts {
  std::size_t statements = 0, idle = 0, never = 0, denied = 0, refuted = 0, proved = 0;
};

void check_statements(const PolicyModel& model, const Proof& proof, const std::vector<Request>& requests, Verdicts& verdicts) {
  for (std::uint32_t i = 0; i < model.statements.size(); ++i) {
    const prove::StatementFacts& facts = proof.facts({i});
    if (facts.cells.empty()) continue;
    const Tried shown = tried(model, {i}, requests);
    INFO(text_of(model) << "about: " << model.statements[i].text);
    const bool was_examined = !facts.is_default && (!facts.caps || facts.is_covered);
    if (was_examined) REQUIRE(facts.changes_nothing == shown.changes_nothing);
    if (!facts.is_default) REQUIRE(facts.never_holds == shown.never_holds);
    if (facts.grants && !facts.caps && !facts.is_default) REQUIRE(facts.is_denied == shown.is_denied);
    ++verdicts.statements;
    verdicts.idle += facts.changes_nothing ? 1 : 0;
    verdicts.never += facts.never_holds ? 1 : 0;
    verdicts.denied += facts.is_denied ? 1 : 0;
  }
}

// Claims of both kinds and all effects about one action, for agents.
void check_claims(PolicyModel model, const base::SourceMap& sources, const std::vector<Request>& requests, Verdicts& verdicts) {
  const std::string action = "go";
  model::Builder builder(model);
  const model::PrincipalSetId agents = builder.principals({{1}, {2}});  // sue is the first
  const model::ActionSetId actions = builder.actions({{0}});
  REQUIRE(model.principals[1].name == "ann");
  REQUIRE(model.actions[0].name == action);
  for (const model::ClaimKind kind : {model::ClaimKind::never, model::ClaimKind::always})
    for (const Effect effect : {Effect::deny, Effect::propose, Effect::ask, Effect::allow}) {
      model.claims = {{kind, effect, "claim", {agents, actions, {}}, builder.always(), {}}};
      Proof proof(model, sources, {});
      prove::Findings findings;
      prove::find_refuted_claims(proof, findings);
      REQUIRE(proof.faults().empty());
      REQUIRE(proof.unknowns().empty());
      const bool is_broken = std::any_of(requests.begin(), requests.end(), [&](const Request& request) {
        if (request.principal == "sue" || request.action != action || request.requested) return false;
        return (model::evaluate(model, request).effect == effect) == (kind == model::ClaimKind::never);
      });
      INFO(text_of(model) << (kind == model::ClaimKind::never ? "never " : "always ") << base::effect_name(effect));
      REQUIRE(findings.empty() != is_broken);
      (is_broken ? verdicts.refuted : verdicts.proved) += 1;
    }
}

// The same policy with a condition that contradicts itself in its first rule.
PolicyModel contradicting(PolicyModel model) {
  model::Builder builder(model);
  const model::StatementId first = model.grants.empty() ? model.caps.front().statement : model.grants.front().statement;
  const auto spoil = [&](auto& record) {
    if (record.statement == first) record.guard = builder.all({record.guard, builder.negation(record.guard)});
  };
  for (model::Grant& grant : model.grants) spoil(grant);
  for (model::Cap& cap : model.caps) spoil(cap);
  return model;
}

// Every pair of statements of the small menu, and one triple in `step`.
std::vector<std::vector<std::size_t>> sets_of(std::size_t menu, std::size_t step) {
  std::vector<std::vector<std::size_t>> sets;
  std::size_t number = 0;
  for (std::size_t i = 0; i < menu; ++i)
    for (std::size_t j = i + 1; j < menu; ++j) {
      sets.push_back({i, j});
      for (std::size_t k = j + 1; k < menu; ++k)
        if (++number % step == 0) sets.push_back({i, j, k});
    }
  return sets;
}

std::string faults_of(const std::vector<diagnostics::Diagnostic>& diagnostics) {
  std::string all;
  for (const diagnostics::Diagnostic& diagnostic : diagnostics)
    if (diagnostic.code == diagnostics::Code::EnginesDisagree || diagnostic.code == diagnostics::Code::InternalFault)
      all += diagnostic.message + "\n";
  return all;
}

// The code of a slot that a request has; nothing where there is none, which is a hole in the codes.
std::optional<std::uint32_t> code_of(const PolicyModel& model, const prove::Slot& slot, const Request& request, base::PrincipalId who) {
  const auto with_absence = [&](bool is_absent) -> std::optional<std::uint32_t> {
    for (std::uint32_t code = 0; code < slot.codes.size(); ++code)
      if (slot.codes[code].is_absent == is_absent) return code;
    return std::nullopt;
  };
  if (slot.kind == prove::SlotKind::labels_known) return with_absence(!request.labels);
  std::vector<text::Truth> truths;
  for (const model::AtomId atom : slot.atoms) truths.push_back(model::atom_truth(model, atom, request, who));
  if (slot.kind == prove::SlotKind::label && !request.labels) return 0;  // what the slot says does not matter
  if (slot.kind == prove::SlotKind::switch_on) {
    const auto said = request.switches.find(model.switches[slot.id].name);
    truths.assign(slot.codes.front().truths.size(), said == request.switches.end() ? text::Truth::unknown : said->second);
  }
  for (std::uint32_t code = 0; code < slot.codes.size(); ++code)
    if (slot.codes[code].truths == truths) return code;
  return std::nullopt;
}

// Which codes a request has in a cell; nothing where the cell asks about sets, whose members are told apart otherwise.
std::optional<prove::Choice> choice_of(const PolicyModel& model, const prove::CellLogic& logic, const Request& request, bool& has_hole) {
  prove::Choice choice;
  for (const prove::Slot& slot : logic.slots()) {
    if (slot.is_member || slot.type.is_set) return std::nullopt;
    const auto code = code_of(model, slot, request, logic.cell().who);
    has_hole = has_hole || !code;
    if (!code) return std::nullopt;
    choice.push_back(*code);
  }
  return choice;
}

Effect decided(prove::CellLogic& logic, const prove::Choice& choice) {
  for (const Effect level : {Effect::allow, Effect::ask, Effect::propose})
    if (logic.holds(logic.at_least(level), choice)) return level;
  return Effect::deny;
}

// Findings that do not depend on which of two equal statements is the later one: code, and the request that shows it.
std::multiset<std::string> lasting(const std::vector<diagnostics::Diagnostic>& diagnostics) {
  std::multiset<std::string> all;
  for (const diagnostics::Diagnostic& diagnostic : diagnostics)
    if (diagnostic.code != diagnostics::Code::ShadowedRule && diagnostic.code != diagnostics::Code::RedundantRule)
      all.insert(diagnostics::code_text(diagnostic.code) + " " + (diagnostic.witness ? diagnostic.witness->request : ""));
  return all;
}

}  // namespace

TEST_CASE("verdicts about all small policies are those of enumeration", "[proof]") {
  const SmallWorld world;
  Verdicts verdicts;
  std::size_t pairs = 0;
  for (const auto& set : sets_of(world.menu().size(), kSanitized ? 200 : is_soak() ? 1 : 61)) {
    std::vector<const MenuItem*> items;
    for (const std::size_t id : set) items.push_back(&world.menu()[id]);
    const PolicyModel model = world.lower(world.program(set));
    const std::vector<Request> requests = requests_of_cells(model, RequestSpace(items));
    const Proof proof(model, world.sources(), {});
    REQUIRE(proof.faults().empty());
    check_statements(model, proof, requests, verdicts);
    if (set.size() != 2 || ++pairs % 3 != 0 || (model.grants.empty() && model.caps.empty())) continue;
    check_claims(model, world.sources(), requests, verdicts);
    const PolicyModel spoilt = contradicting(model);
    check_statements(spoilt, Proof(spoilt, world.sources(), {}), requests, verdicts);
  }
  fmt::print("proof: {} statements, {} idle, {} never hold, {} denied; {} claims proved, {} refuted\n", verdicts.statements, verdicts.idle,
             verdicts.never, verdicts.denied, verdicts.proved, verdicts.refuted);
  CHECK(verdicts.idle > 10);
  CHECK(verdicts.never > 10);
  CHECK(verdicts.denied > 0);
  CHECK(verdicts.proved > 10);
  CHECK(verdicts.refuted > 10);
}

TEST_CASE("no verdict about a random policy is broken by a random request", "[proof]") {
  const std::size_t policies = kSanitized ? 6 : is_soak() ? 2'000 : 30;
  std::uint64_t state = seed() ^ 0x70726f6f66ULL;
  Verdicts verdicts;
  for (std::size_t n = 0; n < policies; ++n) {
    Random random(Random::next_seed(state));
    const auto compiled = compile(render(make_policy(random)));
    REQUIRE(compiled->problems.empty());
    diagnostics::Sink sink;
    (void)prove::verify(compiled->model, compiled->sources, {}, sink);
    INFO(text_of(compiled->model));
    REQUIRE(faults_of(sink.diagnostics()).empty());
    Proof proof(compiled->model, compiled->sources, {});
    const RequestMaker maker(compiled->program);
    std::vector<Request> requests;
    for (int i = 0; i < 300; ++i) requests.push_back(maker.make(random).request);
    for (std::uint32_t i = 0; i < compiled->model.statements.size(); ++i) {
      const prove::StatementFacts& facts = proof.facts({i});
      if (facts.cells.empty()) continue;
      const Tried shown = tried(compiled->model, {i}, requests);
      INFO("about: " << compiled->model.statements[i].text);
      if (facts.changes_nothing) REQUIRE(shown.changes_nothing);
      if (facts.never_holds && !facts.is_default) REQUIRE(shown.never_holds);
      if (facts.is_denied && !facts.caps && !facts.is_default) REQUIRE(shown.is_denied);
      ++verdicts.statements;
      verdicts.idle += facts.changes_nothing ? 1 : 0;
    }
  }
  fmt::print("proof: {} statements of random policies, {} idle\n", verdicts.statements, verdicts.idle);
  CHECK(verdicts.idle > 0);
}

TEST_CASE("statements in another order, and a solver with another seed, have the same findings, shown by the same requests", "[proof]") {
  std::uint64_t state = seed() ^ 0x6f72646572ULL;
  std::size_t findings = 0;
  for (std::size_t n = 0; n < (kSanitized ? 3U : 12U); ++n) {
    Random random(Random::next_seed(state));
    const PolicySource source = make_policy(random);
    std::multiset<std::string> first;
    for (int round = 0; round < 3; ++round) {
      const auto compiled = compile(render(round == 0 ? source : reordered(source, random)));
      REQUIRE(compiled->problems.empty());
      diagnostics::Sink sink;
      prove::VerifyOptions options;
      options.proof.limits.seed = static_cast<std::uint32_t>(round * 7);
      (void)prove::verify(compiled->model, compiled->sources, options, sink);
      const auto found = lasting(sink.diagnostics());
      if (round == 0) first = found;
      INFO(show(source));
      REQUIRE(found == first);
      findings += found.size();
    }
  }
  CHECK(findings > 10);
}

TEST_CASE("every cell of a random policy has a request that the runtime decides as the logic does", "[proof]") {
  std::uint64_t state = seed() ^ 0x73686f77ULL;
  std::size_t shown = 0;
  for (std::size_t n = 0; n < (kSanitized ? 3U : 12U); ++n) {
    Random random(Random::next_seed(state));
    const auto compiled = compile(render(make_policy(random)));
    Proof proof(compiled->model, compiled->sources, {});
    for (const prove::ProofCell& cell : proof.cells()) {
      prove::CellLogic logic = proof.logic(cell);
      if (!logic.limit().empty()) continue;
      for (const Effect level : {Effect::propose, Effect::ask, Effect::allow}) {
        if (logic.at_least(level) == bdd::kFalse) continue;
        INFO(text_of(compiled->model));
        const bool is_shown = proof.show(logic, prove::at_least(level)).has_value();
        INFO((proof.faults().empty() ? "" : proof.faults().front()));
        REQUIRE(is_shown);
        ++shown;
      }
    }
  }
  CHECK(shown > (kSanitized ? 20U : 100U));
}

TEST_CASE("every request has a code in every slot, and is decided as its codes are", "[proof]") {
  std::uint64_t state = seed() ^ 0x636f646573ULL;
  std::size_t asked = 0;
  for (std::size_t n = 0; n < (kSanitized ? 12U : is_soak() ? 500U : 25U); ++n) {
    Random random(Random::next_seed(state));
    const auto compiled = compile(render(make_policy(random)));
    const PolicyModel& model = compiled->model;
    Proof proof(model, compiled->sources, {});
    const RequestMaker maker(compiled->program);
    std::vector<Request> requests;
    for (int i = 0; i < 400; ++i) requests.push_back(maker.make(random).request);
    for (const prove::ProofCell& cell : proof.cells()) {
      prove::CellLogic logic = proof.logic(cell);
      if (!logic.limit().empty()) continue;
      for (Request request : requests) {
        request.principal = model.principals[cell.who.index()].name;
        request.lineage.emplace();
        if (request.action != model.actions[cell.action.index()].name) continue;
        request.requested.reset();
        if (cell.requested.is_valid()) request.requested = model.principals[cell.requested.index()].name;
        const request::Outcome outcome = model::evaluate(model, request);
        if (outcome.refusal != request::Refusal::none) continue;
        bool has_hole = false;
        const auto choice = choice_of(model, logic, request, has_hole);
        INFO(text_of(model) << request::print(request));
        REQUIRE_FALSE(has_hole);
        if (!choice) continue;
        REQUIRE(decided(logic, *choice) == outcome.effect);
        ++asked;
      }
    }
  }
  fmt::print("proof: {} requests decided by their codes\n", asked);
  CHECK(asked > 1'000);
}

TEST_CASE("questions as text are answered as expected", "[proof]") {
  std::uint64_t state = seed() ^ 0x736d74ULL;
  std::size_t asked = 0;
  for (std::size_t n = 0; n < (kSanitized ? 2U : 10U); ++n) {
    Random random(Random::next_seed(state));
    const auto compiled = compile(render(make_policy(random)));
    diagnostics::Sink sink;
    prove::VerifyOptions options;
    options.proof.keep_questions = true;
    const prove::VerifyReport report = prove::verify(compiled->model, compiled->sources, options, sink);
    std::string expected;
    const std::string mark = "; expected: ";
    for (std::size_t at = report.smtlib.find(mark); at != std::string::npos; at = report.smtlib.find(mark, at + 1))
      expected += report.smtlib.substr(at + mark.size(), report.smtlib.find('\n', at) + 1 - at - mark.size());
    INFO(text_of(compiled->model));
    REQUIRE(smt::testing::answers_to(report.smtlib) == expected);
    asked += report.questions;
  }
  CHECK(asked > 20);
}

TEST_CASE("a solver that fails ends in no verdict, and one that lies in a fault", "[proof]") {
  struct FaultOff {
    ~FaultOff() { smt::testing::inject_fault(smt::testing::Fault::none); }
  } const off;
  const SmallWorld world;
  const PolicyModel model = world.lower(world.program({0, 24}));  // an `allow`, and a `deny` that comes and goes
  for (const auto& [fault, code] : {std::pair(smt::testing::Fault::exception, diagnostics::Code::ProofUnknown),
                                    std::pair(smt::testing::Fault::out_of_resources, diagnostics::Code::ProofUnknown),
                                    std::pair(smt::testing::Fault::wrong_answer, diagnostics::Code::EnginesDisagree)}) {
    smt::testing::inject_fault(fault);
    const PolicyModel claimed = [&] {
      PolicyModel with = model;
      model::Builder builder(with);
      with.claims = {
          {model::ClaimKind::never, Effect::allow, "claim", {builder.principals({{1}}), builder.actions({{0}}), {}}, builder.always(), {}}};
      return with;
    }();
    diagnostics::Sink sink;
    (void)prove::verify(claimed, world.sources(), {}, sink);
    REQUIRE_FALSE(sink.diagnostics().empty());
    for (const diagnostics::Diagnostic& diagnostic : sink.diagnostics()) CHECK(diagnostic.code == code);
  }
}

}  // namespace envelope::differential
