// Floors and doors: who may include what. The table below is the architecture; docs/architecture.md shows it to people.

#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

// `may` names other floors. A floor may always include itself.
struct Floor {
  std::string_view folder;
  std::vector<std::string_view> may;
};

constexpr std::string_view kText = "runtime/text";
constexpr std::string_view kTime = "runtime/time";
constexpr std::string_view kTableFormat = "runtime/format";
constexpr std::string_view kPublic = "runtime/include";
constexpr std::string_view kSignature = "runtime/signature";
constexpr std::string_view kDecide = "runtime/decide";
constexpr std::string_view kRuntimeCli = "runtime/cli";
constexpr std::string_view kBase = "compiler/base";
constexpr std::string_view kRequest = "compiler/request";
constexpr std::string_view kDiagnostics = "compiler/diagnostics";
constexpr std::string_view kAst = "compiler/syntax/ast";
constexpr std::string_view kSyntax = "compiler/syntax";
constexpr std::string_view kAntlr = "compiler/syntax/antlr";
constexpr std::string_view kFormat = "compiler/format";
constexpr std::string_view kProject = "compiler/project";
constexpr std::string_view kCheck = "compiler/check";
constexpr std::string_view kRestate = "compiler/restate";
constexpr std::string_view kLint = "compiler/lint";
constexpr std::string_view kModel = "compiler/model";
constexpr std::string_view kLower = "compiler/lower";
constexpr std::string_view kAutomata = "compiler/automata";
constexpr std::string_view kBdd = "compiler/bdd";
constexpr std::string_view kSmt = "compiler/smt";
constexpr std::string_view kLoaded = "compiler/loaded";
constexpr std::string_view kTable = "compiler/table";
constexpr std::string_view kSigning = "compiler/signing";
constexpr std::string_view kOracle = "compiler/oracle";
constexpr std::string_view kPipeline = "compiler/pipeline";
constexpr std::string_view kEquate = "compiler/equate";
constexpr std::string_view kProve = "compiler/prove";
constexpr std::string_view kReach = "compiler/reach";
constexpr std::string_view kQuestions = "compiler/questions";
constexpr std::string_view kDraw = "compiler/draw";
constexpr std::string_view kTesting = "compiler/testing";
constexpr std::string_view kDecompile = "compiler/decompile";
constexpr std::string_view kMutation = "compiler/mutation";
constexpr std::string_view kDiff = "compiler/diff";
constexpr std::string_view kCli = "compiler/cli";
constexpr std::string_view kEnvc = "compiler/envc";

// The bottom floor first. Nothing of ours is included by a floor that does not list it.
const std::vector<Floor>& floors() {
  static const std::vector<Floor> table = {
      {kText, {}},
      {kTime, {}},
      {kTableFormat, {}},
      {kPublic, {}},
      {kDecide, {kPublic, kTableFormat, kText}},
      {kSignature, {kTableFormat, kText}},
      {kRuntimeCli, {kPublic, kSignature, kText, kTime}},
      {kBase, {}},
      {kRequest, {kBase, kText}},
      {kDiagnostics, {kBase, kText}},
      {kAst, {kBase}},
      {kSyntax, {kAst, kDiagnostics, kBase, kText}},
      {kAntlr, {kSyntax, kAst, kDiagnostics, kBase, kText}},
      {kFormat, {kSyntax, kAst, kDiagnostics, kBase}},
      {kProject, {kSyntax, kAst, kDiagnostics, kBase, kText}},
      {kCheck, {kProject, kSyntax, kAst, kDiagnostics, kRequest, kBase, kText, kTime}},
      {kRestate, {kCheck, kBase, kText, kTime}},
      {kLint, {kCheck, kProject, kSyntax, kAst, kDiagnostics, kBase, kText, kTime}},
      {kModel, {kRequest, kBase, kText, kTime}},
      {kLower, {kCheck, kModel, kDiagnostics, kRequest, kBase, kText, kTime}},
      {kAutomata, {kTableFormat, kText}},
      {kBdd, {}},
      {kSmt, {}},
      {kLoaded, {kRequest, kBase, kPublic, kText}},
      {kTable, {kAutomata, kModel, kRequest, kBase, kDecide, kPublic, kTableFormat, kText, kTime}},
      {kSigning, {kProject, kDiagnostics, kBase, kSignature, kPublic, kTableFormat, kText}},
      {kOracle, {kCheck, kRequest, kBase, kText, kTime}},
      {kPipeline, {kOracle, kLower, kModel, kCheck, kProject, kFormat, kSyntax, kAst, kDiagnostics, kRequest, kBase, kText, kTime}},
      {kEquate,
       {kOracle, kLoaded, kCheck, kDiagnostics, kAutomata, kBdd, kSmt, kRequest, kBase, kDecide, kPublic, kTableFormat, kText, kTime}},
      {kProve,
       {kLoaded, kPipeline, kTable, kSmt, kBdd, kAutomata, kModel, kCheck, kProject, kDiagnostics, kRequest, kBase, kTableFormat, kText,
        kTime}},
      {kQuestions,
       {kProve, kPipeline, kBdd, kRestate, kModel, kCheck, kProject, kSyntax, kAst, kDiagnostics, kRequest, kBase, kText, kTime}},
      {kReach, {kQuestions, kProve, kSmt, kBdd, kAutomata, kModel, kDiagnostics, kRequest, kBase, kText, kTime}},
      {kDraw, {kReach, kProve, kBdd, kModel, kProject, kDiagnostics, kRequest, kBase, kText, kTime}},
      {kTesting,
       {kPipeline, kOracle, kLower, kModel, kCheck, kProject, kFormat, kSyntax, kAst, kDiagnostics, kRequest, kBase, kText, kTime}},
      {kMutation, {kTesting, kLower, kModel, kCheck, kProject, kFormat, kSyntax, kDiagnostics, kRequest, kBase, kText, kTime}},
      {kDecompile, {kLoaded, kPipeline, kTable, kRestate, kModel, kProject, kFormat, kSyntax, kDiagnostics, kBase, kPublic}},
      {kDiff,
       {kLoaded, kDecompile, kReach, kProve, kPipeline, kTable, kRestate, kSmt, kBdd, kModel, kProject, kDiagnostics, kRequest, kBase,
        kText, kTime}},
      {kCli, {kSigning, kSignature, kDraw,    kQuestions, kReach,       kEquate,  kDiff,  kProve,   kDecompile, kMutation,
              kTable,   kPublic,    kTesting, kPipeline,  kOracle,      kLower,   kModel, kRestate, kLint,      kCheck,
              kProject, kFormat,    kSyntax,  kAst,       kDiagnostics, kRequest, kBase,  kText,    kTime}},
      {kEnvc, {kCli, kProject, kBase}},
  };
  return table;
}

