#include "runtime/cli/suggest.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace envelope::runtime_cli {
namespace {

constexpr std::size_t kNameBytesMax = 64;  // longer names are not worth a guess

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::array<std::array<std::size_t, kNameBytesMax + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

std::size_t edits_max(std::string_view name) { return name.size() <= 3 ? 1 : name.size() <= 8 ? 2 : 3; }

}  // namespace

Suggestion::Suggestion(std::string_view name) : name_(name), best_edits_(edits_max(name) + 1) {}

void Suggestion::offer(std::string_view candidate) {
  if (candidate.empty() || candidate.size() > kNameBytesMax || name_.size() > kNameBytesMax) return;
  const std::size_t longer = std::max(candidate.size(), name_.size());
  const std::size_t shorter = std::min(candidate.size(), name_.size());
  if (longer - shorter >= best_edits_) return;
  const std::size_t edits = edits_between(name_, candidate);
  if (edits == 0 || edits >= shorter || edits >= best_edits_) return;
  best_ = candidate;
  best_edits_ = edits;
}

std::string Suggestion::text() const {
  if (best_.empty()) return {};
  std::string text = "; did you mean `";
  text += best_;
  text += "`?";
  return text;
}

std::string suggest_principal(const env_table* table, std::string_view name) {
  env_table_info info{};
  info.size = sizeof info;
  if (env_table_describe(table, &info) != ENV_OK) return {};
  Suggestion suggestion(name);
  const char* text = nullptr;
  for (std::uint32_t id = 0; id < info.principals; ++id)
    if (const std::size_t size = env_principal_name(table, id, &text)) suggestion.offer({text, size});
  return suggestion.text();
}

std::string suggest_action(const env_table* table, std::string_view name) {
  env_table_info info{};
  info.size = sizeof info;
  if (env_table_describe(table, &info) != ENV_OK) return {};
  Suggestion suggestion(name);
  const char* text = nullptr;
  for (std::uint32_t id = 0; id < info.actions; ++id)
    if (const std::size_t size = env_action_name(table, id, &text)) suggestion.offer({text, size});
  return suggestion.text();
}

std::string suggest_attribute(const env_table* table, std::uint32_t action, std::string_view name) {
  if (action == ENV_NONE) return {};
  Suggestion suggestion(name);
  const char* text = nullptr;
  std::size_t size = env_attribute_name(table, action, 0, &text);
  for (std::uint32_t slot = 1; size > 0; ++slot) {
    suggestion.offer({text, size});
    size = env_attribute_name(table, action, slot, &text);
  }
  return suggestion.text();
}

}  // namespace envelope::runtime_cli
