#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/envelope_version.h"
#include "compiler/cli/output.h"

namespace envelope::cli {
namespace {

ExitCode run_version(const Arguments& arguments) {
  if (!arguments.words.empty()) {
    print_error("envc version: takes no words\n");
    return ExitCode::tool;
  }
  if (arguments.value("format", "text") == "json")
    return print_output(fmt::format("{{\"version\": \"{}\", \"language\": \"{}\"}}\n", kToolVersion, kLanguageVersion));
  return print_output(fmt::format("envc {} (language {})\n", kToolVersion, kLanguageVersion));
}

}  // namespace

Command version_command() {
  return {"version",
          "[--format text|json]",
          "print the versions of the tool and of the language",
          "",
          {{"format", "FORMAT", "text (default), json", {"text", "json"}, false}},
          run_version};
}

}  // namespace envelope::cli
