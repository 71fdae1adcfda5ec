#include "tests/bench/decide/family.h"

#include "tests/differential/random.h"

namespace envelope::bench {
namespace {

using differential::Random;

constexpr std::array<ActionDeclaration, kActions> kDeclarations = {{
    {"file_read", {{{"path", Kind::path}}}, "(path: Path)"},
    {"file_write", {{{"path", Kind::path}, {"bytes", Kind::number}}}, "(path: Path, bytes: Bytes)"},
    {"file_delete", {{{"path", Kind::path}}}, "(path: Path)"},
    {"shell", {{{"command", Kind::command}}}, "(command: Command)"},
    {"http_get", {{{"host", Kind::host}}}, "(host: Host)"},
    {"api_call", {{{"host", Kind::host}, {"endpoint", Kind::string}}}, "(host: Host, endpoint: String)"},
    {"git_push", {{{"branch", Kind::string}, {"force", Kind::boolean}}}, "(branch: String, force: Bool)"},
    {"deploy", {{{"to", Kind::environment}, {"service", Kind::string}}}, "(to: Environment, service: String)"},
    {"message_send", {{{"channel", Kind::string}, {"external", Kind::boolean}}}, "(channel: String, external: Bool)"},
    {"spend", {{{"amount", Kind::number}}}, "(amount: Money)"},
    {"model_call", {{{"model", Kind::model}, {"tokens", Kind::number}}}, "(model: Model, tokens: Count)"},
    {"schedule", {{{"gap", Kind::number}}}, "(gap: Duration)"},
    {"install", {{{"package", Kind::string}}}, "(package: String)"},
    {"search", {{{"query", Kind::string}}}, "(query: String)"},
    {"git_commit", {}, ""},
    {"edit_policy", {}, ""},
}};

constexpr Effect kD = Effect::deny, kP = Effect::propose, kK = Effect::ask, kA = Effect::allow;
constexpr Effect kDefaults[4][kActions] = {
    // read write delete shell get call push deploy message spend model schedule install search commit policy
    {kD, kP, kA, kK, kP, kD, kK, kD, kA, kA, kK, kA, kK, kA, kA, kD},
    {kD, kD, kK, kP, kD, kK, kP, kP, kK, kK, kP, kK, kK, kA, kK, kD},
    {kD, kD, kP, kK, kD, kD, kD, kD, kK, kP, kD, kP, kD, kA, kA, kD},
    {kD, kP, kP, kD, kD, kP, kD, kD, kA, kK, kD, kD, kD, kA, kA, kD},
};

// `mark` tells the agent's things from everybody else's; empty for a tier.
Parameters make_parameters(Random& random, const std::string& mark, std::uint32_t number) {
  const std::string word = random.pick({"web", "api", "ledger", "search", "billing", "mobile", "docs", "infra"});
  const std::string name = word + mark;
  Parameters p;
  p.root = "~/projects/" + word + (mark.empty() ? "" : "_" + mark);
  p.extension = random.pick({".md", ".yaml", ".toml", ".lock"});
  p.tool = name + random.pick({" run", " fix", " ci"});
  const std::string domain = random.pick({".example.com", ".example.org", ".example.net"});
  p.host = name + domain;
  p.api_host = name + "-api" + domain;
  p.endpoint = "/v" + std::to_string(random.between(1, 4)) + random.pick({"/users/", "/orders/", "/keys/"});
  p.branch = random.pick({"feature", "fix", "chore"}) + mark + "/";
  p.service = name + "-";
  p.channel = random.pick({"team", "public", "ops"}) + mark + "-";
  p.bytes_max = static_cast<std::uint32_t>(100'000 + 37 * number);
  p.tokens_max = 4'000 + number;
  p.spend_max = 10'000'000 + std::int64_t{10'000} * number;  // $10, and a cent more for each
  return p;
}

std::string make_name(Random& random, std::size_t number) {
  return random.pick({"scout", "bolt", "atlas", "nova", "echo", "courier", "archivist", "pilot"}) + std::to_string(number);
}

}  // namespace

const ActionDeclaration& declaration(Action action) { return kDeclarations[static_cast<std::size_t>(action)]; }

Effect default_of(Tier tier, Action action) { return kDefaults[static_cast<std::size_t>(tier)][static_cast<std::size_t>(action)]; }

bool is_conditional(Tier tier, Action action) {
  switch (action) {
    case Action::schedule:
      return tier == Tier::autonomous;
    case Action::install:
    case Action::search:
    case Action::git_commit:
    case Action::edit_policy:
      return false;
    case Action::file_read:
    case Action::file_write:
    case Action::file_delete:
    case Action::shell:
    case Action::http_get:
    case Action::api_call:
    case Action::git_push:
    case Action::deploy:
    case Action::message_send:
    case Action::spend:
    case Action::model_call:
      return true;
  }
  return false;
}

Fleet make_fleet(std::size_t agents, std::uint64_t seed) {
  Random random(seed);
  Fleet fleet;
  fleet.seed = seed;
  for (std::uint32_t tier = 0; tier < 4; ++tier) fleet.parameters.push_back(make_parameters(random, {}, tier));
  const std::size_t own = (agents * kOwnPercent + 99) / 100;
  std::vector<bool> has_own(agents, false);
  for (std::size_t i = 0; i < own; ++i) has_own[i] = true;
  for (std::size_t i = agents; i > 1; --i) {
    const std::size_t other = random.below(i);
    const bool kept = has_own[i - 1];
    has_own[i - 1] = has_own[other];
    has_own[other] = kept;
  }
  for (std::size_t i = 0; i < agents; ++i) {
    Agent agent;
    agent.name = make_name(random, i);
    // The first four agents hold a tier each, so that a small fleet has all of them.
    agent.tier = static_cast<Tier>(i < 4 ? i : random.weighted({35, 30, 20, 15}));
    agent.parameters = static_cast<std::uint32_t>(agent.tier);
    if (has_own[i]) {
      agent.parameters = static_cast<std::uint32_t>(fleet.parameters.size());
      fleet.parameters.push_back(make_parameters(random, std::to_string(agent.parameters), agent.parameters));
    }
    fleet.agents.push_back(std::move(agent));
  }
  return fleet;
}

}  // namespace envelope::bench
