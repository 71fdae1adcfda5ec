// A stage sees what it is given. Files, the clock, the environment and the terminal are met at the two ends only.

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

// A word of C or C++ that reaches past a function's parameters, and the folders that may say it.
struct Ambient {
  std::string_view word;
  std::vector<std::string_view> folders;
};

const std::vector<Ambient>& ambients() {
  static const std::vector<std::string_view> files = {"compiler/project", "runtime/time"};  // policies; the zone database
  static const std::vector<std::string_view> program = {"compiler/cli", "compiler/envc", "runtime/cli"};
  static const std::vector<Ambient> table = {
      {"filesystem", files},     {"fopen", files},          {"ifstream", {}},     {"ofstream", {}},     {"getenv", program},
      {"system_clock", program}, {"steady_clock", program}, {"localtime", {}},    {"setlocale", {}},    {"random_device", {}},
      {"cout", program},         {"cerr", program},         {"printf", program},  {"fprintf", program}, {"fputs", program},
      {"fwrite", program},       {"isatty", program},       {"thread_local", {}}, {"atexit", {}},
  };
  return table;
}

Offences ambient_offences(const Tree& tree) {
  Offences offences;
  for (const SourceText& source : tree) {
    if (!is_cpp(source.path) || is_below(source.path, "tests")) continue;
    const std::string code = without_comments(source.text, Literals::blank);
    int number = 0;
    for (std::string_view line : lines_of(code)) {
      ++number;
      for (const Ambient& ambient : ambients()) {
        const bool open = std::any_of(ambient.folders.begin(), ambient.folders.end(),
                                      [&](std::string_view folder) { return is_below(source.path, folder); });
        if (!open && has_word(line, ambient.word)) {
          offences.push_back({source.path, number, "says `" + std::string(ambient.word) + "`: take it as a parameter"});
        }
      }
    }
  }
  return offences;
}

}  // namespace

TEST_CASE("files, clock, environment and terminal are met at the ends only", "[ambient]") {
  CHECK(reported(ambient_offences(repository())) == 0);
}

TEST_CASE("the ambient rule finds a stage that looks around", "[ambient]") {
  const std::string line = GENERATE("std::ifstream file(path);", "auto now = std::chrono::system_clock::now();", "std::cerr << 1;",
                                    "if (std::getenv(\"X\")) return;", "#include <filesystem>");
  CAPTURE(line);
  CHECK(ambient_offences({{"compiler/check/a.cpp", line}}).size() == 1);
  CHECK(ambient_offences({{"compiler/check/a.cpp", "// " + line + "\nint system_clock_like;"}, {"tests/a.cpp", line}}).empty());
  CHECK(ambient_offences({{"compiler/project/a.cpp", "std::fopen(path, mode);"}, {"compiler/cli/a.cpp", "getenv(\"NO_COLOR\");"}}).empty());
}

}  // namespace envelope::tidy
