// A file is one idea and a function fits a screen.

#include <catch2/catch.hpp>
#include <map>
#include <regex>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

constexpr int kFileLinesMax = 600;
constexpr int kFunctionLinesMax = 70;

// Files that may be longer, each with its reason. An entry that is not needed is an offence too.
const std::map<std::string, std::string, std::less<>> kLongFiles = {};

int line_count(std::string_view text) {
  const auto lines = lines_of(text);
  return static_cast<int>(lines.size()) - (lines.back().empty() ? 1 : 0);
}

Offences file_size_offences(const Tree& tree, const std::map<std::string, std::string, std::less<>>& exceptions) {
  Offences offences;
  for (const SourceText& source : tree) {
    if (!is_code(source.path)) continue;
    const int count = line_count(source.text);
    const bool excepted = exceptions.contains(source.path);
    if (count > kFileLinesMax && !excepted) offences.push_back({source.path, 0, std::to_string(count) + " lines; split it by concept"});
    if (count <= kFileLinesMax && excepted) offences.push_back({source.path, 0, "is listed as long and is not"});
  }
  return offences;
}

enum class Brace { container, function, other };

// What a `{` opens, told by the text since the last statement at namespace or class level.
Brace classify(const std::string& head) {
  static const std::regex templates(R"(template\s*<[^{}]*?>(?=\s*(?:class|struct|inline|constexpr|static|\[|[A-Za-z_:])))");
  static const std::regex container(
      R"(^\s*(?:\[\[[^\]]*\]\]\s*)?(?:inline\s+|typedef\s+|export\s+)*(?:namespace|class|struct|union|enum|extern)\b)");
  const std::string plain = std::regex_replace(head, templates, "");
  std::smatch match;
  if (std::regex_search(plain, match, container)) {
    const std::string rest = match.suffix().str();
    const bool returns_a_struct = rest.find('(') != std::string::npos && rest.find("alignas") == std::string::npos;
    if (!returns_a_struct) return Brace::container;
  }
  const std::size_t paren = plain.find('(');
  if (paren == std::string::npos) return Brace::other;
  const std::size_t equals = plain.find('=');
  const bool is_value = equals < paren && plain.find("operator") == std::string::npos;
  return is_value ? Brace::other : Brace::function;
}

// Directives say nothing about braces; their braces are not in pairs.
std::string without_directives(std::string code) {
  bool continues = false;
  std::size_t begin = 0;
  while (begin < code.size()) {
    const std::size_t end = std::min(code.find('\n', begin), code.size());
    const std::size_t first = code.find_first_not_of(" \t", begin);
    const bool directive = continues || (first < end && code[first] == '#');
    continues = directive && end > begin && code[end - 1] == '\\';
    if (directive) code.replace(begin, end - begin, end - begin, ' ');
    begin = end + 1;
  }
  return code;
}

struct Function {
  std::string name;
  int first_line = 0;
  int lines = 0;
};

// Walks the braces of one file. Only functions at namespace or class level are seen; what stands inside them counts with them.
class FunctionFinder {
 public:
  std::vector<Function> find(std::string_view text) {
    const std::string code = without_directives(without_comments(text, Literals::blank));
    for (std::size_t i = 0; i < code.size(); ++i) step(code, i);
    return std::move(found_);
  }

 private:
  void step(const std::string& code, std::size_t i) {
    const char c = code[i];
    if (c == '\n') ++line_;
    if (inner_ > 0) {
      if (c == '{') ++inner_;
      if (c == '}' && --inner_ == 0) close(code, i);
      return;
    }
    if (c == '{') {
      open();
    } else if (c == ';' || c == '}') {
      head_.clear();
    } else {
      if (head_.find_first_not_of(" \n") == std::string::npos) first_line_ = line_;
      head_ += c;
    }
  }

  void open() {
    kind_ = classify(head_);
    if (kind_ == Brace::container) {
      head_.clear();
    } else {
      inner_ = 1;
    }
  }

