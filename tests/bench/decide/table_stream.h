// A stream in the form of the C interface.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/include/envelope/decide.h"
#include "tests/bench/decide/stream.h"

namespace envelope::bench {

// The requests refer to texts of the stream and to `attributes` here.
struct TableStream {
  std::vector<env_attribute> text_attributes, id_attributes;
  std::vector<env_request> texts;  // every name as text
  std::vector<env_request> ids;    // principals, actions, attributes and members of enums by number
};
[[nodiscard]] TableStream prepare(const env_table* table, const Stream& stream);

}  // namespace envelope::bench
