#include "runtime/time/interval.h"

namespace envelope::time {

std::optional<CivilInterval> make_interval(TimeOfDay begin, TimeOfDay end) {
  if (!is_valid(begin) || !is_valid(end) || begin == end) return std::nullopt;
  return CivilInterval{begin, end};
}

bool contains(TimeOfDay begin, TimeOfDay end, TimeOfDay t) {
  if (begin <= end) return begin <= t && t < end;
  return begin <= t || t < end;
}

bool contains(CivilInterval interval, TimeOfDay t) { return contains(interval.begin, interval.end, t); }

bool wraps(CivilInterval interval) { return interval.end < interval.begin && interval.end.ms > 0; }

std::int64_t length_ms(CivilInterval interval) {
  std::int64_t length = 0;
  for (const DayPiece piece : pieces(interval)) length += piece.end - piece.begin;
  return length;
}

std::vector<DayPiece> pieces(CivilInterval interval) {
  if (interval.begin == interval.end) return {};
  if (interval.begin < interval.end) return {{interval.begin.ms, interval.end.ms}};
  const DayPiece evening{interval.begin.ms, static_cast<std::int32_t>(kMsPerDay)};
  if (interval.end.ms == 0) return {evening};
  return {{0, interval.end.ms}, evening};
}

}  // namespace envelope::time
