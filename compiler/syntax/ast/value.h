// Literal values, lists and ranges as written. Meaning (units, overflow, types) is decided in check/.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/effect.h"
#include "compiler/syntax/ast/name.h"

namespace envelope::syntax {

using base::Effect;

enum class ValueKind : std::uint8_t {
  error,     // could not be read; already reported
  integer,   // 1_000
  decimal,   // 2.5
  percent,   // 80%
  money,     // $5.50
  size,      // 10MB
  duration,  // 15min
  ratio,     // 10x
  date,      // 2026-05-10 or 2026-05-10T09:30 or …Z
  time,      // 22:00
  string,    // "…"
  text,      // """…""": taken as written, without a line end directly behind the opening quotes
  boolean,   // true, false
  name,      // a bare word or a dotted path: enum member, agent, let, …
  effect,    // allow, ask, propose, deny used as a value
  list,      // [a, b]
  range,     // a..b: items[0] and items[1]
};

struct Value {
  ValueKind kind = ValueKind::error;
  base::Span span;
  std::string text;          // numbers: the spelling, as the language writes it; string/text: decoded; boolean: "true" or "false"
  std::vector<Value> items;  // list, range
  Path path;                 // name
  Effect effect{};           // effect
};

// `name: value` or a bare value.
struct Argument {
  std::optional<Name> name;
  Value value;
  base::Span span;
};

struct Arguments {
  std::vector<Argument> items;
  base::Span span;
};

}  // namespace envelope::syntax
