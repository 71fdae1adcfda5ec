// Looking through a `let` at what it stands for.
#pragma once

#include "compiler/check/context.h"

namespace envelope::check {

// The `let` that a one-word value names, or null.
[[nodiscard]] const LetInfo* find_let(const Context& ctx, const syntax::Value& value);

// While it lives, `let.value` is being read: times belong to the module that wrote it, messages point at `use`.
class LetUse {
 public:
  LetUse(Context& ctx, const LetInfo& let, base::Span use) : ctx_(ctx), module_(ctx.module) {
    ctx.module = let.module;
    ctx.let_uses.push_back({use, let.tree->name.text});
  }
  ~LetUse() {
    ctx_.module = module_;
    ctx_.let_uses.pop_back();
  }
  LetUse(const LetUse&) = delete;
  LetUse& operator=(const LetUse&) = delete;

 private:
  Context& ctx_;
  std::size_t module_;
};

}  // namespace envelope::check
