#!/usr/bin/env bash
# fleet.sh N: writes the policy of a fleet of N agents in five tiers to standard output, the same bytes every time. Workers ask leads, leads
# ask deployers, deployers ask people; a few agents may do more than was meant, so that there is something to mark.
set -euo pipefail
export LC_ALL=C
[ $# -eq 1 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 1; }
cat <<'POLICY'
policy fleet "Generated for pictures" timezone "UTC"
import std
human taylor
human jeff
human robin
default approval review { from taylor, jeff  within 60min }
approval two_keys { from 2 of taylor, jeff, robin  within 4h }
window freeze
file "~/policy/**" protected
file "/srv/release/run.sh" runs as deployer_01
file "/srv/nightly/*.sh" runs as guardian_01

action review(pull: Count)
action triage(ticket: Count)

tier observer { holds IO_READ_LOCAL, NET_ACCESS  allow file_read, web_fetch }
tier worker {
  holds IO_READ_LOCAL, IO_WRITE_LOCAL, NET_ACCESS
  allow file_read, git_commit, spawn
  allow file_write when path under "/srv/work"
  ask git_push
  deny deploy
}
tier lead {
  holds IO_READ_LOCAL, IO_WRITE_LOCAL, NET_ACCESS
  allow file_read, review, git_push
  deny deploy
}
tier deployer {
  holds NET_ACCESS, TOOL_EXEC_LOCAL
  allow deploy when to is sandbox and not in freeze
  ask deploy when to is production via two_keys
}
tier guardian {
  holds IO_READ_LOCAL, IO_WRITE_LOCAL, NET_ACCESS, TOOL_EXEC_LOCAL
  allow file_read, enter, leave, interrupt, deploy
  ask edit_policy
}
POLICY
awk -v n="$1" '
  function name(tier, i) { return sprintf("%s_%02d", tier, i) }
  BEGIN {
    observers = int(n * 0.25); leads = int(n * 0.1); deployers = int(n * 0.04); guardians = int(n * 0.02)
    if (deployers < 1) deployers = 1
    if (guardians < 1) guardians = 1
    if (leads < 1) leads = 1
    workers = n - observers - leads - deployers - guardians
    for (i = 1; i <= observers; ++i) print "agent " name("observer", i) " is observer" (i % 10 ? "" : " { allow triage }")
    for (i = 1; i <= workers; ++i) {
      print "agent " name("worker", i) " is worker {"
      print "  allow request " name("lead", i % leads + 1) " for review"
      if (i % 40 == 7) print "  allow file_write when path under \"/srv/release\""
      print "}"
    }
    for (i = 1; i <= leads; ++i) {
      print "agent " name("lead", i) " is lead {"
      print "  " (i % 7 == 3 ? "allow" : "ask") " request " name("deployer", i % deployers + 1) " for deploy when to is sandbox"
      if (i == 5) print "  allow file_write when path under \"/srv/nightly\""
      print "}"
    }
    for (i = 1; i <= deployers; ++i) print "agent " name("deployer", i) " is deployer"
    for (i = 1; i <= guardians; ++i) print "agent " name("guardian", i) " is guardian"
  }'
