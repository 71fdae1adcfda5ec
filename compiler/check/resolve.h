// From a written name to what it stands for, or to a message that helps.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "compiler/check/context.h"

namespace envelope::check {

// What `name` stands for in `space`; null after reporting (or silently, when the name is missing from a broken statement).
// `noun` is what the message looks for (`agent`, `class`); empty: the word of the space.
[[nodiscard]] const Declared* resolve(Context& ctx, Space space, const syntax::Name& name, std::string_view noun = {});

// Says that `name` is not in `space`: another kind (with both places), a near name, or how to declare it.
void report_unknown(Context& ctx, Space space, const syntax::Name& name, std::string_view noun = {});
// The same where names of other spaces may stand as well; `near` is what may have been meant.
void report_unknown(Context& ctx, Space space, const syntax::Name& name, std::string_view noun, std::optional<base::Suggestion> near);

// Says that `name` is of the wrong kind; `wanted` e.g. `a class`.
diagnostics::Diagnostic& report_wrong_kind(Context& ctx, const syntax::Name& name, const Declared& found, std::string_view wanted);

// A name as it is written in a policy: in backticks when it is no plain word.
[[nodiscard]] std::string spell(std::string_view name);

// Adds "did you mean" with its fix, certain or proposed. False when nothing is near.
bool suggest(diagnostics::Diagnostic& diagnostic, base::Span place, const std::optional<base::Suggestion>& near);

// Typed lookups; an invalid id after reporting.
[[nodiscard]] base::ClassId resolve_class(Context& ctx, const syntax::Name& name);
[[nodiscard]] base::ActionId resolve_action(Context& ctx, const syntax::Name& name);
[[nodiscard]] base::EventId resolve_event(Context& ctx, const syntax::Name& name);
[[nodiscard]] base::CapabilityId resolve_capability(Context& ctx, const syntax::Name& name);
[[nodiscard]] base::PrincipalId resolve_principal(Context& ctx, const syntax::Name& name);
[[nodiscard]] base::PrincipalId resolve_agent(Context& ctx, const syntax::Name& name);
[[nodiscard]] base::PrincipalId resolve_human(Context& ctx, const syntax::Name& name);
[[nodiscard]] base::TierId resolve_tier(Context& ctx, const syntax::Name& name);
[[nodiscard]] base::SwitchId resolve_switch(Context& ctx, const syntax::Name& name);
[[nodiscard]] base::ApprovalId resolve_approval(Context& ctx, const syntax::Name& name);
[[nodiscard]] std::vector<base::ApprovalId> resolve_approvals(Context& ctx, const std::vector<syntax::Name>& names);

// The type a type name stands for; kind error after reporting.
[[nodiscard]] base::Type resolve_type(Context& ctx, const syntax::TypeName& name);

}  // namespace envelope::check
