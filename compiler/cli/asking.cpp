#include "compiler/cli/asking.h"

#include <llvm/Support/Error.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <tuple>

#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/cli/proof_limits.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/questions/render.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {

namespace {

bool reads_as_path(const std::string& word) { return word == project::kStandardInput || word.find_first_of("/.") != std::string::npos; }

// How many of the words name policies.
std::size_t count_policies(project::Files& files, const std::vector<std::string>& words) {
  if (words.empty() || (!reads_as_path(words[0]) && files.status(words[0]).kind == project::FileKind::missing)) return 0;
  std::size_t count = 1;
  while (count < words.size() && reads_as_path(words[count]) && words[count].find('=') == std::string::npos) ++count;
  return count;
}

void compile_all(const Arguments& arguments, AskedPolicies& asked) {
  for (const std::string& path : asked.paths) {
    asked.compilations.push_back(pipeline::compile(asked.files, path, pipeline::Stage::lower));
    if (!asked.compilations.back()->model) asked.exit = ExitCode::internal;  // never an answer of 0, which reads as a yes
  }
  if (asked.exit == ExitCode::ok) return;
  const ExitCode reported = report_for_people(arguments, asked.compilations);
  if (reported != ExitCode::ok) asked.exit = reported;
}

std::string as_one(const Arguments& arguments, const std::vector<std::pair<std::string, std::string>>& answers) {
  if (arguments.value("format", "text") != "json") {
    std::string text;
    for (const auto& [path, answer] : answers) text += (text.empty() ? "" : "\n") + text::escape_for_terminal(path) + "\n\n" + answer;
    return text;
  }
  llvm::json::Array all;
  for (const auto& [path, answer] : answers) {
    // It was written by us a moment ago.
    all.push_back(llvm::json::Object{{"policy", llvm::json::fixUTF8(path)}, {"answer", llvm::cantFail(llvm::json::parse(answer))}});
  }
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(all)));
  return diagnostics::harmless_json(out);
}

}  // namespace

std::unique_ptr<AskedPolicies> compile_policies(const Arguments& arguments, const std::vector<std::string>& paths) {
  auto asked = std::make_unique<AskedPolicies>();
  asked->paths = paths;
  compile_all(arguments, *asked);
  return asked;
}

bool print_question_faults(const std::vector<std::string>& faults, const std::string& path) {
  for (const std::string& fault : faults) print_finding(diagnostics::Code::UnknownInQuestion, fault, path);
  return !faults.empty();
}

std::unique_ptr<AskedPolicies> open_policies(const Arguments& arguments, std::size_t words_min, std::string_view usage) {
  auto asked = std::make_unique<AskedPolicies>();
  const auto behind = arguments.words.begin() + static_cast<std::ptrdiff_t>(count_policies(asked->files, arguments.words));
  asked->question.assign(behind, arguments.words.end());
  if (asked->question.size() < words_min) {
    print_error(std::string(usage) + "\n");
    asked->exit = ExitCode::tool;
    return asked;
  }
  FoundPolicies found = find_policies(asked->files, {arguments.words.begin(), behind});
  asked->paths = std::move(found.paths);
  asked->exit = found.exit;
  if (asked->exit == ExitCode::ok) compile_all(arguments, *asked);
  return asked;
}

ExitCode answer_each(const Arguments& arguments, AskedPolicies& asked, bool one_is_enough,
                     const std::function<Reply(const AskedPolicy&)>& ask) {
  std::vector<std::pair<std::string, std::string>> answers;
  std::vector<std::pair<std::string, std::string>> faults;  // and whose
  std::vector<std::tuple<diagnostics::Code, std::string, std::string>> findings;
  ExitCode exit = ExitCode::ok;
  bool is_yes = false;
  for (std::size_t i = 0; i < asked.paths.size(); ++i) {
    Reply reply = ask({asked.files, asked.paths[i], *asked.compilations[i]});
    for (const std::string& fault : reply.faults) faults.emplace_back(fault, asked.paths[i]);
    for (auto& [code, message] : reply.findings) findings.emplace_back(code, std::move(message), asked.paths[i]);
    if (!reply.faults.empty()) continue;
    answers.emplace_back(asked.paths[i], std::move(reply.text));
    is_yes = is_yes || reply.exit == ExitCode::ok;
    exit = worse(exit, reply.exit);
  }
  if (answers.empty()) {
    for (const auto& [fault, path] : faults) (void)print_question_faults({fault}, path);
    return ExitCode::tool;
  }
  if (exit == ExitCode::denied && is_yes && one_is_enough) exit = ExitCode::ok;
  const bool is_one = asked.paths.size() == 1;
  exit = worse(print_output(is_one ? answers.front().second : as_one(arguments, answers)), exit);
  for (auto& [code, message, path] : findings) print_finding(code, std::move(message), path);
  return exit;
}

std::vector<std::string> circumstances_of(const Arguments& arguments) {
  std::vector<std::string> with = arguments.values("with");
  for (const std::string& name : arguments.values("in")) with.push_back(name + "=on");
  for (const std::string& time : arguments.values("at")) with.push_back("time=" + time);
  return with;
}

Reply answered(const Arguments& arguments, const AskedPolicy& policy, questions::Question question) {
  const auto nodes = diagram_nodes_of(arguments);
  if (!nodes) return {{}, {}, {}, ExitCode::tool};
  question.diagram_nodes = *nodes;
  const questions::Answers answers = questions::answer(policy.model(), question);
  Reply reply;
  reply.exit = answers.answers.empty() ? ExitCode::denied : ExitCode::ok;
  for (const std::string& limit : answers.limits) {
    print_finding(diagnostics::Code::AnswerUnknown, "not answered: " + limit, policy.path);
    reply.exit = worse(ExitCode::unknown, reply.exit);
  }
  for (const std::string& fault : answers.faults) {
    print_finding(diagnostics::Code::InternalFault, fault, policy.path);
    reply.exit = ExitCode::internal;
  }
  const bool is_json = arguments.value("format", "text") == "json";
  reply.text = is_json ? diagnostics::harmless_json(questions::render_json(policy.model(), question, answers))
                       : questions::render_pretty(policy.model(), question, answers);
  return reply;
}

std::vector<Flag> question_flags() {
  return {{"in", "SWITCH", "a window, phase or stop that is on", {}, true},
          {"at", "TIME", "the time, as 2026-03-08T02:30:00Z", {}, false},
          {"with", "NAME=VALUE", "a fact or built-in that is given", {}, true},
          {"format", "FORMAT", "text (default), json", {"text", "json"}, false},
          diagram_limit_flag(),
          color_flag()};
}

}  // namespace envelope::cli
