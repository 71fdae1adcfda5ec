// Labels, files, routes, settings: what is said about the surroundings of a decision.
#include <fmt/format.h>

#include <unordered_map>

#include "compiler/check/conditions.h"
#include "compiler/check/resolve.h"
#include "compiler/check/statements.h"
#include "compiler/check/targets.h"
#include "compiler/check/values.h"

namespace envelope::check {

using diagnostics::Code;

void check_label(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::LabelDecl& node) {
  if (node.name.is_missing() || !ctx.count_statement(frame, statement.span)) return;
  Label* label = nullptr;  // declared by the first pass, in the same order
  while (label == nullptr && ctx.labels_seen < ctx.program.labels.size()) {
    Label& next = ctx.program.labels[ctx.labels_seen++];
    if (next.span == node.name.span) label = &next;
  }
  if (label == nullptr) return;
  label->scope = frame.refs;
  ResolvedTargets targets = resolve_targets(ctx, node.from, TargetUse::actions, "labels");
  label->conditions = type_conditions(ctx, condition_scope(targets, node.from, Moment::decision), node.conditions);
  label->from = std::move(targets.targets);
}

void check_file(Context& ctx, const syntax::Statement& statement, const syntax::FileDecl& node) {
  FileFact file;
  file.span = statement.span;
  for (const syntax::Text& pattern : node.patterns) {
    auto text = canonical_text(ctx, pattern, base::TypeKind::path, TextUse::pattern);
    if (text) file.patterns.push_back(std::move(*text));
  }
  file.is_protected = node.is_protected;
  if (node.runs_as && !node.runs_as->is_missing()) {
    const std::string& name = node.runs_as->text;
    const bool known =
        name == "jobs" || ctx.names.find(Space::principals, name) != nullptr || ctx.names.find(Space::tiers, name) != nullptr;
    if (!known)
      report_unknown(ctx, Space::principals, *node.runs_as, "agent, human or tier",
                     ctx.names.suggest({NameKind::agent, NameKind::human, NameKind::tier}, name, "jobs"));
    if (known) file.runs_as = name;
  }
  ctx.program.files.push_back(std::move(file));
}

void check_route(Context& ctx, const syntax::Statement& statement, const syntax::Route& node) {
  Route route;
  route.span = statement.span;
  route.severity = node.severity.text;
  for (const syntax::Name& name : node.to) {
    const base::PrincipalId id = resolve_human(ctx, name);
    if (id.is_valid()) route.to.push_back(id);
  }
  for (const syntax::Name& name : node.by)
    if (!name.is_missing()) {
      route.by.push_back(name.text);
      ctx.channel_uses.push_back({name, route.to});
    }
  if (node.every) route.every_ms = type_duration(ctx, *node.every, "every");
  route.until_acknowledged = node.until_acknowledged;
  ctx.program.routes.push_back(std::move(route));
}

void check_configure(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Configure& node) {
  if (!ctx.count_statement(frame, statement.span)) return;
  Configure configure = statement_in<Configure>(frame, statement.span);
  configure.name = node.name.text;
  std::unordered_map<std::string_view, base::Span> seen;
  for (const syntax::Argument& argument : node.arguments.items) {
    const std::string name = argument.name ? argument.name->text : std::string();
    if (!name.empty()) {
      const auto [first, added] = seen.try_emplace(argument.name->text, argument.name->span);
      if (!added) {
        ctx.report(Code::RepeatedArgument, argument.name->span, fmt::format("`{}` is given twice", name))
            .label(first->second, "first given here")
            .with_help("keep one of them");
      }
    }
    configure.arguments.push_back({name, infer_value(ctx, argument.value)});
  }
  ctx.program.settings.push_back(std::move(configure));
}

}  // namespace envelope::check
