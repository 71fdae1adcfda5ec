#include "compiler/project/project_file.h"

#include <catch2/catch.hpp>
#include <string>

#include "compiler/project/memory_files.h"

using namespace envelope;
using namespace envelope::project;
using diagnostics::Code;

namespace {

struct Read {
  base::SourceMap sources;
  diagnostics::Sink sink;
  std::optional<ProjectFile> project;
  [[nodiscard]] const diagnostics::Diagnostic& only() const {
    for (const auto& finding : sink.diagnostics()) UNSCOPED_INFO(finding.message);
    REQUIRE(sink.diagnostics().size() == 1);
    return sink.diagnostics().front();
  }
  [[nodiscard]] std::string place() const {
    const base::Position position = sources.position(only().primary.file, only().primary.begin);
    return std::to_string(position.line) + ":" + std::to_string(position.column);
  }
  [[nodiscard]] std::string text() const { return std::string(sources.text(only().primary)); }
};

Read read(const std::string& yaml, const std::string& directory = ".") {
  MemoryFiles files;
  files.add("envelope.yaml", yaml);
  files.add("policies/main.envelope", "policy p\n");
  files.add("/outside/x.envelope", "policy p\n");
  files.add_link("out.envelope", "/outside/x.envelope");
  Read result;
  result.project = load_project_file(files, directory, result.sources, result.sink);
  return result;
}

}  // namespace

TEST_CASE("every setting is read") {
  const Read result = read("# ours\nname: openclaw\nmain: policies/main.envelope\nfail-level: warning\nignore: [\"drafts/**\", '*.old']\n");
  REQUIRE(result.project);
  CHECK(result.sink.diagnostics().empty());
  CHECK(result.project->root == "/project");
  CHECK(result.project->name == "openclaw");
  CHECK(result.project->main_path == "policies/main.envelope");
  CHECK(result.project->fail_level == diagnostics::Severity::warning);
  CHECK(result.project->ignore == std::vector<std::string>{"drafts/**", "*.old"});
  CHECK(read("main: policies/main.envelope\n", "/project").project->main_path == "/project/policies/main.envelope");
}

TEST_CASE("an empty project file only marks the root; without one there is no project") {
  for (const char* yaml : {"", "\n", "# nothing\n", "---\n"}) {
    INFO(yaml);
    const Read result = read(yaml);
    CHECK(result.project);
    CHECK(result.sink.diagnostics().empty());
  }
  const Read none = read("", "policies");
  CHECK_FALSE(none.project);
  CHECK(none.sink.diagnostics().empty());
}

TEST_CASE("unknown and repeated settings") {
  const Read unknown = read("name: ünï\nfail_level: error\n");
  CHECK(unknown.only().code == Code::UnknownProjectKey);
  CHECK(unknown.place() == "2:1");
  CHECK(unknown.text() == "fail_level");
  CHECK(unknown.only().help == "did you mean `fail-level`?");
  CHECK(unknown.project->name == "ünï");

  const Read twice = read("name: a\nname: b\n");
  CHECK(twice.only().code == Code::RepeatedProjectKey);
  CHECK(twice.place() == "2:1");
  REQUIRE(twice.only().labels.size() == 1);
  CHECK(twice.project->name == "a");
}

TEST_CASE("values of the wrong kind") {
  for (const auto& [yaml, place] : {std::pair{"name: [a]\n", "1:7"},
                                    {"name:\n", "1:6"},
                                    {"main: {a: b}\n", "1:7"},
                                    {"fail-level: high\n", "1:13"},
                                    {"fail-level: [error]\n", "1:13"},
                                    {"ignore: drafts\n", "1:9"},
                                    {"ignore:\n  - [a]\n", "2:5"},
                                    {"ignore: [\"a[\"]\n", "1:10"},
                                    {"- name\n", "1:1"},
                                    {"just text\n", "1:1"},
                                    {"[a]: b\n", "1:1"}}) {
    INFO(yaml);
    const Read result = read(yaml);
    CHECK(result.only().code == Code::WrongProjectValue);
    if (std::string(yaml) != "name:\n") CHECK(result.place() == place);
  }
}

TEST_CASE("places are right behind text that is not ASCII") {
  const Read result = read("name: \"日本語 ü\" # ü\nignore: [\"ü\", [x]]\n");
  CHECK(result.only().code == Code::WrongProjectValue);
  CHECK(result.place() == "2:15");
}

TEST_CASE("the main policy must be in the project") {
  CHECK(read("main: policies/mian.envelope\n").only().help == "did you mean `policies/main.envelope`?");
  CHECK(read("main: policies/mian.envelope\n").place() == "1:7");
  CHECK(read("main: /outside/x.envelope\n").only().message == "`/outside/x.envelope` leads out of the project");
  CHECK(read("main: ../outside/x.envelope\n").only().code == Code::ProjectMainNotFound);
  CHECK(read("main: out.envelope\n").only().message == "`out.envelope` leads out of the project");
  CHECK(read("main: policies\n").only().code == Code::ProjectMainNotFound);
}

TEST_CASE("what is not YAML is located") {
  const Read open = read("name: a\nignore: [a\n");
  CHECK(open.only().code == Code::ProjectFileNotYaml);
  CHECK_FALSE(open.project);
  CHECK(read("name: \"a\n").only().code == Code::ProjectFileNotYaml);
  CHECK(read("a: b: c\n").only().code == Code::ProjectFileNotYaml);
  CHECK(read("name: *x\n").only().code == Code::ProjectFileNotYaml);
  const Read second = read("name: a\n---\nname: b\n");
  CHECK(second.only().code == Code::ProjectFileNotYaml);
  CHECK(second.place() == "3:1");
}

TEST_CASE("hostile project files are refused, not survived by luck") {
  CHECK(read(std::string(50'000, '[')).only().code == Code::ProjectFileNotYaml);
  CHECK(read("ignore:\n" + std::string(40'000, '-') + "\n").sink.has_errors());
  std::string laughs = "a: &a [x, x]\n";
  for (char c = 'b'; c < 'z'; ++c) laughs += std::string(1, c) + ": &" + c + " [*" + char(c - 1) + ", *" + char(c - 1) + "]\n";
  CHECK(read(laughs).sink.diagnostics().size() == 25);
  CHECK(read("name: " + std::string(kProjectFileBytesMax, 'x')).only().code == Code::FileTooLarge);
  CHECK(read("name: \xFF\n").only().code == Code::InvalidUtf8);
  std::string many = "ignore:\n";
  for (std::size_t i = 0; i <= kIgnorePatternsMax; ++i) many += "  - a\n";
  CHECK(read(many).only().code == Code::WrongProjectValue);
}
