#include "compiler/check/targets.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "compiler/base/nearest.h"
#include "compiler/check/resolve.h"

namespace envelope::check {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

class Resolver {
 public:
  Resolver(Context& ctx, const syntax::Targets& written, TargetUse use, std::string_view form)
      : ctx_(ctx), written_(written), use_(use), form_(form) {}

  ResolvedTargets run() {
    out_.targets.items.reserve(written_.items.size());
    for (const syntax::Target& target : written_.items)
      if (!add(target)) out_.is_poisoned = true;
    for (const syntax::Name& name : written_.except)
      if (!add_except(name)) out_.is_poisoned = true;
    return std::move(out_);
  }

 private:
  bool add(const syntax::Target& target) {
    TargetRef ref;
    ref.span = target.span;
    if (target.anything) {
      ref.kind = TargetKind::anything;
      out_.targets.items.push_back(std::move(ref));
      return true;
    }
    if (target.path.parts.empty() || target.path.parts.front().is_missing()) return false;
    if (target.path.parts.size() > 1) return add_attribute(target, ref);
    const syntax::Name& name = target.path.parts.front();
    const Declared* found = ctx_.names.find(Space::targets, name.text);
    const Declared* quantity = use_ == TargetUse::actions ? nullptr : ctx_.names.find(Space::quantities, name.text);
    if (quantity != nullptr && quantity->kind == NameKind::let) quantity = nullptr;
    if (found != nullptr && quantity != nullptr) return report_ambiguous(name, *found, *quantity);
    if (quantity != nullptr) return add_quantity(name, *quantity, ref);
    if (found != nullptr) return add_named(name, *found, ref);
    report_unknown_target(name);
    return false;
  }

  void report_unknown_target(const syntax::Name& name) {
    using enum NameKind;
    switch (use_) {
      case TargetUse::actions:
        return report_unknown(ctx_, Space::targets, name);
      case TargetUse::amounts:
        return report_unknown(ctx_, Space::targets, name, "action, class or meter", ctx_.names.suggest({action, class_, meter}, name.text));
      case TargetUse::watched:
        return report_unknown(ctx_, Space::targets, name, "action, class, event, fact or meter",
                              ctx_.names.suggest({action, class_, event, fact, meter}, name.text));
    }
  }

  bool add_named(const syntax::Name& name, const Declared& found, TargetRef& ref) {
    if (found.kind == NameKind::event) {
      if (use_ != TargetUse::watched) {
        Diagnostic& diagnostic =
            ctx_.report(Code::WrongKindOfName, name.span, fmt::format("`{}` is an event, and {} are about actions", name.text, form_));
        diagnostic.label(found.span, "declared as an event here")
            .with_help(fmt::format("an event is something the host notices: `watch NAME on {} do …`", name.text));
        return false;
      }
      ref.kind = TargetKind::event;
      ref.event = base::EventId{found.index};
    } else if (found.kind == NameKind::class_) {
      ref.kind = TargetKind::class_;
      ref.class_id = base::ClassId{found.index};
    } else {
      ref.kind = TargetKind::action;
      ref.action = base::ActionId{found.index};
    }
    out_.targets.items.push_back(std::move(ref));
    return true;
  }

  bool add_quantity(const syntax::Name& name, const Declared& found, TargetRef& ref) {
    if (found.kind == NameKind::meter) {
      ref.kind = TargetKind::meter;
      ref.meter = base::MeterId{found.index};
      out_.targets.items.push_back(std::move(ref));
      return true;
    }
    if (use_ == TargetUse::watched && written_.items.size() == 1) {
      out_.fact = base::FactId{found.index};
      return true;
    }
    const bool watched = use_ == TargetUse::watched;
    Diagnostic& diagnostic = ctx_.report(Code::WrongKindOfName, name.span,
                                         watched ? fmt::format("`{}` is a fact, which is watched by itself", name.text)
                                                 : fmt::format("`{}` is a fact, and {} are about actions and meters", name.text, form_));
    diagnostic.label(found.span, "declared as a fact here")
        .with_help(watched ? "write one `watch` for it" : "a fact is something the host knows: ask it in a condition, or `watch` it");
    return false;
  }

