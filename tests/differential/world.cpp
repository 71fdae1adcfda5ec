#include "tests/differential/world.h"

#include <fmt/format.h>

#include <algorithm>

namespace envelope::differential {

using base::TypeKind;

namespace {

const std::vector<Quantity>& attribute_pool() {
  static const std::vector<Quantity> pool = {
      {"flag", {TypeKind::boolean, "Bool", false}},       {"amount", {TypeKind::count, "Count", false}},
      {"size", {TypeKind::bytes, "Bytes", false}},        {"cost", {TypeKind::money, "Money", false}},
      {"gap", {TypeKind::duration, "Duration", false}},   {"share", {TypeKind::percent, "Percent", false}},
      {"due", {TypeKind::time, "Time", false}},           {"branch", {TypeKind::string, "String", false}},
      {"path", {TypeKind::path, "Path", false}},          {"host", {TypeKind::host, "Host", false}},
      {"command", {TypeKind::command, "Command", false}}, {"to", {TypeKind::enumeration, "Env", false}},
      {"hue", {TypeKind::enumeration, "Color", false}},   {"owner", {TypeKind::agent, "Agent", false}},
      {"rank", {TypeKind::tier, "Tier", false}},          {"what", {TypeKind::mode, "Mode", false}},
      {"batch", {TypeKind::job, "Job", false}},           {"parts", {TypeKind::enumeration, "Env", true}},
      {"crew", {TypeKind::agent, "Agent", true}},         {"tags", {TypeKind::string, "String", true}},
      {"places", {TypeKind::path, "Path", true}},         {"modes", {TypeKind::mode, "Mode", true}},
      {"peers", {TypeKind::host, "Host", true}},          {"ports", {TypeKind::count, "Count", true}},
      {"fees", {TypeKind::money, "Money", true}},
  };
  return pool;
}

const std::vector<Quantity>& fact_pool() {
  static const std::vector<Quantity> pool = {
      {"ready", {TypeKind::boolean, "Bool", false}},
      {"tries", {TypeKind::count, "Count", false}},
      {"disk", {TypeKind::bytes, "Bytes", false}},
      {"spent", {TypeKind::money, "Money", false}},
      {"idle", {TypeKind::duration, "Duration", false}},
      {"load", {TypeKind::percent, "Percent", false}},
      {"since", {TypeKind::time, "Time", false}},
      {"topic", {TypeKind::string, "String", false}},
      {"room", {TypeKind::path, "Path", false}},
      {"peer", {TypeKind::host, "Host", false}},
      {"last", {TypeKind::command, "Command", false}},
      {"level", {TypeKind::enumeration, "Env", false}},
      {"holder", {TypeKind::agent, "Agent", false}},
      {"grade", {TypeKind::tier, "Tier", false}},
      {"mood", {TypeKind::mode, "Mode", false}},
      {"running", {TypeKind::job, "Job", false}},
      {"seen", {TypeKind::enumeration, "Color", true}},
      {"team", {TypeKind::agent, "Agent", true}},
      {"levels", {TypeKind::count, "Count", true}},
      // The name of an attribute too: an action that declares it hides the fact.
      {"amount", {TypeKind::count, "Count", false}},
      {"flag", {TypeKind::boolean, "Bool", false}},
  };
  return pool;
}

std::vector<std::string> first(std::vector<std::string> names, std::size_t count) {
  names.resize(std::min(count, names.size()));
  return names;
}

// A class belongs to classes that stand before it, so there are no circles.
std::vector<std::vector<std::size_t>> class_parents(Random& random, std::size_t count) {
  std::vector<std::vector<std::size_t>> parents(count);
  for (std::size_t i = 1; i < count; ++i)
    for (std::size_t parent = 0; parent < i; ++parent)
      if (random.percent(45)) parents[i].push_back(parent);
  return parents;
}

void close_upward(const std::vector<std::vector<std::size_t>>& parents, std::size_t id, std::vector<std::size_t>& all) {
  if (std::find(all.begin(), all.end(), id) != all.end()) return;
  all.push_back(id);
  for (const std::size_t parent : parents[id]) close_upward(parents, parent, all);
}

// Types without members could have no value.
bool has_values(const World& world, const WrittenType& type) {
  const bool closed = base::is_closed(type.kind);
  return !closed || !world.members(type).empty();
}

WorldAction make_action(const World& world, Random& random, std::string name) {
  WorldAction action;
  action.name = std::move(name);
  std::vector<Quantity> pool;
  for (const Quantity& quantity : attribute_pool())
    if (has_values(world, quantity.type)) pool.push_back(quantity);
  for (Quantity& quantity : random.some(pool, random.between(1, 5))) action.attributes.push_back({std::move(quantity), random.percent(45)});
  return action;
}

WorldAction make_passage_action(Random& random, std::string name) {
  WorldAction action;
  action.name = std::move(name);
  action.attributes.push_back({{"what", {TypeKind::mode, "Mode", false}}, random.percent(30)});
  if (random.percent(30)) action.attributes.push_back({{"flag", {TypeKind::boolean, "Bool", false}}, true});
  return action;
}

}  // namespace

std::vector<std::string> World::principals() const {
  std::vector<std::string> all = agents;
  all.insert(all.end(), humans.begin(), humans.end());
  return all;
}

std::vector<std::string> World::switch_names() const {
  std::vector<std::string> names;
  for (const WorldSwitch& each : switches) names.push_back(each.name);
  return names;
}

std::vector<std::string> World::members(const WrittenType& type) const {
  if (type.word == "Env") return {"dev", "qa", "prod"};
  if (type.word == "Color") return {"red", "green", "blue"};
  if (type.kind == TypeKind::agent) return principals();
  if (type.kind == TypeKind::tier) return tiers;
  if (type.kind == TypeKind::mode) return switch_names();
  if (type.kind == TypeKind::job) return jobs;
  return {};
}

World make_world(Random& random) {
  World world;
  const std::vector<std::string> zones = {"Europe/Berlin",       "America/New_York", "UTC",
                                          "Australia/Lord_Howe", "Asia/Kathmandu",   "Africa/Casablanca"};
  world.zones = {random.pick(zones)};
  if (random.percent(35)) world.zones.push_back(random.pick(zones));
  world.agents = first({"ann", "bob", "cyd", "dee"}, random.between(2, 4));
  world.humans = first({"sue", "tom"}, random.between(0, 2));
  world.tiers = first({"low", "high"}, random.between(0, 2));
  for (std::size_t i = 0; i < world.agents.size(); ++i) world.tier_of.push_back(random.below(world.tiers.size() + 1));
  world.capabilities = first({"READ", "NET", "RUN"}, random.between(0, 3));
  world.approvals = first({"boss", "pair", "owners"}, random.between(1, 3));
  world.labels = first({"dirty", "secret"}, random.between(0, 2));
  world.jobs = first({"sweep", "digest"}, random.between(0, 2));
  for (const char* name : {"night", "calm", "halt"}) {
    if (!random.percent(65)) continue;
    const std::vector<std::string> words = {"window", "phase", "stop"};
    world.switches.push_back({random.pick(words), name});
  }
  world.classes = first({"outer", "inner", "core"}, random.between(0, 3));
  world.has_lets = random.percent(40);
  world.facts = random.some(fact_pool(), random.between(1, 7));
  std::erase_if(world.facts, [&](const Quantity& fact) { return !has_values(world, fact.type); });

  world.class_parents = class_parents(random, world.classes.size());
  for (const std::string& name : first({"go", "put", "pull", "ship"}, random.between(2, 4)))
    world.actions.push_back(make_action(world, random, name));
  world.has_passages = !world.switches.empty() && random.percent(70);
  if (world.has_passages)
    for (const char* name : {"enter", "leave"}) world.actions.push_back(make_passage_action(random, name));
  for (WorldAction& action : world.actions) {
    for (std::size_t i = 0; i < world.classes.size(); ++i)
      if (random.percent(40)) action.classes.push_back(i);
    for (const std::size_t id : action.classes) close_upward(world.class_parents, id, action.all_classes);
  }
  return world;
}

}  // namespace envelope::differential
