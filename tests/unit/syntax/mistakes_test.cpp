// The commonest mistakes, one table for each kind: what is written, what is said, and the text after the proposed fixes.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/mistake.h"

namespace envelope::syntax {
namespace {

TEST_CASE("something is missing or in the way") {
  check_mistakes({
      {R"(deny deploy when)", R"(1:17 ENV0101 expected a condition after `when`, found the end of the file)", R"()"},
      {R"(deny deploy when to is)", R"(1:23 ENV0101 expected a value after `is`, found the end of the file)", R"()"},
      {R"(limit tokens
allow deploy)",
       R"(1:13 ENV0101 expected an amount such as `100`, `$5` or `30% of parent` after `tokens`)", R"()"},
      {R"(limit
agent bolt { allow deploy })",
       R"(1:6 ENV0101 expected an action, class or `anything` after `limit`)", R"()"},
      {R"(agent bolt { holds })", R"(1:20 ENV0101 expected a capability after `holds`, found `}`)", R"()"},
      {R"(agent { allow deploy })", R"(1:7 ENV0101 expected a name after `agent`, found `{`)", R"()"},
      {R"(allow deploy to is production)", R"(1:14 ENV0101 expected `when` or `unless` before the condition, found `to`)",
       R"(allow deploy when to is production)"},
      {R"(deny external in exploration)", R"(1:15 ENV0101 expected `when` or `unless` before the condition, found `in`)",
       R"(deny external when in exploration)"},
      {R"(deny spend "not an engineering task")", R"(1:12 ENV0101 expected `because` before the reason of a rule)",
       R"(deny spend because "not an engineering task")"},
      {R"(allow deploy production)",
       R"(1:14 ENV0101 expected `,`, `when`, `unless`, `via` or a new statement after `deploy`, found `production`)", R"()"},
      {R"(holds A B)", R"(1:9 ENV0101 expected `,` or a new statement after `A`, found `B`)", R"()"},
      {R"(watch x y > 5 do alert)", R"(1:9 ENV0101 expected `on` or a string in quotes after `x`, found `y`)", R"()"},
      {R"(action deploy(to Environment))", R"(1:18 ENV0101 expected `:` or `?` after `to`, found `Environment`)", R"()"},
      {R"(human taylor { lasts })", R"(1:22 ENV0101 expected a duration such as `15min` after `lasts`, found `}`)", R"()"},
      {R"(test "t" { bolt deploy(to sandbox) -> allow })", R"(1:27 ENV0101 expected `,`, `)` or `:` after `to`, found `sandbox`)", R"()"},
      {R"(assert "x" allow deploy)", R"(1:12 ENV0101 expected `never`, `always` or `total` after `"x"`, found `allow`)", R"()"},
      {R"(limit tokens 5 at noon)", R"(1:19 ENV0101 expected `once`, `most` or a percentage after `at`, found `noon`)", R"()"},
  });
}

TEST_CASE("brackets without a partner") {
  check_mistakes({
      {R"(agent bolt {
  allow a)",
       R"(2:10 ENV0103 `{` is not closed)", R"()"},
      {R"(agent bolt {
  allow a
agent scout { allow b })",
       R"(2:10 ENV0103 `{` is not closed)", R"()"},
      {R"(agent bolt { allow a }}
allow b)",
       R"(1:23 ENV0103 `}` closes nothing)",
       R"(agent bolt { allow a }
allow b)"},
      {R"(test "t" {
  bolt a(b: c -> deny
  bolt a -> allow
})",
       R"(2:14 ENV0103 `(` is not closed)",
       R"(test "t" {
  bolt a(b: c) -> deny
  bolt a -> allow
})"},
      {R"(deny a when (b is c
deny d)",
       R"(1:20 ENV0103 `(` is not closed)",
       R"(deny a when (b is c)
