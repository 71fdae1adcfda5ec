#include <catch2/catch.hpp>

#include "tests/unit/syntax/parsed.h"

namespace envelope::syntax {
namespace {

TEST_CASE("every form with every optional part keeps all it says") {
  const Parsed forms = parsed(data("forms.envelope"));
  CHECK(forms.findings() == "");
  CHECK(forms.ast() == data("forms.ast"));
}

struct Row {
  const char* text;
  const char* ast;
};

TEST_CASE("a word of the language is a name where a name is required") {
  const Row rows[] = {
      {"action policy(test: Agent, to: File)", "action 1:1 policy(test: Agent, to: File)\n"},
      {"enum limit { agent, job, from }", "enum 1:1 limit { agent, job, from }\n"},
      {"deny run, enter, test except file when on is watch", "rule 1:1 deny run, enter, test except file\n  when on is watch\n"},
      {"agent agent is tier", "agent 1:1 agent is tier\n"},
      {"let default = policy", "let 1:1 default = policy\n"},
      {"test \"t\" { test test(test: test) -> deny }", "test 1:1 \"t\"\n  case 1:12 test test(test: test) -> deny\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Parsed snippet = parsed(row.text);
    CHECK(snippet.findings() == "");
    CHECK(snippet.ast() == row.ast);
  }
}

TEST_CASE("backticks make any word a name") {
  const Parsed snippet = parsed("deny `when`, `git-push` when `größe` is `allow`");
  CHECK(snippet.findings() == "");
  CHECK(snippet.ast() == "rule 1:1 deny when, git-push\n  when größe is allow\n");
  const auto& rule = std::get<Rule>(snippet.statements().front().node);
  CHECK(rule.targets.items[1].path.parts.front().text == "git-push");
  CHECK(snippet.text(rule.targets.items[1].span) == "`git-push`");
}

TEST_CASE("a file may have no header, and no text at all") {
  CHECK(parsed("").ast() == "");
  CHECK(parsed("").findings() == "");
  CHECK(parsed(" \r\n\t// only a comment").findings() == "");
  CHECK_FALSE(parsed("import std").result.tree.header.has_value());
  CHECK(parsed("policy a.b").result.tree.header->name.parts.size() == 2);
}

TEST_CASE("strings are decoded, texts are taken as written") {
  const auto because = [](const std::string& text) {
    const Parsed snippet = parsed("deny a because " + text);
    CHECK(snippet.findings() == "");
    return std::get<Rule>(snippet.statements().front().node).because.front().value;
  };
  CHECK(because(R"("a\tb\nc\"d\\")") == "a\tb\nc\"d\\");
  CHECK(because(R"("\u{e9}\u{20AC}\u{1F600}\u{41}")") == "é€😀A");
  const Parsed text = parsed("let a = \"\"\"\n  \\n \"quoted\"\n\"\"\"");
  CHECK(text.findings() == "");
  CHECK(std::get<Let>(text.statements().front().node).value->text == "  \\n \"quoted\"\n");
}

TEST_CASE("conditions print with their structure") {
  const Row rows[] = {
      {"a and b or c and d", "(a and b) or (c and d)"},
      {"a and (b or c) and d", "a and (b or c) and d"},
      {"((a))", "a"},
      {"not a and not not b", "(not a) and (not (not b))"},
      {"not (a or b)", "not (a or b)"},
      {"a.b is not c or a not in [1, 2]", "a.b is not c or a not in [1, 2]"},
      {"x not matches [\"a\", \"b\"]", "x not matches [\"a\", \"b\"]"},
      {"x not under trusted and y has z", "x not under trusted and y has z"},
      {"in w and not in v", "in w and (not in v)"},
      {"t in 22:00..06:00 or n in 1..5", "t in 22:00..06:00 or n in 1..5"},
      {"e is deny and f is true", "e is deny and f is true"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Parsed snippet = parsed(std::string("deny x when ") + row.text);
    CHECK(snippet.findings() == "");
    CHECK(snippet.ast() == std::string("rule 1:1 deny x\n  when ") + row.ast + "\n");
  }
}

TEST_CASE("chains are flat, however long") {
  std::string text = "deny x when a";
  for (int i = 0; i < 20'000; ++i) text += " and a";
  const Parsed snippet = parsed(text);
  CHECK(snippet.findings() == "");
  const Expr& expr = std::get<Rule>(snippet.statements().front().node).conditions.front().expr;
  CHECK(expr.kind == ExprKind::all);
  CHECK(expr.items.size() == 20'001);
}

TEST_CASE("spans are bytes, whatever the characters and line ends") {
  const Parsed snippet = parsed("deny a because \"é😀\" // ü\r\nallow b when c is \"€\"\r\n");
  CHECK(snippet.findings() == "");
  CHECK(snippet.text(snippet.statements()[0].span) == "deny a because \"é😀\"");
  CHECK(snippet.text(snippet.statements()[1].span) == "allow b when c is \"€\"");
  const auto& comments = snippet.result.trivia.comments;
  REQUIRE(comments.size() == 1);
  CHECK(snippet.text(comments[0].span) == "// ü");
}

TEST_CASE("comments keep their place and know whether they have a line to themselves") {
  const Parsed snippet = parsed("// one\nallow a // two\n  // three\nallow b//four");
  const auto& comments = snippet.result.trivia.comments;
  REQUIRE(comments.size() == 4);
  const bool own_line[] = {true, false, true, false};
  for (std::size_t i = 0; i < 4; ++i) CHECK(comments[i].own_line == own_line[i]);
  CHECK(snippet.text(comments[3].span) == "//four");
  CHECK(parsed("deny a because \"// no comment\"").result.trivia.comments.empty());
}

}  // namespace
}  // namespace envelope::syntax
