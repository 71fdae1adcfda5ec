#include "runtime/time/tzif.h"

#include <algorithm>
#include <array>
#include <limits>

#include "runtime/time/days.h"
#include "runtime/time/posix_tz.h"

// The layout (RFC 8536, section 3): a header and a data block in 32-bit times, kept for old readers and skipped here; a second header
// and data block in 64-bit times; a newline, the POSIX rule, a newline. All numbers are big-endian.
//
//   header  "TZif" version(1) zero(15) isutcnt isstdcnt leapcnt timecnt typecnt charcnt (4 bytes each)
//   block   times[timecnt] type_of[timecnt](1 byte) types[typecnt](offset 4, is_dst 1, name index 1) names[charcnt]
//           leaps[leapcnt] isstd[isstdcnt](1) isut[isutcnt](1)
namespace envelope::time {
namespace {

constexpr std::size_t kHeaderBytes = 44;
constexpr std::size_t kTypeBytes = 6;

struct Header {
  char version = 0;
  std::uint64_t ut_count = 0, standard_count = 0, leap_count = 0, time_count = 0, type_count = 0, name_bytes = 0;

  [[nodiscard]] std::uint64_t block_bytes(std::uint64_t time_bytes) const {
    return time_count * (time_bytes + 1) + type_count * kTypeBytes + name_bytes + leap_count * (time_bytes + 4) + standard_count + ut_count;
  }
};

std::uint64_t read_big_endian(std::string_view bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::int32_t read_int32(std::string_view bytes, std::size_t at) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(read_big_endian(bytes, at, 4)));
}

std::optional<Header> read_header(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes || bytes.substr(0, 4) != "TZif") return std::nullopt;
  Header header;
  header.version = bytes[4];
  std::array<std::uint64_t*, 6> counts = {&header.ut_count,   &header.standard_count, &header.leap_count,
                                          &header.time_count, &header.type_count,     &header.name_bytes};
  for (std::size_t i = 0; i < counts.size(); ++i) *counts[i] = read_big_endian(bytes, 20 + 4 * i, 4);
  const bool counts_fit = header.type_count > 0 && header.type_count <= 256 && header.name_bytes > 0 &&
                          (header.ut_count == 0 || header.ut_count == header.type_count) &&
                          (header.standard_count == 0 || header.standard_count == header.type_count);
  if (!counts_fit || header.version < '2' || header.version > '4') return std::nullopt;
  return header;
}

// The offsets of the local time types, each checked.
std::optional<std::vector<std::int32_t>> read_types(std::string_view types, const Header& header) {
  std::vector<std::int32_t> offsets;
  for (std::size_t i = 0; i < header.type_count; ++i) {
    const std::int32_t offset = read_int32(types, i * kTypeBytes);
    const std::uint64_t is_dst = read_big_endian(types, i * kTypeBytes + 4, 1);
    const std::uint64_t name = read_big_endian(types, i * kTypeBytes + 5, 1);
    if (offset < kMinOffsetSeconds || offset > kMaxOffsetSeconds || is_dst > 1 || name >= header.name_bytes) return std::nullopt;
    offsets.push_back(offset);
  }
  return offsets;
}

// Every transition the block lists, in seconds brought to milliseconds; all times before 1970 are kept as they order the rest.
struct History {
  std::int32_t first_offset_s = 0;  // before the first transition
  std::vector<Transition> transitions;
};

// Times so far away that milliseconds would overflow (some files begin with the Big Bang, -2^59 s) are pulled to the edge.
std::int64_t to_ms(std::int64_t seconds) {
  constexpr std::int64_t kEdge = std::numeric_limits<std::int64_t>::max() / kMsPerSecond;
  return std::min(std::max(seconds, -kEdge), kEdge) * kMsPerSecond;
}

