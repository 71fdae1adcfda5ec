// A request as a line of JSON gives it: names and values, not yet looked up in a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/include/envelope/decide.h"

namespace envelope::runtime_cli {

struct JsonValue {
  enum class Kind : std::uint8_t {
    missing,  // null, a number not whole or beyond 64 bits, a text too long, an object, a list of other than texts and numbers
    boolean,
    number,
    text,
    list,  // `count` texts or numbers from RequestFields::items[first]
  };
  Kind kind = Kind::missing;
  bool boolean = false;
  std::int64_t number = 0;
  std::string_view text;
  std::size_t first = 0;
  std::size_t count = 0;
};

struct JsonMember {
  std::string_view name;
  JsonValue value;
};

struct SwitchField {
  std::string_view name;
  env_truth state = ENV_UNKNOWN;
};

// Texts point into `bytes` and hold until the next line is read into the same object, which keeps its memory.
struct RequestFields {
  std::string_view principal, action;
  std::optional<std::string_view> requested;
  std::optional<std::string_view> job;  // empty: under no job
  std::optional<std::int64_t> time_ms;
  std::optional<env_origin> origin;
  bool has_lineage = false, has_labels = false, switches_off = false;
  std::vector<JsonMember> attributes, facts;
  std::vector<std::string_view> lineage, labels;
  std::vector<JsonValue> items;  // of lists
  std::vector<SwitchField> switches;

  // Storage of the reader: the line, rewritten in place, and the names of the objects that are open.
  std::vector<char> bytes;
  std::vector<std::string_view> keys;
};

// Why a line is refused: a code for programs and a sentence for people, whose text may hold what the line holds.
struct LineFault {
  const char* code = "";
  std::string message;
};

}  // namespace envelope::runtime_cli
