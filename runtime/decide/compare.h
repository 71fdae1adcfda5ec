// Texts of a request against texts of a place, compared where they stand.
#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/decide/context.h"

namespace envelope::decide {

// What a test compares with. Behind each text format::kTextSlack bytes can be read.
struct TextParameters {
  format::TextForm form;
  bool needs_middle;        // something stands between A and B
  std::string_view a, b;
};

// Whether a text has the form, its separators being where it says.
[[nodiscard]] Truth compare_text(const Value& value, const TextParameters& with);
// The same of a path; `unknown` where only one of both begins at the home, unless no home could make them match.
[[nodiscard]] Truth compare_path(const Value& value, const TextParameters& with);
// Of the words of a command; `unknown` where they are not known, and where nothing but the directory of the program differs.
[[nodiscard]] Truth compare_command(const Value& value, const TextParameters& with);

}  // namespace envelope::decide
