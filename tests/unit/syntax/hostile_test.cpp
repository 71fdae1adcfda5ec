// Texts made to do harm: each ends in findings, not in a crash, a hang or a flood of messages.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/parsed.h"

namespace envelope::syntax {
namespace {

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

std::string first_code(const Parsed& snippet) {
  const auto& findings = snippet.sink.diagnostics();
  return findings.empty() ? "" : diagnostics::code_text(findings.front().code);
}

TEST_CASE("nesting is refused before parsing, the text kept as one unreadable statement") {
  const std::string texts[] = {"deny a when " + repeated("(", 100'000),
                               "deny a when b in " + repeated("[", 100'000),
                               repeated("agent a {\n", 100'000),
                               "deny a when " + repeated("not ", 100'000) + "b",
                               "deny a when " + repeated("(not ", 150) + "b" + repeated(")", 150),
                               repeated("agent a { tier b {\nholds A,\nfile ", 100'000),
                               "deny a when b in " + repeated("[\nallow, ", 100'000)};
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 40));
    const Parsed snippet = parsed(text);
    CHECK(snippet.sink.diagnostics().size() == 1);
    CHECK(first_code(snippet) == "ENV0107");
    CHECK(offence(snippet) == "");
    REQUIRE(snippet.statements().size() == 1);
    CHECK(snippet.statements()[0].broken);
  }
}

TEST_CASE("the deepest nesting allowed is read") {
  const auto levels = static_cast<std::size_t>(kNestingMax);
  CHECK(parsed("deny a when " + repeated("(", levels) + "b" + repeated(")", levels)).findings() == "");
  CHECK(first_code(parsed("deny a when " + repeated("(", levels + 1) + "b" + repeated(")", levels + 1))) == "ENV0107");
}

TEST_CASE("brackets left open in many statements are no nesting") {
  const Parsed snippet = parsed(repeated("deny a when (b is c\n", 90));
  CHECK(snippet.sink.diagnostics().size() == 90);
  CHECK(snippet.statements().size() == 90);
  const Parsed long_text = parsed(repeated("deny a when (b is c\n", 500));
  CHECK(first_code(long_text) == "ENV0103");
}

TEST_CASE("findings end after a hundred, and the rest of the text stays in the tree") {
  const Parsed snippet = parsed(repeated("alow deploy\n", 5'000));
  CHECK(snippet.sink.diagnostics().size() == kSyntaxErrorsMax + 1);
  CHECK(diagnostics::code_text(snippet.sink.diagnostics().back().code) == "ENV0115");
  CHECK(offence(snippet) == "");
  CHECK(snippet.statements().back().span.end == 5'000 * 12 - 1);
}

TEST_CASE("a habit is one finding") {
  CHECK(parsed(repeated("# comment\n", 5'000)).sink.diagnostics().size() == 1);
  CHECK(parsed(repeated("allow a;\n", 5'000)).sink.diagnostics().size() == 1);
  CHECK(parsed(repeated("}", 100'000)).sink.diagnostics().size() == 1);
  CHECK(parsed(repeated("§", 100'000)).sink.diagnostics().size() == 1);
}

TEST_CASE("odd texts give findings and a tree") {
  const std::string texts[] = {repeated("\"\n", 20'000),
                               repeated("\"\"\"\n", 20'000),
                               repeated("`", 20'001),
                               repeated("'", 20'001),
                               repeated("/* ", 20'000),
                               repeated("x ", 20'000),
                               repeated("x\n", 20'000),
                               repeated("a.", 20'000),
                               repeated("{}", 20'000),
                               repeated(")", 20'000),
                               repeated("allow a, ", 20'000),
                               repeated("limit tokens 5 minutes\n", 20'000),
                               repeated("\\", 20'000),
                               repeated("$", 20'000),
                               repeated("agent x { allow a }}\n", 20'000),
                               repeated("5", 20'000),
                               "allow a when " + repeated("b == c and ", 20'000),
                               std::string("allow a\0allow b", 15),
                               "\xFF\xFE\xC3(",
                               "allow \xE2\x80\xAE a",
                               repeated("-", 20'001),
                               repeated("test \"a\" {\n", 150)};
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 40));
    const Parsed snippet = parsed(text);
    CHECK(snippet.sink.diagnostics().size() >= 1);
    CHECK(snippet.sink.diagnostics().size() <= kSyntaxErrorsMax + 1);
    CHECK(offence(snippet) == "");
  }
}

}  // namespace
}  // namespace envelope::syntax
