// ENV1012: a list says something twice.
#include <fmt/format.h>

#include <map>

#include "compiler/lint/list_edit.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

using diagnostics::Code;

// Items of one list, as they are compared and as they stand in the text.
struct Item {
  std::string key;
  base::Span span;
};

void look(const Subject& subject, const std::vector<Item>& items, diagnostics::Sink& sink) {
  std::map<std::string, base::Span> first;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].key.empty()) continue;
    const auto [entry, is_new] = first.try_emplace(items[i].key, items[i].span);
    if (is_new) continue;
    diagnostics::Diagnostic& finding =
        sink.emit(Code::RepeatedValue, items[i].span, fmt::format("`{}` stands in this list already", subject.sources.text(items[i].span)));
    finding.label(entry->second, "first here").with_help("leave it out");
    if (const auto edit = without_item(subject.sources, items[i - 1].span, items[i].span)) finding.fix("leave it out", *edit, "");
  }
}

void look_at_names(const Subject& subject, const std::vector<syntax::Name>& names, diagnostics::Sink& sink) {
  std::vector<Item> items;
  for (const syntax::Name& name : names) items.push_back({name.text, name.span});
  look(subject, items, sink);
}

std::string dotted(const syntax::Path& path) {
  std::string text;
  for (const syntax::Name& part : path.parts) text += (text.empty() ? "" : ".") + part.text;
  return text;
}

std::string key_of(const syntax::Value& value) {
  if (value.kind == syntax::ValueKind::name) return "name " + dotted(value.path);
  if (value.kind == syntax::ValueKind::string || value.kind == syntax::ValueKind::text) return "text " + value.text;
  if (!value.items.empty() || value.kind == syntax::ValueKind::error) return {};
  return fmt::format("{} {}", static_cast<int>(value.kind), value.text);
}

void look_at_list(const Subject& subject, const syntax::Value& list, diagnostics::Sink& sink) {
  if (list.kind != syntax::ValueKind::list) return;
  std::vector<Item> items;
  for (const syntax::Value& value : list.items) items.push_back({key_of(value), value.span});
  look(subject, items, sink);
}

void look_at_targets(const Subject& subject, const syntax::Targets& targets, diagnostics::Sink& sink) {
  std::vector<Item> items;
  for (const syntax::Target& target : targets.items) items.push_back({target.anything ? "anything" : dotted(target.path), target.span});
  look(subject, items, sink);
  look_at_names(subject, targets.except, sink);
}

}  // namespace

void repeated_value(const Subject& subject, diagnostics::Sink& sink) {
  each_statement(subject, [&](const Place& place) {
    const syntax::StatementNode& node = place.statement.node;
    each_value(place.statement, [&](const syntax::Value& value) { look_at_list(subject, value, sink); });
    if (const auto* rule = std::get_if<syntax::Rule>(&node)) {
      look_at_targets(subject, rule->targets, sink);
      look_at_names(subject, rule->via, sink);
    }
    if (const auto* holds = std::get_if<syntax::Holds>(&node)) look_at_names(subject, holds->capabilities, sink);
    if (const auto* approval = std::get_if<syntax::Approval>(&node))
      for (const syntax::ApprovalSource& source : approval->from) look_at_names(subject, source.people, sink);
  });
}

}  // namespace envelope::lint
