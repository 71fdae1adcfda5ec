#include "compiler/check/resolve.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/nearest.h"
#include "compiler/check/type_words.h"

namespace envelope::check {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

std::string declaration_of(Space space, std::string_view noun, std::string_view written) {
  const std::string name = spell(written);
  switch (space) {
    case Space::targets:
      return fmt::format("action {}", name);
    case Space::duties:
      return fmt::format("duty {}", name);
    case Space::quantities:
      return fmt::format("let {} = …", name);
    case Space::types:
      return fmt::format("enum {} {{ … }}", name);
    case Space::capabilities:
      return fmt::format("capability {}", name);
    case Space::principals:
      return fmt::format("{} {}", noun == "agent" ? "agent" : "human", name);
    case Space::tiers:
      return fmt::format("tier {}", name);
    case Space::switches:
      return fmt::format("window {} {{ … }}", name);
    case Space::approvals:
      return fmt::format("approval {} {{ from … }}", name);
    case Space::jobs:
      return fmt::format("job {} of … {{ … }}", name);
    case Space::labels:
      return fmt::format("label {} from …", name);
    case Space::watches:
      return fmt::format("watch {} on …", name);
  }
  return {};
}

// Words of a policy in a message; what holds backticks stands in two of them.
std::string as_code(std::string_view words) {
  return words.find('`') == std::string_view::npos ? fmt::format("`{}`", words) : fmt::format("`` {} ``", words);
}

bool in_vocabulary(Space space) {
  return space == Space::targets || space == Space::duties || space == Space::types || space == Space::capabilities;
}

// Words that governance prose takes for each other: say which is which.
void explain_kinds(Diagnostic& diagnostic, NameKind found, Space wanted, std::string_view name) {
  if (found == NameKind::tier && wanted == Space::targets) {
    diagnostic.with_help(
        fmt::format("a tier groups agents and a class groups actions; for the agents of this tier write "
                    "`tier {} {{ … }}` around the statement, or `when tier is {}`",
                    name, name));
  } else if (found == NameKind::class_ && wanted == Space::tiers) {
    diagnostic.with_help(fmt::format("a class groups actions and a tier groups agents; declare `tier {}`, or name one of the tiers", name));
  } else if (found == NameKind::human && wanted == Space::approvals) {
    diagnostic.with_help(fmt::format("an approval says who answers: declare `approval NAME {{ from {} }}`, and write `via NAME`", name));
  }
}

}  // namespace

std::string spell(std::string_view name) {
  const auto in_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  const bool is_word = !name.empty() && !(name.front() >= '0' && name.front() <= '9') && std::all_of(name.begin(), name.end(), in_word);
  return is_word ? std::string(name) : fmt::format("`{}`", name);
}

bool suggest(Diagnostic& diagnostic, base::Span place, const std::optional<base::Suggestion>& near) {
  if (!near) return false;
  diagnostic.with_help(fmt::format("did you mean `{}`?", near->name))
      .fix(fmt::format("write `{}`", near->name), place, spell(near->name), near->is_certain);
  return true;
}

Diagnostic& report_wrong_kind(Context& ctx, const syntax::Name& name, const Declared& found, std::string_view wanted) {
  const std::string kind = with_article(kind_word(found.kind));
  Diagnostic& diagnostic = ctx.report(Code::WrongKindOfName, name.span, fmt::format("`{}` is {}, not {}", name.text, kind, wanted));
  if (found.span.is_valid()) diagnostic.label(found.span, fmt::format("declared as {} here", kind));
  return diagnostic;
}

// The nearest name of the kinds that can stand where the noun is looked for: of a space with several, another kind would be the next error.
std::optional<base::Suggestion> nearest_of(const Context& ctx, Space space, std::string_view name, std::string_view noun) {
  for (const NameKind kind : {NameKind::action, NameKind::class_, NameKind::event, NameKind::agent, NameKind::human})
    if (noun == kind_word(kind)) return ctx.names.suggest({kind}, name);
  if (space == Space::targets) return ctx.names.suggest({NameKind::action, NameKind::class_}, name);
  return ctx.names.suggest(space, name);
}

