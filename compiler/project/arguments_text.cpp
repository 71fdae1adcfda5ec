#include "compiler/project/arguments_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace envelope::project {

namespace {

// Lengths stand before texts, so that no text can look like a sequence of two.
std::string marked(std::string_view text) { return fmt::format("{}:{}", text.size(), text); }

std::string canonical_value(const syntax::Value& value) {
  std::string out = fmt::format("k{}(", static_cast<int>(value.kind));
  std::string text = value.text;
  if (value.kind != syntax::ValueKind::string && value.kind != syntax::ValueKind::text) std::erase(text, '_');
  out += marked(text);
  if (value.kind == syntax::ValueKind::effect) out += base::effect_name(value.effect);
  if (value.kind == syntax::ValueKind::name)
    for (const syntax::Name& part : value.path.parts) out += marked(part.text);
  for (const syntax::Value& item : value.items) out += canonical_value(item);
  return out + ")";
}

}  // namespace

std::string canonical_arguments(const syntax::Arguments* arguments) {
  if (arguments == nullptr) return {};
  std::vector<std::string> items;
  for (std::size_t i = 0; i < arguments->items.size(); ++i) {
    const syntax::Argument& argument = arguments->items[i];
    const std::string key = argument.name ? "n" + marked(argument.name->text) : fmt::format("p{:06}", i);
    items.push_back(key + canonical_value(argument.value));
  }
  std::ranges::sort(items);
  return fmt::format("{}", fmt::join(items, ","));
}

}  // namespace envelope::project
