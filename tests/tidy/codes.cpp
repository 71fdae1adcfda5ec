// The registry of diagnostics and its pages: every code is listed once, explained, emitted and shown by a golden.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

constexpr std::string_view kRegistry = "compiler/diagnostics/codes.def";

// Codes that neither a golden nor a transcript of the command line can show, each with the reason. An entry for a code that one does
// show is an offence.
using Exemptions = std::map<std::string, std::string, std::less<>>;
const Exemptions kNoGolden = {
    {"ENV0703", "takes a table with a forged text: tests/decompile makes them"},
    {"ENV0722", "takes a forged signature with a fitting checksum: tests/unit/signing makes them"},
    {"ENV0227", "takes 2,001 modules: tests/unit/project makes them in memory"},
    {"ENV0228", "takes 64 MiB of policies: tests/unit/project makes them in memory"},
    {"ENV0501", "takes 100,001 names of a kind: tests/unit/check lowers the limit"},
    {"ENV0502", "takes 1,000,001 statements: tests/unit/check lowers the limit"},
    {"ENV0503", "takes 65 attributes: tests/unit/check makes 64 and 65"},
    {"ENV0504", "takes 1,025 members: tests/unit/check makes 1,024 and 1,025"},
    {"ENV0507", "takes 2,000,001 values: tests/unit/check lowers the limit"},
    {"ENV0508", "takes a class of 257 classes: tests/unit/check makes 256 and 257"},
    {"ENV0509", "takes 2,000,001 facts in tests: tests/unit/check lowers the limit"},
    {"ENV0904", "a repeated key of envelope.yaml: tests/unit/project"},
    {"ENV0907", "takes more files than a test should write: tests/unit/project makes them in memory"},
    {"ENV2802", "takes patterns whose machines have 200,000 states together: tests/differential lowers the limit of cases"},
    {"ENV9002", "a fault of our own: tests/differential injects it into the solver"},
};

struct Row {
  int number = 0;
  int line = 0;
  std::string name;
  std::string severity;
  std::string title;

  [[nodiscard]] std::string code() const {
    const std::string digits = std::to_string(number);
    return "ENV" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
  }
  [[nodiscard]] std::string page() const { return "docs/diagnostics/" + code() + ".md"; }
};

std::string unescaped(std::string text) {
  for (std::size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at + 1)) text.erase(at, 1);
  return text;
}

