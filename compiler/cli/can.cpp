#include "compiler/cli/asking.h"
#include "compiler/cli/output.h"

namespace envelope::cli {
namespace {

ExitCode run_can(const Arguments& arguments) {
  if (arguments.words.size() < 2) {
    print_error("envc can: takes a policy, an agent and, where one is meant, an action with `attribute=value` words\n");
    return ExitCode::tool;
  }
  const auto policy = open_policy(arguments, arguments.words[0]);
  if (policy->exit != ExitCode::ok) return policy->exit;
  const model::PolicyModel& model = *policy->compilation().model;
  const auto who = questions::find_actor(model, arguments.words[1]);
  questions::Found<base::ActionId> action;
  if (arguments.words.size() > 2) action = questions::find_action(model, arguments.words[2]);
  std::vector<std::string> faults;
  for (const std::string& fault : {who.fault, action.fault})
    if (!fault.empty()) faults.push_back(fault);
  if (print_question_faults(faults, arguments.words[0])) return ExitCode::tool;

  std::vector<std::string> attributes;
  if (arguments.words.size() > 3) attributes.assign(arguments.words.begin() + 3, arguments.words.end());
  const std::vector<std::string> with = circumstances_of(arguments);
  questions::Question question{who.id, action.id, questions::read_given(model, action.id, attributes, with), attributes};
  question.words.insert(question.words.end(), with.begin(), with.end());
  if (print_question_faults(question.given.faults, arguments.words[0])) return ExitCode::tool;
  return print_answers(arguments, model, std::move(question));
}

}  // namespace

Command can_command() {
  return {"can",
          "POLICY AGENT [ACTION [ATTRIBUTE=VALUE…]] [--at TIME] [--in WINDOW] [--with NAME=VALUE]",
          "list what an agent may do, and when, in words",
          "What is given (attributes, --at, --in, --with) is fixed; everything else is open, and the answer says what must hold of it.\n"
          "The first line whose condition holds is the decision; where none holds, it is deny. Nothing is left out and nothing added:\n"
          "the lines decide every request as the policy does, for an agent that acts for itself.\n"
          "Exit code: 0 it can do something, 2 it can do nothing, 4 a limit was hit before an answer.\n",
          question_flags(),
          run_can};
}

}  // namespace envelope::cli
