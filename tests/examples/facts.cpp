#include "tests/examples/facts.h"

#include <yaml-cpp/yaml.h>

#include <fstream>
#include <sstream>

namespace envelope::examples {
namespace {

const YAML::Node& mapping_file() {
  static const YAML::Node file = YAML::Load(read_text("examples/openclaw/data/mapping.yaml"));
  return file;
}

}  // namespace

std::string read_text(const std::string& path_below_source) {
  std::ostringstream bytes;
  bytes << std::ifstream(std::string(ENVELOPE_SOURCE_DIR) + "/" + path_below_source, std::ios::binary).rdbuf();
  return bytes.str();
}

Facts read_facts() {
  const YAML::Node file = YAML::Load(read_text("examples/openclaw/data/facts.yaml"));
  Facts facts;
  for (const YAML::Node& row : file["matrix"])
    facts.matrix.push_back({row["agent"].as<std::string>(), row["list"].as<std::string>(), row["item"].as<std::string>()});
  for (const YAML::Node& row : file["triggers"])
    facts.triggers.push_back(
        {row["agent"].as<std::string>(), row["of"].as<std::string>(), row["task"].as<std::string>(), row["requires"].as<std::string>()});
  for (const YAML::Node& item : file["non_delegatable"]) facts.non_delegatable.push_back(item.as<std::string>());
  return facts;
}

Mapping find_mapping(const std::string& section, const std::vector<std::string>& path) {
  YAML::Node node = YAML::Clone(mapping_file())[section];
  for (const std::string& key : path) {
    if (!node[key]) return {};
    node.reset(node[key]);
  }
  Mapping mapping;
  for (const YAML::Node& request : node["ask"]) mapping.requests.push_back(request.as<std::string>());
  for (const auto& miss : node["not"]) mapping.near_misses.emplace_back(miss.first.as<std::string>(), miss.second.as<std::string>());
  return mapping;
}

std::size_t mapping_count() {
  std::size_t count = mapping_file()["triggers"].size() + mapping_file()["non_delegatable"].size();
  for (const auto& agent : mapping_file()["matrix"]) count += agent.second.size();
  return count;
}

}  // namespace envelope::examples
