// Syntax errors of one file, collected out of order and handed over in order of place.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/base/span.h"
#include "compiler/diagnostics/diagnostic.h"

namespace envelope::syntax {

class ErrorLog {
 public:
  // The reference is valid until the next add.
  diagnostics::Diagnostic& add(diagnostics::Code code, base::Span place, std::string message);

  // One mistake, one error: drops what was found inside `span`, because another error explains it.
  void drop_within(base::Span span);
  // The same for characters that mean nothing.
  void drop_stray_within(base::Span span);
  // Whether an error begins in `span`, its end included.
  [[nodiscard]] bool touches(base::Span span) const;

  [[nodiscard]] bool is_empty() const { return errors_.empty(); }
  // No further error would be shown.
  [[nodiscard]] bool is_full() const;
  // Where errors begin, ascending.
  [[nodiscard]] std::vector<std::uint32_t> places() const;

  // Emits at most kSyntaxErrorsMax in order of place, then one ENV0115 for the rest. Leaves the log empty. What `sink` already
  // refuses as invisible is not said again.
  void hand_over(diagnostics::Sink& sink);

 private:
  void drop_refused_characters(const diagnostics::Sink& sink);

  std::vector<diagnostics::Diagnostic> errors_;
};

}  // namespace envelope::syntax
