#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "compiler/base/nearest.h"
#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

std::vector<Command> commands() {
  return {check_command(),  lint_command(),    verify_command(),  diff_command(),    build_command(), check_table_command(),
          keygen_command(), sign_command(),    inspect_command(), strip_command(),   dump_command(),  decompile_command(),
          fmt_command(),    test_command(),    why_command(),     who_can_command(), can_command(),   why_not_command(),
          graph_command(),  explain_command(), init_command(),    version_command()};
}

std::string overview(const std::vector<Command>& all) {
  std::string text = "envc - checks, proves, tests and explains policies for autonomous agents\n\nusage: envc COMMAND [OPTIONS] …\n\n";
  for (const Command& command : all) text += fmt::format("  {:<10} {}\n", command.name, command.summary);
  text +=
      "\n`envc COMMAND --help` says more. Exit codes: 0 ok or allow, 1 the tool could not do its work, 2 denied or tests failed,\n"
      "3 policy rejected, 4 unknown, 5 ask, 6 propose, 70 internal fault.\n";
  return text;
}

std::string help_of(const Command& command) {
  std::string text =
      fmt::format("envc {} - {}\n\nusage: envc {} {}\n\n{}", command.name, command.summary, command.name, command.usage, command.details);
  if (!command.flags.empty()) text += "\noptions:\n";
  for (const Flag& flag : command.flags)
    text += fmt::format("  {:<28} {}\n",
                        flag.value.empty() ? fmt::format("--{}", flag.name) : fmt::format("--{} {}", flag.name, flag.value), flag.help);
  return text;
}

ExitCode usage_error(std::string_view command, std::string_view fault) {
  print_error(fmt::format("envc{}{}: {}\n", command.empty() ? "" : " ", command, text::escape_for_terminal(fault)));
  print_error(fmt::format("`envc {}{}--help` says how\n", command, command.empty() ? "" : " "));
  return ExitCode::tool;
}

ExitCode run_command(const Command& command, const std::vector<std::string>& arguments) {
  const auto last = std::find(arguments.begin(), arguments.end(), "--");
  if (std::any_of(arguments.begin(), last, [](const std::string& word) { return word == "--help" || word == "-h"; }))
    return print_output(help_of(command));
  const ParsedArguments parsed = parse_arguments(arguments, command.flags);
  if (!parsed.fault.empty()) return usage_error(command.name, parsed.fault);
  return command.run(parsed.arguments);
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
  prepare_streams();
  const std::vector<Command> all = commands();
  if (arguments.empty()) {
    print_error(overview(all));
    return static_cast<int>(ExitCode::tool);
  }
  std::string name = arguments[0];
  if (name == "--help" || name == "-h" || (name == "help" && arguments.size() == 1)) return static_cast<int>(print_output(overview(all)));
  const bool wants_help = name == "help";
  if (wants_help) name = arguments[1];
  if (name == "--version" || name == "-V") name = "version";
  const auto command = std::find_if(all.begin(), all.end(), [&](const Command& c) { return c.name == name; });
  if (command == all.end()) {
    std::vector<std::string> names;
    for (const Command& c : all) names.emplace_back(c.name);
    const auto near = base::nearest(name, names);
    return static_cast<int>(
        usage_error("", fmt::format("no command `{}`{}", name, near ? fmt::format("; did you mean `{}`?", near->name) : "")));
  }
  if (wants_help) return static_cast<int>(print_output(help_of(*command)));
  return static_cast<int>(run_command(*command, {arguments.begin() + 1, arguments.end()}));
}

}  // namespace envelope::cli
