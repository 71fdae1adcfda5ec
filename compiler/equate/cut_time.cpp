// Time: the one subject that questions look at from several sides (instants, times of day and weekdays of several zones).
#include <algorithm>
#include <set>

#include "compiler/equate/variable.h"
#include "runtime/time/civil.h"

namespace envelope::equate {

using check::BuiltIn;
using format::Source;

namespace {

constexpr std::int64_t kEnd = INT64_MAX;

// The clocks of a zone, of the source or of the table.
struct Clocks {
  std::int64_t horizon_ms = 0;
  std::int64_t first_offset_ms = 0;
  std::vector<std::pair<std::int64_t, std::int64_t>> changes;  // instant, offset from then on

  [[nodiscard]] std::optional<std::int64_t> offset(std::int64_t instant) const {
    if (instant >= horizon_ms) return std::nullopt;
    const auto after = std::upper_bound(changes.begin(), changes.end(), std::pair{instant, kEnd});
    return after == changes.begin() ? first_offset_ms : std::prev(after)->second;
  }
};

Clocks clocks_of(const time::Zone& zone) {
  Clocks clocks{std::min(zone.horizon_ms, time::kEndOfTimeMs), zone.first_offset_s * time::kMsPerSecond, {}};
  for (const time::Transition& change : zone.transitions) clocks.changes.emplace_back(change.at_ms, change.offset_s * time::kMsPerSecond);
  return clocks;
}
Clocks clocks_of(const decide::Sections& sections, std::uint32_t number) {
  const format::ZoneRecord& zone = sections.zones[number];
  Clocks clocks{zone.horizon_ms, zone.first_offset_s * time::kMsPerSecond, {}};
  for (const format::TransitionRecord& change : sections.transitions.subspan(zone.first_transition, zone.transition_count))
    clocks.changes.emplace_back(change.at_ms, change.offset_s * time::kMsPerSecond);
  return clocks;
}

// Collects what questions name, then walks from instant to instant at which some answer may change. Between two changes of the clocks (and
// two instants that are named) everything repeats week by week, so that one week of each such stretch shows all there is; stretches alike
// in all clocks and between the same named instants show the same.
class Walk {
 public:
  Walk(const Answers& answers, const std::vector<Question>& questions) : answers_(answers) {
    for (const Question& question : questions) {
      if (question.kind == Question::Kind::atom) add(*question.atom);
      if (question.kind == Question::Kind::table) add(*question.table.node);
    }
    for (const Clocks& clocks : clocks_) {
      stops_.insert({clocks.horizon_ms, time::kEndOfTimeMs});
      for (const auto& change : clocks.changes) stops_.insert(change.first);
    }
    stops_.insert({std::int64_t{0}, kEnd});
    stops_.insert(named_.begin(), named_.end());
    stops_.erase(stops_.begin(), stops_.lower_bound(0));
  }

  std::vector<Sample> run() {
    samples_.emplace_back().is_absent = true;
    look_at(-1);
    std::set<std::vector<std::int64_t>> seen;
    for (auto stop = stops_.begin(); *stop != kEnd; ++stop) {
      const std::int64_t from = *stop, to = *std::next(stop);
      std::vector<std::int64_t> stretch{static_cast<std::int64_t>(std::distance(named_.begin(), named_.upper_bound(from)))};
      for (const Clocks& clocks : clocks_) stretch.push_back(clocks.offset(from).value_or(kEnd));
      if (seen.contains(stretch)) continue;
      walk(from, std::min(to, from > kEnd - time::kMsPerWeek ? kEnd : from + time::kMsPerWeek));
      if (to - from >= time::kMsPerWeek || clocks_.empty()) seen.insert(std::move(stretch));
    }
    look_at(kEnd);
    return std::move(samples_);
  }

 private:
  void add(const check::TypedAtom& atom) {
    const bool is_civil = atom.time_of_day || atom.left.built_in == BuiltIn::day;
    if (is_civil) clocks_.push_back(clocks_of(answers_.program().zones[atom.zone.index()]));
    for (const check::Constant& constant : atom.constants) {
      if (atom.time_of_day) of_day_.insert({constant.number, constant.number + 1});
      if (!is_civil) add_named(constant.number);
    }
  }

  void add(const format::NodeRecord& node) {
    const auto source = static_cast<Source>(node.source);
    const auto operation = static_cast<format::Operation>(node.operation);
    const bool is_wide = operation == format::Operation::equals_wide || operation == format::Operation::less_wide;
    const std::int64_t number = is_wide ? answers_.table().sections().constants[node.operand] : node.operand;
    if (source == Source::time) return add_named(number);
    clocks_.push_back(clocks_of(answers_.table().sections(), node.index & format::kSourceIndexMask));
    if (source == Source::time_of_day) of_day_.insert({number, number + 1});
  }

  void add_named(std::int64_t instant) { named_.insert({instant, instant < kEnd ? instant + 1 : kEnd}); }

  void walk(std::int64_t from, std::int64_t to) {
    std::set<std::int64_t> changes{from};
    for (const Clocks& clocks : clocks_) {
      const auto ahead = clocks.offset(from);
      if (!ahead) continue;
      const std::int64_t wall = from + *ahead;
      const std::int64_t since_midnight = (wall % time::kMsPerDay + time::kMsPerDay) % time::kMsPerDay;
      for (std::int64_t day = from - since_midnight; day < to; day += time::kMsPerDay)
        for (const std::int64_t number : of_day_)
          if (day + number > from && day + number < to) changes.insert(day + number);
    }
    for (const std::int64_t instant : changes) look_at(instant);
  }

  void look_at(std::int64_t instant) { samples_.emplace_back().number = instant; }

  const Answers& answers_;
  std::vector<Clocks> clocks_;
  std::set<std::int64_t> named_, stops_;
  std::set<std::int64_t> of_day_{0};  // milliseconds since midnight
  std::vector<Sample> samples_;
};

}  // namespace

std::vector<Sample> time_samples(const Answers& answers, const std::vector<Question>& questions) { return Walk(answers, questions).run(); }

}  // namespace envelope::equate
