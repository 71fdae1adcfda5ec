// The pieces the formatter moves, and where it puts blanks.
#include "compiler/format/token.h"

#include <catch2/catch.hpp>
#include <string>

using namespace envelope;
using namespace envelope::format;

namespace {

std::vector<Token> scanned(std::string_view text, const syntax::Trivia& trivia = {}) {
  return scan(text, 0, static_cast<std::uint32_t>(text.size()), trivia);
}

std::string joined(std::string_view text) {
  std::string result;
  for (const Token& token : scanned(text)) result += (result.empty() ? "" : "|") + std::string(token.text);
  return result;
}

}  // namespace

TEST_CASE("words are cut where the language cuts them") {
  CHECK(joined("a.b(c:1,d?:[E])") == "a|.|b|(|c|:|1|,|d|?|:|[|E|]|)");
  CHECK(joined("x<=5 y<5->z=..") == "x|<=|5|y|<|5|->|z|=..");
  CHECK(joined("22:00..06:00 1..2 1.5..2.5 a..b") == "22:00|..|06:00|1|..|2|1.5|..|2.5|a|..|b");
  CHECK(joined("2026-05-10T09:30:00Z,2026-05-10,1_000,$5.50,80%do,10MB") ==
        "2026-05-10T09:30:00Z|,|2026-05-10|,|1_000|,|$5.50|,|80%|do|,|10MB");
  CHECK(joined("\"a\\\"b\"\"c\" \"\"\"d\n\"e\"\"\"`f g`") == "\"a\\\"b\"|\"c\"|\"\"\"d\n\"e\"\"\"|`f g`");
}

TEST_CASE("comments are where the parser says") {
  const std::string text = "a // b \n\"// c\"// d";
  syntax::Trivia trivia;
  const base::FileId file{0};
  trivia.comments = {{{file, 2, 7}, false}, {{file, 14, 18}, false}};
  const std::vector<Token> tokens = scanned(text, trivia);
  REQUIRE(tokens.size() == 4);
  CHECK(tokens[1].is_comment());
  CHECK(tokens[1].text == "// b");
  CHECK(tokens[2].text == "\"// c\"");
  CHECK(tokens[3].text == "// d");
}

TEST_CASE("what is no word of the language is told apart") {
  for (const std::string_view text : {"a == b", "a && b", "# a", "-- a", "'a'", "“a”", "naïve", "\"open", "\"open\\", "\"\"\"open", "`open",
                                      "``", "$", "a;", "a => b", "a <> b", "a ... b", "\x01"}) {
    INFO(text);
    CHECK_FALSE(are_plain(scanned(text)));
  }
  CHECK(are_plain(scanned("a: [b] <= \"ü\" -> {(c?)} 5min = d..e `ü`")));
}

TEST_CASE("brackets are matched") {
  const std::vector<Token> tokens = scanned("a(b[c]{d},e),f)");
  CHECK(closing(tokens, 1) == 11);
  CHECK(closing(tokens, 3) == 5);
  CHECK(closing(tokens, 0) == tokens.size());
  CHECK(closing(tokens, 14) == tokens.size());
  CHECK(next_outside(tokens, 0, ",") == 12);
  CHECK(next_outside(tokens, 2, ",") == 9);
  CHECK(next_outside(tokens, 13, ",") == tokens.size());
  CHECK(closing(scanned("(a"), 0) == 2);
  CHECK(closing(scanned("{a)b}"), 0) == 5);
  CHECK(closing(scanned("([{}])"), 0) == 5);
}
