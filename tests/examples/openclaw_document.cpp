// Where the governance document is at hand, the data file is compared with the document itself: no row missed, none invented.
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "tests/examples/facts.h"

namespace envelope::examples {
namespace {

namespace fs = std::filesystem;

// ENVELOPE_DOCUMENTS, or `shared/seeds` beside the repository.
std::optional<std::string> document() {
  const char* named = std::getenv("ENVELOPE_DOCUMENTS");
  const fs::path folder = named != nullptr ? fs::path(named) : fs::path(ENVELOPE_SOURCE_DIR).parent_path() / "shared" / "seeds";
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (!entry.path().filename().string().starts_with("000_")) continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    return bytes.str();
  }
  return std::nullopt;
}

// The YAML block that follows the heading `### heading`.
YAML::Node block_after(const std::string& text, const std::string& heading) {
  const std::size_t at = text.find("### " + heading);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = text.find("```yaml\n", at) + 8;
  return YAML::Load(text.substr(begin, text.find("\n```", begin) + 1 - begin));
}

// "write code based on research" -> "write code"; "deploy to sandbox" -> "deploy sandbox"
std::string first_two_words(const std::string& sentence) {
  std::istringstream words(sentence);
  std::string first;
  std::string second;
  words >> first >> second;
  if (second == "to") words >> second;
  return first + " " + second;
}

template <typename Row>
std::vector<Row> sorted(std::vector<Row> rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

TEST_CASE("the data file holds exactly the facts of the document") {
  const std::optional<std::string> text = document();
  if (!text) {
    WARN("the governance document is not at hand; its data file was not compared with it");
    return;
  }
  Facts found;
  for (const auto& agent : block_after(*text, "Trust Matrix")["authorization"])
    for (const auto& list : agent.second)
      for (const YAML::Node& item : list.second)
        found.matrix.push_back({agent.first.as<std::string>(), list.first.as<std::string>(), item.as<std::string>()});
  for (const auto& chain : block_after(*text, "Approval Chain")["approval_chains"]["cross_agent_triggers"]) {
    const std::string name = chain.first.as<std::string>();
    for (const YAML::Node& trigger : chain.second) {
      const auto of = trigger.begin();
      found.triggers.push_back({name.substr(0, name.find('_')), of->first.as<std::string>(), first_two_words(of->second.as<std::string>()),
                                trigger["requires"].as<std::string>()});
    }
  }
  for (const YAML::Node& item : block_after(*text, "Delegation Rules")["delegation"]["subagent_inheritance"]["non_delegatable"])
    found.non_delegatable.push_back(item.as<std::string>());

  const Facts facts = read_facts();
  CHECK(sorted(facts.matrix) == sorted(found.matrix));
  CHECK(sorted(facts.triggers) == sorted(found.triggers));
  CHECK(sorted(facts.non_delegatable) == sorted(found.non_delegatable));
}

}  // namespace envelope::examples
