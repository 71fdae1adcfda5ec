#!/usr/bin/env bash
# generate_reach.sh KIND N: writes a policy for the search for escalations to standard output, the same bytes every time.
#   fleet N     N agents of 40 actions each: 20 they share with their tier, 20 of their own; 3 edges for each agent (a request, a spawn, a
#               place to write); every tenth agent may write a file that runs as somebody who may do more
#   chain N     N agents, each of which may write a file that runs as the next; the last may deploy
#   ring N      N windows, none of which can be entered while the next one is on, and a claim about two neighbours
#   switches N  N windows and stops that agents open and close themselves, and a claim that none of it leads anywhere
set -euo pipefail
export LC_ALL=C
[ $# -eq 2 ] || { sed -n '2,8s/^# //p' "$0" >&2; exit 1; }
cat <<'POLICY'
policy bench.reach "Generated for measuring" timezone "UTC"
import std
human taylor
human jeff
default approval review { from taylor, jeff  within 60min }
POLICY
awk -v kind="$1" -v n="$2" '
  function fleet(   i, k) {
    for (k = 0; k < 40; ++k) print "action work_" k "(on: String, size: Count)" (k % 4 ? "" : " is external")
    print "tier common {"
    print "  holds IO_WRITE_LOCAL, IO_READ_LOCAL, NET_ACCESS"
    for (k = 0; k < 20; ++k) print "  allow work_" k " when size < " (100 + k)
    print "}"
    for (i = 0; i < n; ++i) {
      print "file \"/srv/hooks/" i "/run.sh\" runs as agent_" i
      print "agent agent_" i " is common {"
      where = i % 10 ? "team" : "unit_" i
      for (k = 20; k < 40; ++k)
        print "  " (k % 5 ? "allow" : "ask") " work_" k " when on matches \"" where "/**\" and size < " (i % 50 + 10)
      print "  allow spawn"
      print "  allow request agent_" (i * 7 + 3) % n " for work_" i % 20 " when size < " (i % 50 + 1)
      if (i % 10 == 0) print "  allow file_write when path under \"/srv/hooks/" (i + 1) % n "\""
      else print "  allow file_write when path under \"/srv/hooks/" i "/tmp\""
      print "}"
    }
  }
  function chain(   i) {
    for (i = 1; i <= n; ++i) print "file \"/srv/" i "/run.sh\" runs as agent_" i
    for (i = 0; i < n; ++i) print "agent agent_" i " { holds IO_WRITE_LOCAL  allow file_write when path under \"/srv/" (i + 1) "\" }"
    print "agent agent_" n " { holds NET_ACCESS  allow deploy when to is production }"
    print "assert \"the first deploys nothing\" never reach deploy from agent_0"
  }
  function switches(   i) {
    for (i = 0; i < n; ++i) {
      print (i % 2 ? "stop" : "window") " mode_" i
      print "agent agent_" i " {\n  holds IO_WRITE_LOCAL"
      print "  allow file_write when path under \"/srv/" i "\" and " (i % 2 ? "not in" : "in") " mode_" i "\n}"
    }
    print "file \"/srv/run.sh\" runs as atlas"
    print "agent bolt {\n  holds IO_WRITE_LOCAL\n  allow enter, leave\n  allow file_write when path under \"/tmp\"\n}"
    print "agent atlas { holds NET_ACCESS  allow deploy }"
    print "assert \"bolt deploys nothing\" never reach deploy from bolt"
  }
  function ring(   i) {
    for (i = 0; i < n; ++i) print "window mode_" i " { lasts 4h }"
    print "agent bolt {\n  holds NET_ACCESS"
    for (i = 0; i < n; ++i)
      print "  allow enter when what is mode_" i " and not in mode_" (i + 1) % n " and not in mode_" (i + n - 1) % n
    print "  allow deploy when in mode_0 and in mode_1\n}"
    print "assert \"neighbours are never on together\" never reach deploy from bolt"
  }
  BEGIN { if (kind == "ring") ring(); else if (kind == "fleet") fleet(); else if (kind == "chain") chain(); else switches() }'
