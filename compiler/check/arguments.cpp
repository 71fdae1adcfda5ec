#include "compiler/check/arguments.h"

#include <fmt/format.h>

#include "compiler/base/nearest.h"
#include "compiler/check/resolve.h"

namespace envelope::check {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

class Binder {
 public:
  Binder(Context& ctx, const std::vector<Attribute>& places, const ArgumentUse& use)
      : ctx_(ctx), places_(places), use_(use), given_(places.size()) {}

  std::vector<TypedArgument> run(const syntax::Value* first, const syntax::Arguments* arguments) {
    if (first != nullptr) add_positional(*first, first->span);
    if (arguments != nullptr)
      for (const syntax::Argument& argument : arguments->items) add(argument);
    if (!use_.may_omit && !ctx_.is_broken && !failed_) report_missing();
    return std::move(out_);
  }

 private:
  void add(const syntax::Argument& argument) {
    if (!argument.name) return add_positional(argument.value, argument.span);
    if (argument.name->is_missing()) return;
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (places_[i].name == argument.name->text) return bind(i, argument.value, argument.name->span);
    std::vector<std::string_view> names;
    for (const Attribute& place : places_) names.push_back(place.name);
    failed_ = true;
    Diagnostic& diagnostic = ctx_.report(Code::UnknownArgument, argument.name->span,
                                         fmt::format("`{}` has no {} `{}`", use_.callee, use_.noun, argument.name->text));
    if (suggest(diagnostic, argument.name->span, base::nearest(argument.name->text, names))) return;
    diagnostic.with_help(names.empty() ? fmt::format("it takes none: write `{}` alone", use_.callee)
                                       : fmt::format("it has {}", fmt::join(names, ", ")));
  }

  void add_positional(const syntax::Value& value, base::Span span) {
    while (next_ < places_.size() && given_[next_].is_valid()) ++next_;
    if (next_ < places_.size()) return bind(next_, value, span);
    failed_ = true;
    Diagnostic& diagnostic =
        ctx_.report(Code::UnknownArgument, span, fmt::format("`{}` takes {} and this is one more", use_.callee, count()));
    diagnostic.with_help("leave it out");
  }

  [[nodiscard]] std::string count() const {
    if (places_.empty()) return "no arguments";
    return fmt::format("{} argument{}", places_.size(), places_.size() == 1 ? "" : "s");
  }

  void bind(std::size_t index, const syntax::Value& value, base::Span span) {
    const Attribute& place = places_[index];
    if (given_[index].is_valid()) {
      ctx_.report(Code::RepeatedArgument, span, fmt::format("`{}` is given twice", place.name))
          .label(given_[index], "first given here")
          .with_help("keep one of them");
      return;
    }
    given_[index] = span;
    auto constant = type_value(ctx_, value, {place.type, place.name, use_.text, use_.bare_words});
    if (constant) out_.push_back({&place, std::move(*constant)});
  }

  void report_missing() {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (places_[i].optional || given_[i].is_valid()) continue;
      Diagnostic& diagnostic =
          ctx_.report(Code::MissingArgument, use_.callee_span, fmt::format("`{}` is given no `{}`", use_.callee, places_[i].name));
      if (places_[i].span.is_valid()) diagnostic.label(places_[i].span, "asked for here");
      diagnostic.with_help(fmt::format("write `{}({}: …)`, or declare it optional: `{}?`", use_.callee, places_[i].name, places_[i].name));
      return;
    }
  }

  Context& ctx_;
  const std::vector<Attribute>& places_;
  const ArgumentUse& use_;
  std::vector<base::Span> given_;
  std::vector<TypedArgument> out_;
  std::size_t next_ = 0;
  bool failed_ = false;
};

}  // namespace

std::vector<TypedArgument> type_arguments(Context& ctx, const std::vector<Attribute>& places, const syntax::Value* first,
                                          const syntax::Arguments* arguments, const ArgumentUse& use) {
  return Binder(ctx, places, use).run(first, arguments);
}

}  // namespace envelope::check
