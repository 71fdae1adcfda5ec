#include "compiler/prove/cells.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

namespace envelope::prove {
namespace {

using model::AtomKind;
using model::PolicyModel;

// What a guard asks about the principal itself: two principals that agree on it are told apart by nothing in the guard.
struct AboutPrincipal {
  bool agent = false, tier = false;
  std::vector<base::CapabilityId> capabilities;  // sorted
};

std::vector<AboutPrincipal> about_principal(const PolicyModel& model) {
  std::vector<AboutPrincipal> about(model.guards.size());
  for (std::size_t i = 0; i < model.guards.size(); ++i) {
    const model::Guard& guard = model.guards[i];
    AboutPrincipal& mine = about[i];
    if (guard.kind == model::GuardKind::atom) {
      const model::Atom& atom = model.atoms[guard.atom.index()];
      mine.agent = (atom.kind == AtomKind::agent && atom.op != model::AtomOperator::is_self) ||
                   (atom.op == model::AtomOperator::is_self && atom.kind != AtomKind::agent);
      mine.tier = atom.kind == AtomKind::tier;
      if (atom.kind == AtomKind::capability) mine.capabilities = {atom.capability};
    }
    for (const model::GuardId child : guard.children) {
      const AboutPrincipal& theirs = about[child.index()];
      mine.agent = mine.agent || theirs.agent;
      mine.tier = mine.tier || theirs.tier;
      mine.capabilities.insert(mine.capabilities.end(), theirs.capabilities.begin(), theirs.capabilities.end());
    }
    std::sort(mine.capabilities.begin(), mine.capabilities.end());
    mine.capabilities.erase(std::unique(mine.capabilities.begin(), mine.capabilities.end()), mine.capabilities.end());
  }
  return about;
}

bool has_values(const PolicyModel& model, const model::Type& type) {
  if (type.is_set) return true;
  switch (type.kind) {
    case base::TypeKind::mode:
      return !model.switches.empty();
    case base::TypeKind::job:
      return !model.jobs.empty();
    case base::TypeKind::tier:
      return !model.tiers.empty();
    case base::TypeKind::agent:
      return !model.principals.empty();
    default:
      return true;
  }
}

// Numbers of records by principal set, so that what is said to many principals is looked up once for all of them.
struct RecordsOfSet {
  std::vector<std::uint32_t> grants, caps, default_caps;
};

using Place = std::pair<base::ActionId, base::PrincipalId>;  // action, requested

class Gathering {
 public:
  explicit Gathering(const PolicyModel& model) : model_(model), about_(about_principal(model)), records_(model.principal_sets.size()) {
    for (std::uint32_t i = 0; i < model.grants.size(); ++i) records_[model.grants[i].cell.principals.index()].grants.push_back(i);
    for (std::uint32_t i = 0; i < model.caps.size(); ++i) records_[model.caps[i].cell.principals.index()].caps.push_back(i);
    for (std::uint32_t i = 0; i < model.default_caps.size(); ++i)
      records_[model.default_caps[i].cell.principals.index()].default_caps.push_back(i);
    for (std::uint32_t action = 0; action < model.actions.size(); ++action) is_possible_.push_back(can_be_requested(model, {action}));
    sets_.resize(model.principals.size());
    for (std::uint32_t set = 0; set < records_.size(); ++set)
      for (const base::PrincipalId who : model.principal_sets[set]) sets_[who.index()].push_back(set);
  }

  std::vector<ProofCell> run() {
    for (std::uint32_t who = 0; who < model_.principals.size(); ++who)
      for (auto& [place, rules] : rules_of({who}))
        if (is_possible_[place.first.index()]) add(place, std::move(rules), {who});
    for (ProofCell& cell : cells_) cell.who = first_by_name(model_, cell.principals);
    return std::move(cells_);
  }

 private:
  [[nodiscard]] std::vector<std::uint32_t> numbers(base::PrincipalId who, std::vector<std::uint32_t> RecordsOfSet::* list) const {
    std::vector<std::uint32_t> all;
    for (const std::uint32_t set : sets_[who.index()]) all.insert(all.end(), (records_[set].*list).begin(), (records_[set].*list).end());
    std::sort(all.begin(), all.end());
    return all;
  }

  [[nodiscard]] const std::vector<base::ActionId>& actions_of(const model::Cell& cell) const {
    return model_.action_sets[cell.actions.index()];
  }

