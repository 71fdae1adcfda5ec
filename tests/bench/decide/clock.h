// The clock of the measurements: the processor's own counter where there is one, fenced so that nothing before or after the measured calls
// is counted with them; the cost of reading it is measured and taken off.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace envelope::bench {

class Clock {
 public:
  Clock() {
    calibrate();
    std::vector<std::uint64_t> costs(10'001);
    for (std::uint64_t& cost : costs) {
      const std::uint64_t began = now();
      cost = now() - began;
    }
    std::nth_element(costs.begin(), costs.begin() + 5'000, costs.end());
    overhead_ = costs[5'000];
  }

  // Ticks. Waits until everything before it is done, and lets nothing behind it begin.
  static std::uint64_t now() {
#if defined(__x86_64__)
    _mm_lfence();
    const std::uint64_t ticks = __rdtsc();
    _mm_lfence();
    return ticks;
#else
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
  }
  static const char* name() {
#if defined(__x86_64__)
    return "rdtsc between lfences";
#else
    return "std::chrono::steady_clock";
#endif
  }

  // Nanoseconds between two readings, without the cost of a reading.
  [[nodiscard]] double ns(std::uint64_t ticks) const {
    return ticks > overhead_ ? static_cast<double>(ticks - overhead_) * ns_per_tick_ : 0.0;
  }
  [[nodiscard]] double overhead_ns() const { return static_cast<double>(overhead_) * ns_per_tick_; }

 private:
  void calibrate() {
    using Steady = std::chrono::steady_clock;
    const Steady::time_point began = Steady::now();
    const std::uint64_t first = now();
    while (Steady::now() - began < std::chrono::milliseconds(50)) {
    }
    const std::uint64_t ticks = now() - first;
    const double ns = std::chrono::duration<double, std::nano>(Steady::now() - began).count();
    ns_per_tick_ = ns / static_cast<double>(ticks);
  }

  double ns_per_tick_ = 1;
  std::uint64_t overhead_ = 0;
};

}  // namespace envelope::bench
