#include "compiler/check/keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/nearest.h"
#include "compiler/check/resolve.h"

namespace envelope::check {

using diagnostics::Code;

namespace {

// What the host can tell apart without being told by an attribute.
const std::vector<std::string_view>& known_keys() {
  static const std::vector<std::string_view> keys = {"agent", "session", "process", "command", "job", "tier", "human", "host", "action"};
  return keys;
}

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<std::string> check_keys(Context& ctx, const std::vector<syntax::Name>& names, const ConditionScope& scope) {
  std::vector<std::string> keys;
  for (const syntax::Name& name : names) {
    if (name.is_missing()) continue;
    if (std::find(keys.begin(), keys.end(), name.text) != keys.end()) {
      ctx.sink.emit(Code::RepeatedItem, name.span, fmt::format("`{}` is named twice", name.text)).with_help("keep one of them");
      continue;
    }
    if (!contains(known_keys(), name.text) && !has_attribute_everywhere(ctx, scope, name.text)) {
      if (scope.is_poisoned) continue;
      std::vector<std::string_view> candidates = known_keys();
      const std::vector<std::string_view> attributes = attribute_names(ctx, scope);
      candidates.insert(candidates.end(), attributes.begin(), attributes.end());
      diagnostics::Diagnostic& diagnostic =
          ctx.sink.emit(Code::UnknownKey, name.span, fmt::format("`{}` is nothing that is counted apart", name.text));
      if (!suggest(diagnostic, name.span, base::nearest(name.text, candidates)))
        diagnostic.with_help(fmt::format("`each` takes an attribute of every target, or one of: {}", fmt::join(known_keys(), ", ")));
      continue;
    }
    keys.push_back(name.text);
  }
  return keys;
}

std::vector<std::string> check_keys(Context& ctx, const std::optional<syntax::Each>& each, const ConditionScope& scope) {
  return each ? check_keys(ctx, each->keys, scope) : std::vector<std::string>{};
}

}  // namespace envelope::check
