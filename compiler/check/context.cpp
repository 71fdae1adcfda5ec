#include "compiler/check/context.h"

#include <fmt/format.h>

#include "compiler/check/limits.h"

namespace envelope::check {

diagnostics::Diagnostic& Context::report(diagnostics::Code code, base::Span place, std::string message) {
  if (let_uses.empty()) return sink.emit(code, place, std::move(message));
  diagnostics::Diagnostic& diagnostic = sink.emit(code, let_uses.front().use, std::move(message));
  return diagnostic.label(place, fmt::format("this is what `{}` stands for", let_uses.back().name));
}

bool Context::count_statement(base::Span place) {
  ++statements;
  if (statements == limits.statements_max + 1) {
    sink.emit(diagnostics::Code::TooManyStatements, place, fmt::format("this is statement {} of the policy", statements))
        .with_help(fmt::format("a policy has at most {} rules, limits, watches and the like: split it", limits.statements_max));
  }
  return statements <= limits.statements_max;
}

}  // namespace envelope::check
