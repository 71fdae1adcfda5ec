// Ways to more authority that a change opens or closes, on random small systems, by brute force: every request that differs is asked of the
// reference interpreter, and what follows is written down once more from docs/verifying.md.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "compiler/diff/compare.h"
#include "compiler/model/evaluate.h"
#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"
#include "tests/differential/random.h"

using namespace envelope;
using base::Effect;
using differential::Random;

namespace {

constexpr std::size_t kAgents = 4;
const std::vector<std::string> kPaths = {"/a", "/b", "/c"};

std::string name(std::size_t agent) { return "agent_" + std::to_string(agent); }

// A line each: what may change.
using Lines = std::vector<std::string>;

std::string paths(Random& random) {
  std::string list;
  for (const std::string& path : kPaths)
    if (random.percent(45)) list += (list.empty() ? "\"" : ", \"") + path + "\"";
  return list.empty() ? "path is \"/z\"" : "path in [" + list + "]";
}

Lines make(Random& random) {
  Lines lines;
  for (const std::string& path : kPaths)
    if (random.percent(60)) lines.push_back(fmt::format("file \"{}\" runs as {}", path, name(random.below(kAgents))));
  const std::vector<std::string> levels = {"allow", "allow", "ask", "deny"};
  for (std::size_t i = 0; i < kAgents; ++i) {
    const auto add = [&](const std::string& rule) { lines.push_back(fmt::format("agent {} {{ {} }}", name(i), rule)); };
    for (int rules = 0; rules < 2; ++rules) {
      if (random.percent(50)) add(fmt::format("{} write when {}", random.pick(levels), paths(random)));
      const std::size_t other = random.below(kAgents);
      if (other != i && random.percent(30))
        add(fmt::format("{} request {} for write when {}", random.pick(levels), name(other), paths(random)));
      if (other != i && random.percent(30))
        add(fmt::format("{} request {} for act{}", random.pick(levels), name(other), random.percent(50) ? " when quick" : ""));
    }
    if (random.percent(50)) add(fmt::format("{} act{}", random.pick(levels), random.percent(50) ? " unless quick" : ""));
  }
  return lines;
}

// A line goes, or people are asked where they were not, or the other way round.
Lines changed(Lines lines, Random& random) {
  for (std::size_t times = random.between(1, 2); times > 0 && lines.size() > 1; --times) {
    const auto line = lines.begin() + static_cast<std::ptrdiff_t>(random.below(lines.size()));
    const std::size_t allow = line->find("{ allow "), ask = line->find("{ ask ");
    if (random.percent(60) && allow != std::string::npos)
      line->replace(allow, 8, "{ ask ");
    else if (random.percent(60) && ask != std::string::npos)
      line->replace(ask, 6, "{ allow ");
    else
      lines.erase(line);
  }
  return lines;
}

std::unique_ptr<pipeline::Compilation> compiled(const Lines& lines, const std::string& more = "") {
  std::string text =
      "policy small\naction write(path: Path) writes path\naction act(quick: Bool)\nhuman taylor\ndefault approval review { from taylor "
      "}\n";
  for (std::size_t i = 0; i < kAgents; ++i) text += "agent " + name(i) + "\n";
  for (const std::string& line : lines) text += line + "\n";
  project::MemoryFiles files;
  files.add("main.envelope", text + more);
  return pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
}

// What comes within reach by a way, as it is compared: who does what.
using Reached = std::set<std::string>;
struct Way {
  bool is_asked = false;
  Reached reached;
};
using Ways = std::map<std::string, Way>;  // by what they are; the first word is who begins

class BruteForce {
 public:
  explicit BruteForce(const Lines& lines)
      : lines_(lines),
        policy_(compiled(lines)),
        granted_(compiled(lines, "agent agent_0, agent_1, agent_2, agent_3 { allow write, act }\n")) {
    REQUIRE((policy_->model && granted_->model));
    for (std::size_t from = 0; from < kAgents; ++from)
      for (std::size_t to = 0; to < kAgents; ++to) {
        if (from == to) continue;
        for (const char* action : {"write", "act"}) add_request(from, to, action);
        for (const std::string& path : kPaths) add_takeover(from, to, path);
      }
    for (std::size_t from = 0; from < kAgents; ++from) add_chains(from);
  }

  [[nodiscard]] const Ways& ways() const { return ways_; }
  [[nodiscard]] const pipeline::Compilation& policy() const { return *policy_; }

