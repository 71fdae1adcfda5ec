#include "compiler/diff/joint.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "compiler/model/print.h"

namespace envelope::diff {
namespace {

using model::PolicyModel;

// The id of what is called `name`, appending `entity` where nothing is.
template <typename Id, typename Entity, typename NameOf>
Id join_in(std::vector<Entity>& all, Entity entity, const NameOf& name_of) {
  const auto known = std::find_if(all.begin(), all.end(), [&](const Entity& other) { return name_of(other) == name_of(entity); });
  if (known != all.end()) return Id{static_cast<std::uint32_t>(known - all.begin())};
  all.push_back(std::move(entity));
  return Id{static_cast<std::uint32_t>(all.size() - 1)};
}

template <typename Id>
std::vector<Id> join_texts(std::vector<std::string>& all, const std::vector<std::string>& own) {
  std::vector<Id> ids;
  for (const std::string& name : own) ids.push_back(join_in<Id>(all, name, [](const std::string& text) { return text; }));
  return ids;
}

template <typename Id, typename Entity>
std::vector<Id> join_named(std::vector<Entity>& all, const std::vector<Entity>& own) {
  std::map<std::string, Id> known;
  for (std::uint32_t i = 0; i < all.size(); ++i) known.emplace(all[i].name, Id{i});
  std::vector<Id> ids;
  for (const Entity& entity : own) {
    const auto [entry, is_new] = known.try_emplace(entity.name, Id{static_cast<std::uint32_t>(all.size())});
    if (is_new) all.push_back(entity);
    ids.push_back(entry->second);
  }
  return ids;
}

std::vector<std::string> reach_of(const model::Principal& principal) {
  std::vector<std::string> reach;
  for (const model::Reach& one : principal.reach) reach.push_back(one.channel + " " + one.address);
  std::sort(reach.begin(), reach.end());
  return reach;
}

// Everything an approval asks for, and nothing of what it is called.
std::string content_of(const PolicyModel& model, const model::Approval& approval) {
  const auto name_and_reach = [&](base::PrincipalId person) {
    const model::Principal& principal = model.principals[person.index()];
    return fmt::format("{} [{}]", principal.name, fmt::join(reach_of(principal), "; "));
  };
  std::vector<std::string> ways;
  for (const model::ApprovalAlternative& way : approval.alternatives) {
    std::vector<std::string> people;
    for (const base::PrincipalId person : way.people) people.push_back(name_and_reach(person));
    std::sort(people.begin(), people.end());
    ways.push_back(fmt::format("{}/{}@{}", way.quorum, fmt::join(people, ","), way.after_ms));
  }
  std::sort(ways.begin(), ways.end());
  return fmt::format("{}|{}|{}|{}|{}", fmt::join(ways, "|"), fmt::join(approval.by, ","), fmt::join(approval.needs, ","),
                     fmt::join(approval.proof, ","), approval.within_ms.value_or(-1));
}

// A name that no policy can spell, so that two things of one name and different types do not meet in a request.
template <typename Entities, typename NameOf>
std::string distinct_name(const Entities& all, std::string name, const NameOf& name_of) {
  while (std::any_of(all.begin(), all.end(), [&](const auto& other) { return name_of(other) == name; })) name += '\'';
  return name;
}

}  // namespace

Joint::Joint(const PolicyModel& before, const PolicyModel& after) : builder_(model_) {
  sides_[0].model = &before;
  sides_[1].model = &after;
  for (SideWorld& side : sides_) join_enums(side);
  for (SideWorld& side : sides_) {
    join_names(side);
    join_people(side);
    join_attributes(side);
    join_actions(side);
    join_approvals(side);
  }
  for (SideWorld& side : sides_) {
    side.facts.resize(model_.principals.size());
    side.has_action.resize(model_.actions.size());
    for (const base::ActionId action : side.actions) side.has_action[action.index()] = true;
    for (std::uint32_t i = 0; i < side.principals.size(); ++i) {
      const model::Principal& own = side.model->principals[i];
      PrincipalFacts& facts = side.facts[side.principals[i].index()];
      facts = {true, own.kind == model::PrincipalKind::agent, own.tier.is_valid() ? side.tiers[own.tier.index()] : own.tier, {}, {}};
      for (const base::CapabilityId held : own.capabilities) facts.capabilities.push_back(side.capabilities[held.index()]);
      std::sort(facts.capabilities.begin(), facts.capabilities.end());
      facts.reach = reach_of(own);
    }
  }
  settle_optional();
  join_records();
}

// Enums of one name are one; an enum with another name and the same members is the same, renamed.
void Joint::join_enums(SideWorld& side) {
  std::vector<bool> is_taken(model_.enums.size());
  const std::size_t known = model_.enums.size();
  const auto named = [&](const std::string& name) {
    return std::find_if(model_.enums.begin(), model_.enums.end(), [&](const model::EnumType& other) { return other.name == name; });
  };
  for (const model::EnumType& own : side.model->enums)
    if (const auto found = named(own.name); found != model_.enums.end())
      is_taken[static_cast<std::size_t>(found - model_.enums.begin())] = true;
  for (const model::EnumType& own : side.model->enums) {
    std::optional<std::size_t> joint;
    if (const auto found = named(own.name); found != model_.enums.end()) joint = found - model_.enums.begin();
    for (std::size_t i = 0; i < known && !joint; ++i)
      if (!is_taken[i] && model_.enums[i].members == own.members) joint = i;
    if (!joint) {
      joint = model_.enums.size();
      model_.enums.push_back({own.name, {}});
    }
    if (*joint < is_taken.size()) is_taken[*joint] = true;
    side.enums.push_back({static_cast<std::uint32_t>(*joint)});
    side.members.emplace_back();
    for (const std::string& member : own.members) {
      auto& members = model_.enums[*joint].members;
      const auto found = std::find(members.begin(), members.end(), member);
      side.members.back().push_back(found - members.begin());
      if (found == members.end()) members.push_back(member);
    }
  }
}

void Joint::join_names(SideWorld& side) {
  side.capabilities = join_texts<base::CapabilityId>(model_.capabilities, side.model->capabilities);
  side.labels = join_texts<base::LabelId>(model_.labels, side.model->labels);
  side.tiers = join_texts<base::TierId>(model_.tiers, side.model->tiers);
  side.switches = join_named<base::SwitchId>(model_.switches, side.model->switches);
  side.jobs = join_named<base::JobId>(model_.jobs, side.model->jobs);
  for (const time::Zone& zone : side.model->zones)
    side.zones.push_back(join_in<base::ZoneId>(model_.zones, zone, [](const time::Zone& z) { return z.name; }));
  for (std::uint32_t i = 0; i < side.model->switches.size(); ++i)
    for (const base::CapabilityId granted : side.model->switches[i].grants)
      side.switches_granting[side.capabilities[granted.index()]].push_back(side.switches[i]);
  for (auto& [capability, switches] : side.switches_granting) std::sort(switches.begin(), switches.end());
  for (model::Switch& joined : model_.switches) joined.grants.clear();
}

void Joint::join_people(SideWorld& side) {
  side.principals = join_named<base::PrincipalId>(model_.principals, side.model->principals);
  for (std::uint32_t i = 0; i < side.principals.size(); ++i) {
    model::Principal& joined = model_.principals[side.principals[i].index()];
    joined.tier = {};
    joined.capabilities.clear();
    if (side.model->principals[i].kind == model::PrincipalKind::agent) joined.kind = model::PrincipalKind::agent;
  }
  for (model::Job& job : model_.jobs) job.owner = {};
}

model::Type Joint::type(const SideWorld& side, model::Type own) const {
  if (own.kind == base::TypeKind::enumeration) own.enumeration = side.enums[own.enumeration.index()];
  return own;
}

void Joint::join_attributes(SideWorld& side) {
  for (const model::Attribute& own : side.model->attributes) {
    const model::Type joint = type(side, own.type);
    const auto [entry, is_new] = attribute_ids_.try_emplace({own.name, joint}, static_cast<std::uint32_t>(model_.attributes.size()));
    if (is_new)
      model_.attributes.push_back({distinct_name(model_.attributes, own.name, [](const model::Attribute& a) { return a.name; }), joint});
    side.attributes.push_back(entry->second);
  }
  for (const auto& [name, own] : side.model->facts) {
    const model::Type joint = type(side, own);
    const auto [entry, is_new] = fact_ids_.try_emplace({name, joint}, base::FactId{static_cast<std::uint32_t>(model_.facts.size())});
    if (is_new) model_.facts.emplace_back(distinct_name(model_.facts, name, [](const auto& fact) { return fact.first; }), joint);
    side.fact_ids.push_back(entry->second);
  }
}

void Joint::join_actions(SideWorld& side) {
  std::map<std::string, base::ActionId> known;
  for (std::uint32_t i = 0; i < model_.actions.size(); ++i) known.emplace(model_.actions[i].name, base::ActionId{i});
  for (const model::Action& own : side.model->actions) {
    const auto [entry, is_new] = known.try_emplace(own.name, base::ActionId{static_cast<std::uint32_t>(model_.actions.size())});
    if (is_new) {
      model_.actions.emplace_back();
      model_.actions.back().name = own.name;
      model_.actions.back().kind = own.kind;
    }
    side.actions.push_back(entry->second);
    auto& attributes = model_.actions[entry->second.index()].attributes;
    for (const model::ActionAttribute& declared : own.attributes) {
      const model::AttributeId joint = side.attributes[declared.attribute.index()];
      const bool is_known = std::any_of(attributes.begin(), attributes.end(), [&](const auto& a) { return a.attribute == joint; });
      if (!is_known) attributes.push_back({joint, declared.optional});
    }
  }
}

// What one side may leave out can be left out.
void Joint::settle_optional() {
  for (const SideWorld& side : sides_)
    for (std::uint32_t i = 0; i < side.actions.size(); ++i)
      for (const model::ActionAttribute& own : side.model->actions[i].attributes)
        for (model::ActionAttribute& joint : model_.actions[side.actions[i].index()].attributes)
          if (joint.attribute == side.attributes[own.attribute.index()]) joint.optional = joint.optional || own.optional;
}

void Joint::join_approvals(SideWorld& side) {
  for (const model::Approval& own : side.model->approvals) {
    const auto [entry, is_new] =
        approval_ids_.try_emplace(content_of(*side.model, own), static_cast<std::uint32_t>(model_.approvals.size()));
    if (is_new) {
      model_.approvals.push_back(own);
      for (model::ApprovalAlternative& way : model_.approvals.back().alternatives)
        for (base::PrincipalId& person : way.people) person = side.principals[person.index()];
    }
    side.approvals.push_back(entry->second);
  }
}

// Grants and caps keep what rules are asked for: level and approvals.
void Joint::join_records() {
  statements_before_ = static_cast<std::uint32_t>(sides_[0].model->statements.size());
  model_.statements.resize(statements_before_ + sides_[1].model->statements.size() + sides_.size());
  for (SideWorld& side : sides_) {
    side.refusal = {static_cast<std::uint32_t>(model_.statements.size() - sides_.size() + static_cast<std::size_t>(&side - sides_.data()))};
    const auto approvals = [&](const std::vector<base::ApprovalId>& own) {
      std::vector<base::ApprovalId> joint;
      for (const base::ApprovalId approval : own) joint.push_back(side.approvals[approval.index()]);
      std::sort(joint.begin(), joint.end());
      joint.erase(std::unique(joint.begin(), joint.end()), joint.end());
      return joint;
    };
    side.first_grant = static_cast<std::uint32_t>(model_.grants.size());
    side.first_cap = static_cast<std::uint32_t>(model_.caps.size());
    side.first_default_cap = static_cast<std::uint32_t>(model_.default_caps.size());
    for (const model::Grant& own : side.model->grants)
      model_.grants.push_back({own.level, own.is_default, {}, {}, approvals(own.approvals), {}});
    for (const model::Cap& own : side.model->caps)
      model_.caps.push_back({own.level, own.covers_requests, {}, {}, approvals(own.approvals), {}});
    for (const model::Cap& own : side.model->default_caps)
      model_.default_caps.push_back({own.level, false, {}, {}, approvals(own.approvals), {}});
  }
}

prove::CellRule Joint::rule(Side which, const prove::CellRule& own) {
  const SideWorld& side = sides_[index_of(which)];
  prove::CellRule joint = own;
  joint.guard = guard(which, own.guard);
  if (which == Side::after) joint.statement.value += statements_before_;
  switch (own.role) {
    case prove::RuleRole::grant:
    case prove::RuleRole::default_grant:
      joint.index += side.first_grant;
      break;
    case prove::RuleRole::cap:
      joint.index += side.first_cap;
      break;
    case prove::RuleRole::default_cap:
      joint.index += side.first_default_cap;
      break;
  }
  return joint;
}

request::Request Joint::request_for(Side which, const request::Request& joint) const {
  const SideWorld& side = sides_[index_of(which)];
  const PolicyModel& own = *side.model;
  request::Request said = joint;
  said.attributes.clear();
  said.facts.clear();
  said.switches.clear();
  const auto copy = [](const auto& from, const std::string& joint_name, auto& into, const std::string& name) {
    if (const auto found = from.find(joint_name); found != from.end()) into[name] = found->second;
  };
  for (const model::Action& action : own.actions) {
    if (action.name != joint.action) continue;
    for (const model::ActionAttribute& declared : action.attributes)
      copy(joint.attributes, model_.attributes[side.attributes[declared.attribute.index()].index()].name, said.attributes,
           own.attributes[declared.attribute.index()].name);
  }
  for (std::uint32_t i = 0; i < own.facts.size(); ++i)
    copy(joint.facts, model_.facts[side.fact_ids[i].index()].first, said.facts, own.facts[i].first);
  for (const model::Switch& s : own.switches) copy(joint.switches, s.name, said.switches, s.name);
  if (said.labels)
    std::erase_if(*said.labels,
                  [&](const std::string& label) { return std::find(own.labels.begin(), own.labels.end(), label) == own.labels.end(); });
  return said;
}

}  // namespace envelope::diff
