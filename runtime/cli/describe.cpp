#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "runtime/cli/command.h"
#include "runtime/cli/json_write.h"
#include "runtime/cli/open_table.h"
#include "runtime/cli/output.h"
#include "runtime/signature/crypto.h"
#include "runtime/text/utf8.h"

namespace envelope::runtime_cli {
namespace {

constexpr Flag kFlags[] = {{"--format", true}};

constexpr std::string_view kHelp =
    "envelope describe - say what a table holds, how large it is and what it was made from\n\n"
    "usage: envelope describe TABLE [--format text|json]\n\n"
    "Tables with one decision digest decide alike, whatever they say beside it. The source digest is that of the policy's files.\n";

using Number = std::pair<std::string_view, std::uint64_t>;
using Text = std::pair<std::string_view, std::string>;

std::array<Number, 6> numbers_of(const env_table_info& info) {
  return {{{"principals", info.principals},
           {"actions", info.actions},
           {"statements", info.statements},
           {"file_bytes", info.file_bytes},
           {"deciding_bytes", info.deciding_bytes},
           {"explaining_bytes", info.explaining_bytes}}};
}

std::array<Text, 4> texts_of(const env_table_info& info) {
  return {{{"decision_digest", signature::to_hex(info.decision_digest)},
           {"source_digest", signature::to_hex(info.source_digest)},
           {"compiler_version", info.compiler_version},
           {"tzdata_version", info.tzdata_version}}};
}

std::string as_json(const env_table_info& info) {
  std::string out = "{";
  for (const auto& [name, number] : numbers_of(info)) {
    append_json_text(out, name);
    out += ':';
    append_json_number(out, number);
    out += ',';
  }
  out += info.stripped != 0 ? "\"stripped\":true" : "\"stripped\":false";
  out += info.proved != 0 ? ",\"proved\":true" : ",\"proved\":false";
  out += info.has_signature != 0 ? ",\"has_signature\":true" : ",\"has_signature\":false";
  for (const auto& [name, text] : texts_of(info)) {
    out += ',';
    append_json_text(out, name);
    out += ':';
    append_json_text(out, text);
  }
  return out + "}\n";
}

void append_row(std::string& out, std::string_view name, std::string_view value) {
  std::string shown(name);
  for (char& c : shown)
    if (c == '_') c = ' ';
  shown.resize(18, ' ');
  out += shown;
  out += value.empty() ? "-" : text::escape_for_terminal(value);
  out += '\n';
}

std::string as_text(const env_table_info& info) {
  std::string out;
  for (const auto& [name, number] : numbers_of(info)) append_row(out, name, std::to_string(number));
  append_row(out, "stripped", info.stripped != 0 ? "yes" : "no");
  append_row(out, "proved", info.proved != 0 ? "equal to its source" : "no");
  append_row(out, "signature", info.has_signature != 0 ? "yes, not verified" : "no");
  for (const auto& [name, text] : texts_of(info)) append_row(out, name, text);
  return out;
}

ExitCode run_describe(const Arguments& arguments) {
  std::string fault = arguments.words.size() == 1 ? "" : "takes one table";
  const bool is_json = wants_json(arguments, fault);
  if (!fault.empty()) return usage_error("describe", fault);
  const Table table = open_table(arguments.words.front(), Trust::any);
  if (!table) return ExitCode::tool;
  env_table_info info{};
  info.size = sizeof info;
  if (const env_status status = env_table_describe(table.get(), &info); status != ENV_OK) {
    print_error(std::string("describe: ") + env_status_name(status));
    return ExitCode::tool;
  }
  return print_output(is_json ? as_json(info) : as_text(info)) ? ExitCode::ok : ExitCode::tool;
}

}  // namespace

Command describe_command() {
  return {"describe", "say what a table holds, how large it is and what it was made from", kHelp, kFlags, run_describe};
}

}  // namespace envelope::runtime_cli
