#include "compiler/cli/refusal_text.h"

#include <fmt/format.h>

#include "compiler/model/print.h"
#include "compiler/model/value.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {

namespace {

// A required attribute that is not given, or given as what its type has no value for.
std::string attribute_text(const model::PolicyModel& model, const request::Request& request, const std::string& name) {
  const std::string shown = text::escape_for_terminal(name);
  const base::ActionId action = model::find_action(model, request.action);
  if (!request.attributes.contains(name) || !action.is_valid()) return fmt::format("the required attribute `{}` is missing", shown);
  for (const model::ActionAttribute& declared : model.actions[action.index()].attributes) {
    const model::Attribute& attribute = model.attributes[declared.attribute.index()];
    if (attribute.name != name) continue;
    const std::string type = text::escape_for_terminal(model::type_name(model, attribute.type));
    std::string_view form;
    if (attribute.type.kind == base::TypeKind::path) form = ": it begins with `/` or `~/` and holds no `..`";
    if (attribute.type.kind == base::TypeKind::string) form = ": it is too long, or not UTF-8";
    if (attribute.type.is_set) form = {};
    return fmt::format("the required attribute `{}` is no {}{}", shown, type, form);
  }
  return {};
}

}  // namespace

std::string refusal_text(const model::PolicyModel& model, const request::Request& request, const model::Explanation& explanation) {
  const std::string detail = text::escape_for_terminal(explanation.refusal_detail);
  switch (explanation.outcome.refusal) {
    case request::Refusal::none:
      return {};
    case request::Refusal::unknown_principal:
      return fmt::format("no agent or human is called `{}`", detail);
    case request::Refusal::unknown_action:
      return fmt::format("no action is called `{}`", detail);
    case request::Refusal::unknown_requested:
      return fmt::format("no agent is called `{}`", detail);
    case request::Refusal::undeclared_attribute:
      return fmt::format("the action declares no attribute `{}`", detail);
    case request::Refusal::unknown_label:
      return fmt::format("no label is called `{}`", detail);
    case request::Refusal::malformed_attribute:
      return attribute_text(model, request, explanation.refusal_detail);
    case request::Refusal::missing_lineage:
      return "the request does not say on whose behalf it is made";
    case request::Refusal::unknown_lineage:
      if (explanation.refusal_detail == request.principal) return fmt::format("`{}` is a human, who acts for nobody else", detail);
      return fmt::format("`{}` in the lineage is no agent of this policy", detail);
  }
  return {};
}

}  // namespace envelope::cli
