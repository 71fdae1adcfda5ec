#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/diagnostics/diagnostic.h"

namespace envelope::cli {
namespace {

ExitCode list_codes() {
  std::string text;
  for (const diagnostics::Code code : diagnostics::all_codes())
    text += fmt::format("{}  {}\n", diagnostics::code_text(code), diagnostics::code_title(code));
  return print_output(text);
}

ExitCode run_explain(const Arguments& arguments) {
  if (arguments.words.empty()) return list_codes();
  ExitCode exit = ExitCode::ok;
  for (const std::string& word : arguments.words) {
    const auto code = diagnostics::find_code(word);
    if (!code) {
      print_error("envc explain: that is no code of this program; `envc explain` lists them all\n");
      exit = worse(exit, ExitCode::tool);
      continue;
    }
    exit = worse(exit, print_output(diagnostics::catalogue_page(*code)));
  }
  return exit;
}

}  // namespace

Command explain_command() {
  return {"explain", "[CODE…]", "show the page of a diagnostic code", "Without a code, lists every code with its title.\n", {}, run_explain};
}

}  // namespace envelope::cli
