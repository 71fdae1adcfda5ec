// bench_generate AGENTS SEED FOLDER [REQUESTS]: writes FOLDER/main.envelope and what it imports, and FOLDER/requests.bin, the same bytes
// every time, and prints what the policy and the stream are like. Exits 1 when the stream is not the mix that the measurement promises.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include "tests/bench/decide/family.h"
#include "tests/bench/decide/policy_text.h"
#include "tests/bench/decide/request_maker.h"
#include "tests/bench/decide/rival.h"
#include "tests/bench/decide/stream.h"

namespace {

using namespace envelope::bench;

constexpr std::size_t kRequests = 65'536;

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

bool save(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  file.close();
  if (!file) fmt::print(stderr, "bench_generate: {} cannot be written\n", path.string());
  return static_cast<bool>(file);
}

void print_policy(const Fleet& fleet) {
  const std::size_t agents = fleet.agents.size();
  std::set<std::string> globs;
  for (const Agent& agent : fleet.agents) {  // tiers without agents say nothing
    const Parameters& p = fleet.parameters[agent.parameters];
    globs.insert({"path " + p.root, "path " + p.root + "/src", "path " + p.root + "/**/*" + p.extension, "path " + p.root + "/tmp"});
    globs.insert({"command " + p.tool + " **", "command make *", "host *." + p.host, "host " + p.host, "host " + p.api_host});
    globs.insert({"string " + p.endpoint + "**", "string " + p.branch + "**", "string " + p.service + "*", "string " + p.channel + "*"});
  }
  const std::size_t own = fleet.parameters.size() - 4;
  std::set<std::uint32_t> cells;
  for (const Agent& agent : fleet.agents) cells.insert(agent.parameters);
  fmt::print("agents {}\nrules {}\nown_percent {:.1f}\n", agents, agents * kRulesPerAgent,
             100.0 * static_cast<double>(own) / static_cast<double>(agents));
  fmt::print("distinct_globs {}\ndistinct_cells {}\n", globs.size(), cells.size() * kActions);
}

// False: too few requests of some kind.
bool print_stream(const Fleet& fleet, const Stream& stream) {
  const Rival rival(fleet);
  const RivalStream prepared = prepare(fleet, stream);
  std::array<std::size_t, 4> effects{};
  std::size_t conditional = 0, unknown = 0;
  for (std::size_t i = 0; i < stream.requests.size(); ++i) {
    ++effects[static_cast<std::size_t>(rival.decide(prepared.requests[i]))];
    const RivalIdRequest& ids = prepared.ids[i];
    if (ids.agent == kNobody || ids.action == kNobody) {
      ++unknown;
    } else if (is_conditional(fleet.agents[ids.agent].tier, static_cast<Action>(ids.action))) {
      ++conditional;
    }
  }
  const auto percent = [&](std::size_t count) { return 100.0 * static_cast<double>(count) / static_cast<double>(stream.requests.size()); };
  fmt::print("requests {}\n", stream.requests.size());
  bool good = percent(conditional) >= 60;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    fmt::print("{}_percent {:.1f}\n", kEffectNames[i], percent(effects[i]));
    good = good && percent(effects[i]) >= 10;
  }
  fmt::print("conditional_percent {:.1f}\nunknown_agent_percent {:.2f}\n", percent(conditional), percent(unknown));
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t agents = 0, seed = 0, requests = kRequests;
  const bool good = (argc == 4 || argc == 5) && read_number(argv[1], agents) && read_number(argv[2], seed) && agents >= 5 &&
                    agents <= 50'000 && (argc == 4 || read_number(argv[4], requests));
  if (!good) {
    fmt::print(stderr, "usage: bench_generate AGENTS SEED FOLDER [REQUESTS]   (5 to 50,000 agents)\n");
    return 1;
  }
  const std::filesystem::path folder = argv[3];
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const Fleet fleet = make_fleet(agents, seed);
  for (const PolicyFile& file : write_policy(fleet))
    if (!save(folder / file.path, file.text)) return 1;
  const Stream stream = make_stream(fleet, requests, seed + 1);
  if (!save(folder / "requests.bin", write_stream(stream))) return 1;
  print_policy(fleet);
  fmt::print("seed {}\n", seed);
  if (print_stream(fleet, stream)) return 0;
  fmt::print(stderr, "bench_generate: an effect below 10 %, or conditional rules below 60 %, of the requests\n");
  return 1;
}
