// Numbers for lists: the same list, the same number.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace envelope::equate {

class Interner {
 public:
  using List = std::span<const std::uint32_t>;

  // The number of `list`: that of an equal one, or the next.
  std::uint32_t number_of(List list) {
    if (slots_.size() < 2 * (size() + 1)) grow();
    for (std::size_t at = hash(list) & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      const std::uint32_t number = slots_[at];
      if (number == kFree) return slots_[at] = add(list);
      if (std::ranges::equal(this->list(number), list)) return number;
    }
  }
  // Valid until the next number_of().
  [[nodiscard]] List list(std::uint32_t number) const { return List(words_).subspan(ends_[number], ends_[number + 1] - ends_[number]); }
  [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }

 private:
  static constexpr std::uint32_t kFree = UINT32_MAX;

  static std::size_t hash(List list) {
    std::uint64_t hash = 0x9E3779B97F4A7C15U ^ list.size();
    for (const std::uint32_t each : list) {
      hash = (hash ^ each) * 0xFF51AFD7ED558CCDU;
      hash ^= hash >> 29U;
    }
    return static_cast<std::size_t>(hash);
  }

  std::uint32_t add(List list) {
    words_.insert(words_.end(), list.begin(), list.end());
    ends_.push_back(words_.size());
    return static_cast<std::uint32_t>(size() - 1);
  }

  void grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, kFree);
    for (std::uint32_t number = 0; number < size(); ++number) {
      std::size_t at = hash(list(number)) & (slots_.size() - 1);
      while (slots_[at] != kFree) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = number;
    }
  }

  std::vector<std::uint32_t> words_;
  std::vector<std::size_t> ends_{0};  // list n lies in [ends_[n], ends_[n + 1])
  std::vector<std::uint32_t> slots_;  // open addressing, at most half full
};

}  // namespace envelope::equate
