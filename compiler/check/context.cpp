#include "compiler/check/context.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/check/limits.h"

namespace envelope::check {

diagnostics::Diagnostic& Context::report(diagnostics::Code code, base::Span place, std::string message) {
  if (let_uses.empty()) return sink.emit(code, place, std::move(message));
  diagnostics::Diagnostic& diagnostic = sink.emit(code, let_uses.front().use, std::move(message));
  return diagnostic.label(place, fmt::format("this is what `{}` stands for", let_uses.back().name));
}

bool Context::count_statement(const Frame& frame, base::Span place) {
  const bool had_room = statements <= limits.statements_max;
  std::size_t weight = 1;
  for (const ScopeRef& ref : frame.refs) weight = std::max(weight, ref.principals.size());
  statements += weight;
  if (had_room && statements > limits.statements_max) {
    sink.emit(diagnostics::Code::TooManyStatements, place,
              fmt::format("with this, the policy has more than {} statements", limits.statements_max))
        .note("a statement in the block of several agents counts once for each of them")
        .with_help("write rules about classes and tiers in place of one rule for each case");
  }
  return statements <= limits.statements_max;
}

}  // namespace envelope::check
