#include "compiler/questions/why_not.h"

#include <fmt/format.h>

#include "compiler/cli/asking.h"
#include "compiler/cli/output.h"
#include "compiler/cli/proof_limits.h"
#include "compiler/cli/refusal_text.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/model/request_words.h"

namespace envelope::cli {
namespace {

// What the answer means, and what is to be said behind it.
void conclude(const questions::WhyNot& answer, Reply& reply) {
  reply.exit = answer.explanation.outcome.effect == base::Effect::allow ? ExitCode::ok : ExitCode::denied;
  for (const questions::Way& way : answer.ways)
    for (const std::string& limit : way.gained.limits) {
      reply.findings.emplace_back(diagnostics::Code::AnswerUnknown, "not answered: " + limit);
      reply.exit = ExitCode::unknown;
    }
  if (answer.fault.empty()) return;
  reply.findings.emplace_back(diagnostics::Code::InternalFault, answer.fault);
  reply.exit = ExitCode::internal;
}

Reply ask(const Arguments& arguments, const std::vector<std::string>& words, std::size_t nodes, const AskedPolicy& policy) {
  const model::PolicyModel& model = policy.model();
  const model::RequestWords read = model::read_request(model, words, circumstances_of(arguments));
  if (!read.faults.empty()) return {read.faults, {}, {}, ExitCode::tool};
  const questions::WhyNotAsked asked{policy.files, policy.path, policy.compilation, read.request, nodes};
  const questions::WhyNot answer = questions::why_not(asked);
  if (answer.explanation.outcome.refusal != request::Refusal::none)
    return {{refusal_text(model, read.request, answer.explanation)}, {}, {}, ExitCode::tool};
  const bool is_json = arguments.value("format", "text") == "json";
  Reply reply;
  reply.text = is_json ? diagnostics::harmless_json(questions::render_json(asked, answer)) : questions::render_pretty(asked, answer);
  conclude(answer, reply);
  return reply;
}

ExitCode run_why_not(const Arguments& arguments) {
  const auto nodes = diagram_nodes_of(arguments);
  if (!nodes) return ExitCode::tool;
  const auto asked = open_policies(arguments, 2, "envc why-not: takes policies, an agent, an action and `attribute=value` words");
  if (asked->exit != ExitCode::ok) return asked->exit;
  return answer_each(arguments, *asked, false, [&](const AskedPolicy& policy) { return ask(arguments, asked->question, *nodes, policy); });
}

}  // namespace

Command why_not_command() {
  return {
      "why-not",
      "[FILE|DIR|-]… AGENT ACTION [ATTRIBUTE=VALUE…] [--at TIME] [--in WINDOW] [--with NAME=VALUE]",
      "find the smallest grants that would allow a request, and what else they would",
      "Asks the policies that are named, or those of this folder. The request is written as for `envc why`. Says which statements are in\n"
      "the way, and the smallest changes that allow it: what to write and where, and everything that it permits. Each change was compiled\n"
      "and decided before it is shown; nothing is written. Of several policies those that know the request answer, each for itself.\n"
      "Exit code: 0 it is allowed already, 2 it is not, 4 a limit was hit before all was known of a change.\n",
      question_flags(),
      run_why_not};
}

}  // namespace envelope::cli