  // Grants first, so that the edges which a cap on `anything` can bind are known.
  [[nodiscard]] std::map<Place, std::vector<CellRule>> rules_of(base::PrincipalId who) const {
    std::map<Place, std::vector<CellRule>> rules;
    std::vector<Place> edges;
    for (const std::uint32_t i : numbers(who, &RecordsOfSet::grants)) {
      const model::Grant& grant = model_.grants[i];
      for (const base::ActionId action : actions_of(grant.cell)) {
        rules[{action, grant.cell.requested}].push_back(
            {grant.is_default ? RuleRole::default_grant : RuleRole::grant, i, grant.level, grant.guard, grant.statement});
        if (grant.cell.requested.is_valid()) edges.emplace_back(action, grant.cell.requested);
      }
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    for (const std::uint32_t i : numbers(who, &RecordsOfSet::caps)) add_cap(rules, edges, RuleRole::cap, i, model_.caps[i]);
    for (const std::uint32_t i : numbers(who, &RecordsOfSet::default_caps))
      add_cap(rules, {}, RuleRole::default_cap, i, model_.default_caps[i]);
    for (auto& [place, list] : rules)
      std::stable_sort(list.begin(), list.end(), [](const CellRule& a, const CellRule& b) { return a.role < b.role; });
    return rules;
  }

  void add_cap(std::map<Place, std::vector<CellRule>>& rules, const std::vector<Place>& edges, RuleRole role, std::uint32_t index,
               const model::Cap& cap) const {
    const CellRule rule{role, index, cap.level, cap.guard, cap.statement};
    for (const base::ActionId action : actions_of(cap.cell)) {
      rules[{action, cap.cell.requested}].push_back(rule);
      if (!cap.covers_requests || cap.cell.requested.is_valid()) continue;
      for (auto edge = std::lower_bound(edges.begin(), edges.end(), Place{action, {0}}); edge != edges.end() && edge->first == action;
           ++edge)
        rules[*edge].push_back(rule);
    }
  }

  // Everything that makes two principals decide differently about a place.
  [[nodiscard]] std::string key_of(const Place& place, const std::vector<CellRule>& rules, base::PrincipalId who) const {
    std::string key;
    const auto add_number = [&](std::uint32_t number) { key.append(reinterpret_cast<const char*>(&number), sizeof number); };
    add_number(place.first.value);
    add_number(place.second.value);
    add_number(static_cast<std::uint32_t>(model_.principals[who.index()].kind));
    for (const CellRule& rule : rules) {
      add_number(static_cast<std::uint32_t>(rule.role) << 28U | rule.index);
      const AboutPrincipal& about = about_[rule.guard.index()];
      if (about.agent) add_number(who.value);
      if (about.tier) add_number(model_.principals[who.index()].tier.value);
      const auto& held = model_.principals[who.index()].capabilities;
      for (const base::CapabilityId capability : about.capabilities)
        key += std::binary_search(held.begin(), held.end(), capability) ? '+' : '-';
    }
    return key;
  }

  void add(const Place& place, std::vector<CellRule> rules, base::PrincipalId who) {
    const auto [entry, is_new] = known_.try_emplace(key_of(place, rules, who), cells_.size());
    if (is_new)
      cells_.push_back({place.first, place.second, {who}, who, std::move(rules)});
    else
      cells_[entry->second].principals.push_back(who);
  }

  const PolicyModel& model_;
  std::vector<AboutPrincipal> about_;
  std::vector<RecordsOfSet> records_;
  std::vector<bool> is_possible_;                 // by action
  std::vector<std::vector<std::uint32_t>> sets_;  // by principal
  std::unordered_map<std::string, std::size_t> known_;
  std::vector<ProofCell> cells_;
};

}  // namespace

std::vector<base::PrincipalId> by_name(const PolicyModel& model, std::vector<base::PrincipalId> principals) {
  std::sort(principals.begin(), principals.end(),
            [&](base::PrincipalId a, base::PrincipalId b) { return model.principals[a.index()].name < model.principals[b.index()].name; });
  return principals;
}

base::PrincipalId first_by_name(const PolicyModel& model, const std::vector<base::PrincipalId>& principals) {
  return *std::min_element(principals.begin(), principals.end(), [&](base::PrincipalId a, base::PrincipalId b) {
    return model.principals[a.index()].name < model.principals[b.index()].name;
  });
}

bool can_be_requested(const PolicyModel& model, base::ActionId action) {
  const auto& attributes = model.actions[action.index()].attributes;
  return std::all_of(attributes.begin(), attributes.end(), [&](const model::ActionAttribute& declared) {
    return declared.optional || has_values(model, model.attributes[declared.attribute.index()].type);
  });
}

std::vector<ProofCell> cells_of(const PolicyModel& model) { return Gathering(model).run(); }

const std::vector<base::ApprovalId>& approvals_of(const PolicyModel& model, const CellRule& rule) {
  switch (rule.role) {
    case RuleRole::grant:
    case RuleRole::default_grant:
      return model.grants[rule.index].approvals;
    case RuleRole::cap:
      return model.caps[rule.index].approvals;
    case RuleRole::default_cap:
      return model.default_caps[rule.index].approvals;
  }
  return model.grants[rule.index].approvals;
}

}  // namespace envelope::prove
