#include "compiler/cli/asking.h"

#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/questions/render.h"
#include "runtime/text/number_words.h"

namespace envelope::cli {

std::unique_ptr<AskedPolicy> open_policy(const Arguments& arguments, const std::string& path) {
  auto policy = std::make_unique<AskedPolicy>();
  policy->compilations.push_back(pipeline::compile(policy->files, path, pipeline::Stage::lower));
  if (policy->compilation().model) return policy;
  const ExitCode reported = report_for_people(arguments, policy->compilations);
  policy->exit = reported == ExitCode::ok ? ExitCode::internal : reported;  // never an answer of 0, which reads as a yes
  return policy;
}

std::vector<std::string> circumstances_of(const Arguments& arguments) {
  std::vector<std::string> with = arguments.values("with");
  for (const std::string& name : arguments.values("in")) with.push_back(name + "=on");
  for (const std::string& time : arguments.values("at")) with.push_back("time=" + time);
  return with;
}

bool print_question_faults(const std::vector<std::string>& faults, const std::string& path) {
  for (const std::string& fault : faults) print_finding(diagnostics::Code::UnknownInQuestion, fault, path);
  return !faults.empty();
}

std::optional<std::size_t> diagram_nodes_of(const Arguments& arguments) {
  if (!arguments.has("diagram-limit")) return bdd::Space::kNodesMax;
  const auto nodes = text::parse_count(arguments.value("diagram-limit"));
  if (nodes && *nodes <= UINT32_MAX) return static_cast<std::size_t>(*nodes);
  print_error("`--diagram-limit` takes a number up to 4294967295\n");
  return std::nullopt;
}

ExitCode print_answers(const Arguments& arguments, const model::PolicyModel& model, questions::Question question) {
  const auto nodes = diagram_nodes_of(arguments);
  if (!nodes) return ExitCode::tool;
  question.diagram_nodes = *nodes;
  const questions::Answers answers = questions::answer(model, question);
  ExitCode exit = answers.answers.empty() ? ExitCode::denied : ExitCode::ok;
  for (const std::string& limit : answers.limits) {
    print_finding(diagnostics::Code::AnswerUnknown, "not answered: " + limit, arguments.words.front());
    exit = worse(ExitCode::unknown, exit);
  }
  for (const std::string& fault : answers.faults) {
    print_finding(diagnostics::Code::InternalFault, fault, arguments.words.front());
    exit = ExitCode::internal;
  }
  const bool is_json = arguments.value("format", "text") == "json";
  return worse(print_output(is_json ? diagnostics::harmless_json(questions::render_json(model, question, answers))
                                    : questions::render_pretty(model, question, answers)),
               exit);
}

std::vector<Flag> question_flags() {
  return {{"in", "SWITCH", "a window, phase or stop that is on", {}, true},
          {"at", "TIME", "the time, as 2026-03-08T02:30:00Z", {}, false},
          {"with", "NAME=VALUE", "a fact or built-in that is given", {}, true},
          {"format", "FORMAT", "text (default), json", {"text", "json"}, false},
          {"diagram-limit", "N", "nodes the diagrams of one cell may have (default 2097152)", {}, false},
          color_flag()};
}

}  // namespace envelope::cli
