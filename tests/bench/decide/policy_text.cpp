#include "tests/bench/decide/policy_text.h"

#include <fmt/format.h>

namespace envelope::bench {
namespace {

constexpr std::size_t kPartBytesMax = 1'000'000;

// Everything the tiers say; kDefaults in family.cpp and rival.cpp say the same.
constexpr std::string_view kTiers = R"(
human owner
default approval review { from owner }

tier autonomous {
  default allow file_delete, message_send, spend, search, git_commit
  default allow schedule when gap >= 15min
  default ask shell, git_push, model_call, install
  default ask deploy when to is production
  default propose file_write, http_get
  at most ask spend when amount > $5
}
tier supervised {
  default allow search
  default ask file_delete, api_call, message_send, spend, schedule, install, git_commit
  default propose shell, git_push, deploy, model_call
  deny spend when time in 22:00..06:00
}
tier restricted {
  default allow search, git_commit
  default ask shell, message_send
  default propose file_delete, spend, schedule
  at most propose shell when command matches ["rm **", "sudo **"]
  at most ask deploy when to is staging
  deny message_send when external
}
tier observed {
  default allow message_send, search, git_commit
  default ask spend
  default propose file_write, file_delete, api_call
  at most propose anything except file_read, search
}
)";

std::string vocabulary() {
  std::string text = "policy bench.vocabulary \"What the measured rules talk about\" timezone \"UTC\"\n\n";
  text += "enum Environment { sandbox, staging, production }\nenum Model { small, medium, large }\n\n";
  for (std::size_t i = 0; i < kActions; ++i) {
    const ActionDeclaration& action = declaration(static_cast<Action>(i));
    text += fmt::format("action {}{}\n", action.name, action.declaration);
  }
  text += kTiers;
  return text;
}

std::string money(std::int64_t millionths) { return fmt::format("${}.{:02}", millionths / 1'000'000, millionths / 10'000 % 100); }

std::string agent_block(const Agent& agent, const Parameters& p) {
  std::string text = fmt::format("\nagent {} is {} {{\n", agent.name, kTierNames[static_cast<std::size_t>(agent.tier)]);
  text += fmt::format("  allow file_read when path under \"{}\"\n", p.root);
  text += fmt::format("  allow file_write when path under \"{}/src\" and bytes <= {}B\n", p.root, p.bytes_max);
  text += fmt::format("  ask file_write when path matches \"{}/**/*{}\"\n", p.root, p.extension);
  text += fmt::format("  deny file_delete unless path under \"{}/tmp\"\n", p.root);
  text += fmt::format("  allow shell when command matches [\"{} **\", \"make *\"]\n", p.tool);
  text += fmt::format("  allow http_get when host matches [\"*.{}\", \"{}\"]\n", p.host, p.host);
  text += fmt::format("  ask api_call when host is \"{}\" and endpoint matches \"{}**\"\n", p.api_host, p.endpoint);
  text += fmt::format("  allow git_push when branch matches \"{}**\" unless force\n", p.branch);
  text += fmt::format("  allow deploy when to is not production and service matches \"{}*\"\n", p.service);
  text += fmt::format("  at most propose message_send when channel matches \"{}*\"\n", p.channel);
  text += fmt::format("  deny spend when amount > {}\n", money(p.spend_max));
  text += fmt::format("  allow model_call when tokens <= {} and model is not large\n", p.tokens_max);
  return text + "}\n";
}

}  // namespace

std::vector<PolicyFile> write_policy(const Fleet& fleet) {
  std::vector<PolicyFile> files(2);
  files[0] = {"main.envelope", fmt::format("policy bench.main \"Generated for measuring: {} agents\"\n\n", fleet.agents.size())};
  files[1] = {"vocabulary.envelope", vocabulary()};
  for (const Agent& agent : fleet.agents) {
    if (files.size() == 2 || files.back().text.size() > kPartBytesMax) {
      const std::size_t number = files.size() - 1;
      files[0].text += fmt::format("import \"part_{}.envelope\"\n", number);
      files.push_back({fmt::format("part_{}.envelope", number),
                       fmt::format("policy bench.part_{} \"Measured rules\"\n\nimport \"vocabulary.envelope\"\n", number)});
    }
    files.back().text += agent_block(agent, fleet.parameters[agent.parameters]);
  }
  return files;
}

}  // namespace envelope::bench
