// ENV1016: `matches` with a text that has nothing to match with.
#include <fmt/format.h>

#include "compiler/lint/rules.h"
#include "compiler/lint/typed_atoms.h"
#include "compiler/lint/walk.h"
#include "runtime/text/glob.h"

namespace envelope::lint {
namespace {

// Where `is` and `matches` mean the same for such a text, known or not: strings and hosts. A path may lie at `~`, a command in quotes.
std::optional<text::Domain> plain_domain(base::TypeKind kind) {
  if (kind == base::TypeKind::string) return text::Domain::string;
  if (kind == base::TypeKind::host) return text::Domain::host;
  return std::nullopt;
}

}  // namespace

void needless_pattern(const Subject& subject, diagnostics::Sink& sink) {
  const auto atoms = typed_atoms(subject.program);
  each_conditions(subject, [&](const Place&, const std::vector<syntax::Condition>& conditions) {
    for (const syntax::Condition& condition : conditions)
      each_atom(condition.expr, [&](const syntax::Expr& expr) {
        const auto found = atoms.find(expr.span);
        if (expr.op != syntax::AtomOp::matches || expr.value.kind != syntax::ValueKind::string || found == atoms.end()) return;
        const check::TypedAtom& atom = *found->second;
        const auto domain = plain_domain(atom.left.type.kind);
        if (!domain || atom.constants.size() != 1) return;
        const text::GlobResult glob = text::Glob::parse(atom.constants.front().text, *domain);
        if (!glob.glob || !glob.glob->is_literal()) return;
        diagnostics::Diagnostic& finding =
            sink.emit(diagnostics::Code::NeedlessPattern, expr.value.span, "this pattern matches one text only");
        const std::string_view word = expr.negated ? "is not" : "is";
        finding.with_help(fmt::format("write `{}`", word)).fix(fmt::format("write `{}`", word), expr.op_span, std::string(word));
      });
  });
}

}  // namespace envelope::lint
