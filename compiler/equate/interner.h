// Numbers for lists: the same list, the same number.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace envelope::equate {

class Interner {
 public:
  using List = std::vector<std::uint32_t>;

  // The number of `list`: that of an equal one, or the next.
  std::uint32_t number_of(List list) {
    const auto [entry, is_new] = numbers_.try_emplace(std::move(list), static_cast<std::uint32_t>(lists_.size()));
    if (is_new) lists_.push_back(&entry->first);
    return entry->second;
  }
  [[nodiscard]] const List& list(std::uint32_t number) const { return *lists_[number]; }
  [[nodiscard]] std::size_t size() const { return lists_.size(); }

 private:
  struct Hash {
    std::size_t operator()(const List& list) const {
      std::uint64_t hash = 0x9E3779B97F4A7C15U;
      for (const std::uint32_t each : list) hash = (hash ^ each) * 0xFF51AFD7ED558CCDU, hash ^= hash >> 29U;
      return static_cast<std::size_t>(hash);
    }
  };

  std::unordered_map<List, std::uint32_t, Hash> numbers_;  // keys stay where they are
  std::vector<const List*> lists_;
};

}  // namespace envelope::equate
