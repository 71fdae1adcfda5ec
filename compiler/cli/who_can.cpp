#include "compiler/cli/asking.h"
#include "compiler/cli/output.h"

namespace envelope::cli {
namespace {

Reply ask(const Arguments& arguments, const std::vector<std::string>& words, const AskedPolicy& policy) {
  const model::PolicyModel& model = policy.model();
  const auto action = questions::find_action(model, words[0]);
  if (!action.fault.empty()) return {{action.fault}, {}, {}, ExitCode::tool};
  const std::vector<std::string> attributes(words.begin() + 1, words.end()), with = circumstances_of(arguments);
  questions::Question question{{}, action.id, questions::read_given(model, action.id, attributes, with), attributes};
  question.words.insert(question.words.end(), with.begin(), with.end());
  if (!question.given.faults.empty()) return {question.given.faults, {}, {}, ExitCode::tool};
  return answered(arguments, policy, std::move(question));
}

ExitCode run_who_can(const Arguments& arguments) {
  const auto asked = open_policies(arguments, 1, "envc who-can: takes policies, an action and `attribute=value` words");
  if (asked->exit != ExitCode::ok) return asked->exit;
  return answer_each(arguments, *asked, true, [&](const AskedPolicy& policy) { return ask(arguments, asked->question, policy); });
}

}  // namespace

Command who_can_command() {
  return {
      "who-can",
      "[FILE|DIR|-]… ACTION [ATTRIBUTE=VALUE…] [--at TIME] [--in WINDOW] [--with NAME=VALUE]",
      "list who may do something, and when, in words",
      "Asks the policies that are named, or those of this folder. What is given (attributes, --at, --in, --with) is fixed; everything\n"
      "else is open, and the answer says what must hold of it. The first line whose condition holds is the decision; where none holds,\n"
      "it is deny. Nothing is left out and nothing added: the lines decide every request as the policy does, for agents that act for\n"
      "themselves. Of several policies those that know the action answer, each for itself.\n"
      "Exit code: 0 somebody can, 2 nobody can, 4 a limit was hit before an answer.\n",
      question_flags(),
      run_who_can};
}

}  // namespace envelope::cli
