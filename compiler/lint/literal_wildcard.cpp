// ENV1015: `is`, `in` and `has` compare a text with `*` letter by letter.
#include <fmt/format.h>

#include "compiler/lint/rules.h"
#include "compiler/lint/typed_atoms.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

std::string_view word_of(check::Comparison comparison) {
  if (comparison == check::Comparison::has) return "has";
  return comparison == check::Comparison::equals ? "is" : "in";
}

}  // namespace

void literal_wildcard(const Subject& subject, diagnostics::Sink& sink) {
  for (const auto& [span, atom] : typed_atoms(subject.program)) {
    const bool is_member = atom->comparison == check::Comparison::has;
    const bool literal = atom->comparison == check::Comparison::equals || atom->comparison == check::Comparison::one_of || is_member;
    const base::TypeKind kind = atom->left.type.kind;
    if (!literal || (kind != base::TypeKind::string && kind != base::TypeKind::path) || !is_authored(subject, span)) continue;
    for (const check::Constant& constant : atom->constants) {
      if (constant.text.find('*') == std::string::npos) continue;
      sink.emit(diagnostics::Code::LiteralWildcard, constant.span,
                fmt::format("`{}` compares letter by letter, and this text has a `*`", word_of(atom->comparison)))
          .with_help(is_member ? "a set is asked for one member: name each that counts"
                               : fmt::format("write `matches \"{}\"` if the `*` stands for anything", constant.text));
    }
  }
}

}  // namespace envelope::lint
