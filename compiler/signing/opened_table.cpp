#include "compiler/signing/opened_table.h"

#include "compiler/signing/findings.h"

namespace envelope::signing {

OpenedTable open_table(const std::string& path, diagnostics::Sink& sink) {
  env_table* table = nullptr;
  env_fault fault{};
  if (env_table_open(path.c_str(), &table, &fault) != ENV_OK) report_refused(path, fault.message, sink);
  return OpenedTable(table);
}

std::string_view file_bytes(const env_table* table) {
  const void* bytes = nullptr;
  const std::size_t size = env_table_bytes(table, &bytes);
  return {static_cast<const char*>(bytes), size};
}

std::string_view policy_name(const env_table* table) {
  const char* text = nullptr;
  const std::size_t size = env_policy_name(table, &text);
  return {text, size};
}

}  // namespace envelope::signing
