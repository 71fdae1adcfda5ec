// One contestant's rounds. How it is measured:
//
//   * Every round asks the whole stream in an order of its own, drawn at random, the same for all contestants. Contestants take turns,
//     round by round, and begin in another place each time, so that whatever else the machine does falls on all of them.
//   * Requests are asked in batches of 16. Before the clock starts, every cache line of the batch's requests is read, for a caller has
//     just made the request; the policy's own data is as cold as a random order leaves it.
//   * mean: the clock is read around a batch; a round's mean is that of its batches, without those that took more than kInterrupted times
//     the median batch, in which the machine did something else (their share is printed); the figure is the median of the rounds.
//   * p99: the clock is read around every single decision; a request's time is the median of its rounds, which leaves interruptions of
//     the machine out but keeps what the request itself costs; the figure is the 99th percentile over the requests.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/decide/clock.h"
#include "tests/bench/decide/counters.h"

namespace envelope::bench {

inline constexpr std::size_t kBatch = 16;
inline constexpr double kInterrupted = 20;

inline double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}
inline double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * share);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// Keeps a value without storing it anywhere that matters.
inline void keep(std::uint64_t value) { asm volatile("" : : "r"(value)); }

// Reads every cache line of a piece of memory.
inline std::uint64_t touch(const void* at, std::size_t bytes) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < bytes; i += 64) sum += static_cast<const volatile unsigned char*>(at)[i];
  return bytes == 0 ? 0 : sum + static_cast<const volatile unsigned char*>(at)[bytes - 1];
}

struct Figures {
  std::string name;
  std::vector<double> means;  // per round
  std::size_t batches = 0, interrupted = 0;
  std::vector<std::vector<float>> singles;  // per round, by request
  Counts counts;                            // of the last counted round, all decisions together

  [[nodiscard]] double mean() const { return median(means); }
  [[nodiscard]] double p99() const {
    std::vector<double> typical(singles.empty() ? 0 : singles[0].size());
    std::vector<double> rounds(singles.size());
    for (std::size_t i = 0; i < typical.size(); ++i) {
      for (std::size_t r = 0; r < rounds.size(); ++r) rounds[r] = static_cast<double>(singles[r][i]);
      typical[i] = median(rounds);
    }
    return percentile(std::move(typical), 0.99);
  }
};

// `Decider` has touch(i), which reads request i, and decide(i), which gives a number that depends on the answer.
template <typename Decider>
void batch_round(const Decider& decider, const std::vector<std::uint32_t>& order, const Clock& clock, Figures& figures) {
  std::vector<double> times;
  times.reserve(order.size() / kBatch);
  for (std::size_t first = 0; first + kBatch <= order.size(); first += kBatch) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kBatch; ++i) sum += decider.touch(order[first + i]);
    keep(sum);
    const std::uint64_t began = Clock::now();
    for (std::size_t i = 0; i < kBatch; ++i) sum += decider.decide(order[first + i]);
    keep(sum);
    times.push_back(clock.ns(Clock::now() - began));
  }
  const double longest = kInterrupted * median(times);
  double total = 0;
  std::size_t counted = 0;
  for (const double time : times) {
    if (time > longest) continue;
    total += time;
    ++counted;
  }
  figures.batches += times.size();
  figures.interrupted += times.size() - counted;
  figures.means.push_back(counted == 0 ? 0 : total / static_cast<double>(counted * kBatch));
}

template <typename Decider>
void single_round(const Decider& decider, const std::vector<std::uint32_t>& order, const Clock& clock, Figures& figures) {
  std::vector<float> times(order.size());
  for (std::size_t first = 0; first + kBatch <= order.size(); first += kBatch) {
    std::uint64_t sum = 0;
    std::uint64_t ticks[kBatch];
    for (std::size_t i = 0; i < kBatch; ++i) sum += decider.touch(order[first + i]);
    keep(sum);
    for (std::size_t i = 0; i < kBatch; ++i) {
      const std::uint32_t request = order[first + i];
      const std::uint64_t began = Clock::now();
      keep(decider.decide(request));
      ticks[i] = Clock::now() - began;
    }
    for (std::size_t i = 0; i < kBatch; ++i) times[order[first + i]] = static_cast<float>(clock.ns(ticks[i]));
  }
  figures.singles.push_back(std::move(times));
}

// Events of the processor over one pass, where the machine lets them be counted. The touching is counted too, and taken off.
template <typename Decider>
void count_round(const Decider& decider, const std::vector<std::uint32_t>& order, Counters& counters, Figures& figures) {
  std::uint64_t sum = 0;
  counters.start();
  for (const std::uint32_t request : order) sum += decider.touch(request);
  const Counts touching = counters.stop();
  counters.start();
  for (const std::uint32_t request : order) sum += decider.touch(request) + decider.decide(request);
  const Counts both = counters.stop();
  keep(sum);
  for (std::size_t i = 0; i < both.size(); ++i) figures.counts[i] = both[i] > touching[i] ? both[i] - touching[i] : 0;
}

}  // namespace envelope::bench
