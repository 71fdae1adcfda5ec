#include "tests/questions/read_back.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/truth.h"
#include "compiler/model/value.h"
#include "compiler/restate/spelling.h"

namespace envelope::questions {

ReadBack::ReadBack(const std::vector<std::string>& texts, const Answers& answers) {
  std::vector<std::string> with_claims = texts;
  const auto before = differential::compile(texts);
  const std::size_t claims = before->model.claims.size();
  std::string& main = with_claims.front();
  for (const Answer& answer : answers.answers)
    for (const Line& line : answer.lines)
      for (const std::string& condition : line.when)
        main += fmt::format("\nassert \"condition {}\" never allow {} when {}\n", conditions_++,
                            restate::spell_name(before->model.actions[answer.action.index()].name), condition);
  compiled_ = differential::compile(with_claims);
  if (!problems().empty()) {
    compiled_->problems += main;
    return;
  }
  std::size_t next = claims;
  for (const Answer& answer : answers.answers) {
    ReadAnswer read{answer, {}};
    for (const Line& line : answer.lines) {
      read.lines.push_back({line, {}});
      for (std::size_t i = 0; i < line.when.size(); ++i) read.lines.back().when.push_back(compiled_->model.claims[next++].guard);
    }
    answers_.push_back(std::move(read));
  }
}

request::Outcome ReadBack::decide_for(const request::Request& request, base::PrincipalId who) const {
  const model::PolicyModel& model = compiled_->model;
  const base::ActionId action = model::find_action(model, request.action);
  const base::PrincipalId requested = request.requested ? model::find_principal(model, *request.requested) : base::PrincipalId{};
  for (const ReadAnswer& read : answers_) {
    const auto& people = read.answer.principals;
    if (read.answer.action != action || read.answer.requested != requested || !std::binary_search(people.begin(), people.end(), who))
      continue;
    for (const ReadLine& line : read.lines) {
      const bool holds = line.when.empty() || std::any_of(line.when.begin(), line.when.end(), [&](model::GuardId guard) {
                           return model::guard_truth(model, guard, request, who) == text::Truth::yes;
                         });
      if (holds) return {line.line.effect, {line.line.approvals.begin(), line.line.approvals.end()}, {}, {}};
    }
  }
  return {};
}

bool ReadBack::speak_of(const request::Request& request) const {
  const model::PolicyModel& model = compiled_->model;
  const base::PrincipalId who = model::find_principal(model, request.principal);
  return request.lineage->empty() || model.principals[who.index()].kind == model::PrincipalKind::agent;
}

request::Outcome ReadBack::decide(const request::Request& request) const {
  const model::PolicyModel& model = compiled_->model;
  request::Outcome outcome{base::Effect::allow, {}, {}, {}};
  std::vector<std::string> members{request.principal};
  members.insert(members.end(), request.lineage->begin(), request.lineage->end());
  std::set<std::string> approvals;
  for (const std::string& member : members) {
    const request::Outcome one = decide_for(request, model::find_principal(model, member));
    outcome.effect = std::min(outcome.effect, one.effect);
    approvals.insert(one.approvals.begin(), one.approvals.end());
  }
  if (outcome.effect == base::Effect::ask) outcome.approvals = std::move(approvals);
  return outcome;
}

}  // namespace envelope::questions
