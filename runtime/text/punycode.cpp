#include "runtime/text/punycode.h"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "runtime/text/code_range.h"

namespace envelope::text {

namespace {

// RFC 3492 section 5.
constexpr std::uint32_t kBase = 36;
constexpr std::uint32_t kThresholdMin = 1;
constexpr std::uint32_t kThresholdMax = 26;
constexpr std::uint32_t kSkew = 38;
constexpr std::uint32_t kDamp = 700;
constexpr std::uint32_t kInitialBias = 72;
constexpr std::uint32_t kInitialCode = 128;

std::uint32_t adapt(std::uint32_t delta, std::uint32_t points, bool is_first) {
  delta /= is_first ? kDamp : 2;
  delta += delta / points;
  std::uint32_t k = 0;
  while (delta > (kBase - kThresholdMin) * kThresholdMax / 2) {
    delta /= kBase - kThresholdMin;
    k += kBase;
  }
  return k + (kBase - kThresholdMin + 1) * delta / (delta + kSkew);
}

char digit(std::uint32_t value) { return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26)); }

// A generalised variable-length integer.
void append_delta(std::string& out, std::uint32_t delta, std::uint32_t bias) {
  for (std::uint32_t k = kBase;; k += kBase) {
    const std::uint32_t threshold = k <= bias ? kThresholdMin : std::min(k - bias, kThresholdMax);
    if (delta < threshold) break;
    out += digit(threshold + (delta - threshold) % (kBase - threshold));
    delta = (delta - threshold) / (kBase - threshold);
  }
  out += digit(delta);
}

}  // namespace

std::optional<std::string> encode_punycode(std::u32string_view label) {
  std::string out;
  for (const char32_t code : label) {
    if (code < kInitialCode) out += static_cast<char>(code);
  }
  const auto basic = static_cast<std::uint32_t>(out.size());
  if (basic > 0) out += '-';
  std::uint32_t handled = basic;
  std::uint32_t code = kInitialCode;
  std::uint32_t bias = kInitialBias;
  std::uint32_t delta = 0;
  while (handled < label.size()) {
    std::uint32_t next = kCodePointMax + 1;
    for (const char32_t c : label) {
      if (c >= code && c < next) next = c;
    }
    const std::uint64_t grown = delta + std::uint64_t{next - code} * (handled + 1);
    if (grown + label.size() > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    delta = static_cast<std::uint32_t>(grown);
    code = next;
    for (const char32_t c : label) {
      if (c < code) ++delta;
      if (c != code) continue;
      append_delta(out, delta, bias);
      bias = adapt(delta, handled + 1, handled == basic);
      delta = 0;
      ++handled;
    }
    ++delta;
    ++code;
  }
  return out;
}

}  // namespace envelope::text
