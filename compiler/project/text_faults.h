// What is wrong with a text before it means anything.
#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/base/span.h"
#include "compiler/diagnostics/diagnostic.h"

namespace envelope::project {

// Invisible characters reported one by one in a file; the rest is counted.
inline constexpr std::size_t kInvisibleReportsMax = 20;
// Beyond this many lone carriage returns the finding offers no fix.
inline constexpr std::size_t kCarriageReturnEditsMax = 10'000;

// Reports lone carriage returns (ENV0008: one finding for all) and invisible, direction-changing and control characters
// (ENV0005: one finding each). `text` is the valid UTF-8 text of `file`.
void report_text_faults(std::string_view text, base::FileId file, diagnostics::Sink& sink);

// The offset after the blanks or the comment (`//`, `#`, `--`, `/* */`) that begin at `at`, or `at` when neither does.
[[nodiscard]] std::size_t skip_blank_or_comment(std::string_view text, std::size_t at);

}  // namespace envelope::project
