#include <catch2/catch.hpp>

#include "tests/unit/check/snippet.h"

namespace envelope::check {

TEST_CASE("limits") {
  const std::string world =
      "policy p timezone \"UTC\"\naction spend(amount: Money), shell, call(tokens: Count, host: Host)\nmeter cost sums spend.amount\nduty "
      "alert(severity: String)\nfact disk: Bytes\nevent e\n";
  const auto text = [&](const std::string& more) { return check_text(world + more).findings; };
  CHECK(text("limit cost $5 per day each agent at 80% do alert warning else propose") == "");
  CHECK(text("limit call.tokens 5 per call each host") == "");
  CHECK(text("limit shell 5 at once") == "");
  CHECK(text("limit cost 5 per day") == "7:12 ENV0302 `cost` is Money, and `5` has no unit");
  CHECK(text("limit shell $5 per day") == "7:13 ENV0302 the number of `shell` is a Count, and `$5` is an amount of money");
  CHECK(text("limit cost $5") == "7:1 ENV0416 this limit has no period, and nothing around it ends");
  CHECK(text("agent b { limit cost $5 }") == "7:11 ENV0416 this limit has no period, and nothing around it ends");
  CHECK(text("window w { limit cost $5 }") == "");
  CHECK(text("subagents { limit cost 30% of parent }") == "");
  CHECK(text("limit cost 30% of parent") == "7:12 ENV0417 a share of the parent means something for subagents only");
  CHECK(text("limit cost 30% of parnet per day") == "7:19 ENV0201 a share is of `parent` or of `limit`, not of `parnet`");
  CHECK(text("limit cost $5 per day each agnet") == "7:28 ENV0418 `agnet` is nothing that is counted apart");
  CHECK(text("limit cost $5 per hours") == "7:19 ENV0425 there is no period `hours`");
  CHECK(text("limit cost $5 per day else allow") == "7:28 ENV0419 a limit that allows what lies beyond it limits nothing");
  CHECK(text("limit cost $5 per day else ask") ==
        "7:28 ENV0403 this asks for an approval without saying which, and there is no default approval");
  CHECK(text("limit cost, call.tokens 5 per day") == "7:13 ENV0314 these cannot be added up: Money and a Count");
  CHECK(text("limit disk 5MB per day") == "7:7 ENV0203 `disk` is a fact, and limits are about actions and meters");
  CHECK(text("limit e 5 per day") == "7:7 ENV0203 `e` is an event, and limits are about actions");
  CHECK(text("limit call.token 5 per day") == "7:12 ENV0402 `call` has no attribute `token`");
  CHECK(text("limit shell 10x usual per day") ==
        "7:13 ENV0301 a limit is an amount; shares of a limit and multiples of the usual are for `watch`");
  CHECK(text("action cost\nlimit cost 5 per day") == "8:7 ENV0206 `cost` is an action and a meter");
}

TEST_CASE("meters") {
  expect_findings({
      {"mixed", "action a(n: Count, m: Money)\nmeter x sums a.n, a.m", "2:19 ENV0314 `x` sums Count and Money"},
      {"text", "action a(s: String)\nmeter x sums a.s", "2:14 ENV0301 `s` is a String, which cannot be summed"},
      {"unknown", "action a(n: Count)\nmeter x sums a.m", "2:16 ENV0402 `a` has no attribute `m`"},
      {"traits", "action a(p: Path) reads q", "1:25 ENV0402 `a` has no attribute `q`"},
  });
}

TEST_CASE("watches, duties around an action, audit") {
  const std::string world =
      "action a(m: Money, what: String), spend\nevent e(left: Duration)\nduty alert(severity: String), kill(what: String), snapshot(keep?: "
      "Duration), check(command: String)\nfact disk: Bytes each agent\nfact bad: Bool\nstop s\nmeter cost sums a.m\n";
  const auto text = [&](const std::string& more) { return check_text(world + more).findings; };
  CHECK(text("watch w on a > 5 per 10min each session, what do kill session, alert critical") == "");
  CHECK(text("watch w on cost > $100 per hour do enter s") == "");
  CHECK(text("watch w on cost > 10x usual per hour do enter s") == "");
  CHECK(text("watch w on cost > 100% of limit do enter s") == "");
  CHECK(text("watch w on disk < 1GB do alert critical") == "");
  CHECK(text("watch w on bad do alert critical") == "");
  CHECK(text("watch w on e when left < 5min do alert critical") == "");
  CHECK(text("watch w on a when outcome is failure and decision is deny do alert critical") == "");
  CHECK(text("watch w on a > 3 consecutive when outcome is failure do alert critical") == "");
  CHECK(text("watch w on cost do alert critical") == "8:12 ENV0430 `cost` is Money, and this watch names no level");
  CHECK(text("watch w on disk > 5min do alert critical") == "8:19 ENV0302 `disk` is Bytes, and `5min` is a length of time");
  CHECK(text("watch w on bad > 5 do alert critical") == "8:12 ENV0312 `bad` is a Bool, which has no order");
  CHECK(text("watch w on disk, bad > 5 do alert critical") ==
        "8:12 ENV0203 `disk` is a fact, which is watched by itself\n8:18 ENV0203 `bad` is a fact, which is watched by itself");
  CHECK(text("watch w on e do deny") == "8:17 ENV0419 `deny` is an effect, and `do` names duties of the host");
  CHECK(text("watch w on e do enter") == "8:17 ENV0432 `enter` does not say which window, phase or stop");
  CHECK(text("watch w on e do enter t") == "8:23 ENV0201 there is no window, phase or stop `t`");
  CHECK(text("watch w on e do alert") == "8:17 ENV0432 `alert` is given no `severity`");
  CHECK(text("watch w on e do spend") == "8:17 ENV0203 `spend` is an action, not a duty");
  CHECK(text("before a do snapshot(keep: 7)") == "8:28 ENV0302 `keep` is a Duration, and `7` has no unit");
  CHECK(text("before a do snapshot(kept: 7d)") == "8:22 ENV0428 `snapshot` has no parameter `kept`");
  CHECK(text("before a do snapshot(7d, 8d)") == "8:26 ENV0428 `snapshot` takes 1 argument and this is one more");
  CHECK(text("before a do snapshot(keep: 7d, keep: 8d)") == "8:32 ENV0429 `keep` is given twice");
  CHECK(text("after a do check \"npm test\" within 300s else snapshot") == "");
  CHECK(text("after a when outcome is success do snapshot") == "");
  CHECK(text("before a when outcome is success do snapshot") == "8:15 ENV0411 `outcome` is not known yet when this statement is looked at");
  CHECK(text("before e do snapshot") == "8:8 ENV0203 `e` is an event, and `before` statements are about actions");
  CHECK(text("audit a keep 90d with anything_the_host_has") == "");
  CHECK(text("watch w on e do alert critical\nwatch w on e do alert critical") == "9:7 ENV0202 `w` is declared twice");
}

TEST_CASE("jobs") {
  const std::string world = "policy p timezone \"Europe/Berlin\"\naction organize(path: Path)\nagent a\nevent e(n: Count)\n";
  const auto text = [&](const std::string& items) { return check_text(world + "job j of a { " + items + " }").findings; };
  CHECK(text("cron \"0 9 * * 1\" run organize(path: \"~/w\") expires 2027-01-10") == "");
  CHECK(text("on e when n > 5 run organize(path: \"~/w\")") == "");
  CHECK(text("cron \"0 9 * * 1\" in \"America/New_York\" run organize(path: \"~/w\")") == "");
  CHECK(text("every 1h") == "5:5 ENV0421 the job `j` runs nothing");
  CHECK(text("run organize(path: \"/x\")") == "5:5 ENV0423 nothing starts the job `j`");
  CHECK(text("every 1h run organize(path: \"/x\") run organize(path: \"/y\")") == "5:48 ENV0422 the job `j` runs two actions");
  CHECK(text("every 0s run organize(path: \"/x\")") == "5:20 ENV0313 a job cannot run every moment");
  CHECK(text("every 1h run organize") == "5:27 ENV0432 `organize` is given no `path`");
  CHECK(text("every 1h run organize(path: \"x\")") == "5:42 ENV0311 no path can ever be `x`");
  CHECK(text("every 1h run organize(path: \"/x\") expires 2027-02-30") == "5:56 ENV0308 `2027-02-30` does not exist");
  CHECK(text("cron \"0 25 * * 1\" run organize(path: \"/x\")") == "5:22 ENV0315 hour 25 is beyond 23");
  CHECK(text("cron \"0 9 30 2 *\" run organize(path: \"/x\")") == "5:19 ENV0431 no date is ever in the schedule `0 9 30 2 *`");
  CHECK(text("cron \"0 9 * * 1\" in \"Mars\" run organize(path: \"/x\")") == "5:34 ENV0211 there is no time zone `Mars`");
  CHECK(text("on organize run organize(path: \"/x\")") == "5:17 ENV0203 `organize` is an action, not an event");
}

TEST_CASE("labels, files, routes, settings, accepts") {
  expect_typed(R"(action read(path: Path)
agent bolt
human taylor
label private from read when path under "~/memory" "what is secret"
agent bolt { label seen from read }
file "~/.openclaw/policy/**", "/etc/x" protected
file "~/cron.sh" runs as jobs
file "~/x.sh" runs as bolt
route critical to taylor by telegram, sms every 5min until acknowledged
configure journal(path: "x", rotate: daily, keep: 90d, of: [a, b], on: true)
audit read keep 90d with reason
accept ENV2201 for bolt because "known"
)",
               R"(action read(path: Path)
label private from read when path under ["~/memory"] "what is secret"
[agent bolt] label seen from read
agent bolt
human taylor
audit read keep 90d with reason
configure journal(path: "x", rotate: "daily", keep: 90d, of: ["a", "b"], on: true)
route critical to taylor by telegram, sms every 5min until acknowledged
file "~/.openclaw/policy/**", "/etc/x" protected
file "~/cron.sh" runs as jobs
file "~/x.sh" runs as bolt
accept ENV2201 for bolt because "known"
)");
  expect_findings({
      {"file", "file \"x\" protected", "1:7 ENV0311 no path can ever match `x`"},
      {"runs as nobody", "file \"/x\" runs as bolt", "1:19 ENV0201 there is no agent, human or tier `bolt`"},
      {"accept", "agent b\naccept shadowed for b because \"x\"", "2:8 ENV0426 `shadowed` is no code of a finding that can be accepted"},
      {"setting twice", "configure j(a: 1, a: 2)", "1:19 ENV0429 `a` is given twice"},
  });
}

