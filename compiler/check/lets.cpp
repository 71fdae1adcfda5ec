#include "compiler/check/lets.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/nearest.h"
#include "compiler/check/limits.h"
#include "compiler/check/passes.h"
#include "compiler/check/resolve.h"
#include "compiler/check/values.h"

namespace envelope::check {

using diagnostics::Code;
using syntax::Value;
using syntax::ValueKind;

const LetInfo* find_let(const Context& ctx, const Value& value) {
  if (value.kind != ValueKind::name || value.path.parts.size() != 1) return nullptr;
  const Declared* found = ctx.names.find(Space::quantities, value.path.parts[0].text);
  return found != nullptr && found->kind == NameKind::let ? &ctx.lets[found->index] : nullptr;
}

namespace {

constexpr std::size_t kNamesShown = 5;
constexpr std::size_t kHolesSearched = 1'000;
constexpr std::size_t kTooMany = kLetItemsMax + 1;  // sizes are counted up to here

// Depth and size of every `let`, circles found; iterative, because a chain may be as long as the policy.
class Expansion {
 public:
  explicit Expansion(Context& ctx) : ctx_(ctx), state_(ctx.lets.size()) {}

  void run() {
    for (std::uint32_t i = 0; i < ctx_.lets.size(); ++i)
      if (state_[i].colour == Colour::white) visit(i);
  }

 private:
  enum class Colour : std::uint8_t { white, grey, black };
  struct Reference {
    std::uint32_t let;
    base::Span span;
  };
  struct State {
    Colour colour = Colour::white;
    std::size_t depth = 1;
    std::vector<Reference> references;
    std::size_t next = 0;
    std::size_t position = 0;  // on the stack, while grey
  };

  void visit(std::uint32_t root) {
    std::vector<std::uint32_t> stack = {root};
    open(root, 0);
    while (!stack.empty()) {
      const std::uint32_t current = stack.back();
      State& state = state_[current];
      if (state.next == state.references.size()) {
        close(current);
        stack.pop_back();
        continue;
      }
      const Reference reference = state.references[state.next++];
      if (state_[reference.let].colour == Colour::grey) {
        report_cycle(stack, reference);
      } else if (state_[reference.let].colour == Colour::white) {
        open(reference.let, stack.size());
        stack.push_back(reference.let);
      }
    }
  }

  void open(std::uint32_t index, std::size_t position) {
    state_[index].colour = Colour::grey;
    state_[index].position = position;
    if (const Value* value = ctx_.lets[index].value) collect(*value, state_[index].references);
  }

  void collect(const Value& value, std::vector<Reference>& out) const {
    for (const Value& item : value.items) collect(item, out);
    if (const LetInfo* let = find_let(ctx_, value)) out.push_back({static_cast<std::uint32_t>(let - ctx_.lets.data()), value.span});
  }

  void close(std::uint32_t index) {
    State& state = state_[index];
    LetInfo& let = ctx_.lets[index];
    state.colour = Colour::black;
    bool over = false;
    for (const Reference& reference : state.references) {
      const LetInfo& other = ctx_.lets[reference.let];
      state.depth = std::max(state.depth, state_[reference.let].depth + 1);
      over = over || other.poisoned;
    }
    let.items = let.value != nullptr ? size(*let.value) : 1;
    if (let.poisoned || over) {
      let.poisoned = true;
      return;
    }
    if (state.depth > kLetDepthMax) {
      ctx_.sink
          .emit(Code::LetTooDeep, let.tree->name.span,
                fmt::format("`{}` names a `let` that names a `let`, {} deep", let.tree->name.text, state.depth))
          .with_help(fmt::format("{} is the deepest that can be; write the value out", kLetDepthMax));
      let.poisoned = true;
    } else if (let.items >= kTooMany) {
      ctx_.sink
          .emit(Code::LetTooLarge, let.tree->name.span,
                fmt::format("`{}` stands for more than {} values", let.tree->name.text, kLetItemsMax))
          .under("all its lists written out")
          .with_help("a pattern such as `\"*.example.com\"` covers many names at once");
      let.poisoned = true;
    }
  }

  [[nodiscard]] std::size_t size(const Value& value) const {
    if (const LetInfo* let = find_let(ctx_, value))
      return state_[static_cast<std::size_t>(let - ctx_.lets.data())].colour == Colour::black ? let->items : 1;
    if (value.kind != ValueKind::list) return 1;
    std::size_t total = 0;
    for (const Value& item : value.items) total = std::min(kTooMany, total + size(item));
    return total;
  }

