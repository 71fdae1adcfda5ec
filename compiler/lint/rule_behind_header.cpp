// ENV1021: a `{` is missing, so that a rule behind a block's header is about every agent.
#include <fmt/format.h>

#include <string>
#include <utility>

#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

bool is_header_alone(const syntax::Statement& statement) {
  const auto* scope = std::get_if<syntax::Scope>(&statement.node);
  return scope != nullptr && !scope->has_block && !statement.broken;
}

// What means something on its own as well: nobody else would say that it is not in the block.
bool may_stand_alone(const syntax::Statement& statement) {
  return std::holds_alternative<syntax::Rule>(statement.node) || std::holds_alternative<syntax::Limit>(statement.node) ||
         std::holds_alternative<syntax::Watch>(statement.node) || std::holds_alternative<syntax::Around>(statement.node);
}

bool share_a_line(const Subject& subject, const syntax::Statement& first, const syntax::Statement& second) {
  return text_between(subject.sources, first.span, second.span).find('\n') == std::string_view::npos;
}

class Line {
 public:
  Line(const Subject& subject, diagnostics::Sink& sink) : subject_(subject), sink_(sink) {}

  void look(const std::vector<syntax::Statement>& statements, bool is_in_block) {
    for (std::size_t i = 0; i + 1 < statements.size(); ++i)
      if (is_header_alone(statements[i]) && may_stand_alone(statements[i + 1]) && share_a_line(subject_, statements[i], statements[i + 1]))
        report(statements, i, is_in_block);
  }

 private:
  void report(const std::vector<syntax::Statement>& statements, std::size_t header, bool is_in_block) {
    std::size_t last = header + 1;
    while (last + 1 < statements.size() && may_stand_alone(statements[last + 1]) &&
           share_a_line(subject_, statements[last], statements[last + 1]))
      ++last;
    const base::Span before = statements[header].span, first = statements[header + 1].span, end = statements[last].span;
    const auto& scope = std::get<syntax::Scope>(statements[header].node);
    const std::string heading =
        fmt::format("{} {}", subject_.sources.text(scope.keyword), scope.names.empty() ? "" : scope.names.front().text);
    diagnostics::Diagnostic& finding = sink_.emit(
        diagnostics::Code::RuleBehindHeader, first,
        fmt::format("this stands on the line of `{}`, and {}", heading, is_in_block ? "is not about it" : "is about every agent"));
    finding.label(before, "a header without a block").with_help("put it in braces, or on a line of its own where it is meant for all");
    diagnostics::Fix braces{"put it in braces", {}, false};
    braces.edits.push_back({{before.file, before.end, first.begin}, " { "});
    braces.edits.push_back({{end.file, end.end, end.end}, " }"});
    finding.fixes.push_back(std::move(braces));
  }

  const Subject& subject_;
  diagnostics::Sink& sink_;
};

}  // namespace

void rule_behind_header(const Subject& subject, diagnostics::Sink& sink) {
  Line line(subject, sink);
  for (const project::Module& module : subject.modules.modules)
    if (is_authored(subject, {module.file, 0, 0})) line.look(module.parsed.tree.statements, false);
  each_statement(subject, [&](const Place& place) {
    if (const auto* scope = std::get_if<syntax::Scope>(&place.statement.node)) line.look(scope->items, true);
  });
}

}  // namespace envelope::lint
