// Each of the 26 forms: one written badly, and as it comes out.
#include "tests/unit/format/formatting.h"

using namespace envelope::format::test;

TEST_CASE("vocabulary has one spelling") {
  const Row rows[] = {
      {"policy   openclaw . operations   \"Autonomy\"\n   timezone \"Europe/Berlin\"",
       "policy openclaw.operations \"Autonomy\" timezone \"Europe/Berlin\"\n"},
      {"import std", "import std\n"},
      {"import template . proactive ( daily_tokens :500_000,x:1 )", "import template.proactive(daily_tokens: 500_000, x: 1)\n"},
      {"import   \"parts/agents.envelope\"", "import \"parts/agents.envelope\"\n"},
      {"let trusted=[ \"*.github.com\",\"a\" ]", "let trusted = [\"*.github.com\", \"a\"]\n"},
      {"let daily_tokens:Count", "let daily_tokens: Count\n"},
      {"let night = 22:00 .. 06:00", "let night = 22:00..06:00\n"},
      {"let none = [ ]", "let none = []\n"},
      {"enum Environment{sandbox,production}", "enum Environment { sandbox, production }\n"},
      {"enum Environment {\n  sandbox,\n  production\n} \"where\"", "enum Environment { sandbox, production } \"where\"\n"},
      {"class posting  is external,destructive\n  \"writes\"", "class posting is external, destructive \"writes\"\n"},
      {"capability NET_ACCESS ,IO_READ_LOCAL", "capability NET_ACCESS, IO_READ_LOCAL\n"},
      {"action deploy ( to:Environment , why ? : String ) is external\tneeds NET_ACCESS",
       "action deploy(to: Environment, why?: String) is external needs NET_ACCESS\n"},
      {"event security_breach , process_restarted(process : String)", "event security_breach, process_restarted(process: String)\n"},
      {"duty drain() , restore", "duty drain(), restore\n"},
      {"action reschedule(changes: [ JobPart ]) writes path", "action reschedule(changes: [JobPart]) writes path\n"},
      {"meter cost sums model_call . cost,spend.amount", "meter cost sums model_call.cost, spend.amount\n"},
      {"fact disk :Bytes   each agent", "fact disk: Bytes each agent\n"},
      {"label private from file_read\n  when path under \"~/memory\"", "label private from file_read when path under \"~/memory\"\n"},
      {"file \"~/.policy/**\",\"/etc/x\"   protected", "file \"~/.policy/**\", \"/etc/x\" protected\n"},
      {"file \"~/.openclaw/cron-env.sh\" runs  as jobs", "file \"~/.openclaw/cron-env.sh\" runs as jobs\n"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("scopes have one spelling") {
  const Row rows[] = {
      {"tier supervised{default ask schedule}", "tier supervised { default ask schedule }\n"},
      {"tier supervised", "tier supervised\n"},
      {"agent bolt,atlas is autonomous \"Engineering\" { }", "agent bolt, atlas is autonomous \"Engineering\" {}\n"},
      {"human taylor \"Primary\" { reach telegram \"@taylor\" allow enter,leave }",
       "human taylor \"Primary\" { reach telegram \"@taylor\"  allow enter, leave }\n"},
      {"subagents { deny spend limit tokens 30% of parent }", "subagents { deny spend  limit tokens 30% of parent }\n"},
      {"window w each session { lasts 4h grants IO_WRITE_LOCAL enter via two_key leave do witness else quarantine }",
       "window w each session {\n  lasts 4h\n  grants IO_WRITE_LOCAL\n  enter via two_key\n  leave do witness else quarantine\n}\n"},
      {"phase quiet{deny external}", "phase quiet { deny external }\n"},
      {"stop emergency \"System-wide\" {\n deny anything }", "stop emergency \"System-wide\" {\n  deny anything\n}\n"},
      {"job digest of archivist { cron \"0 9 * * 1\" in \"Europe/Berlin\"\n run organize ( path:\"~/w\" ) expires 2026-05-10 }",
       "job digest of archivist {\n  cron \"0 9 * * 1\" in \"Europe/Berlin\"\n  run organize(path: \"~/w\")\n  expires 2026-05-10\n}\n"},
      {"job j of a { every 15min }", "job j of a { every 15min }\n"},
      {"job j of a { on rate_limited,data_corruption when x  run y }", "job j of a { on rate_limited, data_corruption when x  run y }\n"},
      {"approval two_key { from 2 of taylor,jeff }", "approval two_key { from 2 of taylor, jeff }\n"},
      {"default  approval k { from a from b after 30min by sms needs c proof d,e within 60min }",
       "default approval k { from a  from b after 30min  by sms  needs c  proof d, e  within 60min }\n"},
      {"approval odd { from from , by , needs by by }", "approval odd { from from, by, needs  by by }\n"},
      {"agent a { subagents { deny b } }", "agent a { subagents { deny b } }\n"},
      {"agent a { subagents {\n deny b } }", "agent a {\n  subagents {\n    deny b\n  }\n}\n"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("behaviour has one spelling") {
  const Row rows[] = {
      {"ask git_push\n  when branch is \"main\" via human because \"main ships\"",
       "ask git_push when branch is \"main\" via human because \"main ships\"\n"},
      {"default   ask anything", "default ask anything\n"},
      {"at  most propose external , spend except a,b", "at most propose external, spend except a, b\n"},
      {"allow request   atlas for deploy when to is sandbox", "allow request atlas for deploy when to is sandbox\n"},
      {"deny x because \"late\" when a via b", "deny x because \"late\" when a via b\n"},
      {"deny x unless in exploration or( not(a is not b)and c<= $5.50 )",
       "deny x unless in exploration or (not (a is not b) and c <= $5.50)\n"},
      {"deny x when day in[ saturday,sunday ]and time not in 22:00..06:00",
       "deny x when day in [saturday, sunday] and time not in 22:00..06:00\n"},
      {"deny x when session has untrusted and path matches [\"a\"]", "deny x when session has untrusted and path matches [\"a\"]\n"},
      {"agent a { holds IO_READ_LOCAL,NET_ACCESS }", "agent a { holds IO_READ_LOCAL, NET_ACCESS }\n"},
      {"limit tokens 1_000_000 per day each agent at 80% do alert warning else ask via x",
       "limit tokens 1_000_000 per day each agent at 80% do alert warning else ask via x\n"},
      {"limit schedule 5 at once each agent", "limit schedule 5 at once each agent\n"},
      {"watch stuck on shell>5 per 10min each session , command do kill session , alert critical",
       "watch stuck on shell > 5 per 10min each session, command do kill session, alert critical\n"},
      {"watch w on cpu > 10x usual do pause", "watch w on cpu > 10x usual do pause\n"},
      {"before git_commit do snapshot( keep:7d )", "before git_commit do snapshot(keep: 7d)\n"},
      {"after deploy when to is sandbox do healthy(path:\"/health\") within 60s else rollback",
       "after deploy when to is sandbox do healthy(path: \"/health\") within 60s else rollback\n"},
      {"audit spend keep 90d with approval_chain,agent", "audit spend keep 90d with approval_chain, agent\n"},
      {"configure journal ( path:\"…\",rotate:daily )", "configure journal(path: \"…\", rotate: daily)\n"},
      {"route critical to taylor by telegram,sms every 5min until acknowledged",
       "route critical to taylor by telegram, sms every 5min until acknowledged\n"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("claims have one spelling") {
  const Row rows[] = {
      {"assert \"a\"   never allow deploy when to is production", "assert \"a\" never allow deploy when to is production\n"},
      {"assert \"b\" never reach deploy from scout without human", "assert \"b\" never reach deploy from scout without human\n"},
      {"assert \"t\" never together git_push when branch is \"main\" ,deploy,approve  two_key from scout\nwithout human",
       "assert \"t\" never together git_push when branch is \"main\", deploy, approve two_key from scout without human\n"},
      {"assert \"c\" always deny spend", "assert \"c\" always deny spend\n"},
      {"assert \"d\" total spend . amount<=$50 per day", "assert \"d\" total spend.amount <= $50 per day\n"},
      {"accept ENV2201 for scout because \"x\"\nuntil 2027-12-31", "accept ENV2201 for scout because \"x\" until 2027-12-31\n"},
      {"test \"one\" with(identity:true){bolt git_push(branch:\"main\")->ask via human}",
       "test \"one\" with (identity: true) { bolt git_push(branch: \"main\") -> ask via human }\n"},
      {"test \"two\" {\n bolt deploy (to:production) in w with(depth:1)->deny bolt request atlas for deploy -> allow\n}",
       "test \"two\" {\n  bolt deploy(to: production) in w with (depth: 1) -> deny\n  bolt request atlas for deploy -> allow\n}\n"},
      {"test \"none\" { }", "test \"none\" {}\n"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("literals and names keep their spelling") {
  check(
      {"let a = [1_000, 2.50, 80%, $5.00, 10MB, 10x, 15min, 22:00, 2026-05-10T09:30:00Z, \"a\\\"\\\\b\", \"\"\"x\n  y\"\"\", true, deny]\n",
       ""});
  check({"deny `when`, `a name` when `in` is b\n", ""});
  check({"configure `with` (x: 1)", "configure `with`(x: 1)\n"});
}
