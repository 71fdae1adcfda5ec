#include <algorithm>
#include <unordered_map>

#include "tests/bench/decide/rival.h"

namespace envelope::bench {
namespace {

RivalValue value_of(const GivenAttribute& given) {
  RivalValue value;
  value.kind = static_cast<RivalValue::Kind>(given.kind);
  if (given.kind == Given::text) {
    value.text = given.text.data();
    value.size = static_cast<std::uint32_t>(given.text.size());
  } else {
    value.number = given.number;
  }
  return value;
}

// The number of an enum's member; anything else is no value.
RivalValue member_of(const GivenAttribute& given, std::span<const std::string_view> members) {
  RivalValue value;
  const auto found = std::find(members.begin(), members.end(), given.text);
  if (given.kind != Given::text || found == members.end()) return value;
  value.kind = RivalValue::Kind::number;
  value.number = found - members.begin();
  return value;
}

using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

RivalIdRequest ids_of(const Numbers& agents, const StreamRequest& request) {
  RivalIdRequest ids;
  const auto agent = agents.find(request.agent);
  if (agent != agents.end()) ids.agent = agent->second;
  ids.action = Rival::find_action(request.action);
  ids.time_ms = request.time_ms;
  if (ids.action == kNobody) return ids;
  const auto& declared = declaration(static_cast<Action>(ids.action)).attributes;
  for (const GivenAttribute& given : request.attributes) {
    for (std::size_t slot = 0; slot < declared.size(); ++slot) {
      if (declared[slot].name != given.name || declared[slot].kind == Kind::none) continue;
      const Kind kind = declared[slot].kind;
      ids.values[slot] = kind == Kind::environment ? member_of(given, kEnvironments)
                         : kind == Kind::model     ? member_of(given, kModels)
                                                   : value_of(given);
    }
  }
  return ids;
}

}  // namespace

RivalStream prepare(const Fleet& fleet, const Stream& stream) {
  RivalStream prepared;
  Numbers agents;
  for (const Agent& agent : fleet.agents) agents.emplace(agent.name, static_cast<std::uint32_t>(agents.size()));
  std::size_t total = 0;
  for (const StreamRequest& request : stream.requests) total += request.attributes.size();
  prepared.attributes.reserve(total);  // spans into it stay
  for (const StreamRequest& request : stream.requests) {
    const std::size_t first = prepared.attributes.size();
    for (const GivenAttribute& given : request.attributes) {
      RivalAttribute attribute;
      attribute.name = given.name.data();
      attribute.name_size = static_cast<std::uint32_t>(given.name.size());
      attribute.value = value_of(given);
      prepared.attributes.push_back(attribute);
    }
    prepared.requests.push_back(
        {request.agent, request.action, {prepared.attributes.data() + first, request.attributes.size()}, request.time_ms});
    prepared.ids.push_back(ids_of(agents, request));
  }
  return prepared;
}

}  // namespace envelope::bench