deny d)"},
      {R"(deny a when b in [c, d) or e)", R"(1:23 ENV0103 `)` stands where `]` is expected)", R"(deny a when b in [c, d] or e)"},
      {R"(enum E { a, b
allow c)",
       R"(1:14 ENV0103 `{` is not closed)",
       R"(enum E { a, b}
allow c)"},
      {R"(deny a when b) and c)", R"(1:14 ENV0103 `)` closes nothing)", R"(deny a when b and c)"},
      {R"(tier t { { allow a })", R"(1:10 ENV0103 `{` stands twice)", R"(tier t {  allow a })"},
  });
}

TEST_CASE("words that are misspelt, foreign or reserved") {
  check_mistakes({
      {R"(alow deploy)", R"(1:1 ENV0104 `alow` is no word of the language)", R"(allow deploy)"},
      {R"(agent bolt { alow deploy })", R"(1:14 ENV0104 `alow` is no word of the language)", R"(agent bolt { allow deploy })"},
      {R"(deny deploy becuase "x")", R"(1:13 ENV0104 `becuase` is no word of the language)", R"(deny deploy because "x")"},
      {R"(deny deploy
  unles x)",
       R"(2:3 ENV0104 `unles` is no word of the language)",
       R"(deny deploy
  unless x)"},
      {R"(watch x onn y do alert)", R"(1:9 ENV0104 `onn` is no word of the language)", R"(watch x on y do alert)"},
      {R"(file "x" proteced)", R"(1:10 ENV0104 `proteced` is no word of the language)", R"(file "x" protected)"},
      {R"(frobnicate the policy
allow deploy)",
       R"(1:1 ENV0104 `frobnicate` opens no statement)", R"()"},
      {R"(public allow deploy)", R"(1:1 ENV0104 `public` opens no statement)", R"()"},
      {R"(enum Answer { allow, deny })",
       R"(1:15 ENV0109 `allow` is a word of the language and cannot be a plain name
1:22 ENV0109 `deny` is a word of the language and cannot be a plain name)",
       R"(enum Answer { `allow`, `deny` })"},
      {R"(let when = 5)", R"(1:5 ENV0109 `when` is a word of the language and cannot be a plain name)", R"(let `when` = 5)"},
      {R"(agent ask { allow a })", R"(1:7 ENV0109 `ask` is a word of the language and cannot be a plain name)",
       R"(agent `ask` { allow a })"},
      {R"(action request(to: Agent))", R"(1:8 ENV0109 `request` is a word of the language and cannot be a plain name)",
       R"(action `request`(to: Agent))"},
      {R"(allow deploy if to is sandbox)", R"(1:14 ENV0112 `if` is no word of the language)", R"(allow deploy when to is sandbox)"},
      {R"(permit deploy)", R"(1:1 ENV0112 `permit` is no word of the language)", R"(allow deploy)"},
      {R"(forbid spend)", R"(1:1 ENV0112 `forbid` is no word of the language)", R"(deny spend)"},
      {R"(agent bolt { can deploy })", R"(1:14 ENV0112 `can` is no word of the language)", R"(agent bolt { allow deploy })"},
      {R"(test "t" { bolt deploy -> allowed })", R"(1:27 ENV0112 `allowed` is no word of the language)",
       R"(test "t" { bolt deploy -> allow })"},
  });
}

TEST_CASE("words that are misspelt, foreign or reserved, again") {
  check_mistakes({
      {R"(# a comment
allow a // fine
# another)",
       R"(1:1 ENV0112 a comment begins with the sign of another language)",
       R"(// a comment
allow a // fine
// another)"},
      {R"(allow a -- a comment)", R"(1:9 ENV0112 a comment begins with the sign of another language)", R"(allow a // a comment)"},
      {R"(/* a comment */
allow a)",
       R"(1:1 ENV0112 a comment stands between `/*` and `*/`)",
       R"(// a comment
allow a)"},
      {R"(allow a /* of
two lines */)",
       R"(1:9 ENV0112 a comment stands between `/*` and `*/`)", R"()"},
  });
}

}  // namespace
}  // namespace envelope::syntax
