// More of the commonest mistakes, one table for each kind: what is written, what is said, and the text after the proposed fixes.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/mistake.h"

namespace envelope::syntax {
namespace {

TEST_CASE("operators, separators and stray characters") {
  check_mistakes({
      {R"(allow @deploy)", R"(1:7 ENV0105 `@` means nothing here)", R"()"},
      {R"(allow git-push)", R"(1:7 ENV0105 `-` stands inside the name `git-push`)", R"(allow git_push)"},
      {R"(allow größe)", R"(1:7 ENV0105 `größe` has letters that a plain name cannot have)", R"(allow `größe`)"},
      {R"(allow a § b)", R"(1:9 ENV0105 a character that means nothing stands here)", R"()"},
      {R"(allow deploy when to == sandbox)", R"(1:22 ENV0106 `==` is no operator here; the language says `is`)",
       R"(allow deploy when to is sandbox)"},
      {R"(allow deploy when to != sandbox)", R"(1:22 ENV0106 `!=` is no operator here; the language says `is not`)",
       R"(allow deploy when to is not sandbox)"},
      {R"(allow deploy when to = sandbox)", R"(1:22 ENV0106 `=` does not belong here; the language says `is`)",
       R"(allow deploy when to is sandbox)"},
      {R"(allow deploy when a && b || !c)",
       R"(1:21 ENV0106 `&&` is no operator here; the language says `and`
1:26 ENV0106 `||` is no operator here; the language says `or`
1:29 ENV0106 `!` is no operator here; the language says `not`)",
       R"(allow deploy when a and b or not c)"},
      {R"(allow deploy when a&&b)", R"(1:20 ENV0106 `&&` is no operator here; the language says `and`)", R"(allow deploy when a and b)"},
      {R"(agent bolt: autonomous { allow a })", R"(1:11 ENV0106 `:` does not belong here; the language says `is`)",
       R"(agent bolt is autonomous { allow a })"},
      {R"(let x := 5)", R"(1:7 ENV0106 `:=` is no operator; the language says `=`)", R"(let x = 5)"},
      {R"(test "t" { bolt deploy(to = sandbox) => allow })",
       R"(1:27 ENV0106 `=` does not belong here; the language says `:`
1:38 ENV0106 `=>` is no operator; the language says `->`)",
       R"(test "t" { bolt deploy(to: sandbox) -> allow })"},
      {R"(allow a when b => 5)", R"(1:16 ENV0106 `=>` is no operator; the language says `>=`)", R"(allow a when b >= 5)"},
      {R"(allow a;
deny b;)",
       R"(1:8 ENV0110 `;` stands where nothing needs separating)",
       R"(allow a
deny b)"},
      {R"(agent bolt { allow a, deny b })", R"(1:21 ENV0110 a list ends with `,`)", R"(agent bolt { allow a deny b })"},
      {R"(allow a, b,
deny c)",
       R"(1:11 ENV0110 a list ends with `,`)",
       R"(allow a, b
deny c)"},
      {R"(deny a when b, unless c)", R"(1:14 ENV0110 `,` stands where no list goes on)", R"(deny a when b unless c)"},
  });
}

TEST_CASE("operators, separators and stray characters, again") {
  check_mistakes({
      {R"(window w { lasts: 4h })", R"(1:17 ENV0110 `:` stands where it means nothing)", R"(window w { lasts 4h })"},
      {R"(allow , a)", R"(1:7 ENV0110 `,` stands where no list goes on)", R"(allow  a)"},
      {R"(deny a when it's)", R"(1:15 ENV0105 `'` means nothing here)", R"()"},
  });
}

