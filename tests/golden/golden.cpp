// The one runner of all golden files. ENVELOPE_GOLDEN_MODE names a folder; ENVELOPE_UPDATE=1 rewrites expectations (never under CI).
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/golden/golden_file.h"
#include "tests/golden/golden_stage.h"

namespace envelope::golden {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<fs::path> golden_paths() {
  const fs::path root = fs::path(ENVELOPE_GOLDEN_DIR) / environment("ENVELOPE_GOLDEN_MODE");
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(root))
    if (entry.path().extension() == ".envelope") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string read_file(const fs::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

std::string printed(const std::vector<Expected>& findings, const GoldenFile& golden) {
  std::string out;
  for (const Expected& finding : findings)
    out += golden.parts[finding.part].name + ":" + std::to_string(finding.line) + ": " + finding.finding + "\n";
  return out;
}

void check_name(const std::string& name, bool has_errors) {
  const bool bad = name.starts_with("bad_") || name.starts_with("todo_bad_");
  INFO("a golden is called bad_… if and only if it has errors");
  CHECK(bad == has_errors);
}

}  // namespace

TEST_CASE("golden files say what the compiler says") {
  const bool update = environment("ENVELOPE_UPDATE") == "1";
  REQUIRE_FALSE((update && !environment("CI").empty()));
  const std::vector<fs::path> paths = golden_paths();
  REQUIRE_FALSE(paths.empty());
  for (const fs::path& path : paths) {
    DYNAMIC_SECTION(fs::relative(path, ENVELOPE_GOLDEN_DIR).string()) {
      const std::string text = read_file(path);
      const GoldenFile golden = read_golden(text);
      const Actual actual = compile_golden(golden);
      check_name(path.filename().string(), actual.has_errors);
      for (const std::string& broken : actual.broken_properties) {
        INFO(broken);
        CHECK(false);
      }
      if (update) {
        const std::string rewritten = write_golden(golden, actual.findings, actual.stage);
        if (rewritten != text) std::ofstream(path, std::ios::binary) << rewritten;
        continue;
      }
      CHECK(printed(golden.findings, golden) == printed(actual.findings, golden));
      if (!golden.emit.empty()) CHECK(golden.stage == actual.stage);
    }
  }
}

TEST_CASE("golden files are written back as they were read") {
  const std::string text =
      "//@ emit: model\npolicy a\n//~^ ENV0001 words\nimport std\n//--- b.envelope\n  x\n//~^ ENV0002 more\n//=== model\nline\n";
  const GoldenFile golden = read_golden(text);
  REQUIRE(golden.parts.size() == 2);
  CHECK(golden.parts[0].text == "policy a\nimport std\n");
  CHECK(golden.findings == std::vector<Expected>{{0, 1, "ENV0001 words"}, {1, 1, "ENV0002 more"}});
  CHECK(write_golden(golden, golden.findings, golden.stage) == text);
}

}  // namespace envelope::golden
