// ENV1017: `unless not`.
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

constexpr std::string_view kBlank = " \t\n";

std::string_view skip(std::string_view text, std::string_view word) {
  if (!text.starts_with(word)) return {};
  text.remove_prefix(word.size());
  return text.substr(std::min(text.find_first_not_of(kBlank), text.size()));
}

}  // namespace

void double_negation(const Subject& subject, diagnostics::Sink& sink) {
  each_conditions(subject, [&](const Place&, const std::vector<syntax::Condition>& conditions) {
    for (const syntax::Condition& condition : conditions) {
      if (!condition.unless || condition.expr.kind != syntax::ExprKind::negation) continue;
      diagnostics::Diagnostic& finding =
          sink.emit(diagnostics::Code::DoubleNegation, condition.span, "`unless not` says no twice").with_help("write `when`");
      const base::Span inner = condition.expr.items.front().span;
      const std::string_view before = subject.sources.text({condition.span.file, condition.span.begin, inner.begin});
      const std::string_view rest = skip(before, "unless");
      if (!rest.starts_with("not")) continue;
      const std::string_view opening = skip(rest, "not");  // `(`, or nothing: a comment stays where it is, without a fix
      if (opening.find_first_not_of('(') != std::string_view::npos) continue;
      const std::size_t length = before.size() - opening.size();
      finding.fix("write `when`", {condition.span.file, condition.span.begin, condition.span.begin + static_cast<std::uint32_t>(length)},
                  "when ");
    }
  });
}

}  // namespace envelope::lint
