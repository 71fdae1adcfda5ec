// Instants and the codes that stand for them: whatever atoms on times answer at some instant, some code answers too, and none is made up.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "compiler/model/truth.h"
#include "compiler/prove/slots.h"
#include "runtime/time/civil.h"

using namespace envelope;
using model::Atom;
using model::AtomKind;
using model::AtomOperator;
using text::Truth;

namespace {

constexpr std::int64_t kHour = time::kMsPerHour;

class Sample {
 public:
  explicit Sample(std::uint32_t seed) : random_(seed) {
    // One with changes at midnight, one of half an hour, one that changes for a month of fasting, and one that never does.
    for (const char* name : {"Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "America/Havana", "UTC"})
      model_.zones.push_back(*time::load_zone(name));
    for (std::size_t i = 0, count = 1 + below(4); i < count; ++i) {
      atoms_.push_back({static_cast<std::uint32_t>(i)});
      model_.atoms.push_back(atom());
    }
  }

  [[nodiscard]] const model::PolicyModel& model() const { return model_; }
  [[nodiscard]] const std::vector<model::AtomId>& atoms() const { return atoms_; }

  [[nodiscard]] std::vector<Truth> truths(std::int64_t instant) const {
    request::Request request;
    request.time_ms = instant;
    std::vector<Truth> all;
    for (const model::AtomId id : atoms_) all.push_back(model::atom_truth(model_, id, request, {}));
    return all;
  }

  // Near a change of some clock, near a number of an atom, or anywhere.
  std::int64_t instant() {
    const time::Zone& zone = model_.zones[below(model_.zones.size())];
    const std::int64_t anywhere = static_cast<std::int64_t>(random_() % (85ULL * 366 * time::kMsPerDay));
    if (below(3) == 0 || zone.transitions.empty()) return anywhere;
    const std::int64_t near = below(4) == 0 ? zone.horizon_ms : zone.transitions[below(zone.transitions.size())].at_ms;
    return near + static_cast<std::int64_t>(below(8 * 24 * 60)) * time::kMsPerMinute - 4 * time::kMsPerDay;
  }

 private:
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

  Atom atom() {
    Atom atom;
    atom.zone = {static_cast<std::uint32_t>(below(model_.zones.size()))};
    switch (below(4)) {
      case 0:
        atom.kind = AtomKind::day;
        atom.op = AtomOperator::equals;
        atom.numbers = {static_cast<std::int64_t>(below(7))};
        break;
      case 1:
        atom.kind = AtomKind::time;
        atom.op = below(2) == 0 ? AtomOperator::less : AtomOperator::greater_equal;
        atom.numbers = {instant()};
        break;
      case 2:
        atom.kind = AtomKind::time_of_day;
        atom.op = below(2) == 0 ? AtomOperator::less : AtomOperator::greater;
        atom.numbers = {static_cast<std::int64_t>(below(24)) * kHour};
        break;
      default:
        atom.kind = AtomKind::time_of_day;
        atom.op = AtomOperator::in_range;
        atom.numbers = {static_cast<std::int64_t>(below(24)) * kHour, static_cast<std::int64_t>(below(24)) * kHour};
        break;
    }
    return atom;
  }

  std::mt19937_64 random_;
  model::PolicyModel model_;
  std::vector<model::AtomId> atoms_;
};

}  // namespace

TEST_CASE("every answer at every instant is a code, shown by no later an instant, and every code is an answer") {
  std::size_t codes_seen = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    Sample sample(seed);
    const std::vector<prove::SlotCode> codes = prove::time_codes(sample.model(), sample.atoms());
    std::set<std::vector<Truth>> known;
    for (const prove::SlotCode& code : codes) {
      INFO("seed " << seed << " instant " << time::format(time::Instant{code.number}));
      REQUIRE(sample.truths(code.number) == code.truths);
      REQUIRE(known.insert(code.truths).second);
    }
    REQUIRE(std::is_sorted(codes.begin(), codes.end(), [](const auto& a, const auto& b) { return a.number < b.number; }));
    for (int i = 0; i < 2'000; ++i) {
      const std::int64_t instant = sample.instant();
      if (instant < 0) continue;
      const std::vector<Truth> truths = sample.truths(instant);
      const auto code = std::find_if(codes.begin(), codes.end(), [&](const prove::SlotCode& c) { return c.truths == truths; });
      INFO("seed " << seed << " instant " << time::format(time::Instant{instant}));
      REQUIRE(code != codes.end());
      REQUIRE(code->number <= instant);
    }
    codes_seen += codes.size();
  }
  CHECK(codes_seen > 300);
}
