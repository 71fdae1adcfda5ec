#include <catch2/catch.hpp>

#include "tests/unit/check/snippet.h"

namespace envelope::check {

TEST_CASE("a condition may only use what all targets have (S4)") {
  const std::string world =
      "class net\naction fetch(host: Host) is net\naction push(branch: String) is net\naction call(host: String) is net\naction "
      "shell\nfact disk: Bytes\n";
  const auto rule = [&](const std::string& text) { return check_text(world + text).findings; };
  CHECK(rule("deny net when host matches \"x.y\"") == "7:15 ENV0401 not everything this statement covers has a `host`");
  CHECK(rule("deny net except push when host is \"x\"") == "7:27 ENV0401 `host` is a Host in `fetch` and a String in `call`");
  CHECK(rule("deny net except push, call when host matches \"x.y\"") == "");
  CHECK(rule("deny fetch, shell when host matches \"x.y\"") == "7:24 ENV0401 not everything this statement covers has a `host`");
  CHECK(rule("deny anything when host matches \"x.y\"") ==
        "7:20 ENV0401 `anything` covers every action, and not every action has a `host`");
  CHECK(rule("deny anything when disk < 1GB and depth > 0") == "");
  CHECK(rule("deny net when disk < 1GB") == "");
  CHECK(rule("deny net when hots matches \"x\"") == "7:15 ENV0402 there is no attribute or fact `hots` here");
  CHECK(rule("deny shell when host is \"x\"") == "7:17 ENV0402 `shell` has no attribute `host`, and there is no such fact");
  CHECK(rule("deny fetch when fetch.host is \"x\"") == "7:17 ENV0402 `fetch.host` is more than a condition needs");

  const Checked checked = check_text(world + "deny net except call when host matches \"x.y\"");
  REQUIRE(checked.diagnostics.size() == 1);
  CHECK(checked.diagnostics[0].primary_text == "`push` has none");
  CHECK(checked.fixed == world + "deny net except call, push when host matches \"x.y\"");
}

TEST_CASE("except counts when attributes are looked for, however long it is") {
  std::string world = "class c\naction has1(x: Count) is c\naction has2(x: Count) is c\n";
  std::string all, most;
  for (int i = 0; i < 70; ++i) {
    const std::string name = "lacks" + std::to_string(100 + i);
    world += "action " + name + " is c\n";
    all += (i == 0 ? "" : ", ") + name;
    if (i < 69) most += (i == 0 ? "" : ", ") + name;
  }
  CHECK(check_text(world + "deny c except " + all + " when x > 1").findings == "");
  CHECK(check_text(world + "deny c except " + most + " when x > 1").findings.find("ENV0401 not everything") != std::string::npos);

  const std::string small =
      "class c\naction a(x: Count) is c\naction b(x: Count) is c\naction d is c\naction e(x: Bool) is c\nclass k\naction f is c, k\n";
  CHECK(check_text(small + "deny c except d, e, f when x > 1").findings == "");
  CHECK(check_text(small + "deny c except d, d, e, f when x > 1").findings == "");
  CHECK(check_text(small + "deny c except d, e, k when x > 1").findings == "");
  CHECK(check_text(small + "deny c except d, f when x > 1").findings == "8:25 ENV0401 `x` is a Count in `a` and a Bool in `e`");
  CHECK(check_text(small + "deny c except e, f when x > 1").findings == "8:25 ENV0401 not everything this statement covers has a `x`");
  CHECK(check_text("class c\naction a(x: Count) is c\naction d is c\ndeny c except a when x > 1").findings ==
        "4:22 ENV0402 `d` has no attribute `x`, and there is no such fact");
}

TEST_CASE("names on the left side that need other words") {
  const std::string world = "action a\ntier auto\nagent bolt\nwindow calm\nlabel private from a\nlet five = 5\nmeter total sums a\n";
  const auto fixed = [&](const std::string& text) { return check_text(world + "deny a when " + text).fixed.substr(world.size() + 12); };
  CHECK(fixed("calm") == "in calm");
  CHECK(fixed("private") == "session has private");
  CHECK(fixed("bolt") == "agent is bolt");
  CHECK(fixed("auto") == "tier is auto");
  CHECK(check_text(world + "deny a when five > 3").findings ==
        "8:13 ENV0203 `five` is a let, and a condition needs an attribute or fact here");
  CHECK(check_text(world + "deny a when self is bolt").findings ==
        "8:13 ENV0312 `self` is the agent that acts, and stands on the right side");
}

TEST_CASE("approvals: who is asked") {
  expect_findings({
      {"no default", "action a\nask a\nagent b { default ask a  at most ask a }",
       "2:1 ENV0403 this asks for an approval without saying which, and there is no default approval"},
      {"named", "action a\nhuman h\napproval v { from h }\nask a via v", ""},
      {"two defaults", "human h\ndefault approval v { from h }\ndefault approval w { from h }",
       "3:18 ENV0404 `v` and `w` are both the default approval"},
      {"nobody", "approval v { within 1h }", "1:10 ENV0405 nobody can give the approval `v`"},
      {"quorum", "human h\nhuman j\napproval v { from 3 of h, j }", "3:19 ENV0406 `v` takes 3 people and names 2"},
      {"the same person twice is one", "human h\napproval v { from 2 of h, h }", "2:19 ENV0406 `v` takes 2 people and names 1"},
      {"none at all", "human h\napproval v { from 0 of h }", "2:19 ENV0406 `v` takes nobody at all"},
      {"an unknown person says nothing about the quorum", "human h\napproval v { from 2 of h, j }",
       "2:27 ENV0201 there is no agent or human `j`"},
      {"via without ask", "action a\nhuman h\napproval v { from h }\nallow a via v",
       "4:13 ENV0408 `allow` asks nobody, so it needs no approval"},
      {"via of an effect after else", "action a\nhuman h\napproval v { from h }\nlimit a 5 per 1h else propose via v",
       "4:35 ENV0408 `propose` asks nobody, so it needs no approval"},
      {"at most allow", "action a\nat most allow a", "2:9 ENV0407 nothing is milder than `allow`, so `at most allow` says nothing"},
      {"default deny is fine", "action a\ndefault deny a", ""},
  });
  const Checked checked = check_text("action a\nask a\nask a\nask a");
  REQUIRE(checked.diagnostics.size() == 1);
  CHECK(checked.diagnostics[0].notes == std::vector<std::string>{"2 more statements do the same"});
  expect_typed(
      "human taylor\nhuman jeff\ndefault approval v { from taylor  from 2 of jeff, taylor after 30min  by telegram  needs cause  within "
      "60min }",
      "human taylor\nhuman jeff\ndefault approval v from 1 of taylor from 2 of jeff, taylor after 30min by telegram needs cause within "
      "1h\n");
}

TEST_CASE("except takes away what is covered") {
  expect_findings({
      {"action of a class", "class c\naction a is c\naction b is c\ndeny c except a", ""},
      {"class inside a class", "class c\nclass d is c\naction a is d\naction b is c\ndeny c except d", ""},
      {"anything", "class c\naction a is c\ndeny anything except c", ""},
      {"several, one of them a class without covered members", "class c\nclass d\naction a is c\naction b is d\ndeny c except a, d",
       "5:18 ENV0409 `d` is not covered by this statement anyway"},
      {"outside", "class c\naction a is c\naction b\ndeny c except b", "4:15 ENV0409 `b` is not covered by this statement anyway"},
      {"event", "action a\nevent e\ndeny anything except e", "3:22 ENV0203 `e` is an event, not an action or class"},
  });
}

TEST_CASE("requests are made by agents, of others") {
  const std::string world = "action x\nagent a\nagent b\nhuman h\ntier t\n";
  const auto rule = [&](const std::string& text) { return check_text(world + text).findings; };
  CHECK(rule("agent a { allow request b for x }") == "");
  CHECK(rule("deny request b for x") == "");
  CHECK(rule("tier t { allow request b for x }") == "");
  CHECK(rule("window w { deny request b for x }") == "");
  CHECK(rule("agent a { allow request a for x }") == "6:17 ENV0412 `a` would request something of itself");
  CHECK(rule("agent a, b { allow request a for x }") == "");
  CHECK(rule("human h { allow request b for x }") == "6:17 ENV0413 a human does not request: only agents have others act for them");
}

TEST_CASE("statements stand where they mean something") {
  const std::string world = "action a\ncapability C\nagent b\n";
  const auto text = [&](const std::string& more) { return check_text(world + more).findings; };
  CHECK(text("stop s { grants C }") == "4:10 ENV0410 `grants` means nothing in a stop");
  CHECK(text("stop s { lasts 5min }") == "4:10 ENV0410 `lasts` means nothing in a stop");
  CHECK(text("window s { lasts 5min  grants C  subagents { deny a } }") == "");
  CHECK(text("agent b { lasts 5min }") == "4:11 ENV0410 `lasts` means nothing in the block of an agent");
  CHECK(text("agent b { subagents { deny a } }") == "");
  CHECK(text("agent b { subagents { holds C } }") == "4:23 ENV0410 `holds` means nothing in `subagents`");
  CHECK(text("agent b { reach mail \"x\" }") == "4:11 ENV0410 `reach` means nothing in the block of an agent");
  CHECK(text("window w { agent b { deny a } }") == "4:12 ENV0410 `agent` means nothing in a window");
  CHECK(text("human h { holds C }") == "4:11 ENV0410 `holds` means nothing in the block of a human");
  CHECK(text("window w { cron \"* * * * *\" }") == "4:12 ENV0410 `cron` means nothing in a window");
  CHECK(text("window w { lasts 5min  lasts 6min }") == "4:24 ENV0424 `w` says twice how long it lasts");
  CHECK(text("event e needs C") == "4:9 ENV0410 an event is noticed, not done: it has no classes, capabilities or files");
}

TEST_CASE("blocks are kept as scopes, outermost first") {
  expect_typed(R"(action a(path: Path)
tier t { deny a }
agent x, y is t { allow a when path under "~/p"  subagents { deny a because "never" } }
human h { allow a }
window w each session { propose a }
phase p { at most propose a }
job j of x { every 15min  run a(path: "/x")  default deny a }
agent z { deny request x for a unless in w }
)",
               R"(action a(path: Path)
tier t
agent x is t
agent y is t
human h
agent z
window w each session
phase p
job j of x
  every 15min
  run a(path: "/x")
[tier t] deny a
[agent x, y] allow a when path under ["~/p"]
[agent x, y, subagents] deny a because "never"
[human h] allow a
[in w] propose a
[in p] at most propose a
[job j] default deny a
[agent z] deny request x for a unless in w
)");
}