 private:
  static std::vector<request::Request> requests_of(const std::string& action) {
    std::vector<request::Request> all;
    request::Request request;
    request.action = action;
    request.lineage.emplace();
    request.labels.emplace();
    if (action == "act") {
      for (const bool quick : {false, true}) {
        request.attributes["quick"] = quick;
        all.push_back(request);
      }
      return all;
    }
    std::vector<std::string> texts = kPaths;
    texts.push_back("/z");
    texts.push_back("/elsewhere");
    for (const std::string& path : texts) {
      request.attributes["path"] = path;
      all.push_back(request);
    }
    return all;
  }

  static Effect effect(const pipeline::Compilation& policy, request::Request request, std::size_t who, std::size_t asked = kAgents) {
    request.principal = name(who);
    if (asked < kAgents) request.requested = name(asked);
    return model::evaluate(*policy.model, request).effect;
  }
  [[nodiscard]] Effect does(std::size_t who, const request::Request& request) const { return effect(*policy_, request, who); }
  [[nodiscard]] Effect asks(std::size_t who, std::size_t other, const request::Request& request) const {
    return effect(*policy_, request, who, other);
  }
  // Denied by a rule: it is even where everything is granted.
  [[nodiscard]] bool is_refused(std::size_t who, const request::Request& request) const {
    return effect(*granted_, request, who) < Effect::ask;
  }

  void add_request(std::size_t from, std::size_t to, const std::string& action) {
    for (const Effect level : {Effect::allow, Effect::ask})
      for (const request::Request& request : requests_of(action)) {
        if (asks(from, to, request) < level || does(to, request) < Effect::allow) continue;
        const Effect own = does(from, request);
        const bool leads_around = (own < Effect::ask && is_refused(from, request)) || (own == Effect::ask && level == Effect::allow);
        if (!leads_around) continue;
        ways_.try_emplace(fmt::format("{} asks {} for {}", name(from), name(to), action), Way{level == Effect::ask, {action}});
        return;
      }
  }

  // How many people are asked where a file is written, by oneself or by another; nothing: it cannot be.
  [[nodiscard]] std::optional<std::size_t> askings(std::size_t from, const std::string& path) const {
    request::Request request = requests_of("write").front();
    request.attributes["path"] = path;
    std::optional<std::size_t> least;
    const auto add = [&](std::initializer_list<Effect> effects) {
      if (std::min(effects) < Effect::ask) return;
      const auto asked = static_cast<std::size_t>(std::count(effects.begin(), effects.end(), Effect::ask));
      if (!least || asked < *least) least = asked;
    };
    add({does(from, request)});
    for (std::size_t other = 0; other < kAgents; ++other)
      if (other != from) add({asks(from, other, request), does(other, request)});
    return least;
  }

  [[nodiscard]] bool runs_as(const std::string& path, std::size_t who) const {
    return std::find(lines_.begin(), lines_.end(), fmt::format("file \"{}\" runs as {}", path, name(who))) != lines_.end();
  }

  // What `to` may do or has done of one action, and `from` may not; and how that stands with `from` at worst.
  struct Gains {
    Reached reached;
    bool is_refused = false, is_asked = false;
  };
  [[nodiscard]] Gains gains(std::size_t from, std::size_t to, const std::string& action) const {
    Gains gains;
    for (const request::Request& gained : requests_of(action)) {
      const Effect own = does(from, gained);
      const auto add = [&](const std::string& what) {
        gains.reached.insert(what);
        gains.is_refused = gains.is_refused || (own < Effect::ask && is_refused(from, gained));
        gains.is_asked = gains.is_asked || own == Effect::ask;
      };
      if (own == Effect::allow) continue;
      if (does(to, gained) == Effect::allow) add(action);
      for (std::size_t third = 0; third < kAgents; ++third) {
        if (third == to || third == from || asks(from, third, gained) == Effect::allow) continue;
        if (asks(to, third, gained) == Effect::allow && does(third, gained) == Effect::allow) add(action + " by " + name(third));
      }
    }
    return gains;
  }

  void add_takeover(std::size_t from, std::size_t to, const std::string& path) {
    const auto asked = askings(from, path);
    if (!runs_as(path, to) || !asked) return;
    Way way{*asked > 0, {}};
    for (const char* action : {"write", "act"}) way.reached.merge(gains(from, to, action).reached);
    if (!way.reached.empty()) ways_.try_emplace(fmt::format("{} is {} by {}", name(from), name(to), path), std::move(way));
  }

