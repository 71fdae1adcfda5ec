// What the parser could not read keeps its bytes; what stands around it is formatted.
#include "tests/unit/format/formatting.h"

using namespace envelope::format::test;
using namespace envelope;

namespace {

// Formats a text with errors, holding it to the laws for such texts.
std::string survives(const std::string& text) {
  INFO(text);
  const Read before = read(text);
  CHECK(before.sink.has_errors());
  const std::string once = format::format(before.parsed, before.sources);
  for (const syntax::Statement& statement : before.parsed.tree.statements)
    if (statement.broken) CHECK(once.find(before.sources.text(statement.span)) != std::string::npos);
  CHECK(formatted(once) == once);
  return once;
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  return text;
}

}  // namespace

TEST_CASE("a broken statement is copied and its neighbours are formatted") {
  const std::string out = survives("deny   a\nallow   when   x\ndeny    b\n");
  CHECK(out.find("deny a\n") == 0);
  CHECK(out.find("allow   when   x") != std::string::npos);
  CHECK(out.find("\ndeny b\n") != std::string::npos);
}

TEST_CASE("words of other languages keep their surroundings") {
  for (const std::string text : {"deny a when x == y  &&  z\n", "deny a   # why  not\n", "deny 'a   b'\n", "deny a -- why  not\ndeny b\n",
                                 "deny a /* x\n  y */\n", "deny a;   deny b;\n", "deny “a   b”\n", "deny a when b <> c\n"}) {
    INFO(text);
    const std::string once = formatted(text);
    CHECK(formatted(once) == once);
    CHECK(without_blanks(once) == without_blanks(text));
    CHECK(format::same_tree(read(text).parsed.tree, read(once).parsed.tree));
  }
}

TEST_CASE("a header in the wrong place is copied") {
  const std::string once = "deny a\npolicy   b   \"c\"\ndeny d\n";
  CHECK(formatted("deny   a\npolicy   b   \"c\"\ndeny   d\n") == once);
  CHECK(formatted(once) == once);
}

TEST_CASE("only the innermost broken statement is copied") {
  CHECK(survives("agent   x {\n    deny   a\n    allow   when   b\n    deny   c\n}\n") ==
        "agent x {\n  deny a\n  allow   when   b\n  deny c\n}\n");
}

TEST_CASE("a text whose broken part would change with its surroundings is left alone") {
  // Deeper in, `human h` stands no deeper than what is broken around it, and the parser would take it for a new statement.
  const std::string text = "subagents { approval k { \n human h } stop s }\ndeny (";
  CHECK(survives(text) == text);
}

TEST_CASE("nothing but blanks changes, whatever is missing") {
  const std::string whole = R"(policy p "d" timezone "UTC"
// one
agent bolt is fast "x" { holds A, B  // two
  allow push(branch: "a") when x in [1, 2] and (y or not z) because "q"
  limit tokens 5 per day at 80% do alert warning else ask via k }
approval k { from 2 of a, b after 5min  by mail }
test "t" with (a: true) { bolt push(branch: """b
c""") in w -> ask via k }
)";
  for (std::size_t at = 0; at < whole.size(); ++at) {
    INFO(at);
    for (const std::string& text :
         {whole.substr(0, at), whole.substr(0, at) + whole.substr(at + 1), whole.substr(0, at) + "\x01" + whole.substr(at)}) {
      const std::string once = formatted(text);
      REQUIRE(without_blanks(once) == without_blanks(text));
      INFO(text);
      REQUIRE(formatted(once) == once);
    }
  }
}
