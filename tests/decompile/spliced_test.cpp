// Policies put together from lines of others: forms that no single policy of the tests has beside one another.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/decompile/round_trip.h"
#include "tests/differential/random.h"
#include "tests/differential/run_options.h"

namespace envelope::decompile {

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

// The main texts of all golden files, without what is not policy.
std::vector<Lines> golden_policies() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(std::string(ENVELOPE_SOURCE_DIR) + "/tests/golden"))
    if (entry.path().extension() == ".envelope") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<Lines> all;
  for (const fs::path& path : paths) {
    std::ifstream in(path);
    Lines lines;
    for (std::string line; std::getline(in, line) && !line.starts_with("//---") && !line.starts_with("//===");)
      if (!line.starts_with("//")) lines.push_back(line);
    all.push_back(std::move(lines));
  }
  return all;
}

// A line that can stand by itself at the top of a file.
bool stands_alone(const std::string& line) {
  const auto opened = std::count(line.begin(), line.end(), '{'), closed = std::count(line.begin(), line.end(), '}');
  return !line.empty() && line.front() != ' ' && line.front() != '}' && opened == closed && !line.starts_with("policy") &&
         !line.starts_with("import");
}

std::string text_of(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

bool is_accepted(const Lines& lines) { return compile_parts({{"", text_of(lines)}})->model.has_value(); }

}  // namespace

TEST_CASE("policies spliced from lines of others come back") {
  std::vector<Lines> policies;
  Lines loose;
  for (Lines& lines : golden_policies()) {
    if (!is_accepted(lines)) continue;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(loose), stands_alone);
    policies.push_back(std::move(lines));
  }
  differential::Random random(differential::seed());
  const std::size_t rounds = differential::kSanitized ? 10 : 100;
  std::size_t spliced = 0;
  for (std::size_t i = 0; i < rounds; ++i) {
    Lines lines = policies[random.below(policies.size())];
    for (int attempt = 0; attempt < 20; ++attempt) {
      lines.push_back(loose[random.below(loose.size())]);
      const bool is_repeated = std::count(lines.begin(), lines.end(), lines.back()) > 1;
      if (is_repeated || !is_accepted(lines))
        lines.pop_back();
      else
        ++spliced;
    }
    INFO(text_of(lines));
    REQUIRE(round_trip_fault(*compile_parts({{"", text_of(lines)}})) == "");
  }
  CHECK(spliced > rounds);
}

}  // namespace envelope::decompile