// What other languages call `anything`.
bool means_everything(std::string_view word) { return word == "all" || word == "any" || word == "every" || word == "everything"; }

void report_unknown(Context& ctx, Space space, const syntax::Name& name, std::string_view noun) {
  if (!name.is_missing()) report_unknown(ctx, space, name, noun, nearest_of(ctx, space, name.text, noun));
}

void report_unknown(Context& ctx, Space space, const syntax::Name& name, std::string_view noun, std::optional<base::Suggestion> near) {
  if (name.is_missing()) return;
  const std::string wanted(noun.empty() ? space_word(space) : noun);
  if (const Declared* found = ctx.names.elsewhere(space, name.text)) {
    Diagnostic& diagnostic = report_wrong_kind(ctx, name, *found, with_article(wanted));
    explain_kinds(diagnostic, found->kind, space, name.text);
    if (near) near->is_certain = false;  // the name is no slip: something is called so
    if (diagnostic.help.empty()) suggest(diagnostic, name.span, near);
    return;
  }
  if (ctx.has_gaps) return;
  if (space == Space::targets && means_everything(name.text)) near = {"anything", false};
  Diagnostic& diagnostic = ctx.report(Code::UnknownName, name.span, fmt::format("there is no {} `{}`", wanted, name.text));
  diagnostic.under("not declared");
  if (suggest(diagnostic, name.span, near)) return;
  const std::string declaration = as_code(declaration_of(space, noun, name.text));
  const auto declared_as = [&](std::string_view word) { return as_code(fmt::format("{} {}", word, spell(name.text))); };
  if (wanted == "agent or human") {
    diagnostic.with_help(fmt::format("declare it with {} or {}", declared_as("agent"), declared_as("human")));
  } else if (wanted == "agent, human or tier") {
    diagnostic.with_help(fmt::format("declare it with {}, {} or {}; all jobs together are called `jobs`", declared_as("agent"),
                                     declared_as("human"), declared_as("tier")));
  } else if (wanted.ends_with("meter")) {
    diagnostic.with_help(fmt::format("declare it with {}, or count it with {}", declaration, declared_as("meter")));
  } else if (!ctx.has_stdlib && in_vocabulary(space)) {
    diagnostic.with_help(
        fmt::format("declare it with {}, or write `import std` when it is a word of the standard vocabulary", declaration));
  } else {
    diagnostic.with_help(fmt::format("declare it with {}", declaration));
  }
}

const Declared* resolve(Context& ctx, Space space, const syntax::Name& name, std::string_view noun) {
  if (name.is_missing()) return nullptr;
  if (const Declared* found = ctx.names.find(space, name.text)) return found;
  report_unknown(ctx, space, name, noun);
  return nullptr;
}

namespace {

// One of the kinds that share the space of targets.
template <typename Id>
Id resolve_target_kind(Context& ctx, const syntax::Name& name, NameKind kind) {
  const Declared* found = resolve(ctx, Space::targets, name, kind_word(kind));
  if (found == nullptr) return {};
  if (found->kind == kind) return Id{found->index};
  report_wrong_kind(ctx, name, *found, with_article(kind_word(kind)));
  return {};
}

template <typename Id>
Id resolve_in(Context& ctx, Space space, const syntax::Name& name) {
  const Declared* found = resolve(ctx, space, name);
  return found == nullptr ? Id{} : Id{found->index};
}

base::PrincipalId resolve_principal_kind(Context& ctx, const syntax::Name& name, NameKind kind) {
  const Declared* found = resolve(ctx, Space::principals, name, kind_word(kind));
  if (found == nullptr) return {};
  if (found->kind == kind) return base::PrincipalId{found->index};
  report_wrong_kind(ctx, name, *found, with_article(kind_word(kind)));
  return {};
}

}  // namespace

