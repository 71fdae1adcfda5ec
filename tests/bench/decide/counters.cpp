#include "tests/bench/decide/counters.h"

#if defined(__linux__)
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstring>
#endif

namespace envelope::bench {

#if defined(__linux__)

namespace {

int open_counter(std::uint32_t type, std::uint64_t config) {
  perf_event_attr attributes;
  std::memset(&attributes, 0, sizeof attributes);
  attributes.size = sizeof attributes;
  attributes.type = type;
  attributes.config = config;
  attributes.disabled = 1;
  attributes.exclude_kernel = 1;
  attributes.exclude_hv = 1;
  return static_cast<int>(syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0));
}

}  // namespace

Counters::Counters() {
  constexpr std::uint64_t kReadMisses =
      PERF_COUNT_HW_CACHE_L1D | PERF_COUNT_HW_CACHE_OP_READ << 8U | PERF_COUNT_HW_CACHE_RESULT_MISS << 16U;
  files_ = {open_counter(PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS), open_counter(PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES),
            open_counter(PERF_TYPE_HARDWARE, PERF_COUNT_HW_BRANCH_MISSES), open_counter(PERF_TYPE_HW_CACHE, kReadMisses)};
}

Counters::~Counters() {
  for (const int file : files_)
    if (file >= 0) close(file);
}

void Counters::start() {
  for (const int file : files_) {
    if (file < 0) continue;
    ioctl(file, PERF_EVENT_IOC_RESET, 0);
    ioctl(file, PERF_EVENT_IOC_ENABLE, 0);
  }
}

Counts Counters::stop() {
  for (const int file : files_)
    if (file >= 0) ioctl(file, PERF_EVENT_IOC_DISABLE, 0);
  Counts counts{};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (files_[i] < 0 || read(files_[i], &counts[i], sizeof counts[i]) != sizeof counts[i]) counts[i] = 0;
  }
  return counts;
}

#else

Counters::Counters() { files_.fill(-1); }
Counters::~Counters() = default;
void Counters::start() {}
Counts Counters::stop() { return {}; }

#endif

}  // namespace envelope::bench
