// Names, principals, actions, attributes, name sets, zones.
#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "compiler/table/parts.h"
#include "runtime/format/name_key.h"

namespace envelope::table {
namespace {

using model::PolicyModel;

format::ValueKind kind_of(base::TypeKind kind) {
  switch (kind) {
    case base::TypeKind::boolean:
    case base::TypeKind::error:
      return format::ValueKind::boolean;
    case base::TypeKind::count:
      return format::ValueKind::count;
    case base::TypeKind::bytes:
      return format::ValueKind::bytes;
    case base::TypeKind::money:
      return format::ValueKind::money;
    case base::TypeKind::duration:
      return format::ValueKind::duration;
    case base::TypeKind::percent:
      return format::ValueKind::percent;
    case base::TypeKind::time:
      return format::ValueKind::time;
    case base::TypeKind::string:
      return format::ValueKind::string;
    case base::TypeKind::path:
      return format::ValueKind::path;
    case base::TypeKind::host:
      return format::ValueKind::host;
    case base::TypeKind::command:
      return format::ValueKind::command;
    case base::TypeKind::enumeration:
    case base::TypeKind::agent:
    case base::TypeKind::tier:
    case base::TypeKind::mode:
    case base::TypeKind::job:
      return format::ValueKind::name;
  }
  return format::ValueKind::boolean;
}

std::uint32_t name_set_of(const base::Type& type) {
  switch (type.kind) {
    case base::TypeKind::enumeration:
      return format::kFixedNameSets + type.enumeration.value;
    case base::TypeKind::agent:
      return format::kAgentNames;
    case base::TypeKind::mode:
      return format::kSwitchNames;
    case base::TypeKind::job:
      return format::kJobNames;
    default:
      return format::kTierNames;  // 0: of tiers, and of every type without names
  }
}

format::ValueType type_of(const base::Type& type) {
  return {static_cast<std::uint8_t>(kind_of(type.kind)), static_cast<std::uint8_t>(type.is_set ? 1 : 0), 0, name_set_of(type)};
}

class World {
 public:
  World(Parts& parts, const PolicyModel& model, const SizeLimits& limits) : parts_(parts), model_(model), limits_(limits) {}

  std::vector<std::uint32_t> run() {
    parts_.policy.name = parts_.strings.add(model_.name);
    std::vector<std::uint32_t> label_numbers = add_name_sets();
    for (const model::Action& action : model_.actions) add_action(action);
    for (const model::Principal& principal : model_.principals)
      parts_.principals.push_back({name(principal.name), 0, 0, principal.kind == model::PrincipalKind::agent ? format::kIsAgent : 0U, 0});
    for (const auto& [fact, type] : model_.facts) parts_.facts.push_back({key(fact), name(fact), type_of(type)});
    for (const time::Zone& zone : model_.zones) add_zone(zone);
    parts_.principal_index = index_of(model_.principals);
    parts_.action_index = index_of(model_.actions);
    limit(model_.principals.size(), limits_.principals, "principals");
    limit(model_.actions.size(), format::kActionsMax, "actions");
    limit(model_.switches.size(), format::kSwitchesMax, "windows, phases and stops");
    limit(parts_.policy.label_count, format::kLabelsMax, "labels");
    parts_.policy.action_blocks = static_cast<std::uint32_t>((model_.actions.size() + 63) / 64);
    parts_.policy.statement_count = static_cast<std::uint32_t>(model_.statements.size());
    return label_numbers;
  }

 private:
  void limit(std::uint64_t count, std::uint64_t max, std::string_view what) {
    if (count > max) parts_.passed.push_back({fmt::format("{} {}", count, what), max, {}});
  }

  format::TextRef name(const std::string& text) {
    if (text.size() > format::kNameBytesMax)
      parts_.passed.push_back({fmt::format("a name of {} bytes", text.size()), format::kNameBytesMax, {}});
    return parts_.strings.add(text);
  }

  static std::uint64_t key(const std::string& text) { return format::short_key(text.data(), text.size()); }

  // A set of distinct names, whose numbers are their places in `names`.
  void add_name_set(const std::vector<std::string>& names) {
    std::vector<std::uint32_t> order(names.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return names[a] < names[b]; });
    parts_.name_sets.push_back({static_cast<std::uint32_t>(parts_.names.size()), static_cast<std::uint32_t>(names.size())});
    for (const std::uint32_t number : order) parts_.names.push_back({key(names[number]), name(names[number]), number, 0});
  }

