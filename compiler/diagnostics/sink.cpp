#include <utility>

#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

Diagnostic& Sink::emit(Code code, base::Span primary, std::string message) {
  Diagnostic& diagnostic = diagnostics_.emplace_back();
  diagnostic.code = code;
  diagnostic.severity = default_severity(code);
  diagnostic.primary = primary;
  diagnostic.message = std::move(message);
  if (diagnostic.severity == Severity::error) ++errors_;
  return diagnostic;
}

}  // namespace envelope::diagnostics
