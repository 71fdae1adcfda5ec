#include "compiler/project/stdlib.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <variant>

#include "compiler/project/memory_files.h"
#include "compiler/project/modules.h"

using namespace envelope;
using namespace envelope::project;

TEST_CASE("the standard library is found by dotted names") {
  CHECK(stdlib_names() == std::vector<std::string>{"std", "template.proactive"});
  for (const std::string& name : stdlib_names()) {
    INFO(name);
    REQUIRE(stdlib_source(name));
    CHECK(stdlib_source(name)->starts_with("//"));
    CHECK(stdlib_source(name)->ends_with("\n"));
  }
  CHECK_FALSE(stdlib_source("template"));
  CHECK_FALSE(stdlib_source("template/proactive"));
  CHECK_FALSE(stdlib_source(""));
  CHECK(stdlib_shown_path("template.proactive") == "<stdlib>/template/proactive.envelope");
}

TEST_CASE("every module of the standard library parses, and std grants nothing") {
  MemoryFiles files;
  files.add("main.envelope", "policy m\nimport std\nimport template.proactive(daily_tokens: 500_000)\n");
  base::SourceMap sources;
  diagnostics::Sink sink;
  const auto modules = load_modules(files, "main.envelope", sources, sink);
  for (const auto& finding : sink.diagnostics()) {
    UNSCOPED_INFO(finding.message << " at " << sources.file(finding.primary.file).path << ":"
                                  << sources.position(finding.primary.file, finding.primary.begin).line);
  }
  REQUIRE(sink.diagnostics().empty());
  REQUIRE(modules);
  REQUIRE(modules->modules.size() == 3);
  CHECK(modules->modules[1].shown_path == "<stdlib>/std.envelope");
  CHECK(modules->modules[2].shown_path == "<stdlib>/template/proactive.envelope");
  using namespace syntax;
  for (const Statement& statement : modules->modules[1].parsed.tree.statements) {
    INFO(sources.text(statement.span));
    const bool is_vocabulary = std::holds_alternative<EnumDecl>(statement.node) || std::holds_alternative<ClassDecl>(statement.node) ||
                               std::holds_alternative<CapabilityDecl>(statement.node) ||
                               std::holds_alternative<SignatureDecl>(statement.node) || std::holds_alternative<FactDecl>(statement.node);
    CHECK(is_vocabulary);
  }
}

TEST_CASE("std declares no built-in attribute again") {
  const std::set<std::string> built_in = {"agent", "tier", "origin", "depth",   "self",    "time",
                                          "day",   "job",  "labels", "session", "outcome", "decision"};
  MemoryFiles files;
  files.add("main.envelope", "policy m\nimport std\n");
  base::SourceMap sources;
  diagnostics::Sink sink;
  const auto modules = load_modules(files, "main.envelope", sources, sink);
  REQUIRE(modules);
  std::size_t parameters = 0;
  for (const syntax::Statement& statement : modules->modules.at(1).parsed.tree.statements) {
    const auto* declaration = std::get_if<syntax::SignatureDecl>(&statement.node);
    if (declaration == nullptr) continue;
    for (const syntax::Signature& signature : declaration->signatures) {
      for (const syntax::Parameter& parameter : signature.parameters) {
        INFO(signature.name.text << "." << parameter.name.text);
        CHECK_FALSE(built_in.contains(parameter.name.text));
        ++parameters;
      }
    }
  }
  CHECK(parameters > 50);
}