  bool add_attribute(const syntax::Target& target, TargetRef& ref) {
    const syntax::Name& action_name = target.path.parts.front();
    const syntax::Name& name = target.path.parts[1];
    if (name.is_missing()) return false;
    if (use_ == TargetUse::actions) {
      Diagnostic& diagnostic =
          ctx_.report(Code::WrongKindOfName, target.span,
                      fmt::format("`{}.{}` is an amount, and {} are about whole actions", action_name.text, name.text, form_));
      diagnostic.with_help(fmt::format("write `{}`, and ask for `{}` in a condition", action_name.text, name.text));
      return false;
    }
    ref.action = resolve_action(ctx_, action_name);
    if (!ref.action.is_valid()) return false;
    const Action& action = ctx_.program.actions[ref.action.index()];
    const Attribute* attribute = find_attribute(action.attributes, name.text);
    if (attribute == nullptr || target.path.parts.size() > 2) {
      std::vector<std::string_view> names;
      for (const Attribute& each : action.attributes) names.push_back(each.name);
      Diagnostic& diagnostic =
          ctx_.report(Code::UnknownAttribute, name.span, fmt::format("`{}` has no attribute `{}`", action.name, name.text));
      if (!suggest(diagnostic, name.span, base::nearest(name.text, names)) && !names.empty())
        diagnostic.with_help(fmt::format("it has {}", fmt::join(names, ", ")));
      return false;
    }
    if (attribute->type.kind == base::TypeKind::error) return false;
    ref.kind = TargetKind::attribute;
    ref.attribute = name.text;
    out_.targets.items.push_back(std::move(ref));
    return true;
  }

  bool report_ambiguous(const syntax::Name& name, const Declared& target, const Declared& quantity) {
    ctx_.report(Code::AmbiguousName, name.span,
                fmt::format("`{}` is {} and {}", name.text, with_article(kind_word(target.kind)), with_article(kind_word(quantity.kind))))
        .under("which one?")
        .label(target.span, fmt::format("the {} is declared here", kind_word(target.kind)))
        .label(quantity.span, fmt::format("the {} is declared here", kind_word(quantity.kind)))
        .with_help("give one of them another name");
    return false;
  }

  bool add_except(const syntax::Name& name) {
    if (name.is_missing()) return false;
    const Declared* found = resolve(ctx_, Space::targets, name);
    if (found == nullptr) return false;
    TargetRef ref;
    ref.span = name.span;
    if (found->kind == NameKind::event) {
      report_wrong_kind(ctx_, name, *found, "an action or class");
      return false;
    }
    if (found->kind == NameKind::class_) {
      ref.kind = TargetKind::class_;
      ref.class_id = base::ClassId{found->index};
    } else {
      ref.kind = TargetKind::action;
      ref.action = base::ActionId{found->index};
    }
    const bool inside = out_.is_poisoned || covers(ref);
    if (!inside) {
      ctx_.report(Code::ExceptOutsideTargets, name.span, fmt::format("`{}` is not covered by this statement anyway", name.text))
          .label(base::join(written_.items.front().span, written_.items.back().span), "it covers these")
          .with_help("leave it out of `except`, or name the class it belongs to");
    }
    out_.targets.except.push_back(std::move(ref));
    return inside;
  }

  // Does any target hold (part of) `ref`?
  [[nodiscard]] bool covers(const TargetRef& ref) {
    if (!is_indexed_) index_targets();
    if (has_anything_) return true;
    if (ref.action.is_valid()) return covers_action(ref.action);
    const auto [known, added] = covered_classes_.try_emplace(ref.class_id.value, false);
    if (added) {
      const auto& members = ctx_.class_members[ref.class_id.index()];
      known->second = classes_.contains(ref.class_id.value) ||
                      std::any_of(members.begin(), members.end(), [this](base::ActionId id) { return covers_action(id); });
    }
    return known->second;
  }

  [[nodiscard]] bool covers_action(base::ActionId action) const {
    if (actions_.contains(action.value)) return true;
    const auto& classes = ctx_.action_classes[action.index()];
    return std::any_of(classes.begin(), classes.end(), [this](base::ClassId id) { return classes_.contains(id.value); });
  }

  void index_targets() {
    is_indexed_ = true;
    for (const TargetRef& item : out_.targets.items) {
      has_anything_ = has_anything_ || item.kind == TargetKind::anything;
      if (item.action.is_valid()) actions_.insert(item.action.value);
      if (item.class_id.is_valid()) classes_.insert(item.class_id.value);
    }
  }

  Context& ctx_;
  const syntax::Targets& written_;
  TargetUse use_;
  std::string_view form_;
  ResolvedTargets out_;
  // What the targets name, for `except`; built when there is one.
  bool is_indexed_ = false;
  bool has_anything_ = false;
  std::unordered_set<std::uint32_t> actions_, classes_;
  std::unordered_map<std::uint32_t, bool> covered_classes_;
};

}  // namespace

ResolvedTargets resolve_targets(Context& ctx, const syntax::Targets& targets, TargetUse use, std::string_view form) {
  return Resolver(ctx, targets, use, form).run();
}

ConditionScope condition_scope(const ResolvedTargets& resolved, const syntax::Targets& written, Moment moment) {
  ConditionScope scope;
  scope.targets = &resolved.targets;
  scope.targets_span = written.span;
  scope.moment = moment;
  scope.is_poisoned = resolved.is_poisoned;
  return scope;
}

}  // namespace envelope::check