  // Whom somebody comes to act as over several takeovers, each time with the fewest people asked, for what rules withhold from it.
  void add_chains(std::size_t from) {
    using Cost = std::pair<std::size_t, std::size_t>;  // people asked, takeovers
    std::map<std::size_t, Cost> least{{from, {0, 0}}};
    for (std::size_t times = 0; times < kAgents; ++times)
      for (const auto& [who, cost] : std::map(least))
        for (std::size_t to = 0; to < kAgents; ++to)
          for (const std::string& path : kPaths) {
            const auto asked = askings(who, path);
            if (to == who || !runs_as(path, to) || !asked) continue;
            const Cost there{cost.first + *asked, cost.second + 1};
            const auto [entry, is_new] = least.try_emplace(to, there);
            if (!is_new) entry->second = std::min(entry->second, there);
          }
    for (const char* action : {"write", "act"}) {
      std::optional<std::size_t> asked;
      for (const auto& [to, cost] : least) {
        const Gains gained = gains(from, to, action);
        if (cost.second < 2 || (!gained.is_refused && (!gained.is_asked || cost.first > 0))) continue;
        asked = std::min(asked.value_or(cost.first), cost.first);
      }
      if (asked) ways_.try_emplace(fmt::format("{} comes to {}", name(from), action), Way{*asked > 0, {action}});
    }
  }

  Lines lines_;
  std::unique_ptr<pipeline::Compilation> policy_, granted_;
  Ways ways_;
};

// Who begins a way that `here` has and `there` has not.
std::set<std::string> only(const Ways& here, const Ways& there) {
  std::set<std::string> agents;
  for (const auto& [what, way] : here) {
    const auto other = there.find(what);
    const bool has = other != there.end() && (way.is_asked || !other->second.is_asked) &&
                     std::includes(other->second.reached.begin(), other->second.reached.end(), way.reached.begin(), way.reached.end());
    if (!has) agents.insert(what.substr(0, what.find(' ')));
  }
  return agents;
}

// Circles are what several ways of the kind below add up to: brute force does not know them.
bool is_circle(const diff::Change& change) { return change.title.find(" have each other do") != std::string::npos; }

std::set<std::string> told(const diff::PolicyDiff& policy, diff::ChangeKind kind) {
  std::set<std::string> agents;
  for (const diff::Change& change : policy.changes)
    if (change.kind == kind && !is_circle(change))
      for (const diff::Subject& subject : change.subjects) agents.insert(subject.agent);
  return agents;
}

diff::PolicyDiff compared(const pipeline::Compilation& before, const pipeline::Compilation& after,
                          const diff::CompareOptions& options = {}) {
  return diff::compare({&*before.model, &before.sources, "old.envt"}, {&*after.model, &after.sources, "new.envt"}, options);
}

}  // namespace

TEST_CASE("ways that a change opens or closes are those that brute force finds", "[diff]") {
  Random random(20261130);
  std::size_t opened = 0, closed = 0, silent = 0;
  for (int round = 0; round < 300; ++round) {
    const Lines lines = make(random);
    Lines other = random.percent(80) ? changed(lines, random) : make(random);
    const bool turned = random.percent(50);
    const BruteForce before(turned ? other : lines), after(turned ? lines : other);
    const diff::PolicyDiff policy = compared(before.policy(), after.policy());
    INFO("old:\n" << before.policy().sources.file({0}).text << "new:\n" << after.policy().sources.file({0}).text);
    INFO((policy.faults.empty() ? "" : policy.faults.front()));
    REQUIRE(policy.faults.empty());
    REQUIRE(policy.unknowns.empty());
    const auto fresh = only(after.ways(), before.ways()), gone = only(before.ways(), after.ways());
    REQUIRE(told(policy, diff::ChangeKind::new_escalation) == fresh);
    REQUIRE(told(policy, diff::ChangeKind::closed_escalation) == gone);
    opened += fresh.empty() ? 0 : 1;
    closed += gone.empty() ? 0 : 1;
    silent += fresh.empty() && gone.empty() ? 1 : 0;
  }
  CHECK(opened > 20);
  CHECK(closed > 20);
  CHECK(silent > 20);
}

TEST_CASE("where a side cannot be worked out nothing is said to be new or gone", "[diff]") {
  const Lines with = {"file \"/a\" runs as agent_1", "agent agent_0 { deny act  allow write when path in [\"/a\", \"/b\"] }",
                      "agent agent_1 { allow act }"};
  Lines without = with;
  without[1] = "agent agent_0 { deny act  allow write when path in [\"/b\"] }";
  const auto open = compiled(with), shut = compiled(without);
  REQUIRE((open->model && shut->model));
  REQUIRE(told(compared(*shut, *open), diff::ChangeKind::new_escalation) == std::set<std::string>{"agent_0"});
  diff::CompareOptions options;
  options.diagram_nodes = 2;
  const diff::PolicyDiff policy = compared(*shut, *open, options);
  CHECK_FALSE(policy.unknowns.empty());
  CHECK(told(policy, diff::ChangeKind::new_escalation).empty());
  CHECK(told(policy, diff::ChangeKind::closed_escalation).empty());
}
