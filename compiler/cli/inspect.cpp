#include <fmt/format.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <variant>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/cli/signing.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/signing/findings.h"
#include "compiler/signing/opened_table.h"
#include "compiler/table/proof_record.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

using signature::to_hex;

// What people read, and what programs do: a number, or a word that never changes.
struct Row {
  std::string_view name;
  std::string text;
  std::variant<std::string, std::uint64_t> value;
};

class Rows {
 public:
  void add(std::string_view name, std::string text) { rows_.push_back({name, text, text}); }
  void add(std::string_view name, std::uint64_t number) { rows_.push_back({name, std::to_string(number), number}); }
  void add(std::string_view name, std::string text, std::string word) { rows_.push_back({name, std::move(text), std::move(word)}); }
  [[nodiscard]] const std::vector<Row>& all() const { return rows_; }

 private:
  std::vector<Row> rows_;
};

void add_table(const env_table* table, Rows& rows) {
  env_table_info info{};
  info.size = sizeof info;
  if (env_table_describe(table, &info) != ENV_OK) return;
  rows.add("policy", std::string(signing::policy_name(table)));
  rows.add("file_bytes", info.file_bytes);
  rows.add("deciding_bytes", info.deciding_bytes);
  rows.add("explaining_bytes", info.explaining_bytes);
  rows.add("stripped", info.stripped != 0 ? "yes" : "no");
  rows.add("statements", info.statements);
  rows.add("decision_digest", to_hex(info.decision_digest));
  rows.add("source_digest", to_hex(info.source_digest));
  rows.add("compiler_version", info.compiler_version);
  rows.add("tzdata_version", info.tzdata_version);
}

// As the table says itself; `envc check-table` proves it anew.
void add_proof(const env_table* table, Rows& rows) {
  const auto proof = table::recorded_proof(*table);
  if (!proof) return rows.add("proof", "none");
  rows.add("proof", "equal to its source, by its own record", "equal_to_source");
  rows.add("proved_cells", proof->cells);
  rows.add("distinct_cells", proof->distinct);
  rows.add("by_trying_cases", proof->exhausted);
  rows.add("by_two_engines", proof->by_engines);
  rows.add("cases_tried", proof->cases);
  rows.add("solver_version", proof->solver_version);
  rows.add("claims_proved", proof->claims);
}

void add_signature(std::string_view file, bool is_vouched_for, signature::Fault fault, Rows& rows) {
  const auto claims = signature::claims_of(file);
  rows.add("table_digest", to_hex(signature::blake2b(signature::table_part(file))));
  if (!claims) return rows.add("signature", "none");
  if (fault != signature::Fault::none) {
    rows.add("signature", fmt::format("refused: {}", signature::fault_word(fault)), signature::fault_word(fault));
  } else if (is_vouched_for) {
    rows.add("signature", "holds, by a key that was given", "by_given_key");
  } else {
    rows.add("signature", "holds, by a key that nobody vouched for: name it with --key", "by_any_key");
  }
  rows.add("signer", claims->key.signer);
  rows.add("key_id", to_hex(claims->key_id));
  rows.add("public_key", to_hex(claims->key.bytes));
  rows.add("signed_policy", claims->policy_name);
  rows.add("policy_version", claims->policy_version);
}

std::string as_text(const Rows& rows) {
  std::string out;
  for (const Row& row : rows.all()) {
    std::string shown(row.name);
    for (char& c : shown)
      if (c == '_') c = ' ';
    out += fmt::format("{:<18}{}\n", shown, row.text.empty() ? "-" : text::escape_for_terminal(row.text));
  }
  return out;
}

std::string as_json(const Rows& rows) {
  std::string out;
  llvm::raw_string_ostream stream(out);
  llvm::json::OStream json(stream, 2);
  json.object([&] {
    for (const Row& row : rows.all()) {
      const std::string* word = std::get_if<std::string>(&row.value);
      if (word != nullptr) diagnostics::string_attribute(json, row.name, *word);
      if (word == nullptr) json.attribute(row.name, std::get<std::uint64_t>(row.value));
    }
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
  const signing::OpenedTable table = keys ? signing::open_table(arguments.words[0], sink) : nullptr;
  if (table == nullptr) return print_findings(arguments, sink);
  const std::string_view file = signing::file_bytes(table.get());
  const signature::Expected expected{*keys, policy, *version};
  const signature::Fault fault = signature::verify(file, signing::policy_name(table.get()), expected);
  Rows rows;
  add_table(table.get(), rows);
  add_proof(table.get(), rows);
  add_signature(file, !keys->empty(), fault, rows);
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
