#include <catch2/catch.hpp>

#include "compiler/check/limits.h"
#include "compiler/check/print.h"
#include "tests/unit/check/snippet.h"

namespace envelope::check {

TEST_CASE("unknown names are reported once, with what is near") {
  expect_findings({
      {"near", "action deploy\nagent bolt { allow deplyo }", "2:20 ENV0201 there is no action or class `deplyo`"},
      {"case", "action deploy\nagent bolt { allow Deploy }", "2:20 ENV0201 there is no action or class `Deploy`"},
      {"far", "agent bolt { holds NET }", "1:20 ENV0201 there is no capability `NET`"},
      {"approval", "action a\nhuman h\napproval two { from h }\nask a via tow", "4:11 ENV0201 there is no approval `tow`"},
      {"tier of an agent", "tier autonomous\nagent bolt is autonomus", "2:15 ENV0201 there is no tier `autonomus`"},
      {"type", "action a(x: Durration)", "1:13 ENV0201 there is no type `Durration`"},
      {"switch", "action a\nwindow calm\nallow a when in clam", "3:17 ENV0201 there is no window, phase or stop `clam`"},
      {"label", "action a\nlabel private from a\ndeny a when session has privat", "3:25 ENV0201 there is no label `privat`"},
      {"duty", "action a\nduty snapshot\nbefore a do snapshoot", "3:13 ENV0201 there is no duty `snapshoot`"},
      {"owner of a job", "action a\nagent bolt\njob j of blot { every 1h run a }", "3:10 ENV0201 there is no agent `blot`"},
      {"a condition on an unknown action says nothing more", "deny nothing_here when path under \"/x\"",
       "1:6 ENV0201 there is no action or class `nothing_here`"},
  });
  CHECK(check_text("action deploy\nagent bolt { allow deplyo }").fixed == "action deploy\nagent bolt { allow deploy }");
  CHECK(check_text("enum E { sandbox, production }\naction a(to: E)\nallow a when to is prod").fixed ==
        "enum E { sandbox, production }\naction a(to: E)\nallow a when to is production");
}

TEST_CASE("a name of another kind is shown where it was declared") {
  expect_findings({
      {"tier for class", "tier autonomous\ndeny autonomous", "2:6 ENV0203 `autonomous` is a tier, not an action or class"},
      {"class for tier", "class external\nagent bolt is external", "2:15 ENV0203 `external` is a class, not a tier"},
      {"event in a rule", "event late\ndeny late", "2:6 ENV0203 `late` is an event, and rules are about actions"},
      {"meter in a rule", "action a\nmeter cost sums a\ndeny cost", "3:6 ENV0203 `cost` is a meter, not an action or class"},
      {"duty in a rule", "duty hold\ndeny hold", "2:6 ENV0203 `hold` is a duty, not an action or class"},
      {"action as class", "action a\naction b is a", "2:13 ENV0203 `a` is an action, not a class"},
      {"human for agent", "action a\nhuman h\nagent b { allow request h for a }", "3:25 ENV0203 `h` is a human, not an agent"},
      {"agent in a route", "agent b\nroute critical to b", "2:19 ENV0203 `b` is an agent, not a human"},
      {"amount in a rule", "action spend(amount: Money)\ndeny spend.amount",
       "2:6 ENV0203 `spend.amount` is an amount, and rules are about whole actions"},
  });
  const Checked checked = check_text("tier autonomous\ndeny autonomous");
  REQUIRE(checked.diagnostics.size() == 1);
  CHECK(checked.diagnostics[0].labels.size() == 1);
  CHECK(checked.diagnostics[0].help ==
        "a tier groups agents and a class groups actions; for the agents of this tier write `tier autonomous { … }` around the statement, "
        "or `when tier is autonomous`");
}

TEST_CASE("names are declared once in their space") {
  expect_findings({
      {"twice", "action a\naction a", "2:8 ENV0202 `a` is declared twice"},
      {"two kinds of one space", "action a\nevent a", "2:7 ENV0202 `a` is an action and an event"},
      {"agent and human", "agent a\nhuman a", "2:7 ENV0202 `a` is an agent and a human"},
      {"window and stop", "window w\nstop w", "2:6 ENV0202 `w` is a window and a stop"},
      {"fact and let", "fact f: Bool\nlet f = 1", "2:5 ENV0202 `f` is a fact and a let"},
      {"member", "enum E { a, b, a }", "1:16 ENV0202 `a` is a member of `E` twice"},
      {"attribute", "action a(x: Count, x: Bool)", "1:20 ENV0202 `a` has two attributes `x`"},
      {"several spaces may share a name", "action spend(amount: Money)\nmeter spend sums spend.amount\ntier spend\nduty spend", ""},
      {"agents are re-opened",
       "action a\nagent b { allow a }\nagent b { deny a }\ntier t\ntier t { deny a }\nwindow w\nwindow w { deny a }\nhuman h\nhuman h { "
       "allow a }",
       ""},
      {"a label may have several sources", "action a, b\nlabel l from a\nlabel l from b", ""},
      {"jobs are not re-opened", "action a\nagent b\njob j of b { every 1h run a }\njob j of b { every 1h run a }",
       "4:5 ENV0202 `j` is declared twice"},
  });
}

TEST_CASE("names that look alike, and names of the language") {
  expect_findings({
      {"digits", "human taylor\nhuman tay1or", "2:7 ENV0204 the human `tay1or` looks like `taylor`"},
      {"another alphabet", "agent bolt\nagent `b\u043Elt`", "2:7 ENV0204 the agent `b\u043Elt` looks like `bolt`"},
      {"other spaces do not matter", "human taylor\ntier tay1or", ""},
      {"fact", "fact depth: Count", "1:6 ENV0205 `depth` is what the engine itself knows of every request"},
      {"let", "let time = 1", "1:5 ENV0205 `time` is what the engine itself knows of every request"},
      {"attribute", "action a(job: Count)", "1:10 ENV0205 `job` is what the engine itself knows of every request"},
      {"a duty's parameters stand in no condition", "duty a(job: Count)", ""},
      {"type", "enum Duration { a }", "1:6 ENV0205 `Duration` is a type of the language"},
      {"built-in enum", "enum Day { a }", "1:6 ENV0205 `Day` is a type of the language"},
      {"self", "agent self", "1:7 ENV0205 `self` is the agent that acts"},
  });
}

TEST_CASE("what could not be read may have been the declaration") {
  const Checked checked = check_text("actoin deploy\nagent bolt { allow deploy }");
  CHECK(checked.findings.find("ENV0201") == std::string::npos);
  CHECK(checked.findings.find("ENV01") != std::string::npos);
}

TEST_CASE("too many names: at the limit and one over") {
  CheckLimits limits;
  limits.names_max = 3;
  CHECK(check_text("capability a, b, c", limits).findings == "");
  CHECK(check_text("capability a, b, c, d\nclass c1, c2, c3", limits).findings == "1:21 ENV0501 this is the 4th capability");
  CHECK(check_text("capability a, b, c, d, e, f", limits).findings == "1:21 ENV0501 this is the 4th capability");
}

TEST_CASE("too many attributes and members: at the limit and one over") {
  const auto attributes = [](std::size_t count) {
    std::string text = "action a(";
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "x" : ", x") + std::to_string(100 + i) + ": Count";
    return text + ")";
  };
  CHECK(check_text(attributes(kAttributesMax)).findings == "");
  CHECK(check_text(attributes(kAttributesMax + 1)).findings == "1:842 ENV0503 `a` has more than 64 attributes");
  const auto members = [](std::size_t count) {
    std::string text = "enum E {";
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? " m" : ", m") + std::to_string(10000 + i);
    return text + " }";
  };
  CHECK(check_text(members(kMembersMax)).findings == "");
  CHECK(check_text(members(kMembersMax + 1)).findings == "1:8202 ENV0504 `E` has more than 1024 members");
}

