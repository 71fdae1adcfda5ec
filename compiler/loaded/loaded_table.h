// A table as an evaluator of requests by name, comparable with the others: what tests and proofs hold against the source.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/request/outcome.h"
#include "compiler/request/request.h"

struct env_table;

namespace envelope::loaded {

// What the table decides.
[[nodiscard]] request::Outcome decide(const env_table& table, const request::Request& request);

class LoadedTable {
 public:
  // Loads through the runtime's own loader; `fault` says why it refused, and is empty when it did not.
  explicit LoadedTable(std::string_view bytes);
  ~LoadedTable();
  LoadedTable(const LoadedTable&) = delete;
  LoadedTable& operator=(const LoadedTable&) = delete;

  [[nodiscard]] const std::string& fault() const { return fault_; }
  [[nodiscard]] const env_table* handle() const { return table_; }
  // Requires that the table was loaded.
  [[nodiscard]] request::Outcome decide(const request::Request& request) const;
  // The number of the statement that it names as the one that decides; nothing where it names none. Requires that the table was loaded.
  [[nodiscard]] std::optional<std::uint32_t> statement(const request::Request& request) const;
  // What env_list answers, whatever the request's action; empty where it refuses. Requires that the table was loaded.
  [[nodiscard]] std::string list(const request::Request& request) const;

 private:
  env_table* table_ = nullptr;
  std::string fault_;
};

}  // namespace envelope::loaded
