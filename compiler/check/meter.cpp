// Meters and facts: what is counted, and what the host knows.
#include <fmt/format.h>

#include "compiler/base/nearest.h"
#include "compiler/check/attributes.h"
#include "compiler/check/entities.h"
#include "compiler/check/keys.h"
#include "compiler/check/resolve.h"
#include "compiler/check/type_words.h"

namespace envelope::check {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

// The type one term of a meter adds up; kind error after reporting.
base::Type define_term(Context& ctx, const syntax::Path& path, MeterTerm& term) {
  if (path.parts.empty() || path.parts.front().is_missing()) return {};
  term.action = resolve_action(ctx, path.parts.front());
  if (!term.action.is_valid()) return {};
  if (path.parts.size() == 1) return simple(base::TypeKind::count);
  const Action& action = ctx.program.actions[term.action.index()];
  const syntax::Name& name = path.parts[1];
  const Attribute* attribute = find_attribute(action.attributes, name.text);
  if (attribute == nullptr) {
    std::vector<std::string_view> names;
    for (const Attribute& each : action.attributes) names.push_back(each.name);
    Diagnostic& diagnostic =
        ctx.sink.emit(Code::UnknownAttribute, name.span, fmt::format("`{}` has no attribute `{}`", action.name, name.text));
    if (!suggest(diagnostic, name.span, base::nearest(name.text, names))) diagnostic.label(action.span, "declared here");
    return {};
  }
  const bool sums = base::is_numeric(attribute->type.kind) && attribute->type.kind != base::TypeKind::time && !attribute->type.is_set;
  if (!sums && attribute->type.kind != base::TypeKind::error) {
    ctx.sink
        .emit(Code::TypeMismatch, path.span,
              fmt::format("`{}` is {}, which cannot be summed", name.text, type_phrase(ctx.program, attribute->type)))
        .label(attribute->span, "declared here")
        .with_help("a meter sums numbers with a unit; to count how often, name the action alone");
    return {};
  }
  term.attribute = name.text;
  return attribute->type;
}

}  // namespace

void define_meter(Context& ctx, const syntax::MeterDecl& node) {
  const Declared* declared = ctx.names.find(Space::quantities, node.name.text);
  if (!is_declaration(declared, node.name)) return;
  Meter& meter = ctx.program.meters[declared->index];
  const syntax::Path* first = nullptr;
  for (const syntax::Path& path : node.terms) {
    MeterTerm term;
    const base::Type type = define_term(ctx, path, term);
    if (type.kind == base::TypeKind::error) continue;
    if (first == nullptr) {
      first = &path;
      meter.type = type;
    } else if (meter.type != type) {
      ctx.sink
          .emit(Code::MixedMeter, path.span,
                fmt::format("`{}` sums {} and {}", meter.name, type_word(ctx.program, meter.type), type_word(ctx.program, type)))
          .under(type_phrase(ctx.program, type))
          .label(first->span, type_phrase(ctx.program, meter.type))
          .with_help("declare one meter for each unit");
      continue;
    }
    meter.terms.push_back(std::move(term));
  }
}

void define_fact(Context& ctx, const syntax::FactDecl& node) {
  const Declared* declared = ctx.names.find(Space::quantities, node.name.text);
  if (!is_declaration(declared, node.name)) return;
  Fact& fact = ctx.program.facts[declared->index];
  fact.type = resolve_type(ctx, node.type);
  fact.keys = check_keys(ctx, node.keys, {});
}

}  // namespace envelope::check