TEST_CASE("phrases of English or of another language") {
  check_mistakes({
      {R"(allow a when b is "x" or "y" or "z")", R"(1:26 ENV0101 expected a condition after `or`, found `"y"`)",
       R"(allow a when b in ["x", "y", "z"])"},
      {R"(allow a when b matches "x" or "y")", R"(1:31 ENV0101 expected a condition after `or`, found `"y"`)",
       R"(allow a when b matches ["x", "y"])"},
      {R"(allow a when b is not "x" or "y")", R"(1:30 ENV0101 expected a condition after `or`, found `"y"`)", R"()"},
      {R"(allow a when b is "x" and "y")", R"(1:27 ENV0101 expected a condition after `and`, found `"y"`)", R"()"},
      {R"(allow a when b is not "x", "y")", R"(1:23 ENV0101 a list of values stands without brackets)",
       R"(allow a when b not in ["x", "y"])"},
      {R"(allow a when b not in 1, 2)", R"(1:23 ENV0101 a list of values stands without brackets)", R"(allow a when b not in [1, 2])"},
      {R"(allow a when b endsWith ".pem")", R"(1:16 ENV0112 `endsWith` is no word of the language)", R"()"},
      {R"(allow a when b contains "x*")", R"(1:16 ENV0112 `contains` is no word of the language)", R"()"},
      {R"(allow a when b contains x)", R"(1:16 ENV0112 `contains` is no word of the language)", R"(allow a when b has x)"},
      {R"(allow a when time between 09:00 and 17:00)", R"(1:19 ENV0112 `between` is no word of the language)",
       R"(allow a when time in 09:00..17:00)"},
      {R"(allow a when time between 9am and 12pm)",
       R"(1:19 ENV0112 `between` is no word of the language
1:27 ENV0108 `9am` is no time of day
1:35 ENV0108 `12pm` is no time of day)",
       R"(allow a when time in 09:00..12:00)"},
      {R"(allow a when b exists)", R"(1:16 ENV0112 `exists` is no word of the language)", R"()"},
      {R"(allow a unless false)", R"(1:16 ENV0101 expected a condition after `unless`, found `false`)", R"(allow a)"},
      {R"(allow a when false)", R"(1:14 ENV0101 expected a condition after `when`, found `false`)", R"()"},
      {R"(allow a(b: "x", c: y) when d)", R"(1:8 ENV0101 a rule about `a` has no arguments)", R"(allow a when b is "x" and c is y when d)"},
      {R"(allow a(), b)", R"(1:8 ENV0101 a rule about `a` has no arguments)", R"()"},
      {R"(deny [a, b.c])", R"(1:6 ENV0101 expected an action, class or `anything` after `deny`, found `[`)", R"(deny a, b.c)"},
      {R"(holds A and B)", R"(1:9 ENV0101 `and` stands between the items of a list)", R"(holds A, B)"},
      {R"(agent "a b" { allow c })", R"(1:7 ENV0101 expected a name after `agent`, found `"a b"`)", R"(agent `a b` { allow c })"},
      {R"(allow "policy")", R"(1:7 ENV0101 expected an action, class or `anything` after `allow`, found `"policy"`)", R"(allow `policy`)"},
      {R"(allow a when p under [~/x, "/y"])", R"(1:23 ENV0118 the path after `[` stands without quotes)",
       R"(allow a when p under ["~/x", "/y"])"},
      {R"(allow a when h is https://example.org/x
allow b)",
       R"(1:19 ENV0118 the address after `is` stands without quotes)",
       R"(allow a when h is "https://example.org/x"
allow b)"},
      {R"(limit a 5 an hour)", R"(1:11 ENV0112 `an` is no word of the language)", R"(limit a 5 per hour)"},
      {R"(limit a $5/15min)", R"(1:11 ENV0106 `/` is no operator here; the language says `per`)", R"(limit a $5 per 15min)"},
      {R"(agent 2bot { allow a })", R"(1:7 ENV0105 the name `2bot` begins with a digit)", R"(agent `2bot` { allow a })"},
      {R"(allow a when time < 12am)", R"(1:21 ENV0108 `12am` is no time of day)", R"(allow a when time < 00:00)"},
  });
}