TEST_CASE("classes belong to classes, not in circles") {
  expect_findings({
      {"itself", "class a is a", "1:7 ENV0414 `a` belongs to itself"},
      {"through others", "class a is b\nclass b is c\nclass c is a", "1:7 ENV0414 `a` belongs to itself"},
      {"two circles", "class a is b, c\nclass b is a\nclass c is a",
       "1:7 ENV0414 `a` belongs to itself\n1:7 ENV0414 `a` belongs to itself"},
      {"a diamond is no circle", "class a is b, c\nclass b is d\nclass c is d\nclass d", ""},
  });
  const auto chain = [](std::size_t count) {
    std::string text = "class c0\n";
    for (std::size_t i = 1; i < count; ++i) text += "class c" + std::to_string(i) + " is c" + std::to_string(i - 1) + "\n";
    return text;
  };
  CHECK(check_text(chain(kClassesMax)).findings == "");
  CHECK(check_text(chain(kClassesMax + 1)).findings == "257:7 ENV0508 `c256` belongs to more than 256 classes");
}

TEST_CASE("an agent is in one tier") {
  expect_findings({
      {"two", "tier a\ntier b\nagent x is a\nagent x is b", "4:12 ENV0415 `x` is in the tiers `a` and `b`"},
      {"the same again", "tier a\nagent x is a\nagent x is a", ""},
      {"said once, opened twice", "tier a\nagent x\nagent x is a\nagent x", ""},
  });
}

TEST_CASE("the vocabulary prints resolved") {
  expect_typed(R"(enum Environment { sandbox, production } "where"
class external
class posting is external
capability NET
action deploy(to: Environment, service?: String) is external, posting needs NET "ships"
action write(path: Path) writes path
event late(left: Duration)
duty alert(severity: String), hold
meter deploys sums deploy
fact disk: Bytes each agent
tier auto
agent bolt, atlas is auto "Engineering" { holds NET }
human taylor { reach telegram "@taylor" }
)",
               R"(enum Environment { sandbox, production } "where"
class external
class posting is external
capability NET
action deploy(to: Environment, service?: String) is external, posting needs NET "ships"
action write(path: Path) writes path
event late(left: Duration)
duty alert(severity: String)
duty hold
meter deploys: Count sums deploy
fact disk: Bytes each agent
tier auto
agent bolt is auto "Engineering"
agent atlas is auto "Engineering"
human taylor reach telegram "@taylor"
[agent bolt, atlas] holds NET
)");
}

}  // namespace envelope::check
