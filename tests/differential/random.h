// Our own random numbers: the same on every machine and library, so that a seed is a complete description of a run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace envelope::differential {

// xoshiro256**, seeded through splitmix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) {
    for (std::uint64_t& word : state_) word = next_seed(seed);
  }

  std::uint64_t next() {
    const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  // 0..bound-1; bound > 0. The tiny bias of `%` does not matter here.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  // first..last, both included.
  std::size_t between(std::size_t first, std::size_t last) { return first + below(last - first + 1); }
  bool percent(std::size_t chance) { return below(100) < chance; }

  template <typename T>
  const T& pick(const std::vector<T>& items) {
    return items[below(items.size())];
  }
  template <typename T>
  T pick(std::initializer_list<T> items) {
    return items.begin()[below(items.size())];
  }
  // The index of one of the weights, in proportion to them.
  std::size_t weighted(std::initializer_list<std::size_t> weights) {
    std::size_t total = 0;
    for (const std::size_t weight : weights) total += weight;
    std::size_t at = below(total);
    std::size_t index = 0;
    for (const std::size_t weight : weights) {
      if (at < weight) return index;
      at -= weight;
      ++index;
    }
    return index;
  }
  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }
  // `count` different items in random order.
  template <typename T>
  std::vector<T> some(std::vector<T> items, std::size_t count) {
    shuffle(items);
    if (items.size() > count) items.resize(count);
    return items;
  }

  // splitmix64: advances `seed` and gives the next number of its sequence.
  static std::uint64_t next_seed(std::uint64_t& seed) {
    std::uint64_t z = seed += 0x9E3779B97F4A7C15;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

 private:
  static std::uint64_t rotate(std::uint64_t word, int bits) { return word << bits | word >> (64 - bits); }
  std::uint64_t state_[4];
};

}  // namespace envelope::differential
