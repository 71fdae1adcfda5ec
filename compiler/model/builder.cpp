#include "compiler/model/builder.h"

#include <algorithm>
#include <utility>

namespace envelope::model {
namespace {

template <typename T>
void sort_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

// The id of `key` in `map`, appending `key` to `store` when it is new.
template <typename Id, typename Key, typename Map>
Id intern_in(Map& map, std::vector<Key>& store, Key key) {
  const auto [entry, is_new] = map.try_emplace(key, Id{static_cast<std::uint32_t>(store.size())});
  if (is_new) store.push_back(std::move(key));
  return entry->second;
}

}  // namespace

Builder::Builder(PolicyModel& model) : model_(model) {
  if (model_.guards.empty()) model_.guards.push_back(Guard{});
  guards_.emplace(Guard{}, GuardId{0});
}

AttributeId Builder::attribute(const std::string& name, const Type& type) {
  const auto [entry, is_new] = attributes_.try_emplace({name, type}, AttributeId{static_cast<std::uint32_t>(model_.attributes.size())});
  if (is_new) model_.attributes.push_back({name, type});
  return entry->second;
}

PrincipalSetId Builder::principals(std::vector<base::PrincipalId> members) {
  sort_unique(members);
  return intern_in<PrincipalSetId>(principal_sets_, model_.principal_sets, std::move(members));
}

ActionSetId Builder::actions(std::vector<base::ActionId> members) {
  sort_unique(members);
  return intern_in<ActionSetId>(action_sets_, model_.action_sets, std::move(members));
}

GuardId Builder::intern(Guard guard) { return intern_in<GuardId>(guards_, model_.guards, std::move(guard)); }

GuardId Builder::never() { return negation(always()); }

GuardId Builder::atom(Atom atom) {
  if (atom.op == AtomOperator::equals) sort_unique(atom.numbers);
  sort_unique(atom.texts);
  const AtomId id = intern_in<AtomId>(atoms_, model_.atoms, std::move(atom));
  return intern(Guard{GuardKind::atom, id, {}});
}

GuardId Builder::negation(GuardId inner) {
  const Guard& guard = model_.guards[inner.index()];
  if (guard.kind == GuardKind::negation) return guard.children[0];
  return intern(Guard{GuardKind::negation, {}, {inner}});
}

GuardId Builder::join(GuardKind kind, const std::vector<GuardId>& items) {
  std::vector<GuardId> flat;
  for (const GuardId item : items) {
    const Guard& guard = model_.guards[item.index()];
    if (guard.kind == kind)
      flat.insert(flat.end(), guard.children.begin(), guard.children.end());
    else
      flat.push_back(item);
  }
  sort_unique(flat);
  if (flat.size() == 1) return flat.front();
  return intern(Guard{kind, {}, std::move(flat)});
}

GuardId Builder::all(std::vector<GuardId> items) {
  std::erase(items, always());
  if (items.empty()) return always();
  return join(GuardKind::all, items);
}

GuardId Builder::any(std::vector<GuardId> items) {
  if (std::find(items.begin(), items.end(), always()) != items.end()) return always();
  if (items.empty()) return never();
  return join(GuardKind::any, items);
}

}  // namespace envelope::model
