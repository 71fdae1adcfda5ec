// Classes belong to classes: circles refused, membership closed upward.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/check/entities.h"
#include "compiler/check/limits.h"

namespace envelope::check {

using base::ClassId;
using diagnostics::Code;

namespace {

constexpr std::size_t kNamesShown = 5;

// Ancestors of every class, itself included. Iterative: a chain of classes may be as long as the policy.
class Closure {
 public:
  explicit Closure(Context& ctx)
      : ctx_(ctx), classes_(ctx.program.classes), colours_(classes_.size()), positions_(classes_.size()), ancestors_(classes_.size()) {}

  void run() {
    for (std::uint32_t i = 0; i < classes_.size(); ++i)
      if (colours_[i] == Colour::white) visit(ClassId{i});
    close_actions();
  }

 private:
  enum class Colour : std::uint8_t { white, grey, black };
  struct Step {
    ClassId id;
    std::size_t next = 0;
  };

  void visit(ClassId root) {
    std::vector<Step> stack;
    push(stack, root);
    while (!stack.empty()) {
      Step& step = stack.back();
      auto& parents = classes_[step.id.index()].parents;
      if (step.next == parents.size()) {
        std::erase_if(parents, [](ClassId id) { return !id.is_valid(); });
        close(step.id);
        stack.pop_back();
        continue;
      }
      ClassId& parent = parents[step.next++];
      if (colours_[parent.index()] == Colour::grey) {
        report(stack, parent);
        parent = {};  // cut here
      } else if (colours_[parent.index()] == Colour::white) {
        push(stack, parent);
      }
    }
  }

  void push(std::vector<Step>& stack, ClassId id) {
    colours_[id.index()] = Colour::grey;
    positions_[id.index()] = stack.size();
    stack.push_back({id});
  }

  void close(ClassId id) {
    colours_[id.index()] = Colour::black;
    auto& all = ancestors_[id.index()];
    all.push_back(id);
    for (const ClassId parent : classes_[id.index()].parents) {
      const auto& more = ancestors_[parent.index()];
      all.insert(all.end(), more.begin(), more.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() <= kClassesMax) return;
    const ClassDef& entity = classes_[id.index()];
    ctx_.sink.emit(Code::TooManyClasses, entity.span, fmt::format("`{}` belongs to more than {} classes", entity.name, kClassesMax))
        .under("those of its classes counted too")
        .with_help("flatten the hierarchy: a rule rarely needs more than three levels");
    all = {id};
  }

  void close_actions() {
    ctx_.class_members.resize(classes_.size());
    ctx_.action_classes.resize(ctx_.program.actions.size());
    for (std::uint32_t i = 0; i < ctx_.program.actions.size(); ++i) {
      auto& all = ctx_.action_classes[i];
      for (const ClassId id : ctx_.program.actions[i].classes)
        all.insert(all.end(), ancestors_[id.index()].begin(), ancestors_[id.index()].end());
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
      for (const ClassId id : all) ctx_.class_members[id.index()].push_back(base::ActionId{i});
    }
  }

  void report(const std::vector<Step>& stack, ClassId back) {
    const ClassDef& first = classes_[back.index()];
    diagnostics::Diagnostic& diagnostic = ctx_.sink.emit(Code::ClassCycle, first.span, fmt::format("`{}` belongs to itself", first.name));
    std::string path = fmt::format("`{}`", first.name);
    std::size_t shown = 0;
    for (std::size_t i = positions_[back.index()] + 1; i < stack.size() && shown < kNamesShown; ++i, ++shown) {
      const ClassDef& other = classes_[stack[i].id.index()];
      path += fmt::format(" is `{}`", other.name);
      diagnostic.label(other.span, fmt::format("through `{}`", other.name));
    }
    const bool more = stack.size() - positions_[back.index()] - 1 > shown;
    diagnostic.note(fmt::format("{}{} is `{}`", path, more ? " is …" : "", first.name)).with_help("leave out one of these `is`");
  }

  Context& ctx_;
  std::vector<ClassDef>& classes_;
  std::vector<Colour> colours_;
  std::vector<std::size_t> positions_;  // on the stack, while grey
  std::vector<std::vector<ClassId>> ancestors_;
};

}  // namespace

void close_classes(Context& ctx) { Closure(ctx).run(); }

}  // namespace envelope::check
