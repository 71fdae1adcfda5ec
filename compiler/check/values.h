// Written values → constants in the unit of an expected type.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "compiler/check/context.h"
#include "compiler/check/texts.h"

namespace envelope::check {

// What a value must be, and for whom.
struct Expected {
  base::Type type;
  std::string_view subject;  // whose value: `gap`; for messages
  TextUse use = TextUse::value;
  bool bare_words = false;  // a bare word may stand for text (duties, settings: words to the host)
};

// One value (a list, when the type is a set). Looks through `let`s. Nothing after reporting, or silently where the type or the value
// is poisoned.
[[nodiscard]] std::optional<Constant> type_value(Context& ctx, const syntax::Value& value, const Expected& expected);

// All values of a list (`[a, b]`, a `let` of one, lists in lists flattened), or the one value. `expected.type` is that of an element.
// False when any of them was not usable.
[[nodiscard]] bool type_values(Context& ctx, const syntax::Value& value, const Expected& expected, std::vector<Constant>& out);

// A numeric literal in its own unit (ValueKind integer to ratio); nothing after reporting.
[[nodiscard]] std::optional<std::int64_t> literal_number(Context& ctx, const syntax::Value& value);
// Reports numbers inside `value` that cannot be read.
void check_numbers(Context& ctx, const syntax::Value& value);

// A duration: a literal or a `let`. `subject` e.g. `within`. Nothing after reporting.
[[nodiscard]] std::optional<std::int64_t> type_duration(Context& ctx, const syntax::Value& value, std::string_view subject);

// The constant a value is by itself, for settings that declare no type: words are text.
[[nodiscard]] Constant infer_value(Context& ctx, const syntax::Value& value);

// The member of a closed type called `name`; nothing when there is none. Reports nothing.
[[nodiscard]] std::optional<std::int64_t> find_member(const Context& ctx, base::Type type, std::string_view name);
// The name of member `number` of a closed type.
[[nodiscard]] std::string_view member_name(const TypedProgram& program, base::Type type, std::int64_t number);

}  // namespace envelope::check
