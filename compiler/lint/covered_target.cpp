// ENV1013: a target that another target of the same rule covers.
#include <fmt/format.h>

#include <map>

#include "compiler/lint/list_edit.h"
#include "compiler/lint/reach.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

using check::TargetKind;
using check::TargetRef;

void look(const Subject& subject, const Reach& reach, const std::vector<TargetRef>& items, diagnostics::Sink& sink) {
  std::map<base::ClassId, const TargetRef*> classes;
  const TargetRef* anything = nullptr;
  for (const TargetRef& item : items) {
    if (item.kind == TargetKind::class_) classes.try_emplace(item.class_id, &item);
    if (item.kind == TargetKind::anything && anything == nullptr) anything = &item;
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    const TargetRef* other = items[i].kind == TargetKind::anything ? nullptr : anything;
    if (other == nullptr)
      for (const base::ClassId id : reach.classes_above(items[i]))
        if (const auto found = classes.find(id); found != classes.end()) other = found->second;
    if (other == nullptr) continue;
    diagnostics::Diagnostic& finding =
        sink.emit(diagnostics::Code::CoveredTarget, items[i].span,
                  fmt::format("`{}` is covered by `{}` already", subject.sources.text(items[i].span), subject.sources.text(other->span)));
    finding.label(other->span, "here").with_help("leave it out");
    const auto edit = i > 0 ? without_item(subject.sources, items[i - 1].span, items[i].span)
                            : without_first(subject.sources, items[i].span, items[i + 1].span);
    if (edit) finding.fix("leave it out", *edit, "");
  }
}

}  // namespace

void covered_target(const Subject& subject, diagnostics::Sink& sink) {
  const Reach reach(subject.program);
  for (const check::Rule& rule : subject.program.rules) {
    if (!is_authored(subject, rule.span)) continue;
    look(subject, reach, rule.targets.items, sink);
    look(subject, reach, rule.targets.except, sink);
  }
}

}  // namespace envelope::lint
