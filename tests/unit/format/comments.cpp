// No comment is lost, and each stays with its words.
#include "tests/unit/format/formatting.h"

using namespace envelope::format::test;

TEST_CASE("comments between statements") {
  check({R"(
// first

// second
policy p   // name
  // inner file comment
deny a   //a


//    b
deny b
// last)",
         R"(
// first

// second
policy p  // name
// inner file comment
deny a  //a

//    b
deny b
// last
)"});
}

TEST_CASE("comments in blocks") {
  check({R"(
agent x {   // opens

     // about a
  deny a// trailing

  // before the brace
}   // behind
subagents { // why
}
subagents {
// alone
}
test "t" {
  // case one
  x a -> deny// one
  // end
}
approval two {   // keys
  from a   // the first
  // then
  from b after 5min  // later
  // done
}
)",
         R"(
agent x {  // opens
  // about a
  deny a  // trailing

  // before the brace
}  // behind
subagents {  // why
}
subagents {
  // alone
}
test "t" {
  // case one
  x a -> deny  // one
  // end
}
approval two {  // keys
  from a  // the first
  // then
  from b after 5min  // later
  // done
}
)"});
}

TEST_CASE("comments inside a statement") {
  check({R"(
deny a, // first
  // second follows
  b
  when c  // because of c
  // and
    and d
let hosts = [ // trusted
  // ours
  "a", // a
  "bbbbb"  // b
  // none else
]
enum E { a,  // one
 b }
agent x // the head
{ deny y }
)",
         R"(
deny a,  // first
    // second follows
    b
    when c  // because of c
      // and
      and d
let hosts = [  // trusted
  // ours
  "a",     // a
  "bbbbb"  // b
  // none else
]
enum E {
  a,  // one
  b
}
agent x  // the head
{
  deny y
}
)"});
}

TEST_CASE("comments that end neighbouring lines are aligned") {
  check({R"(
deny a // 1
deny bbb // 2

deny ccccc // 3
deny d
deny e // 4
agent f {   // 5
  deny g  // 6
  deny hh     // 7
}   // 8
deny i // 9
deny jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj // 10
)",
         R"(
deny a    // 1
deny bbb  // 2

deny ccccc  // 3
deny d
deny e     // 4
agent f {  // 5
  deny g   // 6
  deny hh  // 7
}  // 8
deny i  // 9
deny jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj  // 10
)"});
}

TEST_CASE("statements that shared a line keep the comment at its end") { check({"deny a deny b // c", "deny a\ndeny b  // c\n"}); }