TEST_CASE("passages are rules about the engine's own actions") {
  expect_findings({
      {"not declared", "human h\napproval v { from h }\nwindow w { enter via v  leave via v }",
       "3:22 ENV0420 `enter via` is about the action `enter`, and no such action is declared"},
      {"declared otherwise", "action leave(which: Mode)\nhuman h\napproval v { from h }\nstop s { leave via v }",
       "4:20 ENV0420 `leave via` is about the action `leave`, and no such action is declared"},
      {"without via", "duty report\nwindow w { leave do report }", ""},
  });
  expect_typed(R"(action enter(what: Mode), leave(what: Mode)
duty witness(of: [String]), quarantine
human h
approval v { from h }
capability C
window w each session "work" {
  lasts 4h  grants C
  enter via v
  leave do witness(of: [changed]) within 5s else quarantine
}
)",
               R"(capability C
action enter(what: Mode)
action leave(what: Mode)
duty witness(of: [String])
duty quarantine
human h
approval v from 1 of h
window w each session lasts 4h grants C "work"
  enter via v
  leave do witness(of: ["changed"]) within 5s else quarantine
)");
}

TEST_CASE("too many statements: at the limit and one over") {
  CheckLimits limits;
  limits.statements_max = 2;
  CHECK(check_text("action a\ndeny a\nagent b { deny a }", limits).findings == "");
  CHECK(check_text("action a\ndeny a\nagent b { deny a }\ndeny a\ndeny a", limits).findings ==
        "4:1 ENV0502 with this, the policy has more than 2 statements");
  CHECK(check_text("action a\nagent b, c { deny a }", limits).findings == "");
  CHECK(check_text("action a\nagent b, c, d { deny a }", limits).findings ==
        "2:17 ENV0502 with this, the policy has more than 2 statements");
}

TEST_CASE("a broken statement is silent about what it lacks") {
  const Checked checked = check_text("action a\nagent b\njob j of b { every }\nlimit a 5 per");
  CHECK(checked.findings.find("ENV04") == std::string::npos);
  CHECK(checked.findings.find("ENV02") == std::string::npos);
  CHECK(checked.findings.find("ENV01") != std::string::npos);
}

TEST_CASE("an empty program has the built-in enums") {
  const Checked checked = check_text("policy p");
  REQUIRE(checked.program.enums.size() == 4);
  CHECK(checked.program.enums[kOriginEnum.index()].members == std::vector<std::string>{"human", "agent", "cron", "event"});
  CHECK(checked.program.enums[kDayEnum.index()].members.front() == "monday");
  CHECK(checked.program.enums[kDecisionEnum.index()].members.size() == 4);
}

}  // namespace envelope::check
