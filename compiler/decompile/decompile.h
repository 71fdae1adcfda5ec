// From a table back to a policy.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/restate/parts.h"

struct env_table;

namespace envelope::decompile {

enum class Fault : std::uint8_t {
  none,
  no_text,       // stripped, or built without a text
  no_policy,     // the text does not compile
  other_policy,  // the text compiles to other decisions than the table's
};

struct Decompiled {
  Fault fault = Fault::none;
  std::string detail;                // no_policy: what the compiler said first
  std::vector<restate::Part> parts;  // laid out as `envc fmt` would; also there with other_policy
};

// The policy that the table carries. It is believed only once it compiled to the same decision digest: a text put into a table by hand
// must not make a reviewer believe what the table does not do. The digest covers the time zone data and the way this version of the
// compiler builds, so a table of another version or zone data can be `other_policy` for that alone.
[[nodiscard]] Decompiled decompile(const env_table& table);

}  // namespace envelope::decompile
