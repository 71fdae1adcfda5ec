#include "compiler/prove/proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/model/evaluate.h"
#include "compiler/prove/second_engine.h"
#include "compiler/request/print.h"

namespace envelope::prove {
namespace {

using base::Effect;

// What the logic decides where `choice` is made.
Effect decided(CellLogic& logic, const Choice& choice) {
  for (const Effect level : {Effect::allow, Effect::ask, Effect::propose})
    if (logic.holds(logic.at_least(level), choice)) return level;
  return Effect::deny;
}

}  // namespace

bool precedes(const Shown& a, const Shown& b) {
  return a.command.size() != b.command.size() ? a.command.size() < b.command.size() : a.command < b.command;
}

Proof::Proof(const model::PolicyModel& model, const base::SourceMap& sources, ProofOptions options, const Progress& progress)
    : model_(model),
      sources_(sources),
      options_(std::move(options)),
      cells_(cells_of(model)),
      space_(options_.diagram_nodes),
      solver_(options_.limits),
      replay_(model, sources) {
  if (!options_.statement_facts) return;
  std::vector<UnknownCell> unknown;
  facts_ = statement_facts(model_, cells_, knowledge_, space_, unknown, progress);
  for (const UnknownCell& cell : unknown) {
    const ProofCell& about = cells_[cell.number];
    const auto first = std::min_element(about.rules.begin(), about.rules.end(), [this](const CellRule& a, const CellRule& b) {
      return statement(a.statement).span < statement(b.statement).span;
    });
    give_up({statement(first->statement).span, "what is said about " + cell_name(about), cell.limit}, cell.is_faulty);
  }
}

std::string Proof::cell_name(const ProofCell& cell) const {
  std::string name = fmt::format("`{} {}`", model_.principals[cell.who.index()].name, model_.actions[cell.action.index()].name);
  if (cell.requested.is_valid()) name += fmt::format(" requested of `{}`", model_.principals[cell.requested.index()].name);
  return name;
}

std::vector<model::StatementId> Proof::reading_order() const {
  std::vector<model::StatementId> order;
  for (std::uint32_t i = 0; i < model_.statements.size(); ++i) order.push_back({i});
  std::stable_sort(order.begin(), order.end(),
                   [this](model::StatementId a, model::StatementId b) { return statement(a).span < statement(b).span; });
  return order;
}

void Proof::give_up(Unknown unknown, bool is_faulty) {
  if (is_faulty)
    faults_.push_back(fmt::format("{}: {}", unknown.about, unknown.limit));
  else
    unknowns_.push_back(std::move(unknown));
}

Possible Proof::ask(CellLogic& logic, const Formula& formula, const std::string& about, base::Span place) {
  if (!logic.limit().empty()) {
    give_up({place, about, logic.limit()}, logic.is_faulty());
    return Possible::unknown;
  }
  const bool first = node_of(logic, formula) != bdd::kFalse;
  if (!logic.limit().empty()) {
    give_up({place, about, logic.limit()}, logic.is_faulty());
    return Possible::unknown;
  }
  const smt::Problem question = question_of(logic, formula);
  if (options_.keep_questions)
    questions_ += smt::smtlib(question, fmt::format("{}: {}\nexpected: {}", cell_name(logic.cell()), about, first ? "sat" : "unsat"));
  const smt::Answer answer = solver_.ask(question);
  if (answer.verdict == smt::Verdict::unknown) {
    unknowns_.push_back({place, about, answer.limit});
    return Possible::unknown;
  }
  const bool second = answer.verdict == smt::Verdict::possible;
  if (first != second) {
    faults_.push_back(fmt::format("{}: {} is {} by diagrams and {} by the solver", cell_name(logic.cell()), about,
                                  first ? "possible" : "impossible", second ? "possible" : "impossible"));
    return Possible::unknown;
  }
  return first ? Possible::yes : Possible::no;
}

std::optional<Shown> Proof::show(CellLogic& logic, const Formula& formula) {
  const Choice choice = logic.least(node_of(logic, formula));
  return show(request_of(logic, choice), decided(logic, choice));
}

std::optional<Shown> Proof::show(CellLogic& logic, Node where, const std::string& name, const std::string& value) {
  const Choice choice = logic.least(where);
  request::Request request = request_of(logic, choice);
  request.attributes[name] = value;
  return show(request, decided(logic, choice));
}

const model::PolicyModel& Proof::rest(const Without& without) {
  if (without.empty()) return model_;
  if (without == rest_without_) return rest_;
  const auto is_looked_through = [&](const auto& record) { return without.contains(record.statement); };
  rest_ = model_;
  rest_without_ = without;
  std::erase_if(rest_.grants, is_looked_through);
  std::erase_if(rest_.caps, is_looked_through);
  std::erase_if(rest_.default_caps, is_looked_through);
  return rest_;
}

std::optional<Shown> Proof::show(const request::Request& request, Effect expected, const Without& without) {
  const Replay::Decided replayed = without.empty() ? replay_.decide(request) : Replay::Decided{model::evaluate(rest(without), request), ""};
  const std::string command = decide_command(model_, request, options_.table_name);
  if (!replayed.fault.empty() || replayed.outcome.effect != expected || replayed.outcome.refusal != request::Refusal::none) {
    faults_.push_back(fmt::format("`{}` should be {}, and is {}{}{}", command, base::effect_name(expected),
                                  request::print(replayed.outcome), replayed.fault.empty() ? "" : ": ", replayed.fault));
    return std::nullopt;
  }
  return Shown{request, replayed.outcome, command};
}

std::optional<Shown> Proof::replayed(const request::Request& request, const Without& without) {
  const Replay::Decided both = without.empty() ? replay_.decide(request) : Replay::Decided{model::evaluate(rest(without), request), ""};
  const std::string command = decide_command(model_, request, options_.table_name);
  if (!both.fault.empty()) {
    faults_.push_back(fmt::format("`{}`: {}", command, both.fault));
    return std::nullopt;
  }
  return Shown{request, both.outcome, command};
}

}  // namespace envelope::prove
