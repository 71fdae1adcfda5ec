// The oracle itself: it must see every difference that is one, and no other.
#include "tests/unit/format/formatting.h"

using namespace envelope::format::test;
using envelope::format::same_tree;

namespace {

bool same(const std::string& left, const std::string& right) { return same_tree(read(left).parsed.tree, read(right).parsed.tree); }

}  // namespace

TEST_CASE("white space and comments make no difference") {
  CHECK(same("agent a { deny b, c when (d) }", "agent a // x\n{\n  deny b,\n c\nwhen(d)}\n\n"));
}

TEST_CASE("everything else does") {
  const std::pair<std::string, std::string> rows[] = {
      {"deny a", "deny b"},
      {"deny a", "ask a"},
      {"deny a", "at most deny a"},
      {"deny a", "deny a, b"},
      {"deny a", "deny a deny b"},
      {"deny a when b", "deny a unless b"},
      {"deny a when b and c or d", "deny a when b and (c or d)"},
      {"deny a when b is c", "deny a when b is not c"},
      {"deny a when b < 5", "deny a when b <= 5"},
      {"deny a when b is 5", "deny a when b is 5_0"},
      {"deny a when b is \"c\"", "deny a when b is \"c \""},
      {"deny a when b in [c]", "deny a when b in [c, c]"},
      {"action a", "action a()"},
      {"action a(b: C)", "action a(b?: C)"},
      {"action a(b: C)", "action a(b: [C])"},
      {"action a is b", "action a needs b"},
      {"agent a", "agent a {}"},
      {"agent a { deny b }", "tier a { deny b }"},
      {"agent a { deny b }", "agent a { deny c }"},
      {"agent a { holds b }", "agent a { grants b }"},
      {"window a { enter do b }", "window a { leave do b }"},
      {"window a { enter do b else c }", "window a { enter do b, c }"},
      {"limit a 5 per day", "limit a 5 per week"},
      {"limit a 5 at once", "limit a 5 consecutive"},
      {"limit a 5% of b", "limit a 5%"},
      {"before a do b", "after a do b"},
      {"before a do b(c: 1)", "before a do b(d: 1)"},
      {"before a do b within 5s", "before a do b within 6s"},
      {"approval a { from b }", "approval a { from b after 5min }"},
      {"approval a { from b }", "default approval a { from b }"},
      {"route a to b", "route a to b until acknowledged"},
      {"file \"a\" protected", "file \"a\" runs as b"},
      {"assert \"a\" never allow b", "assert \"a\" always allow b"},
      {"assert \"a\" never reach b", "assert \"a\" never reach b from c"},
      {"assert \"a\" never together b, c", "assert \"a\" never together b, d"},
      {"assert \"a\" never together b, c", "assert \"a\" never together b when d, c"},
      {"assert \"a\" never together b, c", "assert \"a\" never together b, approve c"},
      {"assert \"a\" never together b, c", "assert \"a\" never together b, c without d"},
      {"test \"a\" { b c -> deny }", "test \"a\" { b c -> ask }"},
      {"test \"a\" { b c -> deny }", "test \"a\" { b c in d -> deny }"},
      {"let a = 1", "let a = 2"},
      {"let a: Count", "let a: Bytes"},
      {"import a", "import \"a\""},
      {"policy a", "policy a \"\""},
      {"deny a", "deny a deny"},
  };
  for (const auto& [left, right] : rows) {
    INFO(left << " | " << right);
    CHECK_FALSE(same(left, right));
    CHECK(same(left, left));
    CHECK(same(right, right));
  }
}
