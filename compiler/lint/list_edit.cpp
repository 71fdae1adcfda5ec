#include "compiler/lint/list_edit.h"

namespace envelope::lint {
namespace {

constexpr std::string_view kBlank = " \t\n";

std::string_view between(const base::SourceMap& sources, base::Span first, base::Span second) {
  if (first.file != second.file || first.end > second.begin) return {};
  return sources.text({first.file, first.end, second.begin});
}

}  // namespace

bool is_only(std::string_view text, std::string_view word) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return false;
  const std::size_t end = text.find_last_not_of(kBlank);
  return text.substr(begin, end + 1 - begin) == word;
}

std::optional<base::Span> without_item(const base::SourceMap& sources, base::Span previous, base::Span item) {
  if (!is_only(between(sources, previous, item), ",")) return std::nullopt;
  return base::Span{item.file, previous.end, item.end};
}

std::optional<base::Span> without_first(const base::SourceMap& sources, base::Span item, base::Span next) {
  if (!is_only(between(sources, item, next), ",")) return std::nullopt;
  return base::Span{item.file, item.begin, next.begin};
}

}  // namespace envelope::lint
