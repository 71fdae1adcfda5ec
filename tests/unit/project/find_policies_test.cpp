#include "compiler/project/find_policies.h"

#include <catch2/catch.hpp>
#include <cerrno>
#include <string>
#include <vector>

#include "compiler/project/memory_files.h"
#include "compiler/project/outline.h"

using namespace envelope;
using namespace envelope::project;
using diagnostics::Code;

namespace {

using Paths = std::vector<std::string>;

Paths find(MemoryFiles& files, const std::string& directory, diagnostics::Sink& sink, Paths ignore = {}) {
  ProjectFile project;
  project.root = "/project";
  project.ignore = std::move(ignore);
  return find_policies(files, directory, &project, sink);
}

}  // namespace

TEST_CASE("a folder is searched in order, without what is hidden, built or linked") {
  MemoryFiles files;
  for (const char* path : {"b.envelope", "a/z.envelope", "a/b/c.envelope", ".hidden.envelope", ".git/x.envelope", "build/x.envelope",
                           "node_modules/m/x.envelope", "notes.txt", "/outside/o.envelope"})
    files.add(path, "policy p\n");
  files.add_link("linked", "/outside");
  files.add_link("l.envelope", "b.envelope");
  files.add_directory("d.envelope");
  diagnostics::Sink sink;
  CHECK(find_policies(files, ".", nullptr, sink) == Paths{"a/b/c.envelope", "a/z.envelope", "b.envelope"});
  CHECK(find_policies(files, "a/", nullptr, sink) == Paths{"a/b/c.envelope", "a/z.envelope"});
  CHECK(find_policies(files, "/project/a", nullptr, sink) == Paths{"/project/a/b/c.envelope", "/project/a/z.envelope"});
  CHECK(sink.diagnostics().empty());
}

TEST_CASE("ignored paths are seen from the project root, ignored names everywhere") {
  MemoryFiles files;
  for (const char* path : {"a/one.envelope", "a/two.old.envelope", "drafts/x.envelope", "a/drafts/y.envelope"})
    files.add(path, "policy p\n");
  diagnostics::Sink sink;
  CHECK(find(files, ".", sink, {"drafts/**"}) == Paths{"a/drafts/y.envelope", "a/one.envelope", "a/two.old.envelope"});
  CHECK(find(files, "a", sink, {"a/drafts/**"}) == Paths{"a/one.envelope", "a/two.old.envelope"});
  CHECK(find(files, ".", sink, {"*.old.envelope", "drafts"}) == Paths{"a/one.envelope"});
  CHECK(sink.diagnostics().empty());
}

TEST_CASE("a folder without policies, or that cannot be read") {
  MemoryFiles files;
  files.add_directory("empty");
  diagnostics::Sink sink;
  CHECK(find_policies(files, "empty", nullptr, sink).empty());
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics()[0].code == Code::NoPolicies);
  CHECK(find_policies(files, "none", nullptr, sink).empty());
  REQUIRE(sink.diagnostics().size() == 2);
  CHECK(sink.diagnostics()[1].code == Code::UnreadableFile);
}

TEST_CASE("folders that go on for ever are left") {
  MemoryFiles files;
  std::string path = "deep";
  for (std::size_t i = 0; i < kScanDepthMax + 2; ++i) path += "/d";
  files.add(path + "/x.envelope", "policy p\n");
  diagnostics::Sink sink;
  CHECK(find_policies(files, "deep", nullptr, sink).empty());
  REQUIRE(sink.diagnostics().size() == 1);
  CHECK(sink.diagnostics()[0].code == Code::ScanTooLarge);
}

TEST_CASE("an outline sees the header and the imports of files") {
  const Outline outline = outline_of(
      "// policy in a comment, import \"no.envelope\"\n/* import \"no\" */ policy p \"import\"\n"
      "import std  import \"a.envelope\"(x: \"import\")\nlet t = \"\"\" import \"no\" \"\"\"\nimport // here\n  \"b \\\"c\\\".envelope\"\n"
      "agent import_x \"no\"\nagent `import` { }\n");
  CHECK(outline.has_header);
  CHECK(outline.file_imports == Paths{"a.envelope", "b \"c\".envelope"});
  CHECK_FALSE(outline_of("agent policy").has_header);
  CHECK_FALSE(outline_of("policy_x").has_header);
  CHECK(outline_of("\xEF\xBB\xBFpolicy p").has_header);
  for (const char* broken : {"\"", "`", "/*", "import \"", "import \"\\", "\"\"\"", "import \"a\n"}) {
    INFO(broken);
    CHECK(outline_of(broken).file_imports.empty());
  }
}