std::optional<History> read_block(std::string_view block, const Header& header) {
  const std::size_t count = header.time_count;
  const auto offsets = read_types(block.substr(count * 9), header);
  if (!offsets) return std::nullopt;
  History history;
  history.first_offset_s = offsets->front();
  std::int64_t previous = std::numeric_limits<std::int64_t>::min();
  for (std::size_t i = 0; i < count; ++i) {
    const auto at = static_cast<std::int64_t>(read_big_endian(block, i * 8, 8));
    const std::uint64_t type = read_big_endian(block, count * 8 + i, 1);
    if ((i > 0 && at <= previous) || type >= offsets->size()) return std::nullopt;
    previous = at;
    history.transitions.push_back({to_ms(at), (*offsets)[type]});
  }
  return history;
}

// The text between the two newlines that must be all that is left.
std::optional<std::string_view> read_footer(std::string_view rest) {
  if (rest.size() < 2 || rest.front() != '\n' || rest.back() != '\n') return std::nullopt;
  const std::string_view footer = rest.substr(1, rest.size() - 2);
  if (footer.find('\n') != std::string_view::npos) return std::nullopt;
  return footer;
}

// Continues `history` by `rule` for every year up to `last_year`.
void extend(History& history, const PosixRule& rule, std::int32_t last_year) {
  // The rule alone counts in a file without transitions.
  if (history.transitions.empty()) history.first_offset_s = rule.standard_offset_s;
  const std::int64_t known_until =
      history.transitions.empty() ? std::numeric_limits<std::int64_t>::min() : history.transitions.back().at_ms;
  for (const Transition& transition : transitions_of(rule, kFirstYear - 1, last_year + 1)) {
    if (transition.at_ms > known_until) history.transitions.push_back(transition);
  }
}

// Cuts the history to `[1970, horizon)` and drops transitions that change a name or a flag but not the offset.
Zone cut(const History& history, std::int64_t horizon_ms) {
  Zone zone;
  zone.horizon_ms = horizon_ms;
  zone.first_offset_s = history.first_offset_s;
  std::int32_t offset = history.first_offset_s;
  for (const Transition& transition : history.transitions) {
    if (transition.at_ms >= horizon_ms) break;
    if (transition.at_ms <= 0) zone.first_offset_s = transition.offset_s;
    if (transition.at_ms > 0 && transition.offset_s != offset) zone.transitions.push_back(transition);
    offset = transition.offset_s;
  }
  return zone;
}

}  // namespace

std::optional<Zone> parse_tzif(std::string_view bytes, std::int32_t last_year) {
  if (bytes.size() > kMaxTzifBytes || last_year < kFirstYear || last_year >= kLastYear) return std::nullopt;
  const auto old = read_header(bytes);
  if (!old || bytes.size() - kHeaderBytes < old->block_bytes(4)) return std::nullopt;
  bytes.remove_prefix(kHeaderBytes + old->block_bytes(4));
  const auto header = read_header(bytes);
  if (!header || header->version != old->version || header->leap_count != 0) return std::nullopt;
  if (bytes.size() - kHeaderBytes < header->block_bytes(8)) return std::nullopt;
  bytes.remove_prefix(kHeaderBytes);
  auto history = read_block(bytes, *header);
  const auto footer = read_footer(bytes.substr(header->block_bytes(8)));
  if (!history || !footer) return std::nullopt;

  std::int64_t horizon_ms = day_number(last_year + 1, 1, 1) * kMsPerDay;
  if (footer->empty()) {
    // The last stretch has a beginning and no stated end.
    horizon_ms = history->transitions.empty() ? 0 : std::min(horizon_ms, history->transitions.back().at_ms);
  } else {
    const auto rule = parse_posix_rule(*footer);
    if (!rule) return std::nullopt;
    extend(*history, *rule, last_year);
  }
  Zone zone = cut(*history, horizon_ms);
  if (!is_well_formed(zone)) return std::nullopt;
  return zone;
}

}  // namespace envelope::time
