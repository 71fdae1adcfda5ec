// What a request says, read as the type the policy declares.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/request/request.h"

namespace envelope::oracle {

// A readable value. Which field counts follows from its type, as in check::Constant.
struct Value {
  std::int64_t number = 0;   // booleans (0/1), numbers, members and ids of closed types
  std::string text;          // textual types: the canonical form
  std::vector<Value> items;  // sets
};

// Nothing when `raw` is not readable as `type`.
[[nodiscard]] std::optional<Value> read(const check::TypedProgram& program, const base::Type& type, const request::RawValue& raw);

// The entry of `values` called `name`, read as `type`; nothing when it is absent or unreadable.
[[nodiscard]] std::optional<Value> read_named(const check::TypedProgram& program, const base::Type& type,
                                              const std::map<std::string, request::RawValue>& values, const std::string& name);

// The number of the member of a closed type called `name`.
[[nodiscard]] std::optional<std::int64_t> member_called(const check::TypedProgram& program, const base::Type& type,
                                                        const std::string& name);

}  // namespace envelope::oracle
