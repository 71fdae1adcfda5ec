#include "compiler/project/modules.h"

#include <catch2/catch.hpp>
#include <cerrno>
#include <string>
#include <vector>

#include "compiler/project/memory_files.h"

using namespace envelope;
using namespace envelope::project;
using diagnostics::Code;

namespace {

struct Outcome {
  base::SourceMap sources;
  diagnostics::Sink sink;
  std::optional<Modules> modules;

  [[nodiscard]] std::vector<std::string> paths() const {
    std::vector<std::string> shown;
    if (modules)
      for (const Module& module : modules->modules) shown.push_back(module.shown_path);
    return shown;
  }
  [[nodiscard]] const diagnostics::Diagnostic& only() const {
    for (const auto& finding : sink.diagnostics()) UNSCOPED_INFO(finding.message);
    REQUIRE(sink.diagnostics().size() == 1);
    return sink.diagnostics().front();
  }
  [[nodiscard]] std::string only_text() const { return std::string(sources.text(only().primary)); }
};

Outcome load(Files& files, const std::string& main = "main.envelope", const LoadOptions& options = {}) {
  Outcome outcome;
  outcome.modules = load_modules(files, main, outcome.sources, outcome.sink, options);
  return outcome;
}

Outcome load_main(const std::string& text) {
  MemoryFiles files;
  files.add("main.envelope", text);
  files.add("parts/agents.envelope", "tier t\n");
  files.add("/outside/x.envelope", "tier t\n");
  return load(files);
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("modules come main first, then depth-first in written order, each once") {
  MemoryFiles files;
  files.add("main.envelope", "policy m\nimport \"b.envelope\"\nimport std\nimport \"parts/a.envelope\"\n");
  files.add("b.envelope", "import \"parts/c.envelope\"\n");
  files.add("parts/a.envelope", "import \"c.envelope\"\nimport std\nimport \"../b.envelope\"\n");
  files.add("parts/c.envelope", "tier t\n");
  const Outcome outcome = load(files);
  for (const auto& finding : outcome.sink.diagnostics()) INFO(finding.message);
  REQUIRE(outcome.sink.diagnostics().empty());
  CHECK(outcome.paths() == Paths{"main.envelope", "b.envelope", "parts/c.envelope", "<stdlib>/std.envelope", "parts/a.envelope"});
  const auto& modules = outcome.modules->modules;
  REQUIRE(modules[0].imports.size() == 3);
  CHECK(modules[0].imports[0].module == 1);
  CHECK(modules[0].imports[1].module == 3);
  CHECK(modules[0].imports[2].module == 4);
  CHECK(outcome.sources.text(modules[0].imports[1].span) == "import std");
  REQUIRE(modules[4].imports.size() == 3);
  CHECK(modules[4].imports[0].module == 2);
  CHECK(modules[4].imports[2].module == 1);
  CHECK(modules[3].is_stdlib);
  CHECK_FALSE(modules[4].is_stdlib);
  CHECK(modules[2].parsed.tree.statements.size() == 1);
  CHECK(files.reads_of("/project/parts/c.envelope") == 1);
}

TEST_CASE("one file under two names is one module") {
  MemoryFiles files;
  files.add("main.envelope", "policy m\nimport \"a.envelope\"\nimport \"./parts/../a.envelope\"\nimport \"link.envelope\"\n");
  files.add("a.envelope", "tier t\n");
  files.add_directory("parts");
  files.add_link("link.envelope", "a.envelope");
  const Outcome outcome = load(files);
  CHECK(outcome.sink.diagnostics().empty());
  CHECK(outcome.paths() == Paths{"main.envelope", "a.envelope"});
  CHECK(outcome.modules->modules[0].imports.size() == 3);
}

TEST_CASE("arguments are kept, and survive the growth of the list of modules") {
  MemoryFiles files;
  std::string text = "policy m\nimport \"t.envelope\"(daily_tokens: 5)\n";
  files.add("t.envelope", "let daily_tokens: Count\n");
  for (int i = 0; i < 50; ++i) {
    const std::string name = "m" + std::to_string(i) + ".envelope";
    files.add(name, "tier t\n");
    text += "import \"" + name + "\"\n";
  }
  files.add("main.envelope", text);
  const Outcome outcome = load(files);
  REQUIRE(outcome.sink.diagnostics().empty());
  const auto& import = outcome.modules->modules[0].imports[0];
  REQUIRE(import.arguments != nullptr);
  REQUIRE(import.arguments->items.size() == 1);
  CHECK(import.arguments->items[0].name->text == "daily_tokens");
  CHECK(import.arguments->items[0].value.text == "5");
}

TEST_CASE("the same import with other arguments is an error that shows both") {
  MemoryFiles files;
  files.add("t.envelope", "let a: Count\nlet b: Count\n");
  files.add("other.envelope", "import \"t.envelope\"(b: 2, a: 1_000)\n");
  files.add("main.envelope",
            "policy m\nimport \"t.envelope\"(a: 1000, b: 2)\nimport \"other.envelope\"\nimport \"t.envelope\"(a: 1000, b: 3)\n");
  const Outcome outcome = load(files);
  CHECK(outcome.only().code == Code::ImportArgumentsDiffer);
  CHECK(outcome.only_text() == "import \"t.envelope\"(a: 1000, b: 3)");
  REQUIRE(outcome.only().labels.size() == 1);
  CHECK(outcome.sources.text(outcome.only().labels[0].span) == "import \"t.envelope\"(a: 1000, b: 2)");
  CHECK(outcome.modules->modules[0].imports.size() == 2);
}

TEST_CASE("a cycle is reported once, with its chain") {
  MemoryFiles files;
  files.add("main.envelope", "policy m\nimport \"a.envelope\"\n");
  files.add("a.envelope", "import \"b.envelope\"\n");
  files.add("b.envelope", "import \"c.envelope\"\n");
  files.add("c.envelope", "import \"a.envelope\"\n");
  const Outcome outcome = load(files);
  const auto& finding = outcome.only();
  CHECK(finding.code == Code::ImportCycle);
  CHECK(finding.primary_text == "`c.envelope` imports `a.envelope` again");
  REQUIRE(finding.labels.size() == 2);
  CHECK(finding.labels[0].text == "`a.envelope` imports `b.envelope`");
  CHECK(finding.labels[1].text == "`b.envelope` imports `c.envelope`");
  CHECK(outcome.sources.file(finding.primary.file).path == "c.envelope");
  CHECK(outcome.sources.text(finding.labels[1].span) == "import \"c.envelope\"");
  CHECK(outcome.paths() == Paths{"main.envelope", "a.envelope", "b.envelope", "c.envelope"});
  CHECK(outcome.modules->modules[3].imports.empty());
}

TEST_CASE("a file that imports itself") {
  const Outcome outcome = load_main("policy m\nimport \"parts/../main.envelope\"\n");
  CHECK(outcome.only().code == Code::ImportOfItself);
}

TEST_CASE("imports that name nothing get a suggestion") {
  const auto help = [](const std::string& import) { return load_main("policy m\nimport " + import + "\n").only().help; };
  CHECK(load_main("policy m\nimport stdd\n").only().code == Code::UnknownStdlibModule);
  CHECK(help("stdd") == "did you mean `std`?");
  CHECK(help("template.proactiv") == "did you mean `template.proactive`?");
  CHECK(help("nowhere_near").starts_with("it has `std`, `template.proactive`"));
  CHECK(help("parts.agents") == "a file of the project is imported by its path: `import \"parts/agents.envelope\"`");
  const Outcome near = load_main("policy m\nimport \"parts/agent.envelope\"\n");
  CHECK(near.only().code == Code::ImportNotFound);
  CHECK(near.only_text() == "\"parts/agent.envelope\"");
  CHECK(near.only().help == "did you mean `parts/agents.envelope`?");
  CHECK(near.only().fixes.empty());  // what a file grants is not seen from its name
  CHECK(help("\"parts/zzz.envelope\"") == "a path starts at the folder of the importing file");  // the ending makes no names alike
  CHECK(help("\"part/agents.envelope\"").starts_with("the folder `part` does not exist"));
  CHECK(help("\"parts/zzzzzz.envelope\"") == "a path starts at the folder of the importing file");
}

TEST_CASE("imports never leave the project") {
  for (const char* import : {"\"/outside/x.envelope\"", "\"../outside/x.envelope\"", "\"parts/../../outside/x.envelope\"",
                             "\"~/x.envelope\"", "\"https://example.org/x.envelope\"", "\"../project.envelope\""}) {
    INFO(import);
    const Outcome outcome = load_main(std::string("policy m\nimport ") + import + "\n");
    CHECK(outcome.only().code == Code::ImportOutsideProject);
    CHECK(outcome.only_text() == import);
    CHECK(outcome.paths() == Paths{"main.envelope"});
  }
}

TEST_CASE("links are followed inside the project only") {
  MemoryFiles files;
  files.add("/outside/x.envelope", "tier t\n");
  files.add("/project2/x.envelope", "tier t\n");  // shares the root's spelling as a prefix
  files.add("inside/x.envelope", "tier t\n");
  files.add_link("file.envelope", "/outside/x.envelope");
  files.add_link("folder", "../outside");
  files.add_link("twin", "/project2");
  files.add_link("good", "inside");
  files.add_link("loop.envelope", "loop.envelope");
  files.add_link("dangling.envelope", "none.envelope");
  const auto code = [&](const std::string& path) {
    files.add("main.envelope", "policy m\nimport \"" + path + "\"\n");
    return load(files).only().code;
  };
  CHECK(code("file.envelope") == Code::ImportOutsideProject);
  CHECK(code("folder/x.envelope") == Code::ImportOutsideProject);
  CHECK(code("twin/x.envelope") == Code::ImportOutsideProject);
  CHECK(code("loop.envelope") == Code::UnreadableFile);
  CHECK(code("dangling.envelope") == Code::ImportNotFound);
  files.add("main.envelope", "policy m\nimport \"good/x.envelope\"\n");
  CHECK(load(files).sink.diagnostics().empty());
  // `folder/..` is the project as written, wherever the link leads.
  files.add("main.envelope", "policy m\nimport \"folder/../inside/x.envelope\"\n");
  CHECK(load(files).sink.diagnostics().empty());
}

TEST_CASE("the project root is the nearest folder with envelope.yaml") {
  MemoryFiles files;
  files.add("shared/words.envelope", "tier t\n");
  files.add("policies/ops/main.envelope", "policy m\nimport \"../../shared/words.envelope\"\n");
  CHECK(load(files, "policies/ops/main.envelope").only().code == Code::ImportOutsideProject);
  files.add("envelope.yaml", "");
  const Outcome outcome = load(files, "policies/ops/main.envelope");
  CHECK(outcome.sink.diagnostics().empty());
  CHECK(outcome.paths() == Paths{"policies/ops/main.envelope", "shared/words.envelope"});
  CHECK(load(files, "policies/ops/main.envelope", {.root = "policies"}).only().code == Code::ImportOutsideProject);
  files.add("policies/envelope.yaml", "");
  CHECK(load(files, "policies/ops/main.envelope").only().code == Code::ImportOutsideProject);
}

TEST_CASE("only policy files are imported") {
  MemoryFiles files;
  files.add("words.envelope", "tier t\n");
  files.add("notes.txt", "tier t\n");
  files.add_directory("folder.envelope");
  files.add_pipe("pipe.envelope", "tier t\n");
  files.add_unreadable("secret.envelope", EACCES);
  const auto only = [&](const std::string& path) {
    files.add("main.envelope", "policy m\nimport \"" + path + "\"\n");
    return load(files).only();
  };
  CHECK(only("notes.txt").code == Code::ImportNotPolicyFile);
  CHECK(only(".envelope").code == Code::ImportNotPolicyFile);
  CHECK(only("words").help == "did you mean `words.envelope`?");
  CHECK(only("folder.envelope").code == Code::NotAFile);
  CHECK(only("pipe.envelope").code == Code::NotAFile);
  CHECK(only("secret.envelope").code == Code::UnreadableFile);
  CHECK(only("secret.envelope").primary.is_valid());
  CHECK(only("").code == Code::ImportNotFound);
}

TEST_CASE("faults of an imported file are shown in that file") {
  MemoryFiles files;
  files.add("main.envelope", "policy m\nimport \"a.envelope\"\nimport \"a.envelope\"\n");
  files.add("a.envelope", "tier \xFF\n");
  const Outcome outcome = load(files);
  CHECK(outcome.only().code == Code::InvalidUtf8);
  CHECK(outcome.sources.file(outcome.only().primary.file).path == "a.envelope");
  CHECK(outcome.modules->modules[0].imports.empty());
}

TEST_CASE("limits of depth, number and size") {
  MemoryFiles files;
  const auto chain = [&](std::size_t length) {
    files.add("main.envelope", "policy m\nimport \"m1.envelope\"\n");
    for (std::size_t i = 1; i < length; ++i)
      files.add("m" + std::to_string(i) + ".envelope", "import \"m" + std::to_string(i + 1) + ".envelope\"\n");
    files.add("m" + std::to_string(length) + ".envelope", "tier t\n");
    return load(files);
  };
  CHECK(chain(kImportDepthMax).sink.diagnostics().empty());
  CHECK(chain(kImportDepthMax + 1).only().code == Code::ImportsTooDeep);

  const auto star = [&](std::size_t count) {
    std::string text = "policy m\n";
    for (std::size_t i = 0; i < count; ++i) {
      text += "import \"s" + std::to_string(i) + ".envelope\"\n";
      files.add("s" + std::to_string(i) + ".envelope", "tier t\n");
    }
    files.add("main.envelope", text);
    return load(files);
  };
  CHECK(star(kModulesMax - 1).sink.diagnostics().empty());
  CHECK(star(kModulesMax + 3).only().code == Code::TooManyModules);

  const std::string big = "tier t //" + std::string(7'500'000, 'x');
  std::string text = "policy m\n";
  for (int i = 0; i < 9; ++i) {
    text += "import \"b" + std::to_string(i) + ".envelope\"\n";
    files.add("b" + std::to_string(i) + ".envelope", big);
  }
  files.add("main.envelope", text);
  const Outcome outcome = load(files);
  CHECK(outcome.only().code == Code::ModulesTooLarge);
  CHECK(outcome.modules->modules.size() == 9);
}

TEST_CASE("a main policy that cannot be read gives nothing") {
  MemoryFiles files;
  files.add("empty.envelope", "");
  CHECK_FALSE(load(files, "none.envelope").modules);
  CHECK(load(files, "none.envelope").only().code == Code::UnreadableFile);
  CHECK_FALSE(load(files, "empty.envelope").modules);
}

TEST_CASE("standard input and pipes import from the working directory") {
  MemoryFiles files;
  files.set_standard_input("policy m\nimport \"a.envelope\"\n");
  files.add("a.envelope", "tier t\n");
  files.add_pipe("/dev/fd/63", "policy m\nimport \"a.envelope\"\n");
  CHECK(load(files, "-").paths() == Paths{"<stdin>", "a.envelope"});
  CHECK(load(files, "/dev/fd/63").paths() == Paths{"/dev/fd/63", "a.envelope"});
}

TEST_CASE("a broken import is the parser's to report") {
  const Outcome outcome = load_main("policy m\ntier t\nimport\n");
  REQUIRE(outcome.modules);
  for (const auto& finding : outcome.sink.diagnostics()) CHECK(static_cast<int>(finding.code) / 100 == 1);
  CHECK(outcome.paths() == Paths{"main.envelope"});
}
