// A request in the shape the library decides, with what it points to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "runtime/include/envelope/decide.h"

namespace envelope::runtime_cli {

// Texts point into the line or the words the request was read from. Used again, it keeps its memory.
struct BoundRequest {
  env_request request = env_new_request();
  std::vector<env_attribute> attributes, facts;
  std::vector<env_name> lineage, labels;
  std::vector<env_switch> switches;
  // Of sets of texts or names, and of numbers: reserved before the first is added, since values point into them.
  std::vector<env_text> members;
  std::vector<std::int64_t> numbers;

  void clear();
  // Points `request` to the lists as they are now.
  void seal();
};

[[nodiscard]] inline env_name name_of(std::string_view text) {
  return {text.data() == nullptr ? "" : text.data(), static_cast<std::uint32_t>(text.size()), ENV_NONE};
}

// An attribute or fact of a table, by the name a request gives.
struct Declared {
  std::uint32_t id = ENV_NONE;  // ENV_NONE: the table declares no such name
  env_type type = ENV_TYPE_STRING;
  bool is_set = false;
};
[[nodiscard]] Declared find_attribute(const env_table* table, std::uint32_t action, std::string_view name);
[[nodiscard]] Declared find_fact(const env_table* table, std::string_view name);

[[nodiscard]] bool is_number(env_type type);
// A number from words of the language by its type: `$5`, `15min`, `10MB`, `80%`, an instant. nullopt when it is none.
[[nodiscard]] std::optional<std::int64_t> read_number(env_type type, std::string_view word);

[[nodiscard]] env_value missing_value();
[[nodiscard]] env_value number_value(env_value_kind kind, std::int64_t number);
[[nodiscard]] env_value text_value(std::string_view text);

}  // namespace envelope::runtime_cli