base::ClassId resolve_class(Context& ctx, const syntax::Name& name) {
  return resolve_target_kind<base::ClassId>(ctx, name, NameKind::class_);
}
base::ActionId resolve_action(Context& ctx, const syntax::Name& name) {
  return resolve_target_kind<base::ActionId>(ctx, name, NameKind::action);
}
base::EventId resolve_event(Context& ctx, const syntax::Name& name) {
  return resolve_target_kind<base::EventId>(ctx, name, NameKind::event);
}
base::CapabilityId resolve_capability(Context& ctx, const syntax::Name& name) {
  return resolve_in<base::CapabilityId>(ctx, Space::capabilities, name);
}
base::PrincipalId resolve_principal(Context& ctx, const syntax::Name& name) {
  return resolve_in<base::PrincipalId>(ctx, Space::principals, name);
}
base::PrincipalId resolve_agent(Context& ctx, const syntax::Name& name) { return resolve_principal_kind(ctx, name, NameKind::agent); }
base::PrincipalId resolve_human(Context& ctx, const syntax::Name& name) { return resolve_principal_kind(ctx, name, NameKind::human); }
base::TierId resolve_tier(Context& ctx, const syntax::Name& name) { return resolve_in<base::TierId>(ctx, Space::tiers, name); }
base::SwitchId resolve_switch(Context& ctx, const syntax::Name& name) { return resolve_in<base::SwitchId>(ctx, Space::switches, name); }
base::ApprovalId resolve_approval(Context& ctx, const syntax::Name& name) {
  return resolve_in<base::ApprovalId>(ctx, Space::approvals, name);
}

std::vector<base::ApprovalId> resolve_approvals(Context& ctx, const std::vector<syntax::Name>& names) {
  std::vector<base::ApprovalId> ids;
  for (const syntax::Name& name : names) {
    const base::ApprovalId id = resolve_approval(ctx, name);
    if (id.is_valid()) ids.push_back(id);
  }
  return ids;
}

base::Type resolve_type(Context& ctx, const syntax::TypeName& name) {
  if (name.name.is_missing()) return {};
  if (const auto kind = built_in_type(name.name.text)) {
    if (*kind != base::TypeKind::boolean || !name.is_set) return base::Type{*kind, {}, name.is_set};
    ctx.report(Code::TypeMismatch, name.name.span, "a set of Bool says nothing but whether it holds true and whether it holds false")
        .with_help("declare an attribute of type Bool for each thing that is true or false, or an enum: `[Stage]`");
    return {};
  }
  if (const Declared* found = ctx.names.find(Space::types, name.name.text))
    return base::Type{base::TypeKind::enumeration, base::EnumId{found->index}, name.is_set};
  if (ctx.names.elsewhere(Space::types, name.name.text) != nullptr) {
    report_unknown(ctx, Space::types, name.name);
    return {};
  }
  if (ctx.has_gaps) return {};
  std::vector<std::string_view> candidates = built_in_type_names();
  const std::optional<base::Suggestion> own = ctx.names.suggest(Space::types, name.name.text);
  if (own) candidates.emplace_back(own->name);
  std::optional<base::Suggestion> near = base::nearest(name.name.text, candidates);
  if (near && own && near->name == own->name) near->is_certain = near->is_certain && own->is_certain;
  Diagnostic& diagnostic = ctx.report(Code::UnknownName, name.name.span, fmt::format("there is no type `{}`", name.name.text));
  diagnostic.under("not declared");
  if (!suggest(diagnostic, name.name.span, near))
    diagnostic.with_help(fmt::format("declare it with `enum {} {{ … }}`, or use a type of the language: {}", name.name.text,
                                     fmt::join(built_in_type_names(), ", ")));
  return {};
}

}  // namespace envelope::check
