#include <string>

#include "runtime/cli/command.h"
#include "runtime/cli/envelope_version.h"
#include "runtime/cli/output.h"

namespace envelope::runtime_cli {
namespace {

constexpr Flag kFlags[] = {{"--format", true}};

constexpr std::string_view kHelp =
    "envelope version - print the versions of the tool and of the language\n\n"
    "usage: envelope version [--format text|json]\n";

ExitCode run_version(const Arguments& arguments) {
  std::string fault = arguments.words.empty() ? "" : "takes no words";
  const bool is_json = wants_json(arguments, fault);
  if (!fault.empty()) return usage_error("version", fault);
  const std::string tool = kToolVersion;
  const std::string language = kLanguageVersion;
  const std::string text =
      is_json ? R"({"version":")" + tool + R"(","language":")" + language + "\"}\n" : "envelope " + tool + " (language " + language + ")\n";
  return print_output(text) ? ExitCode::ok : ExitCode::tool;
}

}  // namespace

Command version_command() { return {"version", "print the versions of the tool and of the language", kHelp, kFlags, run_version}; }

}  // namespace envelope::runtime_cli