// A third-party library and the folders that may see it. `pattern` matches the text between the quotes or angle brackets.
struct Door {
  std::string_view library;
  std::string_view pattern;
  std::vector<std::string_view> folders;
};

const std::vector<Door>& doors() {
  static const std::vector<Door> table = {
      {"ANTLR", "antlr4.*|Envelope(Lexer|Parser)\\w*\\.h", {kAntlr}},
      {"yaml-cpp", "yaml-cpp/.*", {kProject, "tests"}},
      {"Z3", "z3.*", {"compiler/smt"}},
      {"libsodium", "sodium.*", {kSignature, kSigning}},
      {"date", "date/.*", {kTime}},
      {"vectors", "emmintrin\\.h", {kText, "tests"}},  // of the processor, where it has them
      {"LLVM", "llvm(-c)?/.*", {"compiler"}},
      {"fmt", "fmt/.*", {"compiler", "tests"}},
      {"JSON", "nlohmann/.*", {"compiler", "tests"}},
      {"RapidJSON", "rapidjson/.*", {kRuntimeCli}},
      {"Catch2", "catch2/.*", {"tests"}},
  };
  return table;
}

// The longest folder of the table that holds `path`, or nullptr.
const Floor* floor_of(std::string_view path) {
  const Floor* best = nullptr;
  for (const Floor& floor : floors()) {
    if (is_below(path, floor.folder) && (best == nullptr || floor.folder.size() > best->folder.size())) best = &floor;
  }
  return best;
}

struct Include {
  std::string name;
  bool quoted = false;
  int line = 0;
};

std::vector<Include> includes_of(const SourceText& source) {
  static const std::regex directive(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)re");
  std::vector<Include> includes;
  int number = 0;
  const std::string code = without_comments(source.text, Literals::keep);
  for (std::string_view line : lines_of(code)) {
    ++number;
    std::match_results<std::string_view::const_iterator> match;
    if (!std::regex_match(line.begin(), line.end(), match, directive)) continue;
    includes.push_back({match[2].str(), match[1].str() == "\"", number});
  }
  return includes;
}

const Door* door_of(const std::string& name) {
  for (const Door& door : doors()) {
    if (std::regex_match(name, std::regex(std::string(door.pattern)))) return &door;
  }
  return nullptr;
}

bool may_include(const Floor& from, const std::string& name) {
  const Floor* to = floor_of(name);
  if (to != nullptr && to == &from) return true;
  return std::any_of(from.may.begin(), from.may.end(), [&](std::string_view allowed) { return to != nullptr && to->folder == allowed; });
}

