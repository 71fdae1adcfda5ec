#include "compiler/questions/why_not.h"

#include <fmt/format.h>

#include "compiler/cli/asking.h"
#include "compiler/cli/output.h"
#include "compiler/cli/refusal_text.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/model/request_words.h"

namespace envelope::cli {
namespace {

ExitCode exit_of(const questions::WhyNot& answer, const std::string& path) {
  ExitCode exit = answer.explanation.outcome.effect == base::Effect::allow ? ExitCode::ok : ExitCode::denied;
  for (const questions::Way& way : answer.ways)
    for (const std::string& limit : way.gained.limits) {
      print_finding(diagnostics::Code::AnswerUnknown, "not answered: " + limit, path);
      exit = ExitCode::unknown;
    }
  if (!answer.fault.empty()) {
    print_finding(diagnostics::Code::InternalFault, answer.fault, path);
    exit = ExitCode::internal;
  }
  return exit;
}

ExitCode run_why_not(const Arguments& arguments) {
  if (arguments.words.size() < 3) {
    print_error("envc why-not: takes a policy, an agent, an action and `attribute=value` words\n");
    return ExitCode::tool;
  }
  const std::string& path = arguments.words[0];
  const auto nodes = diagram_nodes_of(arguments);
  if (!nodes) return ExitCode::tool;
  const auto policy = open_policy(arguments, path);
  if (policy->exit != ExitCode::ok) return policy->exit;
  const model::PolicyModel& model = *policy->compilation().model;
  const model::RequestWords read =
      model::read_request(model, {arguments.words.begin() + 1, arguments.words.end()}, circumstances_of(arguments));
  if (print_question_faults(read.faults, path)) return ExitCode::tool;

  const questions::WhyNotAsked asked{policy->files, path, policy->compilation(), read.request, *nodes};
  const questions::WhyNot answer = questions::why_not(asked);
  if (answer.explanation.outcome.refusal != request::Refusal::none) {
    (void)print_question_faults({refusal_text(model, read.request, answer.explanation)}, path);
    return ExitCode::tool;
  }
  const bool is_json = arguments.value("format", "text") == "json";
  const ExitCode printed =
      print_output(is_json ? diagnostics::harmless_json(questions::render_json(asked, answer)) : questions::render_pretty(asked, answer));
  return worse(printed, exit_of(answer, path));
}

}  // namespace

Command why_not_command() {
  return {
      "why-not",
      "POLICY AGENT ACTION [ATTRIBUTE=VALUE…] [--at TIME] [--in WINDOW] [--with NAME=VALUE]",
      "find the smallest grants that would allow a request, and what else they would",
      "The request is written as for `envc why`. Says which statements are in the way, and the smallest changes that allow it: what to\n"
      "write and where, and everything that it permits. Each change was compiled and decided before it is shown; nothing is written.\n"
      "Exit code: 0 it is allowed already, 2 it is not, 4 a limit was hit before all was known of a change.\n",
      question_flags(),
      run_why_not};
}

}  // namespace envelope::cli
