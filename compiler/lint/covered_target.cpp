// ENV1013: a target that another target of the same rule covers.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/list_edit.h"
#include "compiler/lint/reach.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

using check::TargetKind;
using check::TargetRef;

bool names_several(const TargetRef& target) { return target.kind == TargetKind::anything || target.kind == TargetKind::class_; }

bool same_target(const TargetRef& a, const TargetRef& b) { return a.kind == b.kind && a.action == b.action && a.class_id == b.class_id; }

void look(const Subject& subject, const Reach& reach, const std::vector<TargetRef>& items, diagnostics::Sink& sink) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::set<base::ActionId> own = reach.actions(items[i]);
    const auto covers = [&](const TargetRef& other) {
      if (!names_several(other) || same_target(other, items[i])) return false;  // the same twice is ENV1012's
      const std::set<base::ActionId> all = reach.actions(other);
      const bool larger = items[i].kind == TargetKind::action || other.kind == TargetKind::anything || all.size() > own.size();
      return larger && !own.empty() && std::includes(all.begin(), all.end(), own.begin(), own.end());
    };
    const auto other = std::find_if(items.begin(), items.end(), covers);
    if (other == items.end()) continue;
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