TEST_CASE("main policies have a header, or nobody who imports them") {
  MemoryFiles files;
  files.add("main.envelope", "policy m\nimport \"parts/agents.envelope\"\nimport \"other.envelope\"\n");
  files.add("other.envelope", "policy o\n");
  files.add("parts/agents.envelope", "import \"tiers.envelope\"\n");
  files.add("parts/tiers.envelope", "tier t\n");
  files.add("parts/alone.envelope", "tier u\n");
  files.add("gone.envelope", "import \"missing.envelope\"\n");
  files.add_unreadable("secret.envelope", EACCES);
  files.add_link("again.envelope", "main.envelope");
  diagnostics::Sink sink;
  CHECK(main_policies(files, find_policies(files, ".", nullptr, sink)) ==
        Paths{"gone.envelope", "main.envelope", "other.envelope", "parts/alone.envelope", "secret.envelope"});
  CHECK(main_policies(files, {"main.envelope", "./main.envelope", "again.envelope"}) == Paths{"main.envelope"});
  CHECK(main_policies(files, {"parts/tiers.envelope"}) == Paths{"parts/tiers.envelope"});
  CHECK(main_policies(files, {"nowhere.envelope"}) == Paths{"nowhere.envelope"});
}

TEST_CASE("what an import fills is a module, whatever it begins with") {
  const auto mains = [](const std::string& module) {
    MemoryFiles files;
    files.add("main.envelope", "policy main\nimport \"part.envelope\"(daily: 5)\n");
    files.add("part.envelope", module);
    return main_policies(files, {"main.envelope", "part.envelope"});
  };
  const Paths both{"main.envelope", "part.envelope"}, one{"main.envelope"};
  CHECK(mains("policy p timezone \"UTC\"\nlet daily: Count\nallow x\n") == one);
  CHECK(mains("policy p\nlet `daily`: [Count] // five\n") == one);
  CHECK(mains("policy p\nlet daily: [Count]") == one);
  CHECK(mains("policy p\nlet daily: Count = 5\nallow x\n") == both);
  CHECK(mains("policy p\nlet daily: [Count] /* = */ = [5]\n") == both);
  CHECK(mains("policy p\nlet daily = 5\nlet other = 6\n") == both);
  CHECK(mains("policy p\n// let daily: Count\naction a \"let daily: Count\"\n") == both);
  MemoryFiles alone;
  alone.add("part.envelope", "policy p\nlet daily: Count\n");
  CHECK(main_policies(alone, {"part.envelope"}) == Paths{"part.envelope"});
  CHECK(templates_among(alone, {"part.envelope"}).empty());
  alone.add("main.envelope", "policy main\nimport \"part.envelope\"(daily: 5)\nimport \"plain.envelope\"\n");
  alone.add("plain.envelope", "action a\n");
  alone.add("one.envelope", "import \"two.envelope\"\nlet one: Count\n");
  alone.add("two.envelope", "import \"one.envelope\"\nlet two: Count\n");
  CHECK(templates_among(alone, {"plain.envelope", "part.envelope", "main.envelope"}) == Paths{"part.envelope"});
  CHECK(templates_among(alone, {"one.envelope", "two.envelope"}) == Paths{"two.envelope"});  // one of a circle must be looked at
}

TEST_CASE("modules that only import each other are still looked at") {
  MemoryFiles files;
  files.add("a.envelope", "import \"b.envelope\"\n");
  files.add("b.envelope", "import \"a.envelope\"\n");
  files.add("c.envelope", "import \"c.envelope\"\n");
  CHECK(main_policies(files, {"a.envelope", "b.envelope", "c.envelope"}) == Paths{"a.envelope", "c.envelope"});
}
