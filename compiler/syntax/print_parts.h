// Small pieces of the tree as text, shared by the printers of print.h.
#pragma once

#include <string>
#include <string_view>

#include "compiler/syntax/ast/policy_file.h"

namespace envelope::syntax {

[[nodiscard]] std::string print_quoted(std::string_view text);
[[nodiscard]] std::string print_name(const Name& name);
[[nodiscard]] std::string print_path(const Path& path);
[[nodiscard]] std::string_view print_effect(Effect effect);

}  // namespace envelope::syntax
