#include <fmt/format.h>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/cli/passphrase.h"
#include "compiler/cli/signing.h"
#include "runtime/signature/fields.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

ExitCode run_keygen(const Arguments& arguments) {
  if (arguments.words.size() != 1 || last_part(arguments.words[0]).empty()) {
    print_error("envc keygen: takes the name of the key\n");
    return ExitCode::tool;
  }
  const signing::KeyPaths paths = signing::paths_of_name(arguments.words[0]);
  const std::string signer = arguments.value("signer", last_part(arguments.words[0]));
  diagnostics::Sink sink;
  if (!signature::is_signer_name(signer))
    sink.emit(diagnostics::Code::UnusableSigner, {}, fmt::format("`{}` is no name that a key can carry", signer))
        .with_help("give one of 1 to 64 bytes by `--signer NAME`, without control characters");
  const auto key =
      sink.has_errors() ? std::nullopt : signing::create_key(paths, signer, passphrase_source(arguments, true), signing::KeyCost{}, sink);
  if (!key) return print_findings(arguments, sink);
  print_error(
      fmt::format("{}: the secret key of {}; keep it and its passphrase to yourself\n{}: its public key {}; give it to everybody\n"
                  "{}: what it signed; keep it beside the secret key\n",
                  text::escape_for_terminal(paths.secret), text::escape_for_terminal(signer), text::escape_for_terminal(paths.open),
                  signature::to_hex(signature::key_id(key->bytes)), text::escape_for_terminal(paths.versions)));
  return ExitCode::ok;
}

}  // namespace

Command keygen_command() {
  return {
      "keygen",
      "NAME [--signer TEXT] [--passphrase-file FILE]",
      "make a key that signs tables",
      "Writes NAME.key (secret, under a passphrase), NAME.pub (public) and NAME.versions (which version of which policy was signed "
      "last), and never over a file that is there.\n"
      "Exit code: 0 made, 1 not.\n",
      {{"signer", "TEXT", "what signatures call the signer (default: the last part of NAME)", {}, false}, passphrase_flag(), color_flag()},
      run_keygen};
}

}  // namespace envelope::cli
