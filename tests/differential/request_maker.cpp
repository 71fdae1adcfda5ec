#include "tests/differential/request_maker.h"

#include <limits>

#include "runtime/time/zone.h"
#include "tests/differential/spellings.h"

namespace envelope::differential {

using base::Type;
using base::TypeKind;
using request::RawValue;
using request::Request;

namespace {

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();

// Names of the members of a closed type.
std::vector<std::string> members(const check::TypedProgram& program, const Type& type) {
  if (type.kind == TypeKind::enumeration) return program.enums[type.enumeration.index()].members;
  std::vector<std::string> names;
  const auto take = [&names](const auto& entities) {
    for (const auto& entity : entities) names.push_back(entity.name);
  };
  if (type.kind == TypeKind::agent) take(program.principals);
  if (type.kind == TypeKind::tier) take(program.tiers);
  if (type.kind == TypeKind::mode) take(program.switches);
  if (type.kind == TypeKind::job) take(program.jobs);
  return names;
}

// A value that cannot be read as `type`.
RawValue unreadable(const Type& type, Random& random) {
  if (random.percent(25)) return request::Malformed{};
  if (type.is_set && random.percent(30))
    return base::is_numeric(type.kind) ? RawValue(request::NumberList{{1, -1}}) : RawValue(request::NumberList{{1}});
  if (type.is_set) return random.percent(50) ? RawValue(std::string("dev")) : RawValue(request::MemberList{{"nobody", "\xC0\x80"}});
  if (type.kind == TypeKind::boolean) return random.percent(50) ? RawValue(std::string("true")) : RawValue(std::int64_t{1});
  if (base::is_numeric(type.kind)) {
    const std::size_t way = random.below(3);
    return way == 0 ? RawValue(std::int64_t{-1}) : way == 1 ? RawValue(std::string("1")) : RawValue(true);
  }
  if (random.percent(15)) return std::int64_t{0};
  if (random.percent(15)) return request::MemberList{{"main"}};
  if (base::is_textual(type.kind)) return unreadable_text(type.kind, random);
  return random.percent(50) ? RawValue(std::string("nobody")) : RawValue(std::string());
}

}  // namespace

RequestMaker::RequestMaker(const check::TypedProgram& program) : program_(program), constants_(constants_of(program)) {
  for (const check::Principal& each : program.principals)
    (each.kind == check::PrincipalKind::agent ? agents_ : humans_).push_back(each.name);
  for (const check::Label& label : program.labels) label_names_.push_back(label.name);
}

MadeRequest RequestMaker::make(Random& random) const {
  MadeRequest made;
  made.request = whole(random);
  if (!random.percent(36)) return made;
  const Request before = made.request;
  for (std::size_t i = random.between(1, 3); i > 0; --i) damage(made.request, random);
  made.is_damaged = made.request != before;
  return made;
}

Request RequestMaker::whole(Random& random) const {
  Request request;
  request.principal = !humans_.empty() && random.percent(15) ? random.pick(humans_) : random.pick(agents_);
  const check::Action& action = random.pick(program_.actions);
  request.action = action.name;
  if (random.percent(16)) request.requested = random.pick(agents_);
  for (const check::Attribute& attribute : action.attributes)
    if (!attribute.optional || random.percent(80)) request.attributes.emplace(attribute.name, value(attribute.type, random));
  if (random.percent(1)) request.attributes.emplace("undeclared", std::int64_t{1});
  for (const check::Fact& fact : program_.facts) request.facts.emplace(fact.name, value(fact.type, random));
  fill_session(request, random);
  return request;
}

void RequestMaker::fill_session(Request& request, Random& random) const {
  request.origin = static_cast<request::Origin>(random.below(4));
  request.lineage.emplace();
  const bool is_human = std::find(humans_.begin(), humans_.end(), request.principal) != humans_.end();
  if (!is_human || random.percent(10))  // else nearly every human would be refused
    for (std::size_t depth = random.weighted({62, 25, 9, 4}); depth > 0; --depth) request.lineage->push_back(random.pick(agents_));
  request.time_ms = instant(random);
  request.job = program_.jobs.empty() || random.percent(50) ? std::string() : random.pick(program_.jobs).name;
  request.labels.emplace();
  for (const std::string& label : label_names_)
    if (random.percent(40)) request.labels->push_back(label);
  for (const check::Switch& each : program_.switches) request.switches[each.name] = random.percent(45) ? text::Truth::yes : text::Truth::no;
}

Type RequestMaker::type_of(const std::string& name, bool is_fact, const Request& request) const {
  if (is_fact) {
    for (const check::Fact& fact : program_.facts)
      if (fact.name == name) return fact.type;
  }
  for (const check::Action& action : program_.actions) {
    if (action.name != request.action) continue;
    for (const check::Attribute& attribute : action.attributes)
      if (attribute.name == name) return attribute.type;
  }
  return {};
}

void RequestMaker::damage_values(std::map<std::string, RawValue>& values, bool are_facts, const Request& request, Random& random) const {
  if (values.empty()) return;
  auto victim = values.begin();
  std::advance(victim, static_cast<std::ptrdiff_t>(random.below(values.size())));
  if (random.percent(50)) {
    values.erase(victim);
  } else {
    victim->second = unreadable(type_of(victim->first, are_facts, request), random);
  }
}

void RequestMaker::damage(Request& request, Random& random) const {
  switch (random.weighted({34, 18, 8, 6, 9, 9, 7, 8, 14, 3, 3, 4})) {
    case 0:
      return damage_values(request.attributes, false, request, random);
    case 1:
      return damage_values(request.facts, true, request, random);
    case 2:
      request.lineage.reset();
      return;
    case 3:
      if (request.lineage) request.lineage->push_back(humans_.empty() || random.percent(50) ? "nobody" : random.pick(humans_));
      return;
    case 4:
      request.origin.reset();
      return;
    case 5:
      request.time_ms.reset();
      return;
    case 6:
      if (request.labels && random.percent(25)) {
        request.labels->push_back("nosuch");
      } else {
        request.labels.reset();
      }
      return;
    case 7:
      request.job.reset();
      if (random.percent(25)) request.job = "nosuch";
      return;
    case 8: {
      if (request.switches.empty()) return;
      auto victim = request.switches.begin();
      std::advance(victim, static_cast<std::ptrdiff_t>(random.below(request.switches.size())));
      if (random.percent(50)) {
        victim->second = text::Truth::unknown;
      } else {
        request.switches.erase(victim);
      }
      return;
    }
    case 9:
      request.principal = random.percent(50) ? "nobody" : "";
      return;
    case 10:
      request.action = random.percent(50) ? "nothing" : "outer";
      return;
    default:
      request.requested = humans_.empty() || random.percent(50) ? "nobody" : random.pick(humans_);
      return;
  }
}

RawValue RequestMaker::value(const Type& type, Random& random) const {
  if (type.is_set) return set(type, random);
  if (type.kind == TypeKind::boolean) return random.percent(50);
  if (type.kind == TypeKind::time) return instant(random);
  if (base::is_numeric(type.kind)) return number(type.kind, random);
  if (base::is_textual(type.kind)) return text(type.kind, random);
  const std::vector<std::string> names = members(program_, type);
  if (names.empty()) return request::Malformed{};
  return random.pick(names);
}

RawValue RequestMaker::set(const Type& type, Random& random) const {
  const Type element{type.kind, type.enumeration, false};
  // The empty set of numbers may also be said as an empty list of names, and the other way round.
  RawValue made = random.percent(20) ? RawValue(request::MemberList{}) : request::empty_set(type.kind);
  for (std::size_t i = random.below(4); i > 0; --i) {
    const RawValue item = value(element, random);
    if (const auto* name = std::get_if<std::string>(&item)) std::get<request::MemberList>(made).members.push_back(*name);
    const auto* number = std::get_if<std::int64_t>(&item);
    if (number == nullptr) continue;
    if (!std::holds_alternative<request::NumberList>(made)) made = request::NumberList{};
    std::get<request::NumberList>(made).members.push_back(*number);
  }
  return made;
}

std::int64_t RequestMaker::number(TypeKind kind, Random& random) const {
  const auto known = constants_.numbers.find(kind);
  if (known == constants_.numbers.end() || random.percent(12))
    return random.pick({std::int64_t{0}, std::int64_t{1}, std::int64_t{7}, kLargest});
  const std::int64_t constant = random.pick(known->second);
  const std::int64_t step = static_cast<std::int64_t>(random.below(3)) - 1;
  if (step > 0 && constant == kLargest) return constant;
  return constant + step < 0 ? 0 : constant + step;
}

std::string RequestMaker::text(TypeKind kind, Random& random) const {
  const auto examples = constants_.examples.find(kind);
  const auto texts = constants_.texts.find(kind);
  std::string known;
  switch (random.weighted({examples == constants_.examples.end() ? 0U : 45U, texts == constants_.texts.end() ? 0U : 35U, 20})) {
    case 0:
      known = random.pick(examples->second);
      break;
    case 1:
      known = random.pick(texts->second);
      break;
    default:
      return ordinary_text(kind, random);
  }
  switch (random.weighted({38, 32, 30})) {
    case 0:
      return known;
    case 1:
      return one_edit(known, random);
    default:
      return other_spelling(kind, known, random);
  }
}

// Edges: changes of the clocks, times of day and dates that conditions name, the first and the last known moment; ± 1 ms.
std::int64_t RequestMaker::instant(Random& random) const {
  const std::int64_t step = static_cast<std::int64_t>(random.below(3)) - 1;
  const auto dates = constants_.numbers.find(TypeKind::time);
  const std::size_t civil = constants_.times_of_day.empty() ? 0 : 45;
  switch (random.weighted({civil, dates == constants_.numbers.end() ? 0U : 25U, 18, 4, 12})) {
    case 0: {
      const CivilConstant& constant = random.pick(constants_.times_of_day);
      const time::CivilDate date = random.pick({time::CivilDate{2026, 3, 29}, time::CivilDate{2026, 10, 25}, time::CivilDate{2026, 3, 8},
                                                time::CivilDate{2026, 11, 1}, time::CivilDate{2026, 5, 10}, time::CivilDate{2026, 4, 5}});
      const time::CivilTime wall{date, time::TimeOfDay{static_cast<std::int32_t>(constant.ms)}};
      const auto when = time::resolve(program_.zones[constant.zone.index()], wall);
      return when ? when->ms + step : 0;
    }
    case 1:
      return random.pick(dates->second) + step;
    case 2: {
      if (program_.zones.empty() || random.pick(program_.zones).transitions.empty()) return 1'777'777'777'000;
      const time::Zone& zone = random.pick(program_.zones);
      return zone.transitions.empty() ? 0 : random.pick(zone.transitions).at_ms + step;
    }
    case 3:
      return random.pick({program_.zones.empty() ? 0 : program_.zones[0].horizon_ms + step, std::int64_t{0}, std::int64_t{-1}, kLargest});
    default:
      return 1'767'225'600'000 + static_cast<std::int64_t>(random.below(365 * 24 * 60)) * 60'000;  // a minute of 2026
  }
}

}  // namespace envelope::differential
