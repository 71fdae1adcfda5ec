#include "compiler/check/names.h"

#include <llvm/ADT/StringRef.h>

#include <algorithm>

#include "compiler/base/nearest.h"
#include "compiler/check/limits.h"

namespace envelope::check {

namespace {

llvm::StringRef ref(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::string_view kind_word(NameKind kind) {
  switch (kind) {
    case NameKind::action:
      return "action";
    case NameKind::class_:
      return "class";
    case NameKind::event:
      return "event";
    case NameKind::duty:
      return "duty";
    case NameKind::meter:
      return "meter";
    case NameKind::fact:
      return "fact";
    case NameKind::let:
      return "let";
    case NameKind::type:
      return "type";
    case NameKind::capability:
      return "capability";
    case NameKind::agent:
      return "agent";
    case NameKind::human:
      return "human";
    case NameKind::tier:
      return "tier";
    case NameKind::window:
      return "window";
    case NameKind::phase:
      return "phase";
    case NameKind::stop:
      return "stop";
    case NameKind::approval:
      return "approval";
    case NameKind::job:
      return "job";
    case NameKind::label:
      return "label";
    case NameKind::watch:
      return "watch";
  }
  return {};
}

std::string_view kind_plural(NameKind kind) {
  switch (kind) {
    case NameKind::action:
      return "actions";
    case NameKind::class_:
      return "classes";
    case NameKind::event:
      return "events";
    case NameKind::duty:
      return "duties";
    case NameKind::meter:
      return "meters";
    case NameKind::fact:
      return "facts";
    case NameKind::let:
      return "lets";
    case NameKind::type:
      return "types";
    case NameKind::capability:
      return "capabilities";
    case NameKind::agent:
      return "agents";
    case NameKind::human:
      return "humans";
    case NameKind::tier:
      return "tiers";
    case NameKind::window:
      return "windows";
    case NameKind::phase:
      return "phases";
    case NameKind::stop:
      return "stops";
    case NameKind::approval:
      return "approvals";
    case NameKind::job:
      return "jobs";
    case NameKind::label:
      return "labels";
    case NameKind::watch:
      return "watches";
  }
  return {};
}

std::string_view space_word(Space space) {
  switch (space) {
    case Space::targets:
      return "action or class";
    case Space::duties:
      return "duty";
    case Space::quantities:
      return "meter, fact or let";
    case Space::types:
      return "type";
    case Space::capabilities:
      return "capability";
    case Space::principals:
      return "agent or human";
    case Space::tiers:
      return "tier";
    case Space::switches:
      return "window, phase or stop";
    case Space::approvals:
      return "approval";
    case Space::jobs:
      return "job";
    case Space::labels:
      return "label";
    case Space::watches:
      return "watch";
  }
  return {};
}

std::string with_article(std::string_view noun) {
  const char first = noun.empty() ? 'x' : static_cast<char>(noun.front() | 0x20);
  const bool vowel = first == 'a' || first == 'e' || first == 'i' || first == 'o';
  return (vowel ? "an " : "a ") + std::string(noun);
}

const Declared* Names::find(Space space, std::string_view name) const {
  const auto& table = tables_[static_cast<std::size_t>(space)];
  const auto found = table.find(ref(name));
  return found == table.end() ? nullptr : &found->second;
}

const Declared* Names::add(Space space, std::string_view name, Declared declared) {
  const auto [entry, added] = tables_[static_cast<std::size_t>(space)].try_emplace(ref(name), declared);
  return added ? nullptr : &entry->second;
}

const Declared* Names::elsewhere(Space not_in, std::string_view name) const {
  for (std::size_t i = 0; i < kSpaces; ++i) {
    const auto space = static_cast<Space>(i);
    if (space == not_in || space == Space::watches) continue;
    if (const Declared* found = find(space, name)) return found;
  }
  return nullptr;
}

std::optional<base::Suggestion> Names::suggest(Space space, std::string_view name) const {
  const auto& table = tables_[static_cast<std::size_t>(space)];
  work_ += table.size();
  if (work_ > kSuggestionWorkMax) return std::nullopt;
  base::Nearest search(name);
  for (const auto& entry : table) search.offer({entry.getKeyData(), entry.getKeyLength()});
  return search.best();
}

std::optional<base::Suggestion> Names::suggest(std::initializer_list<NameKind> kinds, std::string_view name, std::string_view word) const {
  for (const auto& table : tables_) work_ += table.size();
  if (work_ > kSuggestionWorkMax) return std::nullopt;
  base::Nearest search(name);
  for (const auto& table : tables_) {
    for (const auto& entry : table)
      if (std::ranges::find(kinds, entry.getValue().kind) != kinds.end()) search.offer({entry.getKeyData(), entry.getKeyLength()});
  }
  if (!word.empty()) search.offer(word);
  return search.best();
}

}  // namespace envelope::check
