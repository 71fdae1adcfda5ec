// Lines, blanks and breaking.
#include "tests/unit/format/formatting.h"

using namespace envelope::format::test;

TEST_CASE("an empty text stays empty and every other ends with one line end") {
  CHECK(formatted("").empty());
  CHECK(formatted(" \n\t\r\n").empty());
  CHECK(tidy("deny a") == "deny a\n");
  CHECK(tidy("deny a\n\n\n") == "deny a\n");
}

TEST_CASE("each statement has its line and at most one empty line before it") {
  check({"\n\n\ndeny a deny b\n\n\n\ndeny c\ndeny d", "deny a\ndeny b\n\ndeny c\ndeny d\n"});
  check({"agent x {\n\n\n  deny a\n\n\n  deny b\n\n}\ndeny c", "agent x {\n  deny a\n\n  deny b\n}\ndeny c\n"});
}

TEST_CASE("line ends become one kind") {
  CHECK(tidy("deny a\r\n\r\ndeny b // c \r\nagent x {\r\ndeny c\r\n}\r\n") == "deny a\n\ndeny b  // c\nagent x {\n  deny c\n}\n");
}

TEST_CASE("blocks are indented by depth") {
  check({R"(
agent a {
        deny x
   subagents {
 deny y
 }
}
)",
         R"(
agent a {
  deny x
  subagents {
    deny y
  }
}
)"});
}

TEST_CASE("a block on one line stays there only while it fits") {
  const std::string name(81, 'n');
  CHECK(tidy("agent " + name + " { deny abc }") == "agent " + name + " { deny abc }\n");  // 100 columns
  CHECK(tidy("agent " + name + " { deny abcd }") == "agent " + name + " {\n  deny abcd\n}\n");
  CHECK(tidy("enum E { " + std::string(109, 'm') + " }") == "enum E { " + std::string(109, 'm') + " }\n");  // no block: 120 columns
  CHECK(tidy("enum E { a, " + std::string(120, 'm') + " }") == "enum E {\n  a,\n  " + std::string(120, 'm') + "\n}\n");
}

TEST_CASE("columns are characters, not bytes") {
  std::string wide;
  for (int i = 0; i < 70; ++i) wide += "ü";
  CHECK(tidy("deny aaaaaaaaa because \"" + wide + "\"") == "deny aaaaaaaaa because \"" + wide + "\"\n");
}

TEST_CASE("a long statement breaks before its clauses") {
  check({R"(
ask git_push, deploy when branch is "main" and to is production via human_approval, two_key because "main ships to everybody at once"
watch incident on undeclared_action, unkeyed_escalation, unwitnessed_effect, log_missing, log_tampered, unverifiable do enter frozen
limit tokens 1_000_000 per day each agent at 80% do alert warning, notify(text: "nearly")
  at 95% do ask via two_key else pause all because "x"
action model_call(vendor: String, model: String, local: Bool, reason: String, tokens: Count, cost: Money) needs MODEL_CALL_LOCAL
assert "an assertion whose title is rather long, as titles that explain something tend to be" never allow deploy when to is production
assert "who writes does not ship" never together git_push when branch is "main", deploy when to is production,
  approve two_key from scout, bolt without human_approval
assert "no lethal trifecta, however it comes about" never together file_read, web_fetch, message_send
  from scout, bolt without human_approval
)",
         R"(
ask git_push, deploy
    when branch is "main" and to is production
    via human_approval, two_key
    because "main ships to everybody at once"
watch incident on undeclared_action, unkeyed_escalation, unwitnessed_effect, log_missing, log_tampered, unverifiable
    do enter frozen
limit tokens 1_000_000 per day each agent
    at 80% do alert warning, notify(text: "nearly")
    at 95% do ask via two_key
    else pause all
    because "x"
action model_call(vendor: String, model: String, local: Bool, reason: String, tokens: Count, cost: Money)
    needs MODEL_CALL_LOCAL
assert "an assertion whose title is rather long, as titles that explain something tend to be"
    never allow deploy
    when to is production
assert "who writes does not ship"
    never together git_push when branch is "main",
    deploy when to is production,
    approve two_key
    from scout, bolt
    without human_approval
assert "no lethal trifecta, however it comes about"
    never together file_read, web_fetch, message_send
    from scout, bolt
    without human_approval
)"});
}

TEST_CASE("a long condition breaks before or, then and") {
  check({R"(
deny x when first_condition_of_all is something_long and second_condition_of_all is something_long
  or third_condition_of_all is something_long and fourth_condition_of_all is something_long
  and fifth_condition is something
deny y unless (first_condition_of_all is something_long and second_condition_of_all is something_long and third_one is something_else) or z
)",
         R"(
deny x
    when first_condition_of_all is something_long and second_condition_of_all is something_long
      or third_condition_of_all is something_long
        and fourth_condition_of_all is something_long
        and fifth_condition is something
deny y
    unless (
      first_condition_of_all is something_long
        and second_condition_of_all is something_long
        and third_one is something_else
    )
      or z
)"});
}

TEST_CASE("a long list goes one item a line, a bare one fills its lines") {
  check({R"(
let trusted = ["one.example.org", "two.example.org", "three.example.org", "four.example.org", "five.example.org", "six.org"]
holds CAPABILITY_NUMBER_ONE, CAPABILITY_NUMBER_TWO, CAPABILITY_NUMBER_THREE, CAPABILITY_NUMBER_FOUR, CAPABILITY_NUMBER_FIVE, SIX
deny x when host matches ["one.example.org", "two.example.org", "three.example.org", "four.example.org", "five.example.org",
"six.org"] and y
)",
         R"(
let trusted = [
  "one.example.org",
  "two.example.org",
  "three.example.org",
  "four.example.org",
  "five.example.org",
  "six.org"
]
holds CAPABILITY_NUMBER_ONE, CAPABILITY_NUMBER_TWO, CAPABILITY_NUMBER_THREE, CAPABILITY_NUMBER_FOUR,
    CAPABILITY_NUMBER_FIVE, SIX
deny x
    when host matches [
      "one.example.org",
      "two.example.org",
      "three.example.org",
      "four.example.org",
      "five.example.org",
      "six.org"
    ]
      and y
)"});
}

TEST_CASE("a long head breaks and its block follows") {
  const std::string title(100, 't');
  CHECK(tidy("agent bolt, atlas is autonomous \"" + title + "\" { deny x }") ==
        "agent bolt, atlas is autonomous\n    \"" + title + "\" {\n  deny x\n}\n");
}

TEST_CASE("a long test case breaks before its outcome") {
  const std::string path(80, 'p');
  CHECK(tidy("test \"t\" {\nbolt file_write(path: \"" + path + "\") in w with (depth: 1) -> ask via two_key\n}") ==
        "test \"t\" {\n  bolt file_write(path: \"" + path + "\") in w\n      with (depth: 1)\n      -> ask via two_key\n}\n");
}