  void close(const std::string& code, std::size_t i) {
    if (kind_ == Brace::function) found_.push_back({name(), first_line_, line_ - first_line_ + 1});
    // A member initialised with braces: the body of the constructor is still to come.
    const std::size_t next = code.find_first_not_of(" \n", i + 1);
    const bool goes_on = next != std::string::npos && (code[next] == ',' || code[next] == '{');
    if (!goes_on) head_.clear();
  }

  std::string name() const {
    static const std::regex before_paren(R"(([~\w:]+|operator[^(]*)\s*\()");
    std::smatch match;
    return std::regex_search(head_, match, before_paren) ? match[1].str() : "function";
  }

  std::string head_;
  Brace kind_ = Brace::other;
  int inner_ = 0;  // braces open since the function began; 0 at namespace or class level
  int line_ = 1;
  int first_line_ = 1;
  std::vector<Function> found_;
};

Offences function_size_offences(const Tree& tree) {
  Offences offences;
  for (const SourceText& source : tree) {
    if (!is_cpp(source.path) || source.path.ends_with(".def")) continue;
    for (const Function& function : FunctionFinder().find(source.text)) {
      if (function.lines <= kFunctionLinesMax) continue;
      offences.push_back({source.path, function.first_line, function.name + " has " + std::to_string(function.lines) + " lines"});
    }
  }
  return offences;
}

std::string repeated(int count, const std::string& line) {
  std::string text;
  for (int i = 0; i < count; ++i) text += line;
  return text;
}

}  // namespace

TEST_CASE("no file is longer than 600 lines", "[sizes]") { CHECK(reported(file_size_offences(repository(), kLongFiles)) == 0); }

TEST_CASE("no function is longer than 70 lines", "[sizes]") { CHECK(reported(function_size_offences(repository())) == 0); }

TEST_CASE("the size rule counts lines and watches its exceptions", "[sizes]") {
  const Tree tree = {
      {"compiler/a.cpp", repeated(600, "\n")}, {"compiler/b.cpp", repeated(601, "\n")}, {"docs/long.md", repeated(9000, "\n")}};
  CHECK(file_size_offences(tree, {}).size() == 1);
  CHECK(file_size_offences(tree, {{"compiler/b.cpp", "reason"}}).empty());
  CHECK(file_size_offences(tree, {{"compiler/a.cpp", "reason"}, {"compiler/b.cpp", "reason"}}).size() == 1);
}

TEST_CASE("the function rule measures a function from its first line to its brace", "[sizes]") {
  const std::string opening =
      GENERATE("int f(int a) {\n", "namespace n {\nclass C {\n int g() const {\n", "template <class T>\nvoid h(T t) {\n",
               "C::C(int a) : a_{a}, b_{2} {\n", "bool operator==(const A& a, const B& b) {\n", "TEST_CASE(\"name { with brace\") {\n",
               "struct Result f(int a) {\n", "auto f() -> std::vector<int> {\n");
  CAPTURE(opening);
  const auto size_of_worst = [&](int body) {
    return function_size_offences({{"compiler/a.cpp", opening + repeated(body, "  go();\n") + "}\n"}}).size();
  };
  CHECK(size_of_worst(80) == 1);
  CHECK(size_of_worst(60) == 0);
}

TEST_CASE("the function rule is not misled", "[sizes]") {
  const std::string lines = repeated(100, "  {1, \"a\"},\n");
  const std::string text = GENERATE_COPY(
      std::string("const Row kTable[] = {\n") + lines + "};\n", "enum class E {\n" + repeated(100, "  a,\n") + "};\n",
      "struct S {\n" + repeated(100, "  int a() { return 1; }\n") + "};\n", "#define OPEN {\n" + repeated(100, "int f() { return 1; }\n"),
      "const auto text = R\"(\n{\n" + repeated(100, "x\n") + ")\";\n", "/* {\n" + repeated(100, "x\n") + "*/\n");
  CAPTURE(text.substr(0, 40));
  CHECK(reported(function_size_offences({{"compiler/a.cpp", text}})) == 0);
}

}  // namespace envelope::tidy
