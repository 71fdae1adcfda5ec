// Types and values in the words of messages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/base/type.h"
#include "compiler/check/typed_program.h"
#include "compiler/syntax/ast/value.h"

namespace envelope::check {

// The type called `name` that is part of the language (not an enum), or nothing.
[[nodiscard]] std::optional<base::TypeKind> built_in_type(std::string_view name);
// All their names, for suggestions.
[[nodiscard]] const std::vector<std::string_view>& built_in_type_names();

// `Duration`, `Environment`, `[JobPart]`.
[[nodiscard]] std::string type_word(const TypedProgram& program, base::Type type);
// `a Duration`, `an Environment`, `a set of JobPart`.
[[nodiscard]] std::string type_phrase(const TypedProgram& program, base::Type type);
// What a written value is: `a plain number`, `an amount of money`, `text`, `a list`.
[[nodiscard]] std::string_view value_phrase(const syntax::Value& value);
// The type a literal has by itself; error for names, lists, ranges, ratios and times of day.
[[nodiscard]] base::TypeKind literal_type(syntax::ValueKind kind);

}  // namespace envelope::check