  template <typename Entities>
  static std::vector<std::string> names_of(const Entities& entities) {
    std::vector<std::string> names;
    for (const auto& entity : entities) names.push_back(entity.name);
    return names;
  }

  std::vector<std::uint32_t> add_name_sets() {
    std::vector<std::string> labels;  // several sources may raise one label
    std::vector<std::uint32_t> label_numbers;
    for (const std::string& label : model_.labels) {
      const auto known = std::find(labels.begin(), labels.end(), label);
      label_numbers.push_back(static_cast<std::uint32_t>(known - labels.begin()));
      if (known == labels.end()) labels.push_back(label);
    }
    std::vector<std::string> facts;
    for (const auto& [fact, type] : model_.facts) facts.push_back(fact);
    add_name_set(model_.tiers);
    add_name_set(names_of(model_.switches));
    add_name_set(names_of(model_.jobs));
    add_name_set(labels);
    add_name_set(facts);
    add_name_set(names_of(model_.approvals));
    for (const model::EnumType& type : model_.enums) add_name_set(type.members);
    parts_.policy.switch_count = static_cast<std::uint32_t>(model_.switches.size());
    parts_.policy.label_count = static_cast<std::uint32_t>(labels.size());
    parts_.policy.approval_count = static_cast<std::uint32_t>(model_.approvals.size());
    return label_numbers;
  }

  void add_action(const model::Action& action) {
    format::ActionRecord record{};
    record.name = name(action.name);
    record.first_attribute = static_cast<std::uint32_t>(parts_.attributes.size());
    record.attribute_count = static_cast<std::uint32_t>(action.attributes.size());
    record.flags = action.kind == model::ActionKind::event ? format::kIsEvent : 0U;
    if (action.attributes.size() > format::kActionAttributesMax)
      parts_.passed.push_back(
          {fmt::format("the action `{}` with {} attributes", action.name, action.attributes.size()), format::kActionAttributesMax, {}});
    for (std::size_t slot = 0; slot < action.attributes.size(); ++slot) {
      const model::Attribute& attribute = model_.attributes[action.attributes[slot].attribute.index()];
      parts_.attributes.push_back({key(attribute.name), name(attribute.name), type_of(attribute.type)});
      if (!action.attributes[slot].optional && slot < format::kActionAttributesMax) record.required |= std::uint64_t{1} << slot;
    }
    parts_.actions.push_back(record);
  }

  void add_zone(const time::Zone& zone) {
    parts_.zones.push_back({zone.horizon_ms, static_cast<std::uint32_t>(parts_.transitions.size()),
                            static_cast<std::uint32_t>(zone.transitions.size()), zone.first_offset_s, 0});
    for (const time::Transition& transition : zone.transitions) parts_.transitions.push_back({transition.at_ms, transition.offset_s, 0});
  }

  // Two thirds full at most: the next empty slot is near, and what is searched stays small.
  template <typename Entities>
  static std::vector<format::IndexSlot> index_of(const Entities& entities) {
    std::vector<format::IndexSlot> slots(std::bit_ceil(entities.size() * 3 / 2 + 1));
    const std::size_t mask = slots.size() - 1;
    for (std::uint32_t id = 0; id < entities.size(); ++id) {
      const std::string& name = entities[id].name;
      const format::NameKey key = format::key_of(name.data(), name.size());
      std::size_t at = format::key_hash(key) & mask;
      while (slots[at].id_plus_1 != 0) at = (at + 1) & mask;
      slots[at] = {key.low, key.high, id + 1};
    }
    return slots;
  }

  Parts& parts_;
  const PolicyModel& model_;
  const SizeLimits& limits_;
};

}  // namespace

format::TextRef TextPool::add(std::string_view text) {
  if (const auto known = known_.find(text); known != known_.end()) return known->second;
  const format::TextRef ref{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
  bytes_ += text;
  known_.emplace(text, ref);
  return ref;
}

std::vector<std::uint32_t> add_world(Parts& parts, const PolicyModel& model, const SizeLimits& limits) {
  return World(parts, model, limits).run();
}

}  // namespace envelope::table
