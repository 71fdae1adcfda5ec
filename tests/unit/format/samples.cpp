// The laws of the formatter over every policy at hand: the seeds of its fuzz target, the standard library and the examples.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "tests/unit/format/formatting.h"

using namespace envelope::format::test;
namespace fs = std::filesystem;

namespace {

const fs::path kRoot = ENVELOPE_SOURCE_DIR;

std::vector<fs::path> policies() {
  std::vector<fs::path> result;
  for (const char* folder : {"tests/fuzz/corpus/format_idempotent", "stdlib", "examples"}) {
    if (!fs::exists(kRoot / folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / folder))
      if (entry.path().extension() == ".envelope") result.push_back(entry.path());
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  return text;
}

}  // namespace

TEST_CASE("every policy keeps its tree and is formatted once") {
  const std::vector<fs::path> paths = policies();
  REQUIRE(paths.size() > 30);
  for (const fs::path& path : paths) {
    INFO(path.filename());
    const std::string text = content(path);
    const std::string once = formatted(text);
    CHECK(formatted(once) == once);
    CHECK(without_blanks(once) == without_blanks(text));
    if (!read(text).sink.has_errors()) lawful(text);
  }
}

TEST_CASE("the layout of the input does not matter") {
  for (const fs::path& path : policies()) {
    const std::string text = content(path);
    const Read whole = read(text);
    if (whole.sink.has_errors() || !whole.parsed.trivia.comments.empty()) continue;
    INFO(path.filename());
    // Each blank becomes a line end, outside strings that is.
    std::string tall = text;
    bool in_string = false;
    for (char& c : tall) {
      in_string = in_string != (c == '"');
      if (c == ' ' && !in_string) c = '\n';
    }
    if (!read(tall).sink.has_errors()) lawful(tall);
  }
}
