// Internal to this folder: the rules, one function each, in a file of the same name. None sees what another one found.
#pragma once

#include "compiler/lint/lint.h"

namespace envelope::lint {

using Rule = void (*)(const Subject& subject, diagnostics::Sink& sink);

// Every rule, in the order of the codes.
[[nodiscard]] const std::vector<Rule>& all_rules();

void unused_declaration(const Subject& subject, diagnostics::Sink& sink);
void unused_import(const Subject& subject, diagnostics::Sink& sink);
void hidden_name(const Subject& subject, diagnostics::Sink& sink);
void default_without_effect(const Subject& subject, diagnostics::Sink& sink);
void window_without_end(const Subject& subject, diagnostics::Sink& sink);
void switch_never_left(const Subject& subject, diagnostics::Sink& sink);
void switch_never_entered(const Subject& subject, diagnostics::Sink& sink);
void lone_phase(const Subject& subject, diagnostics::Sink& sink);
void unbounded_allow(const Subject& subject, diagnostics::Sink& sink);
void approval_without_deadline(const Subject& subject, diagnostics::Sink& sink);
void job_without_expiry(const Subject& subject, diagnostics::Sink& sink);
void repeated_value(const Subject& subject, diagnostics::Sink& sink);
void covered_target(const Subject& subject, diagnostics::Sink& sink);
void repeated_condition(const Subject& subject, diagnostics::Sink& sink);
void literal_wildcard(const Subject& subject, diagnostics::Sink& sink);
void needless_pattern(const Subject& subject, diagnostics::Sink& sink);
void double_negation(const Subject& subject, diagnostics::Sink& sink);
void untested_agent(const Subject& subject, diagnostics::Sink& sink);
void untested_refusal(const Subject& subject, diagnostics::Sink& sink);
void accept_without_reason(const Subject& subject, diagnostics::Sink& sink);
void rule_behind_header(const Subject& subject, diagnostics::Sink& sink);

}  // namespace envelope::lint
