#include "compiler/cli/signing.h"

#include <fmt/format.h>

#include "compiler/cli/output.h"
#include "compiler/cli/passphrase.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {

std::vector<Flag> signing_flags() {
  return {passphrase_flag(),
          {"policy-version", "N", "the version to sign, above the last one (default: one more than the last)", {}, false},
          {"restart-versions", "", "where NAME.versions is lost: begin anew, with a --policy-version above all signed before", {}, false}};
}

bool read_order(std::string_view command, const Arguments& arguments, signing::SigningOrder& order) {
  order.restart_versions = arguments.has("restart-versions");
  if (arguments.has("policy-version")) order.version = signing::read_version(arguments.value("policy-version"));
  const bool is_number = !arguments.has("policy-version") || order.version.value_or(0) > 0;
  if (!is_number) print_error(fmt::format("envc {}: `--policy-version` takes a number from 1\n", command));
  const bool is_complete = !order.restart_versions || arguments.has("policy-version");
  if (!is_complete) print_error(fmt::format("envc {}: `--restart-versions` goes with `--policy-version N`\n", command));
  return is_number && is_complete;
}

ExitCode sign_and_save(const Arguments& arguments, std::string_view file, const signing::SigningOrder& order) {
  diagnostics::Sink sink;
  const auto made = signing::sign_table(file, order, passphrase_source(arguments, false), sink);
  if (!made) return print_findings(arguments, sink);
  if (order.output == signing::kNowhere)
    if (const ExitCode printed = print_output(made->bytes); printed != ExitCode::ok) return printed;
  print_error(fmt::format("{}: version {} of {}, signed by {} ({})\n", text::escape_for_terminal(order.output), made->version, made->policy,
                          made->key.signer, signature::to_hex(signature::key_id(made->key.bytes))));
  return ExitCode::ok;
}

}  // namespace envelope::cli
