// Time: the one thing that atoms look at from several sides (instants, times of day and weekdays of several zones).
#include <algorithm>
#include <set>

#include "compiler/prove/slots.h"
#include "runtime/time/civil.h"
#include "runtime/time/zone.h"

namespace envelope::prove {
namespace {

using model::Atom;
using model::AtomKind;
using model::PolicyModel;
using text::Truth;

constexpr std::int64_t kEnd = INT64_MAX;

Truth civil_truth(const PolicyModel& model, const Atom& atom, std::int64_t instant) {
  const auto civil = time::to_civil(model.zones[atom.zone.index()], time::Instant{instant});
  if (!civil) return Truth::unknown;
  if (atom.kind == AtomKind::day) return number_truth(atom, static_cast<std::int64_t>(*time::weekday_of(civil->date)), {});
  const std::int64_t now = civil->time_of_day.ms;
  const bool wraps = atom.op == model::AtomOperator::in_range && atom.numbers[0] > atom.numbers[1];
  if (wraps) return text::truth_of(now >= atom.numbers[0] || now < atom.numbers[1]);
  return number_truth(atom, now, {});
}

// Walks from instant to instant at which some atom may change. Between two changes of the clocks (and two instants that atoms name)
// everything repeats week by week, so that one week of each such stretch shows all there is; stretches alike in all clocks and all
// instants show the same, and the first that lasts a week is enough.
class TimeWalk {
 public:
  TimeWalk(const PolicyModel& model, const std::vector<model::AtomId>& atoms) : model_(model) {
    for (const model::AtomId id : atoms) atoms_.push_back(&model.atoms[id.index()]);
    for (const Atom* atom : atoms_) {
      if (atom->kind == AtomKind::time)
        for (const std::int64_t instant : atom->numbers) stops_.insert({instant, instant < kEnd ? instant + 1 : kEnd});
      else
        zones_.insert(atom->zone.value);
    }
    for (const std::uint32_t zone : zones_) {
      stops_.insert({model.zones[zone].horizon_ms, time::kEndOfTimeMs});
      for (const time::Transition& transition : model.zones[zone].transitions) stops_.insert(transition.at_ms);
    }
    stops_.insert(0);
    stops_.insert(kEnd);
    stops_.erase(stops_.begin(), stops_.lower_bound(0));
  }

  std::vector<SlotCode> run() {
    std::set<std::vector<std::int64_t>> seen;
    for (auto stop = stops_.begin(); *stop != kEnd; ++stop) {
      const std::int64_t from = *stop, to = *std::next(stop);
      std::vector<std::int64_t> stretch = signature(from);
      if (seen.contains(stretch)) continue;
      walk(from, std::min(to, from > kEnd - time::kMsPerWeek ? kEnd : from + time::kMsPerWeek));
      if (to - from >= time::kMsPerWeek || zones_.empty()) seen.insert(std::move(stretch));
    }
    look_at(kEnd);
    return std::move(codes_);
  }

 private:
  // Offsets of all clocks and truths of all atoms on instants: what stays as it is over a stretch.
  [[nodiscard]] std::vector<std::int64_t> signature(std::int64_t instant) const {
    std::vector<std::int64_t> signature;
    for (const std::uint32_t zone : zones_) signature.push_back(offset(zone, instant).value_or(kEnd));
    for (const Atom* atom : atoms_)
      if (atom->kind == AtomKind::time) signature.push_back(static_cast<std::int64_t>(number_truth(*atom, instant, {})));
    return signature;
  }

  // Milliseconds that clocks show more than UTC; nothing at and beyond the horizon.
  [[nodiscard]] std::optional<std::int64_t> offset(std::uint32_t zone, std::int64_t instant) const {
    const time::Zone& clocks = model_.zones[zone];
    if (instant >= clocks.horizon_ms) return std::nullopt;
    std::int64_t seconds = clocks.first_offset_s;
    for (const time::Transition& transition : clocks.transitions)
      if (transition.at_ms <= instant) seconds = transition.offset_s;
    return seconds * time::kMsPerSecond;
  }

  // The last midnight on these clocks before `instant` or at it.
  static std::int64_t midnight_before(std::int64_t instant, std::int64_t ahead) {
    const std::int64_t wall = instant + ahead;
    const std::int64_t since = (wall % time::kMsPerDay + time::kMsPerDay) % time::kMsPerDay;
    return wall - since - ahead;
  }

  void walk(std::int64_t from, std::int64_t to) {
    std::set<std::int64_t> changes{from};
    for (const Atom* atom : atoms_) {
      if (atom->kind == AtomKind::time) continue;
      const auto ahead = offset(atom->zone.value, from);
      if (!ahead) continue;
      std::vector<std::int64_t> of_day{0};
      if (atom->kind == AtomKind::time_of_day)
        for (const std::int64_t number : atom->numbers) of_day.insert(of_day.end(), {number, number + 1});
      for (std::int64_t day = midnight_before(from, *ahead); day < to; day += time::kMsPerDay)
        for (const std::int64_t number : of_day)
          if (day + number > from && day + number < to) changes.insert(day + number);
    }
    for (const std::int64_t instant : changes) look_at(instant);
  }

  void look_at(std::int64_t instant) {
    std::vector<Truth> truths;
    for (const Atom* atom : atoms_)
      truths.push_back(atom->kind == AtomKind::time ? number_truth(*atom, instant, {}) : civil_truth(model_, *atom, instant));
    if (!known_.insert(truths).second) return;
    SlotCode code;
    code.truths = std::move(truths);
    code.is_usual = false;
    code.number = instant;
    codes_.push_back(std::move(code));
  }

  const PolicyModel& model_;
  std::vector<const Atom*> atoms_;
  std::set<std::uint32_t> zones_;
  std::set<std::int64_t> stops_;
  std::set<std::vector<Truth>> known_;
  std::vector<SlotCode> codes_;
};

}  // namespace

std::vector<SlotCode> time_codes(const PolicyModel& model, const std::vector<model::AtomId>& atoms) { return TimeWalk(model, atoms).run(); }

}  // namespace envelope::prove
