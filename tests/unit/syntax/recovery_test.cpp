// What is left of a broken text: errors stay inside their statement, and nothing that is skipped gets lost.
#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/unit/syntax/parsed.h"

namespace envelope::syntax {
namespace {

// The statements without blocks, as written, and the marks of those that cannot be trusted.
void collect(const Parsed& from, const std::vector<Statement>& list, std::vector<std::pair<base::Span, bool>>& out) {
  for (const Statement& statement : list) {
    const auto* scope = std::get_if<Scope>(&statement.node);
    if (scope != nullptr && scope->has_block) {
      collect(from, scope->items, out);
    } else {
      out.emplace_back(statement.span, statement.broken);
    }
  }
}

std::multiset<std::string> sound_statements(const Parsed& from) {
  std::vector<std::pair<base::Span, bool>> all;
  collect(from, from.statements(), all);
  std::multiset<std::string> sound;
  for (const auto& [span, broken] : all)
    if (!broken) sound.emplace(from.text(span));
  return sound;
}

struct Row {
  const char* text;
  const char* ast;
};

TEST_CASE("a broken statement keeps its bytes and spares its neighbours") {
  const Row rows[] = {
      {"allow a\nallow when b\nallow c", "rule 1:1 allow a\nrule! 2:1 allow <missing>\nrule 3:1 allow c\n"},
      {"allow a\n(x y z)\n  more of it\nallow c", "rule 1:1 allow a\nunreadable! 2:1 \"(x y z)\\n  more of it\"\nrule 4:1 allow c\n"},
      {"agent b {\n  allow a\n  limit tokens\n  deny c\n}\nallow d",
       "agent 1:1 b\n  rule 2:3 allow a\n  limit! 3:3 tokens <missing>\n  rule 4:3 deny c\nrule 6:1 allow d\n"},
      {"agent b oops \"doc\" {\n  allow a\n}", "agent! 1:1 b\n  rule 2:3 allow a\n"},
      {"agent b {\n  allow a\nagent c {\n  allow d\n}", "agent! 1:1 b\n  rule 2:3 allow a\nagent 3:1 c\n  rule 4:3 allow d\n"},
      {"agent b { allow a b  deny c }", "agent 1:1 b\n  rule! 1:11 allow a\n  rule 1:22 deny c\n"},
      {"test \"t\" {\n  a b(c -> deny\n  a d -> allow\n}\nallow e",
       "test! 1:1 \"t\"\n  case 2:3 a b(c) -> deny\n  case 3:3 a d -> allow\nrule 5:1 allow e\n"},
      {"enum E { a, b\nallow c", "enum! 1:1 E { a, b }\nrule 2:1 allow c\n"},
      {"@ allow a", "rule! 1:1 allow a\n"},
      {"@\nallow a", "unreadable! 1:1 \"@\"\nrule 2:1 allow a\n"},
      {"policy p @\nallow a", "policy 1:1 p\nrule 2:1 allow a\n"},
      {"allow a;\nallow b", "rule! 1:1 allow a\nrule 2:1 allow b\n"},
      {"}\nallow a", "unreadable! 1:1 \"}\"\nrule 2:1 allow a\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Parsed snippet = parsed(row.text);
    CHECK(snippet.sink.diagnostics().size() == 1);
    CHECK(offence(snippet) == "");
    CHECK(snippet.ast() == row.ast);
  }
}

TEST_CASE("a broken header is marked and covers what was skipped") {
  const Parsed snippet = parsed("policy p timezone Europe/Berlin\nallow a");
  REQUIRE(snippet.result.tree.header.has_value());
  CHECK(snippet.result.tree.header->broken);
  CHECK(snippet.text(snippet.result.tree.header->span) == "policy p timezone Europe/Berlin");
}

TEST_CASE("one mistake is one finding") {
  const char* const texts[] = {
      "deny a when b is c, d is e, f is g",       "action deploy to: Environment, service: String) needs A",
      "deny a when ((b is c) and (d is\nallow e", "assert \"x\" allow deploy when to is production",
      "timezone Europe/Berlin, America/New_York",
  };
  for (const char* text : texts) {
    CAPTURE(text);
    CHECK(parsed(text).sink.diagnostics().size() == 1);
  }
}

TEST_CASE("a text cut off anywhere still gives a tree") {
  for (const auto& [name, step] : {std::pair{"l4.envelope", 1U}, std::pair{"tour.envelope", 7U}}) {
    const std::string whole = data(name);
    for (std::size_t length = 0; length <= whole.size(); length += step) {
      const Parsed cut = parsed(whole.substr(0, length));
      const std::string found = offence(cut);
      if (found.empty()) continue;
      CAPTURE(name, length);
      FAIL(found);
    }
  }
}

// Words, numbers and signs, as a careless hand would lose them.
std::vector<std::pair<std::size_t, std::size_t>> rough_tokens(const std::string& text) {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  std::vector<std::pair<std::size_t, std::size_t>> tokens;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    if (text[i] == '"') {
      end = text.find('"', end) + 1;
    } else if (text.compare(i, 2, "//") == 0) {
      i = text.find('\n', i);
      continue;
    } else if (is_word(text[i])) {
      while (end < text.size() && is_word(text[end])) ++end;
    }
    if (text[i] != ' ' && text[i] != '\n') tokens.emplace_back(i, end);
    i = end;
  }
  return tokens;
}

TEST_CASE("a token lost anywhere is reported or harmless, and costs few other statements") {
  const std::string whole = data("l4.envelope");
  const Parsed original = parsed(whole);
  const std::multiset<std::string> sound = sound_statements(original);
  std::size_t lost = 0;
  std::size_t findings = 0;
  const auto tokens = rough_tokens(whole);
  for (const auto& [begin, end] : tokens) {
    std::string text = whole;
    text.erase(begin, end - begin);
    const Parsed mangled = parsed(text);
    CAPTURE(begin, whole.substr(begin, end - begin));
    REQUIRE(offence(mangled) == "");
    findings += mangled.sink.diagnostics().size();
    CHECK(mangled.sink.diagnostics().size() <= 3);
    std::multiset<std::string> left;
    const std::multiset<std::string> now = sound_statements(mangled);
    std::set_difference(sound.begin(), sound.end(), now.begin(), now.end(), std::inserter(left, left.begin()));
    lost += left.size();
  }
  REQUIRE(tokens.size() > 400);
  CHECK(findings < tokens.size());      // one for a loss, on the whole
  CHECK(lost < tokens.size() * 3 / 2);  // mostly the statement itself
}

}  // namespace
}  // namespace envelope::syntax
