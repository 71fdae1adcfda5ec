// The family of policies that deciding is measured on: N agents of four tiers, twelve rules each. A member of the family is told by the
// number of agents and a seed; policy_text.h writes it as a policy, rival.h decides it in C++ written by hand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::bench {

enum class Effect : std::uint8_t { deny, propose, ask, allow };  // as env_effect
inline constexpr std::array<std::string_view, 4> kEffectNames = {"deny", "propose", "ask", "allow"};

enum class Tier : std::uint8_t { autonomous, supervised, restricted, observed };
inline constexpr std::array<std::string_view, 4> kTierNames = {"autonomous", "supervised", "restricted", "observed"};

enum class Action : std::uint8_t {
  file_read,
  file_write,
  file_delete,
  shell,
  http_get,
  api_call,
  git_push,
  deploy,
  message_send,
  spend,
  model_call,
  schedule,
  install,
  search,
  git_commit,
  edit_policy,
};
inline constexpr std::size_t kActions = 16;

// All attributes are required. Enums are given by name in texts and by the number of the member, in written order, in ids.
enum class Kind : std::uint8_t { none, boolean, number, string, path, host, command, environment, model };
struct Declared {
  std::string_view name;
  Kind kind = Kind::none;
};
struct ActionDeclaration {
  std::string_view name;
  std::array<Declared, 2> attributes;
  std::string_view declaration;  // as the policy says it, behind the name
};
[[nodiscard]] const ActionDeclaration& declaration(Action action);

inline constexpr std::array<std::string_view, 3> kEnvironments = {"sandbox", "staging", "production"};
inline constexpr std::array<std::string_view, 3> kModels = {"small", "medium", "large"};

// What an agent's twelve rules talk about. The limits of the texts are guaranteed to whoever decides the family.
struct Parameters {
  std::string root;       // a directory, `~/...`; at most 24 bytes
  std::string extension;  // `.md`; at most 6 bytes
  std::string tool;       // two words, `web12 run`; at most 15 bytes
  std::string host;       // at most 31 bytes
  std::string api_host;   // at most 31 bytes
  std::string endpoint;   // `/v2/users/`; at most 15 bytes
  std::string branch;     // `fix12/`; at most 15 bytes
  std::string service;    // `web12-`; at most 15 bytes
  std::string channel;    // `team12-`; at most 15 bytes
  std::uint32_t bytes_max = 0;
  std::uint32_t tokens_max = 0;  // below 2^24
  std::int64_t spend_max = 0;    // millionths
};

struct Agent {
  std::string name;  // at most 14 bytes, no NUL
  Tier tier{};
  std::uint32_t parameters = 0;  // which of the fleet's: the tier's own number, or one that no other agent has
};

struct Fleet {
  std::uint64_t seed = 0;
  std::vector<Agent> agents;
  std::vector<Parameters> parameters;  // the first four belong to the tiers
};

inline constexpr std::size_t kRulesPerAgent = 12;
inline constexpr std::size_t kOwnPercent = 35;        // of the agents talk about things that no other agent talks about
inline constexpr std::int64_t kAskAbove = 5'000'000;  // spending, tier autonomous: $5
inline constexpr std::int64_t kOftenMs = 15 * 60 * 1000;

// The same fleet for the same arguments, on every machine.
[[nodiscard]] Fleet make_fleet(std::size_t agents, std::uint64_t seed);

// What a tier answers where none of the agent's rules grants.
[[nodiscard]] Effect default_of(Tier tier, Action action);
// Whether the answer depends on anything but who asks for what.
[[nodiscard]] bool is_conditional(Tier tier, Action action);

}  // namespace envelope::bench