TEST_CASE("strings, numbers, units and dates") {
  check_mistakes({
      {R"(deny a because "one
deny b)",
       R"(1:16 ENV0102 a string opens here and does not end)",
       R"(deny a because "one"
deny b)"},
      {R"(deny a because """one
deny b)",
       R"(1:16 ENV0102 a text opens here and does not end)", R"()"},
      {R"(window w { lasts 30 })", R"(1:18 ENV0108 `30` has no unit)", R"()"},
      {R"(window w { lasts 5m })", R"(1:18 ENV0108 `5m` has a unit the language does not know)", R"(window w { lasts 5min })"},
      {R"(limit tokens 10 per 3 months)", R"(1:21 ENV0108 `3 months` is a number and a loose word)", R"()"},
      {R"(limit tokens 1,000 per day)", R"(1:14 ENV0108 `,` stands inside a number)", R"(limit tokens 1_000 per day)"},
      {R"(limit tokens 1.5h per day)", R"(1:14 ENV0108 `1.5h` is a fraction of a unit)", R"(limit tokens 90min per day)"},
      {R"(limit space 10mb per day)", R"(1:13 ENV0108 `10mb` has a unit the language does not know)", R"(limit space 10MB per day)"},
      {R"(accept ENV2201 until 2027-1-5)", R"(1:22 ENV0108 `2027-1-5` is no date)", R"(accept ENV2201 until 2027-01-05)"},
      {R"(deny a when time in 9:00..17:30)", R"(1:21 ENV0108 `9:00` is no time of day)", R"(deny a when time in 09:00..17:30)"},
      {R"(deny a when cpu > 90 percent)", R"(1:19 ENV0108 `90 percent` is a number and a loose word)", R"(deny a when cpu > 90%)"},
      {R"(deny a when branch is 'main')", R"(1:23 ENV0111 a string stands in single quotes)", R"(deny a when branch is "main")"},
      {R"(deny a because “it is late”)", R"(1:16 ENV0111 a string stands in typographic quotes)", R"(deny a because "it is late")"},
      {R"(deny a because "\q \u{110000} \n")",
       R"(1:17 ENV0117 unknown escape `\q` in a string
1:20 ENV0117 `\u{110000}` names no character a text may hold)",
       R"(deny a because "\\q \u{110000} \n")"},
      {R"(deny a because not today)", R"(1:16 ENV0118 text after `because` stands without quotes)", R"(deny a because "not today")"},
      {R"(policy p timezone Europe/Berlin)", R"(1:19 ENV0118 text after `timezone` stands without quotes)",
       R"(policy p timezone "Europe/Berlin")"},
      {R"(human taylor { reach telegram @taylor })", R"(1:31 ENV0118 text after `telegram` stands without quotes)",
       R"(human taylor { reach telegram "@taylor" })"},
      {R"(job j of a { cron 0 9 * * 1
  run b })",
       R"(1:19 ENV0118 text after `cron` stands without quotes)",
       R"(job j of a { cron "0 9 * * 1"
  run b })"},
  });
}

TEST_CASE("statements and clauses in the wrong place") {
  check_mistakes({
      {R"(lasts 5 minutes)", R"(1:1 ENV0116 `lasts` stands at the top level of a file)", R"()"},
      {R"(allow a
policy late)",
       R"(2:1 ENV0113 the policy header does not come first)", R"()"},
      {R"(policy a
policy b)",
       R"(2:1 ENV0113 the policy header does not come first)", R"()"},
      {R"(deny a via b via c)", R"(1:14 ENV0114 `via` stands twice in one statement)", R"()"},
      {R"(limit a 5 per day per hour)", R"(1:19 ENV0114 the period stands twice in one statement)", R"()"},
      {R"(limit a 5 each agent each session else deny else ask)",
       R"(1:22 ENV0114 `each` stands twice in one statement
1:45 ENV0114 `else` stands twice in one statement)",
       R"()"},
      {R"(approval a { within 1h within 2h })", R"(1:31 ENV0114 `within` stands twice in one statement)", R"()"},
      {R"(agent bolt {
  enum E { a }
  allow b
})",
       R"(2:3 ENV0116 `enum` stands inside a block)", R"()"},
      {R"(reach telegram "x"
allow b)",
       R"(1:1 ENV0116 `reach` stands at the top level of a file)", R"()"},
  });
}

}  // namespace
}  // namespace envelope::syntax
