// What a misspelt name may have meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "runtime/include/envelope/decide.h"

namespace envelope::runtime_cli {

// Takes candidates one by one and keeps the one with the fewest edits (a swap of neighbours is one), at most 1 for names of up to 3 bytes,
// 2 up to 8, 3 beyond. Texts must outlive the search.
class Suggestion {
 public:
  explicit Suggestion(std::string_view name);
  void offer(std::string_view candidate);
  // "; did you mean `x`?", or nothing. Not escaped.
  [[nodiscard]] std::string text() const;

 private:
  std::string_view name_, best_;
  std::size_t best_edits_;
};

[[nodiscard]] std::string suggest_principal(const env_table* table, std::string_view name);
[[nodiscard]] std::string suggest_action(const env_table* table, std::string_view name);
[[nodiscard]] std::string suggest_attribute(const env_table* table, std::uint32_t action, std::string_view name);

}  // namespace envelope::runtime_cli
