// Typed indices: an ActionId cannot be used where an AgentId is meant.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace envelope::base {

// Index into the vector that owns the entities of one kind. A default-constructed id names nothing.
template <typename Tag>
struct Id {
  std::uint32_t value = UINT32_MAX;
  [[nodiscard]] bool is_valid() const { return value != UINT32_MAX; }
  [[nodiscard]] std::size_t index() const { return value; }
  auto operator<=>(const Id&) const = default;
};

using EnumId = Id<struct EnumTag>;
using ClassId = Id<struct ClassTag>;
using CapabilityId = Id<struct CapabilityTag>;
using ActionId = Id<struct ActionTag>;  // what an agent can ask to do
using EventId = Id<struct EventTag>;    // what the host notices
using DutyId = Id<struct DutyTag>;      // what the host does when told
using MeterId = Id<struct MeterTag>;
using FactId = Id<struct FactTag>;
using LabelId = Id<struct LabelTag>;
using TierId = Id<struct TierTag>;
using PrincipalId = Id<struct PrincipalTag>;  // agents and humans
using SwitchId = Id<struct SwitchTag>;        // windows, phases, stops
using JobId = Id<struct JobTag>;
using ApprovalId = Id<struct ApprovalTag>;
using ZoneId = Id<struct ZoneTag>;

}  // namespace envelope::base

template <typename Tag>
struct std::hash<envelope::base::Id<Tag>> {
  std::size_t operator()(envelope::base::Id<Tag> id) const noexcept { return id.value; }
};
