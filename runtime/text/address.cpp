#include "runtime/text/address.h"

#include <algorithm>

namespace envelope::text {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::uint16_t> parse_group(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    const int digit = hex_value(c);
    if (digit < 0) return std::nullopt;
    value = value << 4 | static_cast<unsigned>(digit);
  }
  return static_cast<std::uint16_t>(value);
}

// Up to eight groups separated by single colons; the last may be dotted decimal and then counts as two.
struct Groups {
  Address6 values{};
  std::size_t count = 0;
};

std::optional<Groups> parse_groups(std::string_view text, bool may_end_in_address4) {
  Groups groups;
  if (text.empty()) return groups;
  std::size_t at = 0;
  while (true) {
    const std::size_t colon = text.find(':', at);
    const bool is_last = colon == std::string_view::npos;
    const std::string_view part = text.substr(at, is_last ? std::string_view::npos : colon - at);
    if (is_last && may_end_in_address4 && part.find('.') != std::string_view::npos) {
      const auto tail = parse_address4(part);
      if (!tail || groups.count + 2 > groups.values.size()) return std::nullopt;
      groups.values[groups.count++] = static_cast<std::uint16_t>((*tail)[0] << 8 | (*tail)[1]);
      groups.values[groups.count++] = static_cast<std::uint16_t>((*tail)[2] << 8 | (*tail)[3]);
      return groups;
    }
    const auto value = parse_group(part);
    if (!value || groups.count == groups.values.size()) return std::nullopt;
    groups.values[groups.count++] = *value;
    if (is_last) return groups;
    at = colon + 1;
  }
}

struct ZeroRun {
  std::size_t begin = 0;
  std::size_t size = 0;
};

// The longest run of zero groups, the first of equals.
ZeroRun longest_zero_run(const Address6& address) {
  ZeroRun best;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (address[i] != 0) {
      begin = i + 1;
    } else if (i + 1 - begin > best.size) {
      best = {begin, i + 1 - begin};
    }
  }
  return best;
}

char* write_group(char* out, unsigned value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  bool started = false;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const unsigned digit = (value >> shift) & 0xFU;
    started = started || digit != 0 || shift == 0;
    if (started) *out++ = kDigits[digit];
  }
  return out;
}

char* write_decimal(char* out, unsigned value) {
  if (value >= 100) *out++ = static_cast<char>('0' + value / 100);
  if (value >= 10) *out++ = static_cast<char>('0' + value / 10 % 10);
  *out++ = static_cast<char>('0' + value % 10);
  return out;
}

}  // namespace

std::optional<Address4> parse_address4(std::string_view text) {
  Address4 address{};
  std::size_t at = 0;
  for (std::size_t part = 0; part < address.size(); ++part) {
    if (part > 0) {
      if (at == text.size() || text[at] != '.') return std::nullopt;
      ++at;
    }
    const std::size_t begin = at;
    unsigned value = 0;
    while (at < text.size() && is_digit(text[at]) && at - begin < 3) value = value * 10 + static_cast<unsigned>(text[at++] - '0');
    const std::size_t digits = at - begin;
    if (digits == 0 || value > 255 || (digits > 1 && text[begin] == '0')) return std::nullopt;
    address[part] = static_cast<std::uint8_t>(value);
  }
  if (at != text.size()) return std::nullopt;
  return address;
}

std::size_t print_address4_to(const Address4& address, char* out) {
  char* at = out;
  for (const std::uint8_t part : address) {
    if (at != out) *at++ = '.';
    at = write_decimal(at, part);
  }
  return static_cast<std::size_t>(at - out);
}

std::string print_address4(const Address4& address) {
  char out[kAddress4BytesMax];
  return {out, print_address4_to(address, out)};
}

std::optional<Address6> parse_address6(std::string_view text) {
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) {
    const auto groups = parse_groups(text, true);
    if (!groups || groups->count != 8) return std::nullopt;
    return groups->values;
  }
  const auto head = parse_groups(text.substr(0, gap), false);
  const auto tail = parse_groups(text.substr(gap + 2), true);
  if (!head || !tail || head->count + tail->count > 7) return std::nullopt;
  Address6 address{};
  std::copy_n(head->values.begin(), head->count, address.begin());
  std::copy_n(tail->values.begin(), tail->count, address.end() - static_cast<std::ptrdiff_t>(tail->count));
  return address;
}

std::size_t print_address6_to(const Address6& address, char* out) {
  const ZeroRun run = longest_zero_run(address);
  const bool compresses = run.size >= 2;
  char* at = out;
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (compresses && i == run.begin) {
      *at++ = ':';
      *at++ = ':';
      i += run.size - 1;
      continue;
    }
    if (at != out && at[-1] != ':') *at++ = ':';
    at = write_group(at, address[i]);
  }
  return static_cast<std::size_t>(at - out);
}

std::string print_address6(const Address6& address) {
  char out[kAddress6BytesMax];
  return {out, print_address6_to(address, out)};
}

std::optional<Address4> mapped_address4(const Address6& address) {
  const bool is_mapped =
      std::all_of(address.begin(), address.begin() + 5, [](std::uint16_t group) { return group == 0; }) && address[5] == 0xFFFF;
  if (!is_mapped) return std::nullopt;
  return Address4{static_cast<std::uint8_t>(address[6] >> 8), static_cast<std::uint8_t>(address[6] & 0xFF),
                  static_cast<std::uint8_t>(address[7] >> 8), static_cast<std::uint8_t>(address[7] & 0xFF)};
}

}  // namespace envelope::text
