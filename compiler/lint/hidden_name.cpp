// ENV1003: a name that another one hides where both could be meant.
#include <fmt/format.h>

#include <map>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

using diagnostics::Code;

// What a bare word on the right of a comparison means before a `let` is thought of: members of types, and the names of closed types.
struct Hiding {
  std::string_view what;  // `a member of`, `an agent`
  std::string of;
  base::Span span;
};

// Members of the standard library's enums are left out: most policies never compare one.
std::map<std::string_view, Hiding> words_that_hide(const Subject& subject) {
  const check::TypedProgram& program = subject.program;
  std::map<std::string_view, Hiding> words;
  for (const check::EnumType& type : program.enums)
    for (const std::string& member : type.members)
      if (is_authored(subject, type.span)) words.try_emplace(member, Hiding{"a member of", type.name, type.span});
  for (const check::Principal& principal : program.principals) {
    const bool is_agent = principal.kind == check::PrincipalKind::agent;
    words.try_emplace(principal.name, Hiding{is_agent ? "an agent" : "a human", "", principal.span});
  }
  for (const check::Tier& tier : program.tiers) words.try_emplace(tier.name, Hiding{"a tier", "", tier.span});
  for (const check::Switch& mode : program.switches) words.try_emplace(mode.name, Hiding{"a mode", "", mode.span});
  for (const check::Job& job : program.jobs) words.try_emplace(job.name, Hiding{"a job", "", job.span});
  return words;
}

void look_at_let(const syntax::Name& name, const std::map<std::string_view, Hiding>& words, diagnostics::Sink& sink) {
  const auto found = words.find(name.text);
  if (found == words.end()) return;
  const Hiding& hiding = found->second;
  const std::string what = hiding.of.empty() ? std::string(hiding.what) : fmt::format("{} `{}`", hiding.what, hiding.of);
  diagnostics::Diagnostic& finding =
      sink.emit(Code::HiddenName, name.span, fmt::format("`{}` is a `let`, and {}, which hides it", name.text, what));
  if (hiding.span.is_valid()) finding.label(hiding.span, "declared here");
  finding.with_help("give the `let` another name: where both could be meant, it is never the `let`");
}

void look_at_attributes(const Subject& subject, const std::vector<check::Attribute>& attributes,
                        const std::map<std::string_view, const check::Fact*>& facts, std::string_view owner, diagnostics::Sink& sink) {
  for (const check::Attribute& attribute : attributes) {
    const auto found = facts.find(attribute.name);
    if (found == facts.end()) continue;
    if (!is_authored(subject, attribute.span) && !is_authored(subject, found->second->span)) continue;
    const base::Span place = is_authored(subject, attribute.span) ? attribute.span : found->second->span;
    const base::Span other = place == attribute.span ? found->second->span : attribute.span;
    sink.emit(Code::HiddenName, place, fmt::format("the attribute `{}` of `{}` hides the fact of that name", attribute.name, owner))
        .label(other, "the other one is declared here")
        .with_help("give one of them another name: a rule about this action alone can never ask for the fact");
  }
}

}  // namespace

void hidden_name(const Subject& subject, diagnostics::Sink& sink) {
  const std::map<std::string_view, Hiding> words = words_that_hide(subject);
  each_statement(subject, [&](const Place& place) {
    if (const auto* let = std::get_if<syntax::Let>(&place.statement.node)) look_at_let(let->name, words, sink);
  });
  std::map<std::string_view, const check::Fact*> facts;
  for (const check::Fact& fact : subject.program.facts) facts.emplace(fact.name, &fact);
  for (const check::Action& action : subject.program.actions) look_at_attributes(subject, action.attributes, facts, action.name, sink);
}

}  // namespace envelope::lint
