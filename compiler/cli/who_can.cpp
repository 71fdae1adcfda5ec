#include "compiler/cli/asking.h"
#include "compiler/cli/output.h"

namespace envelope::cli {
namespace {

ExitCode run_who_can(const Arguments& arguments) {
  if (arguments.words.size() < 2) {
    print_error("envc who-can: takes a policy, an action and `attribute=value` words\n");
    return ExitCode::tool;
  }
  const auto policy = open_policy(arguments, arguments.words[0]);
  if (policy->exit != ExitCode::ok) return policy->exit;
  const model::PolicyModel& model = *policy->compilation().model;
  const auto action = questions::find_action(model, arguments.words[1]);
  if (!action.fault.empty()) return print_question_faults({action.fault}, arguments.words[0]) ? ExitCode::tool : ExitCode::internal;

  const std::vector<std::string> attributes(arguments.words.begin() + 2, arguments.words.end()), with = circumstances_of(arguments);
  questions::Question question{{}, action.id, questions::read_given(model, action.id, attributes, with), attributes};
  question.words.insert(question.words.end(), with.begin(), with.end());
  if (print_question_faults(question.given.faults, arguments.words[0])) return ExitCode::tool;
  return print_answers(arguments, model, std::move(question));
}

}  // namespace

Command who_can_command() {
  return {"who-can",
          "POLICY ACTION [ATTRIBUTE=VALUE…] [--at TIME] [--in WINDOW] [--with NAME=VALUE]",
          "list who may do something, and when, in words",
          "What is given (attributes, --at, --in, --with) is fixed; everything else is open, and the answer says what must hold of it.\n"
          "The first line whose condition holds is the decision; where none holds, it is deny. Nothing is left out and nothing added:\n"
          "the lines decide every request as the policy does, for agents that act for themselves.\n"
          "Exit code: 0 somebody can, 2 nobody can, 4 a limit was hit before an answer.\n",
          question_flags(),
          run_who_can};
}

}  // namespace envelope::cli