// The rows of codes.def. A line that begins like a row and is none is an offence.
std::vector<Row> rows_of(const Tree& tree, Offences& offences) {
  static const std::regex shape(R"re(ENV_CODE\(\s*(\d+),\s*(\w+),\s*(error|warning|info),\s*"((?:[^"\\]|\\.)*)"\).*)re");
  std::vector<Row> rows;
  const SourceText* registry = find(tree, kRegistry);
  if (registry == nullptr) {
    offences.push_back({std::string(kRegistry), 0, "is missing"});
    return rows;
  }
  int number = 0;
  for (std::string_view view : lines_of(registry->text)) {
    ++number;
    const std::string line(view);
    if (!line.starts_with("ENV_CODE")) continue;
    std::smatch match;
    if (!std::regex_match(line, match, shape)) {
      offences.push_back({registry->path, number, "is not a row: ENV_CODE(number, Name, severity, \"title\")"});
      continue;
    }
    rows.push_back({std::stoi(match[1].str()), number, match[2].str(), match[3].str(), unescaped(match[4].str())});
  }
  return rows;
}

Offences registry_offences(const Tree& tree) {
  Offences offences;
  std::set<std::string> names;
  int last = -1;
  for (const Row& row : rows_of(tree, offences)) {
    const auto offend = [&](const std::string& what) { offences.push_back({std::string(kRegistry), row.line, row.code() + " " + what}); };
    if (row.number == last) offend("stands twice");
    if (row.number < last) offend("stands below a greater number");
    if (row.number > 9999) offend("has more than four digits");
    if (!names.insert(row.name).second) offend("has the name of another code");
    if (row.title.empty() || row.title.ends_with('.')) offend("has a title that is empty or ends in a period");
    last = row.number;
  }
  return offences;
}

// The headings of a page in their order.
constexpr std::string_view kHeadings[] = {"## What it means", "## Example", "## Why it matters", "## How to fix", "## See also"};

std::string section_of(std::string_view page, std::string_view heading) {
  const std::string mark = "\n" + std::string(heading) + "\n";
  const std::size_t begin = page.find(mark);
  if (begin == std::string_view::npos) return "";
  const std::size_t end = page.find("\n## ", begin + mark.size());
  return std::string(page.substr(begin + mark.size(), std::min(end, page.size()) - begin - mark.size()));
}

void check_page(const SourceText& page, const Row& row, Offences& offences) {
  const auto offend = [&](const std::string& what) { offences.push_back({page.path, 0, what}); };
  const auto lines = lines_of(page.text);
  const std::string title = "# " + row.code() + ": " + row.title;
  if (lines.front() != title) offend("the first line is not `" + title + "`");
  std::vector<std::string_view> headings;
  bool inside_fence = false;
  for (std::string_view line : lines) {
    if (line.starts_with("```")) inside_fence = !inside_fence;
    if (!inside_fence && line.starts_with("#") && line != lines.front()) headings.push_back(line);
  }
  if (!std::equal(headings.begin(), headings.end(), std::begin(kHeadings), std::end(kHeadings))) {
    offend("the headings are not: What it means, Example, Why it matters, How to fix, See also");
    return;
  }
  for (std::string_view heading : kHeadings) {
    if (section_of(page.text, heading).find_first_not_of(" \n") == std::string::npos)
      offend("nothing stands under `" + std::string(heading) + "`");
  }
  for (std::string_view heading : {"## Example", "## How to fix"}) {
    const std::string section = "\n" + section_of(page.text, heading);
    const bool shows = section.find("\n```envelope\n") != std::string::npos || section.find("\n```console\n") != std::string::npos;
    if (!shows) offend("`" + std::string(heading) + "` has no envelope or console fence");
  }
}

Offences page_offences(const Tree& tree) {
  Offences offences;
  std::set<std::string> pages;
  for (const Row& row : rows_of(tree, offences)) {
    pages.insert(row.page());
    const SourceText* page = find(tree, row.page());
    if (page == nullptr) {
      offences.push_back({std::string(kRegistry), row.line, row.code() + " " + row.name + " has no page " + row.page()});
    } else {
      check_page(*page, row, offences);
    }
  }
  static const std::regex is_page(R"(docs/diagnostics/ENV\d+\.md)");
  for (const SourceText& source : tree) {
    if (std::regex_match(source.path, is_page) && !pages.contains(source.path))
      offences.push_back({source.path, 0, "has no row in codes.def"});
  }
  return offences;
}

Offences emission_offences(const Tree& tree) {
  static const std::regex use(R"(\bCode::(\w+))");
  std::set<std::string> used;
  for (const SourceText& source : tree) {
    if (!is_cpp(source.path) || is_below(source.path, "tests")) continue;
    const std::string code = without_comments(source.text, Literals::blank);
    for (auto match = std::sregex_iterator(code.begin(), code.end(), use); match != std::sregex_iterator(); ++match)
      used.insert((*match)[1].str());
  }
  Offences offences;
  for (const Row& row : rows_of(tree, offences)) {
    if (!used.contains(row.name))
      offences.push_back({std::string(kRegistry), row.line, row.code() + " " + row.name + " is emitted by nothing"});
  }
  return offences;
}

Offences golden_offences(const Tree& tree, const Exemptions& exemptions) {
  static const std::regex mention(R"(ENV\d{4})");
  std::set<std::string> shown;
  for (const SourceText& source : tree) {
    const bool is_golden = is_below(source.path, "tests/golden") || is_below(source.path, "tests/cli");
    if (!is_golden || is_cpp(source.path)) continue;
    for (auto match = std::sregex_iterator(source.text.begin(), source.text.end(), mention); match != std::sregex_iterator(); ++match) {
      shown.insert(match->str());
    }
  }
  Offences offences;
  std::set<std::string> known;
  for (const Row& row : rows_of(tree, offences)) {
    known.insert(row.code());
    const bool exempt = exemptions.contains(row.code());
    const bool covered = shown.contains(row.code());
    const auto offend = [&](const std::string& what) { offences.push_back({std::string(kRegistry), row.line, row.code() + " " + what}); };
    if (!covered && !exempt) offend(row.name + " is shown by no golden");
    if (covered && exempt) offend("is exempt from having a golden and has one");
  }
  for (const auto& [code, reason] : exemptions) {
    if (!known.contains(code)) offences.push_back({std::string(kRegistry), 0, code + " is exempt and does not exist"});
  }
  return offences;
}

// docs/linting.md lists every lint with its level and title.
Offences lint_list_offences(const Tree& tree) {
  constexpr std::string_view kList = "docs/linting.md";
  Offences offences;
  const SourceText* list = find(tree, kList);
  for (const Row& row : rows_of(tree, offences)) {
    if (row.number < 1000 || row.number > 1999) continue;
    const std::string start = "| [" + row.code() + "](diagnostics/" + row.code() + ".md) | " + row.severity + " | " + row.title + " |";
    if (list == nullptr || list->text.find(start) == std::string::npos)
      offences.push_back({std::string(kList), 0, row.code() + " is not listed with its level and title"});
  }
  return offences;
}

std::string page_text(const std::string& title, const std::string& fence) {
  return "# " + title + "\n\n## What it means\nText.\n\n## Example\n" + fence + "## Why it matters\nText.\n\n## How to fix\n" + fence +
         "## See also\nText.\n";
}

// A tree that keeps every rule of this file.
Tree sound_tree() {
  const std::string fence = "```envelope\n# no heading\n```\n\n";
  return {
      {std::string(kRegistry),
       "// ENV_CODE(1, Old, error, \"…\")\nENV_CODE(1, FirstThing, error, \"a title\")\nENV_CODE(20, Second, info, \"a `\\\"\\\"`\")\n"},
      {"docs/diagnostics/ENV0001.md", page_text("ENV0001: a title", fence)},
      {"docs/diagnostics/ENV0020.md", page_text("ENV0020: a `\"\"`", fence)},
      {"compiler/check/a.cpp", "sink.emit(Code::FirstThing, span); sink.emit(diagnostics::Code::Second, span);"},
      {"tests/golden/check/bad_a.envelope", "//~^ ENV0001 words\n//~^ ENV0020 words\n"}};
}

Tree with_text(std::string_view path, const std::string& text) {
  Tree tree = sound_tree();
  std::erase_if(tree, [&](const SourceText& source) { return source.path == path; });
  tree.push_back({std::string(path), text});
  return tree;
}

}  // namespace

TEST_CASE("codes.def is sorted and names are unique", "[codes]") { CHECK(reported(registry_offences(repository())) == 0); }

TEST_CASE("every code has a page and every page a code", "[codes]") { CHECK(reported(page_offences(repository())) == 0); }

TEST_CASE("every code is emitted", "[codes]") { CHECK(reported(emission_offences(repository())) == 0); }

TEST_CASE("every code is shown by a golden", "[codes]") { CHECK(reported(golden_offences(repository(), kNoGolden)) == 0); }

TEST_CASE("every lint is in the list of lints", "[codes]") { CHECK(reported(lint_list_offences(repository())) == 0); }

TEST_CASE("the rule of the list finds a lint that is not in it", "[codes]") {
  const SourceText registry{std::string(kRegistry), "ENV_CODE(1001, A, info, \"a title\")\nENV_CODE(2001, B, info, \"b\")\n"};
  const auto listed = [&](const std::string& line) { return lint_list_offences({registry, {"docs/linting.md", line}}).size(); };
  CHECK(listed("| [ENV1001](diagnostics/ENV1001.md) | info | a title | |\n") == 0);
  CHECK(listed("| [ENV1001](diagnostics/ENV1001.md) | warning | a title | |\n") == 1);
  CHECK(lint_list_offences({registry}).size() == 1);
}

TEST_CASE("the code rules accept a sound tree", "[codes]") {
  const Tree tree = sound_tree();
  CHECK(reported(registry_offences(tree)) == 0);
  CHECK(reported(page_offences(tree)) == 0);
  CHECK(reported(emission_offences(tree)) == 0);
  CHECK(reported(golden_offences(tree, {})) == 0);
}

TEST_CASE("the registry rule finds each kind of bad row", "[codes]") {
  const std::string rows = GENERATE("ENV_CODE(2, A, error, \"a\")\nENV_CODE(1, B, error, \"b\")\n",
                                    "ENV_CODE(1, A, error, \"a\")\nENV_CODE(1, B, error, \"b\")\n",
                                    "ENV_CODE(1, A, error, \"a\")\nENV_CODE(2, A, error, \"b\")\n", "ENV_CODE(1, A, fatal, \"a\")\n",
                                    "ENV_CODE(1, A, error, \"Ends so.\")\n", "ENV_CODE(10000, A, error, \"a\")\n");
  CAPTURE(rows);
  CHECK(registry_offences({{std::string(kRegistry), rows}}).size() == 1);
  CHECK(registry_offences({}).size() == 1);
}

TEST_CASE("the page rule finds each kind of bad page", "[codes]") {
  const std::string good = sound_tree()[1].text;
  const auto changed = [&](const std::string& from, const std::string& to) { return std::regex_replace(good, std::regex(from), to); };
  const std::string text = GENERATE_COPY(changed("a title", "another"), changed("## See also", "## More"), changed("```envelope", "```"),
                                         changed("matters\nText.", "matters"), changed("## What it means\nText.\n", ""));
  CAPTURE(text);
  CHECK_FALSE(page_offences(with_text("docs/diagnostics/ENV0001.md", text)).empty());
  CHECK(page_offences(with_text("docs/diagnostics/ENV0003.md", good)).size() == 1);
  Tree without_page = sound_tree();
  without_page.erase(without_page.begin() + 1);
  CHECK(page_offences(without_page).size() == 1);
}

TEST_CASE("the emission and golden rules find what is missing", "[codes]") {
  CHECK(emission_offences(with_text("compiler/check/a.cpp", "emit(Code::FirstThing);  // Code::Second")).size() == 1);
  CHECK(golden_offences(with_text("tests/golden/check/bad_a.envelope", "//~^ ENV0001"), {}).size() == 1);
  CHECK(golden_offences(with_text("tests/golden/check/bad_a.envelope", "//~^ ENV0001"), {{"ENV0020", "reason"}}).empty());
  CHECK(golden_offences(sound_tree(), {{"ENV0020", "reason"}}).size() == 1);
  CHECK(golden_offences(sound_tree(), {{"ENV0777", "reason"}}).size() == 1);
}

}  // namespace envelope::tidy
