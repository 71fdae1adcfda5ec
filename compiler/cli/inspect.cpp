#include <fmt/format.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <array>
#include <span>

#include "compiler/cli/command.h"
#include "compiler/cli/opened_table.h"
#include "compiler/cli/output.h"
#include "compiler/cli/signing.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/signing/findings.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

using Row = std::pair<std::string_view, std::string>;
using signature::to_hex;

struct Inspection {
  std::vector<Row> rows;  // what the table is; what is proved of it; what its signature says
  signature::Fault fault = signature::Fault::none;
};

void add_table_rows(const env_table* table, std::vector<Row>& rows) {
  env_table_info info{};
  info.size = sizeof info;
  if (env_table_describe(table, &info) != ENV_OK) return;
  rows.emplace_back("policy", policy_name(table));
  rows.emplace_back("file_bytes", std::to_string(info.file_bytes));
  rows.emplace_back("deciding_bytes", std::to_string(info.deciding_bytes));
  rows.emplace_back("explaining_bytes", std::to_string(info.explaining_bytes));
  rows.emplace_back("stripped", info.stripped != 0 ? "yes" : "no");
  rows.emplace_back("statements", std::to_string(info.statements));
  rows.emplace_back("decision_digest", to_hex(info.decision_digest));
  rows.emplace_back("source_digest", to_hex(info.source_digest));
  rows.emplace_back("compiler_version", info.compiler_version);
  rows.emplace_back("tzdata_version", info.tzdata_version);
}

// What is proved of a table stands in a section of its own. Version 1.0 of the format has none, and its loader refuses a table with one.
void add_proof_rows(const env_table*, std::vector<Row>& rows) { rows.emplace_back("proof", "none"); }

void add_signature_rows(std::string_view file, bool is_trusted, signature::Fault fault, std::vector<Row>& rows) {
  const auto claims = signature::claims_of(file);
  rows.emplace_back("table_digest", to_hex(signature::blake2b(signature::table_part(file))));
  if (!claims) return rows.emplace_back("signature", "none"), void();
  rows.emplace_back("signature", fault != signature::Fault::none ? fmt::format("refused: {}", signature::fault_word(fault))
                                 : is_trusted                    ? "holds, by a key that was given"
                                                                 : "holds, by a key that nobody vouched for: name it with --key");
  rows.emplace_back("signer", claims->key.signer);
  rows.emplace_back("key_id", to_hex(claims->key_id));
  rows.emplace_back("public_key", to_hex(claims->key.bytes));
  rows.emplace_back("signed_policy", claims->policy_name);
  rows.emplace_back("policy_version", std::to_string(claims->policy_version));
}

std::string as_text(const std::vector<Row>& rows) {
  std::string out;
  for (const auto& [name, value] : rows) {
    std::string shown(name);
    for (char& c : shown)
      if (c == '_') c = ' ';
    out += fmt::format("{:<18}{}\n", shown, value.empty() ? "-" : text::escape_for_terminal(value));
  }
  return out;
}

std::string as_json(const std::vector<Row>& rows) {
  std::string out;
  llvm::raw_string_ostream stream(out);
  llvm::json::OStream json(stream, 2);
  json.object([&] {
    for (const auto& [name, value] : rows) diagnostics::string_attribute(json, name, value);
  });
  stream << '\n';
  return diagnostics::harmless_json(out);
}

ExitCode run_inspect(const Arguments& arguments) {
  const std::string policy = arguments.value("policy");
  const auto version = signing::read_version(arguments.value("version-min", "0"));
  if (arguments.words.size() != 1 || !version) {
    print_error(arguments.words.size() != 1 ? "envc inspect: names one table\n" : "envc inspect: `--version-min` takes a number\n");
    return ExitCode::tool;
  }
  diagnostics::Sink sink;
  const auto keys = signing::read_public_keys(arguments.values("key"), sink);
  const OpenedTable table = keys ? open_table(arguments.words[0], sink) : nullptr;
  if (table == nullptr) return print_findings(arguments, sink);
  const std::string_view file = file_bytes(table.get());
  const signature::Expected expected{*keys, policy, *version};
  const signature::Fault fault = signature::verify(file, policy_name(table.get()), expected);
  std::vector<Row> rows;
  add_table_rows(table.get(), rows);
  add_proof_rows(table.get(), rows);
  add_signature_rows(file, !keys->empty(), fault, rows);
  const ExitCode printed = print_output(arguments.value("format", "text") == "json" ? as_json(rows) : as_text(rows));
  const bool is_asked = arguments.has("key") || arguments.has("policy") || arguments.has("version-min");
  if (fault == signature::Fault::none || (fault == signature::Fault::unsigned_table && !is_asked)) return printed;
  signing::report_signature(fault, arguments.words[0], file, expected, sink);
  (void)print_findings(arguments, sink);
  return worse(printed, ExitCode::rejected);
}

}  // namespace

Command inspect_command() {
  return {"inspect",
          "TABLE [--key NAME.pub]… [--policy NAME] [--version-min N] [--format FORMAT]",
          "say who signed a table, which version it is, what is proved of it, and whether all that holds",
          "Without --key the signature is held against the key that it names itself: that shows damage, and says nothing about who made "
          "it.\n"
          "Exit code: 0 nothing is wrong, 1 the table or a key cannot be read or is refused, 3 the signature does not hold, or is not the "
          "one asked for.\n",
          {{"key", "FILE", "a public key that may have signed it; repeatable", {}, true},
           {"policy", "NAME", "the policy that it must be the table of", {}, false},
           {"version-min", "N", "the least version that it must have", {}, false},
           {"format", "FORMAT", "text (default), json", {"text", "json"}, false},
           color_flag()},
          run_inspect};
}

}  // namespace envelope::cli
