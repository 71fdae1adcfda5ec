// Documents keep pace with the tree: what they point at exists, and every architecture invariant names the test that holds it.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

constexpr std::string_view kArchitecture = "docs/architecture.md";

bool exists(const Tree& tree, std::string path) {
  while (path.ends_with('/')) path.pop_back();
  return path.empty() || std::any_of(tree.begin(), tree.end(), [&](const SourceText& source) { return is_below(source.path, path); });
}

// Relative links of every Markdown file of ours, without what stands in fences.
Offences link_offences(const Tree& tree) {
  static const std::regex link(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
  Offences offences;
  for (const SourceText& source : tree) {
    if (!source.path.ends_with(".md") || is_below(source.path, "tests/golden")) continue;
    int number = 0;
    bool inside_fence = false;
    for (std::string_view view : lines_of(source.text)) {
      ++number;
      const std::string line(view);
      if (line.starts_with("```")) inside_fence = !inside_fence;
      if (inside_fence) continue;
      for (auto match = std::sregex_iterator(line.begin(), line.end(), link); match != std::sregex_iterator(); ++match) {
        const std::string target = (*match)[1].str();
        if (target.find(':') != std::string::npos) continue;
        const auto folder = std::filesystem::path(source.path).parent_path();
        const std::string path = (folder / target).lexically_normal().generic_string();
        if (path != "." && !exists(tree, path)) offences.push_back({source.path, number, "links to " + path + ", which does not exist"});
      }
    }
  }
  return offences;
}

// `compiler/x`, `tests/y` and so on, in backticks, anywhere in the architecture document. A `*` stands for a name.
Offences path_offences(const Tree& tree) {
  static const std::regex quoted(R"(`((?:compiler|runtime|tests|docs|grammar|stdlib|examples|cmake)/[\w./-]*)`)");
  Offences offences;
  const SourceText* document = find(tree, kArchitecture);
  if (document == nullptr) return {{std::string(kArchitecture), 0, "is missing"}};
  int number = 0;
  for (std::string_view view : lines_of(document->text)) {
    ++number;
    const std::string line(view);
    for (auto match = std::sregex_iterator(line.begin(), line.end(), quoted); match != std::sregex_iterator(); ++match) {
      const std::string path = (*match)[1].str();
      if (!exists(tree, path)) offences.push_back({document->path, number, "names " + path + ", which does not exist"});
    }
  }
  return offences;
}

// A numbered item of the section "Invariants" names a file below tests/.
Offences invariant_offences(const Tree& tree) {
  static const std::regex item(R"(\d+\. .*)");
  static const std::regex names_a_test(R"([^`]*(`[^`]*`[^`]*)*`tests/[\w./-]+`.*)");
  const SourceText* document = find(tree, kArchitecture);
  if (document == nullptr) return {{std::string(kArchitecture), 0, "is missing"}};
  Offences offences;
  int number = 0;
  int items = 0;
  bool inside = false;
  for (std::string_view view : lines_of(document->text)) {
    ++number;
    const std::string line(view);
    if (line.starts_with("## ")) inside = line == "## Invariants";
    if (!inside || !std::regex_match(line, item)) continue;
    ++items;
    if (!line.starts_with(std::to_string(items) + ". "))
      offences.push_back({document->path, number, "is not number " + std::to_string(items)});
    if (!std::regex_match(line, names_a_test)) offences.push_back({document->path, number, "names no test that holds it"});
  }
  if (items == 0) offences.push_back({document->path, 0, "has no numbered item under `## Invariants`"});
  return offences;
}

// Whoever reads the language finds every page of it from its first one.
Offences unlisted_offences(const Tree& tree) {
  constexpr std::string_view kFirstPage = "docs/language/README.md";
  const SourceText* first = find(tree, kFirstPage);
  if (first == nullptr) return {{std::string(kFirstPage), 0, "is missing"}};
  Offences offences;
  for (const SourceText& source : tree) {
    if (!is_below(source.path, "docs/language") || source.path == kFirstPage) continue;
    const std::string name = std::filesystem::path(source.path).filename().string();
    if (first->text.find("](" + name + ")") == std::string::npos) offences.push_back({source.path, 0, "has no link in the first page"});
  }
  return offences;
}

}  // namespace

TEST_CASE("links between documents lead somewhere", "[documents]") { CHECK(reported(link_offences(repository())) == 0); }

TEST_CASE("the architecture document names what exists", "[documents]") { CHECK(reported(path_offences(repository())) == 0); }

TEST_CASE("every invariant names the test that holds it", "[documents]") { CHECK(reported(invariant_offences(repository())) == 0); }

TEST_CASE("every page of the language is linked from its first page", "[documents]") {
  CHECK(reported(unlisted_offences(repository())) == 0);
}

TEST_CASE("the document rules find what is wrong", "[documents]") {
  const auto tree = [](const std::string& text) {
    return Tree{{std::string(kArchitecture), text}, {"docs/here.md", "x"}, {"tests/tidy/a.cpp", ""}};
  };
  CHECK(link_offences(tree("[a](gone.md)")).size() == 1);
  CHECK(
      link_offences(tree("[a](here.md#part) [b](../tests/tidy) [c](https://example.org/x.md) [d](#part)\n```\n[a](gone.md)\n```")).empty());
  CHECK(path_offences(tree("in `compiler/gone/a.h`")).size() == 1);
  CHECK(path_offences(tree("in `tests/tidy/` and `tests/tidy/a.cpp`")).empty());
  CHECK(path_offences({}).size() == 1);
  const SourceText page{"docs/language/tier.md", "# tier"};
  CHECK(unlisted_offences({{"docs/language/README.md", "[tier](tier.md)"}, page}).empty());
  CHECK(unlisted_offences({{"docs/language/README.md", "tier"}, page}).size() == 1);
  CHECK(unlisted_offences({page}).size() == 1);
  CHECK(invariant_offences(tree("## Invariants\n1. It `holds`. `tests/tidy/a.cpp`\n")).empty());
  CHECK(invariant_offences(tree("## Invariants\n1. It holds by `luck`.\n")).size() == 1);
  CHECK(invariant_offences(tree("## Invariants\n2. It holds. `tests/tidy/a.cpp`\n")).size() == 1);
  CHECK(invariant_offences(tree("## Something else\n1. It holds.\n")).size() == 1);
}

}  // namespace envelope::tidy
