#include <string>

#include "runtime/cli/answer.h"
#include "runtime/cli/command.h"
#include "runtime/cli/decide_stream.h"
#include "runtime/cli/output.h"
#include "runtime/cli/request_words.h"
#include "runtime/cli/signed_table.h"

namespace envelope::runtime_cli {
namespace {

constexpr Flag kFlags[] = {{"--agent", true}, {"--request", true}, {"--format", true}, {"--explain", false},
                           {"--gate", false}, kUnprovedFlag,       kKeyFlag,           kPolicyFlag,
                           kVersionMinFlag};

constexpr std::string_view kHelp =
    R"(envelope decide - say what an agent may do

usage: envelope decide TABLE --agent NAME ACTION [ATTRIBUTE=VALUE ...] [with NAME=VALUE ...] [OPTIONS]
       envelope decide TABLE - [OPTIONS]

  --agent NAME      who acts
  --request OTHER   whether the agent may have OTHER do it
  --format FORMAT   text (default), json
  --explain         add the explanation of the table, a JSON object
  --key FILE        decide only when the table is signed with this public key
  --policy NAME     ... and is the table of this policy
  --version-min N   ... and of this version or a later one
  --gate            exit 0 when it is allowed, and 2 in every other case, whatever went wrong
  --allow-unproved  use a table that was not proved equal to its source

A value is written as in a policy: amount=$5, gap=15min, bytes=10MB, changes=cron,command. The agent acts for itself, every window and
stop is off, no label is held, under no job; time, origin and facts are unknown, unless said after `with`:
  depth=1           it acts as a subagent; lineage=atlas,bolt names the chain
  origin=cron       what set it off: human, agent, cron, event
  time=2026-03-08T02:30:00Z labels=untrusted job=digest FACT=VALUE
  exploration=on    a window, phase or stop is on, off or unknown

Exit code: 0 allow, 5 ask, 6 propose, 2 deny, 1 when the tool could not do its work.

With `-`, every line of standard input is a request in JSON, and one line of JSON answers it, in order:
  {"agent":"bolt","action":"git_push","attributes":{"branch":"main"},"lineage":[]}
  {"effect":"ask","statement":17,"approvals":["human_ok"],"obligations":[]}
Keys of a request: agent (or principal), action; request, attributes, lineage, origin, time, job, labels, switches, switches_off, facts.
Numbers are whole and in the unit of the type: bytes, millionths of money, milliseconds, ten-thousandths of a percent; texts are read as
words. What is not given is not known: without "lineage" every request is refused, and switches that are not named are unknown unless
"switches_off" is true. A line that is no request is answered by {"effect":"deny","error":{"code":"...","message":"..."}}.
Exit code: 0 when every line was answered, 1 when one was no request; with --gate 0 when every line was allowed.
)";

ExitCode decide_words(const Arguments& arguments, const env_table* table, bool is_json) {
  WordsRequest words;
  words.agent = arguments.value("--agent");
  words.requested = arguments.value("--request");
  words.is_edge = arguments.has("--request");
  words.words.assign(arguments.words.begin() + 1, arguments.words.end());
  BoundRequest bound;
  const std::vector<std::string> faults = bind_words(table, words, bound);
  for (const std::string& fault : faults) print_error("decide: " + fault);
  if (!faults.empty()) return ExitCode::tool;
  env_decision decision = env_new_decision();
  const env_status status = env_decide(table, &bound.request, &decision);
  const bool with_explanation = arguments.has("--explain");
  std::string out;
  if (is_json) {
    append_answer(out, table, bound.request, decision, with_explanation);
    out += '\n';
  } else {
    out = answer_text(table, bound.request, decision, with_explanation);
  }
  if (!print_output(out)) return ExitCode::tool;
  return status == ENV_OK ? exit_of(static_cast<env_effect>(decision.effect)) : ExitCode::denied;
}

ExitCode run_decide(const Arguments& arguments) {
  if (arguments.words.empty()) return usage_error("decide", "takes a table and a request");
  const bool is_stream = arguments.words.size() > 1 && arguments.words[1] == "-";
  std::string fault;
  const bool is_json = wants_json(arguments, fault);
  if (is_stream) {
    if (arguments.words.size() > 2 || arguments.has("--agent") || arguments.has("--request"))
      fault = "`-` reads requests from standard input and goes with no other words";
    else if (arguments.has("--format") && !is_json && fault.empty())
      fault = "`-` answers in JSON; `--format text` goes with one request";
  } else if (arguments.words.size() < 2 || !arguments.has("--agent")) {
    fault = arguments.words.size() < 2 ? "takes a table and a request, or `-` for requests from standard input"
                                       : "a request needs `--agent NAME`";
  }
  if (!fault.empty()) return usage_error("decide", fault);
  const Table table = open_signed_table(arguments, trust_of(arguments));
  if (!table) return ExitCode::tool;
  if (!is_stream) return decide_words(arguments, table.get(), is_json);
  return decide_stream(table.get(), {.is_gate = arguments.has("--gate"), .with_explanation = arguments.has("--explain")});
}

}  // namespace

Command decide_command() { return {"decide", "say what an agent may do", kHelp, kFlags, run_decide}; }

}  // namespace envelope::runtime_cli
