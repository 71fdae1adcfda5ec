#include "compiler/lint/typed_atoms.h"

namespace envelope::lint {
namespace {

using Atoms = std::map<base::Span, const check::TypedAtom*>;

void collect(const check::TypedExpr& expr, Atoms& atoms) {
  if (expr.kind == check::TypedExprKind::atom) atoms.emplace(expr.span, &expr.atom);
  for (const check::TypedExpr& item : expr.items) collect(item, atoms);
}

template <typename Statements>
void collect_all(const Statements& statements, Atoms& atoms) {
  for (const auto& statement : statements)
    for (const check::TypedCondition& condition : statement.conditions) collect(condition.expr, atoms);
}

}  // namespace

Atoms typed_atoms(const check::TypedProgram& program) {
  Atoms atoms;
  collect_all(program.rules, atoms);
  collect_all(program.limits, atoms);
  collect_all(program.watches, atoms);
  collect_all(program.arounds, atoms);
  collect_all(program.audits, atoms);
  collect_all(program.labels, atoms);
  collect_all(program.assertions, atoms);
  for (const check::Assertion& assertion : program.assertions) collect_all(assertion.powers, atoms);
  return atoms;
}

}  // namespace envelope::lint