// The C library in C's own spelling, for the public header; the operating system, for those who open files and pipes.
bool is_standard_header(const std::string& path, const std::string& name) {
  static const std::regex plain("[a-z_0-9]+"), c_library("std(def|int)\\.h|string\\.h");
  static const std::regex system("(fcntl|poll|unistd)\\.h|sys/[a-z]+\\.h");
  if (std::regex_match(name, plain)) return true;
  if (is_below(path, kPublic)) return std::regex_match(name, c_library);
  return (is_below(path, kDecide) || is_below(path, kRuntimeCli)) && std::regex_match(name, system);
}

// What is wrong with one include, or nothing.
std::string fault_of(const SourceText& source, const Include& include) {
  if (const Door* door = door_of(include.name)) {
    const bool open =
        std::any_of(door->folders.begin(), door->folders.end(), [&](std::string_view folder) { return is_below(source.path, folder); });
    return open ? "" : std::string(door->library) + " (" + include.name + ") is seen only by its own door";
  }
  if (!include.quoted) {
    const bool must_be_standard = is_below(source.path, "runtime");
    return must_be_standard && !is_standard_header(source.path, include.name)
               ? "runtime/ uses the standard library only, not <" + include.name + ">"
               : "";
  }
  // Installed headers name each other as their users do.
  if (is_below(source.path, kPublic)) return include.name.starts_with("envelope/") ? "" : "public headers include public headers only";
  const bool full = is_below(include.name, "compiler") || is_below(include.name, "runtime") || is_below(include.name, "tests");
  if (!full) return "\"" + include.name + "\" is not a full path from the root";
  if (is_below(source.path, "tests")) return "";
  const Floor* from = floor_of(source.path);
  if (from == nullptr) return "the folder has no row in the table of floors";
  return may_include(*from, include.name) ? "" : std::string(from->folder) + " may not include " + include.name;
}

Offences layer_offences(const Tree& tree) {
  Offences offences;
  for (const SourceText& source : tree) {
    if (!is_cpp(source.path)) continue;
    if (!is_below(source.path, "tests") && floor_of(source.path) == nullptr) {
      offences.push_back({source.path, 0, "the folder has no row in the table of floors"});
      continue;
    }
    for (const Include& include : includes_of(source)) {
      const std::string fault = fault_of(source, include);
      if (!fault.empty()) offences.push_back({source.path, include.line, fault});
    }
  }
  return offences;
}

}  // namespace

TEST_CASE("every include goes down a floor or through its own door", "[layers]") { CHECK(reported(layer_offences(repository())) == 0); }

TEST_CASE("the layer rule finds each kind of wrong include", "[layers]") {
  const auto [path, text] = GENERATE(table<std::string, std::string>({
      {"compiler/base/span.h", "#include \"compiler/diagnostics/diagnostic.h\"\n"},
      {"compiler/model/model.h", "#include \"compiler/syntax/ast/expr.h\"\n"},
      {"compiler/oracle/decide.cpp", "#include \"compiler/model/evaluate.h\"\n"},
      {"compiler/check/check.cpp", "#include \"compiler/syntax/antlr/spans.h\"\n"},
      {"compiler/check/check.cpp", "#include \"check.h\"\n"},
      {"compiler/check/check.cpp", "#include <antlr4-runtime/antlr4-runtime.h>\n"},
      {"compiler/check/check.cpp", "#include <yaml-cpp/yaml.h>\n"},
      {"compiler/check/check.cpp", "  #  include <z3++.h>\n"},
      {"compiler/check/check.cpp", "#include <date/tz.h>\n"},
      {"compiler/check/check.cpp", "#include \"tests/tidy/tree.h\"\n"},
      {"compiler/attic/old.cpp", "\n"},
      {"runtime/text/glob.cpp", "#include \"compiler/base/span.h\"\n"},
      {"runtime/text/glob.cpp", "#include \"runtime/time/zone.h\"\n"},
      {"runtime/text/glob.cpp", "#include <fmt/format.h>\n"},
      {"runtime/text/glob.cpp", "#include <boost/regex.hpp>\n"},
  }));
  CAPTURE(path, text);
  CHECK(layer_offences({{path, text}}).size() == 1);
}

TEST_CASE("the layer rule lets right includes pass", "[layers]") {
  const Tree tree = {
      {"compiler/oracle/decide.cpp", "#include \"compiler/request/request.h\"\n#include \"compiler/oracle/decide.h\"\n"},
      {"compiler/syntax/antlr/parse.cpp",
       "#include <antlr4-runtime.h>\n#include \"EnvelopeParser.h\"\n#include \"compiler/syntax/parse.h\"\n"},
      {"compiler/base/a.cpp", "// #include \"compiler/cli/main.h\"\n#include <vector>\n"},
      {"runtime/time/zone.cpp", "#include <date/tz.h>\n#include \"runtime/time/zone.h\"\n"},
  };
  CHECK(reported(layer_offences(tree)) == 0);
}

}  // namespace envelope::tidy
