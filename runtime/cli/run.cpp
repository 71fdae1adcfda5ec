#include <algorithm>
#include <array>

#include "runtime/cli/command.h"
#include "runtime/cli/output.h"
#include "runtime/cli/suggest.h"

namespace envelope::runtime_cli {
namespace {

std::array<Command, 4> commands() { return {decide_command(), replay_command(), describe_command(), version_command()}; }

ExitCode print_help(std::string_view text) { return print_output(text) ? ExitCode::ok : ExitCode::tool; }

std::string overview() {
  std::string text = "envelope - decides what an agent may do, from a compiled policy table\n\nusage: envelope COMMAND [OPTIONS] ...\n\n";
  for (const Command& command : commands()) {
    text += "  ";
    text += command.name;
    text.append(11 - command.name.size(), ' ');
    text += command.summary;
    text += '\n';
  }
  text +=
      "\n`envelope COMMAND --help` says more. Exit codes: 0 allow or done, 2 deny, 5 ask, 6 propose, 1 the tool could not do its work.\n"
      "`envc build` makes tables from policies.\n";
  return text;
}

ExitCode run_command(const Command& command, std::span<const std::string_view> words) {
  const Arguments arguments = parse_arguments(words, command.flags);
  if (!arguments.fault.empty()) return usage_error(command.name, arguments.fault);
  if (arguments.has("--help")) {
    const ExitCode printed = print_help(command.help);
    // Help is no decision, so a gate stays shut.
    return printed == ExitCode::ok && arguments.has("--gate") ? ExitCode::denied : printed;
  }
  return command.run(arguments);
}

ExitCode run_named(std::span<const std::string_view> words) {
  if (words.empty()) return usage_error("", "a command is needed: decide, describe or version");
  std::string_view name = words.front();
  if (name == "--help" || name == "-h" || name == "help") return print_help(overview());
  if (name == "--version" || name == "-V") name = "version";
  Suggestion suggestion(name);
  for (const Command& command : commands()) {
    if (command.name == name) return run_command(command, words.subspan(1));
    suggestion.offer(command.name);
  }
  return usage_error("", "no command `" + std::string(name) + "`" + suggestion.text());
}

}  // namespace

ExitCode usage_error(std::string_view command, std::string_view sentence) {
  std::string prefix(command);
  if (!command.empty()) prefix += ": ";
  print_error(prefix + std::string(sentence));
  print_error("`envelope " + std::string(command) + (command.empty() ? "" : " ") + "--help` says how");
  return ExitCode::tool;
}

bool wants_json(const Arguments& arguments, std::string& fault) {
  const std::string_view format = arguments.value("--format", "text");
  if (format != "text" && format != "json") fault = "`--format` is text or json, not `" + std::string(format) + "`";
  return format == "json";
}

ExitCode run(std::span<const std::string_view> words) {
  // Looked for before anything else is read, wherever it stands and however it is spelt further: a gate that fails must fail shut.
  const bool is_gate = std::any_of(words.begin(), words.end(), [](std::string_view word) { return word.starts_with("--gate"); });
  prepare_process(is_gate);
  const ExitCode code = run_named(words);
  const bool is_decision = !words.empty() && words.front() == "decide";
  return is_gate && (code != ExitCode::ok || !is_decision) ? ExitCode::denied : code;
}

}  // namespace envelope::runtime_cli
