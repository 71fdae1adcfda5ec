#include <fmt/format.h>

#include <string>
#include <vector>

#include "compiler/base/nearest.h"
#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/diagnostics/diagnostic.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

ExitCode list_codes() {
  std::string text;
  for (const diagnostics::Code code : diagnostics::all_codes())
    text += fmt::format("{}  {}\n", diagnostics::code_text(code), diagnostics::code_title(code));
  return print_output(text);
}

std::string unknown_code(const std::string& word) {
  std::vector<std::string> codes;
  for (const diagnostics::Code code : diagnostics::all_codes()) codes.push_back(diagnostics::code_text(code));
  const auto near = base::nearest(word, codes);
  return fmt::format("no code `{}`; {}`envc explain` lists them all", text::escape_for_terminal(word),
                     near ? fmt::format("did you mean `{}`? ", near->name) : "");
}

ExitCode run_explain(const Arguments& arguments) {
  if (arguments.words.empty()) return list_codes();
  ExitCode exit = ExitCode::ok;
  for (const std::string& word : arguments.words) {
    const auto code = diagnostics::find_code(word);
    if (!code) {
      print_error(fmt::format("envc explain: {}\n", unknown_code(word)));
      exit = worse(exit, ExitCode::tool);
      continue;
    }
    exit = worse(exit, print_output(harmless_lines(diagnostics::catalogue_page(*code))));
  }
  return exit;
}

}  // namespace

Command explain_command() {
  return {"explain", "[CODE…]",  "show the page of a diagnostic code", "Without a code, lists every code with its title.\n",
          {},        run_explain};
}

}  // namespace envelope::cli
