#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/cli/signing.h"
#include "compiler/signing/opened_table.h"

namespace envelope::cli {
namespace {

ExitCode run_sign(const Arguments& arguments) {
  if (arguments.words.size() != 1 || !arguments.has("key")) {
    print_error("envc sign: takes one table and `--key NAME.key`\n");
    return ExitCode::tool;
  }
  const std::string& path = arguments.words[0];
  const std::string in_place = path == "-" ? "./-" : path;  // a table is read from a file, also from one of this name
  signing::SigningOrder order{arguments.value("key"), {}, false, arguments.value("output", in_place)};
  if (!read_order("sign", arguments, order)) return ExitCode::tool;
  diagnostics::Sink sink;
  const signing::OpenedTable table = signing::open_table(path, sink);
  return table == nullptr ? print_findings(arguments, sink) : sign_and_save(arguments, signing::file_bytes(table.get()), order);
}

}  // namespace

Command sign_command() {
  std::vector<Flag> flags = signing_flags();
  flags.insert(flags.begin(), {"key", "FILE", "the secret key, as `envc keygen` wrote it", {}, false});
  flags.push_back(
      {"output", "FILE", "or -o FILE: where to write the signed table, `-`: to standard output (default: in its place)", {}, false});
  flags.push_back(color_flag());
  return {"sign",
          "TABLE --key NAME.key [--policy-version N] [--output FILE]",
          "sign a table, so that others can tell who made it and which version it is",
          "The signature stands behind the table and changes none of its bytes; one that is there is replaced. It names the policy and a "
          "version, which is greater than every one signed before with this key or found where the table goes.\n"
          "Exit code: 0 signed, 1 not.\n",
          std::move(flags),
          run_sign};
}

}  // namespace envelope::cli
