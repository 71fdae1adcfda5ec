// Events that the processor counts: what a decision costs besides time. Many virtual machines do not let them be read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace envelope::bench {

inline constexpr std::array<std::string_view, 4> kCounterNames = {"instructions", "cycles", "branch_misses", "l1d_misses"};
using Counts = std::array<std::uint64_t, kCounterNames.size()>;

class Counters {
 public:
  Counters();
  Counters(const Counters&) = delete;
  Counters& operator=(const Counters&) = delete;
  ~Counters();

  [[nodiscard]] bool available() const { return files_[0] >= 0; }
  void start();
  [[nodiscard]] Counts stop();  // zeros for what is not available

 private:
  std::array<int, kCounterNames.size()> files_;
};

}  // namespace envelope::bench
