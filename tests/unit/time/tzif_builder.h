// Writes TZif files by hand, whole or broken on purpose.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct TzifBuilder {
  std::vector<std::int64_t> times;
  std::vector<int> type_of;
  std::vector<std::int32_t> offsets = {0};
  std::string footer = "\nUTC0\n";
  char version = '2';
  char second_version = '2';
  std::uint32_t leap_count = 0;
  std::uint32_t ut_count = 0;
  unsigned char is_dst = 0;
  unsigned char name_index = 0;

  static void append(std::string& out, std::uint64_t value, int width) {
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xffU);
  }

  static std::string header(char version, std::uint32_t ut, std::uint32_t leaps, std::size_t times, std::size_t types,
                            std::uint32_t name_bytes) {
    std::string out = "TZif";
    out += version;
    out.append(15, '\0');
    for (const std::uint64_t count : {std::uint64_t{ut}, std::uint64_t{0}, std::uint64_t{leaps}, std::uint64_t{times}, std::uint64_t{types},
                                      std::uint64_t{name_bytes}}) {
      append(out, count, 4);
    }
    return out;
  }

  [[nodiscard]] std::string build() const {
    // The block for old readers is as small as it may be.
    std::string out = header(version, 0, 0, 0, 1, 4);
    out.append(6, '\0');
    out.append("UTC\0", 4);
    out += header(second_version, ut_count, leap_count, times.size(), offsets.size(), 4);
    for (const std::int64_t time : times) append(out, static_cast<std::uint64_t>(time), 8);
    for (const int type : type_of) append(out, static_cast<std::uint64_t>(type), 1);
    for (const std::int32_t offset : offsets) {
      append(out, static_cast<std::uint32_t>(offset), 4);
      append(out, is_dst, 1);
      append(out, name_index, 1);
    }
    out.append("ABC\0", 4);
    out.append(leap_count * 12U, '\0');
    out.append(ut_count, '\0');
    return out + footer;
  }
};