TEST_CASE("claims") {
  expect_typed(R"(policy p timezone "UTC"
enum E { sandbox, production }
action deploy(to: E), spend(amount: Money)
human h
approval v { from h }
agent scout
assert "a" never allow deploy when to is production
assert "b" always deny anything when depth > 0
assert "c" never reach deploy from scout without v when to is sandbox
assert "d" total spend.amount <= $50 per day each agent
assert "e" never allow request scout for deploy
assert "f" never together deploy when to is production unless depth > 0, spend, approve v from scout without v
)",
               R"(policy p
zone UTC
enum E { sandbox, production }
action deploy(to: E)
action spend(amount: Money)
human h
agent scout
approval v from 1 of h
assert "a" never allow deploy when to is production
assert "b" always deny anything when depth > 0
assert "c" never reach deploy from scout without v when to is sandbox
assert "d" total spend.amount <= $50 per day (UTC) each agent
assert "e" never allow request scout for deploy
assert "f" never together deploy when to is production unless depth > 0, spend, approve v from scout without v
)");
  expect_findings({
      {"bound", "action spend(amount: Money)\nassert \"x\" total spend.amount <= 50 per 24h",
       "2:34 ENV0302 `spend.amount` is Money, and `50` has no unit"},
      {"foreign attribute", "action a(x: Count)\nassert \"x\" never allow anything when x > 5",
       "2:38 ENV0401 `anything` covers every action, and not every action has a `x`"},
  });
}

}  // namespace envelope::check