  // Poisons the start of the circle; closing carries that to everything that needs it.
  void report_cycle(const std::vector<std::uint32_t>& stack, const Reference& back) {
    ctx_.lets[back.let].poisoned = true;
    std::vector<std::string> through;
    for (std::size_t i = state_[back.let].position + 1; i < stack.size() && through.size() < kNamesShown; ++i)
      through.push_back(fmt::format("`{}`", ctx_.lets[stack[i]].tree->name.text));
    const bool more = stack.size() - state_[back.let].position - 1 > through.size();
    const syntax::Name& name = ctx_.lets[back.let].tree->name;
    const std::string path = through.empty() ? std::string() : fmt::format(", through {}{}", fmt::join(through, ", "), more ? ", …" : "");
    ctx_.sink.emit(Code::LetCycle, name.span, fmt::format("`{}` stands for itself{}", name.text, path))
        .label(back.span, "and here it is needed again")
        .with_help("give one of them a value of its own");
  }

  Context& ctx_;
  std::vector<State> state_;
};

void report_no_hole(Context& ctx, std::size_t module, const BoundHole& argument, base::Span place) {
  std::vector<std::string_view> holes;
  for (std::size_t i = 0; i < ctx.lets.size() && i < kHolesSearched; ++i)
    if (ctx.lets[i].home == module && !ctx.lets[i].tree->value) holes.push_back(ctx.lets[i].tree->name.text);
  diagnostics::Diagnostic& diagnostic =
      ctx.sink.emit(Code::UnknownImportArgument, place, fmt::format("the imported file has no `let {}` to fill", argument.name));
  if (suggest(diagnostic, place, base::nearest(argument.name, holes))) return;
  if (holes.empty()) {
    diagnostic.with_help("it asks for no values: import it without any");
  } else {
    if (holes.size() > kNamesShown) holes.resize(kNamesShown);
    diagnostic.with_help(fmt::format("it asks for {}", fmt::join(holes, ", ")));
  }
}

void bind_argument(Context& ctx, std::size_t module, const BoundHole& argument) {
  const base::Span place = argument.name_span.is_valid() ? argument.name_span : argument.value->span;
  if (argument.name.empty()) {
    ctx.sink.emit(Code::UnknownImportArgument, place, "a value is given to the import without saying for which `let`")
        .with_help("name it: `import …(NAME: VALUE)`");
    return;
  }
  const Declared* found = ctx.names.find(Space::quantities, argument.name);
  LetInfo* let = found != nullptr && found->kind == NameKind::let ? &ctx.lets[found->index] : nullptr;
  if (let == nullptr || let->home != module) return report_no_hole(ctx, module, argument, place);
  if (let->tree->value) {
    ctx.sink
        .emit(Code::UnknownImportArgument, place,
              fmt::format("`{}` has a value of its own, which an import does not replace", argument.name))
        .label(let->tree->name.span, "it gets its value here")
        .with_help("leave the value out there to make it a hole: `let NAME: TYPE`");
  } else if (let->value != nullptr) {
    ctx.sink.emit(Code::RepeatedArgument, place, fmt::format("`{}` is given twice", argument.name))
        .label(let->value->span, "first given here");
  } else {
    let->value = argument.value;
    let->module = argument.importer;
  }
}

void report_empty_holes(Context& ctx) {
  for (LetInfo& let : ctx.lets) {
    if (let.value != nullptr) continue;
    let.poisoned = true;
    const syntax::Name& name = let.tree->name;
    const ModuleTree& module = ctx.modules[let.home];
    if (module.is_main) {
      ctx.sink
          .emit(Code::HoleInMainFile, name.span, fmt::format("`{}` has no value, and nobody imports this file to give it one", name.text))
          .with_help(fmt::format("write `let {} = …`, or import this file from another: `import …({}: …)`", name.text, name.text));
    } else {
      ctx.sink.emit(Code::UnfilledHole, module.imported_at, fmt::format("this import gives no value for `{}`", name.text))
          .label(name.span, "asked for here")
          .with_help(fmt::format("add it: `import …({}: …)`", name.text));
    }
  }
}

// A declared type, and numbers that cannot be read, are judged where they stand, used or not.
void check_value(Context& ctx, LetInfo& let) {
  if (let.tree->type) let.type = resolve_type(ctx, *let.tree->type);
  if (let.poisoned || let.value == nullptr) return;
  const std::size_t errors = ctx.sink.error_count();
  ctx.module = let.module;
  if (let.type && let.type->kind != base::TypeKind::error) {
    (void)type_value(ctx, *let.value, {*let.type, let.tree->name.text, TextUse::raw, false});
  } else if (!let.type) {
    check_numbers(ctx, *let.value);
  }
  let.poisoned = let.poisoned || ctx.sink.error_count() > errors;
}

}  // namespace

void bind_lets(Context& ctx) {
  for (std::size_t i = 0; i < ctx.modules.size(); ++i)
    for (const BoundHole& argument : ctx.modules[i].arguments) bind_argument(ctx, i, argument);
  report_empty_holes(ctx);
  Expansion(ctx).run();
}

void check_lets(Context& ctx) {
  for (LetInfo& let : ctx.lets) {
    ctx.module = let.home;
    check_value(ctx, let);
  }
}

}  // namespace envelope::check
