#include "compiler/cli/refusal_text.h"

#include <fmt/format.h>

#include "runtime/text/utf8.h"

namespace envelope::cli {

std::string refusal_text(const model::Explanation& explanation) {
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
      return fmt::format("the required attribute `{}` is missing or not of its type", detail);
    case request::Refusal::missing_lineage:
      return "the request does not say on whose behalf it is made";
    case request::Refusal::unknown_lineage:
      return fmt::format("`{}` in the lineage is no agent of this policy", detail);
  }
  return {};
}

}  // namespace envelope::cli
