#include "compiler/cli/asking.h"
#include "compiler/cli/output.h"

namespace envelope::cli {
namespace {

// Of an agent, and an action where one is asked about; its faults where the policy does not know them.
Reply ask(const Arguments& arguments, const std::vector<std::string>& words, const AskedPolicy& policy) {
  const model::PolicyModel& model = policy.model();
  const auto who = questions::find_actor(model, words[0]);
  questions::Found<base::ActionId> action;
  if (words.size() > 1) action = questions::find_action(model, words[1]);
  Reply reply;
  for (const std::string& fault : {who.fault, action.fault})
    if (!fault.empty()) reply.faults.push_back(fault);
  if (!reply.faults.empty()) return reply;

  std::vector<std::string> attributes;
  if (words.size() > 2) attributes.assign(words.begin() + 2, words.end());
  const std::vector<std::string> with = circumstances_of(arguments);
  questions::Question question{who.id, action.id, questions::read_given(model, action.id, attributes, with), attributes};
  question.words.insert(question.words.end(), with.begin(), with.end());
  if (!question.given.faults.empty()) return {question.given.faults, {}, {}, ExitCode::tool};
  return answered(arguments, policy, std::move(question));
}

ExitCode run_can(const Arguments& arguments) {
  const auto asked =
      open_policies(arguments, 1, "envc can: takes policies, an agent and, where one is meant, an action with `attribute=value` words");
  if (asked->exit != ExitCode::ok) return asked->exit;
  return answer_each(arguments, *asked, true, [&](const AskedPolicy& policy) { return ask(arguments, asked->question, policy); });
}

}  // namespace

Command can_command() {
  return {
      "can",
      "[FILE|DIR|-]… AGENT [ACTION [ATTRIBUTE=VALUE…]] [--at TIME] [--in WINDOW] [--with NAME=VALUE]",
      "list what an agent may do, and when, in words",
      "Asks the policies that are named, or those of this folder. What is given (attributes, --at, --in, --with) is fixed; everything\n"
      "else is open, and the answer says what must hold of it. The first line whose condition holds is the decision; where none holds,\n"
      "it is deny. Nothing is left out and nothing added: the lines decide every request as the policy does, for an agent that acts\n"
      "for itself. Of several policies those that know the agent answer, each for itself.\n"
      "Exit code: 0 it can do something, 2 it can do nothing, 4 a limit was hit before an answer.\n",
      question_flags(),
      run_can};
}

}  // namespace envelope::cli
