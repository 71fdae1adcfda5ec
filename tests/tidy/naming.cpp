// Names say the idea, and a line fits the page.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <regex>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

constexpr int kColumnsMax = 140;

// Words that name no idea: `interval_set.h` says what is in it, these do not.
constexpr std::string_view kEmptyWords[] = {"util", "utils", "helper", "helpers", "manager", "misc", "common"};

bool is_empty_word(std::string_view word) {
  return std::find(std::begin(kEmptyWords), std::end(kEmptyWords), word) != std::end(kEmptyWords);
}

// `PolicyFileManager` and `policy_file_manager.h` are both policy, file, manager(, h).
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (char c : name) {
    const bool is_letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    const bool is_capital = std::isupper(static_cast<unsigned char>(c)) != 0;
    if (!is_letter || is_capital) words.emplace_back();
    if (is_letter) words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return words;
}

bool has_empty_word(std::string_view name) {
  const auto words = words_of(name);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return is_empty_word(word); });
}

Offences file_name_offences(const Tree& tree) {
  static const std::regex snake_case(R"([a-z0-9_./-]+)");
  Offences offences;
  for (const SourceText& source : tree) {
    if (!is_code(source.path) || source.path.ends_with("CMakeLists.txt")) continue;
    if (has_empty_word(source.path)) offences.push_back({source.path, 0, "a word in the path names no idea"});
    if (is_cpp(source.path) && !std::regex_match(source.path, snake_case)) offences.push_back({source.path, 0, "is not in snake_case"});
  }
  return offences;
}

Offences type_name_offences(const Tree& tree) {
  static const std::regex type(R"(\b(?:enum\s+class|class|struct|union|enum|using|concept)\s+([A-Za-z_]\w*))");
  Offences offences;
  for (const SourceText& source : tree) {
    if (!is_cpp(source.path)) continue;
    const std::string code = without_comments(source.text, Literals::blank);
    int number = 0;
    for (std::string_view line : lines_of(code)) {
      ++number;
      for (auto match = std::cregex_iterator(line.begin(), line.end(), type); match != std::cregex_iterator(); ++match) {
        const std::string name = (*match)[1].str();
        if (has_empty_word(name)) offences.push_back({source.path, number, "a word in " + name + " names no idea"});
      }
    }
  }
  return offences;
}

int columns_of(std::string_view line) {
  return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Goldens and fuzz dictionaries hold ugly text on purpose; they are not code, so they are not looked at.
Offences line_offences(const Tree& tree) {
  const std::string unfinished = std::string("FIX") + "ME";
  Offences offences;
  for (const SourceText& source : tree) {
    const bool code = is_code(source.path);
    if (!code && !source.path.ends_with(".md")) continue;
    int number = 0;
    for (std::string_view line : lines_of(source.text)) {
      ++number;
      const auto offend = [&](const std::string& what) { offences.push_back({source.path, number, what}); };
      if (line.ends_with(' ') || line.ends_with('\t') || line.ends_with('\r')) offend("ends in a blank");
      if (!code) continue;
      if (line.find('\t') != std::string_view::npos) offend("holds a tab");
      if (columns_of(line) > kColumnsMax) offend(std::to_string(columns_of(line)) + " columns");
      if (has_word(line, unfinished)) offend("is marked as unfinished (" + unfinished + ")");
    }
    if (!source.text.empty() && !source.text.ends_with('\n')) offences.push_back({source.path, number, "does not end in a line end"});
  }
  return offences;
}

}  // namespace

TEST_CASE("file names are snake_case and name an idea", "[naming]") { CHECK(reported(file_name_offences(repository())) == 0); }

TEST_CASE("type names name an idea", "[naming]") { CHECK(reported(type_name_offences(repository())) == 0); }

TEST_CASE("lines are short, clean and finished", "[naming]") { CHECK(reported(line_offences(repository())) == 0); }

TEST_CASE("the naming rules find each kind of bad name", "[naming]") {
  const std::string path = GENERATE("compiler/base/string_utils.h", "compiler/common/a.h", "compiler/base/FileName.cpp", "tests/misc.sh");
  CAPTURE(path);
  CHECK(file_name_offences({{path, ""}}).size() == 1);
  CHECK(file_name_offences({{"compiler/base/edit_distance.h", ""}, {"grammar/EnvelopeLexer.g4", ""}}).empty());

  const std::string text = GENERATE("class PolicyManager {", "struct Helper;", "using StringUtils = int;", "enum class CommonKind {");
  CAPTURE(text);
  CHECK(type_name_offences({{"compiler/a.h", text}}).size() == 1);
  CHECK(type_name_offences({{"compiler/a.h", "struct Commonwealth;  // class Helper"}}).empty());
}

TEST_CASE("the line rule finds each kind of bad line", "[naming]") {
  const std::string bad = GENERATE(std::string("int a; \n"), "\tint a;\n", "int a;\r\n", "int a;", std::string(141, 'x') + "\n",
                                   std::string("// FIX") + "ME: later\n");
  CAPTURE(bad);
  CHECK(line_offences({{"compiler/a.cpp", bad}}).size() == 1);
  CHECK(line_offences({{"compiler/a.cpp", std::string(139, 'x') + "é\n"}, {"tests/golden/a.envelope", bad}}).empty());
}

}  // namespace envelope::tidy
