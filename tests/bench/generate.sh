#!/usr/bin/env bash
# generate.sh RULES FOLDER: writes a realistic policy of exactly RULES rules, the same bytes every time.
#   FOLDER/main.envelope             imports the parts
#   FOLDER/parts/vocabulary.envelope what the rules talk about (own words, so that figures do not move with the standard library)
#   FOLDER/parts/part_N.envelope     up to 12,000 rules each, about 1 MB (the limit of a file is 2 MB)
# An agent has 12 rules: every effect, every strength, globs over paths, hosts and commands, thresholds with units, lists, exceptions.
set -euo pipefail
export LC_ALL=C
[ $# -eq 2 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 1; }
rules=$1 folder=$2
mkdir -p "$folder/parts"

cat >"$folder/parts/vocabulary.envelope" <<'POLICY'
policy bench.vocabulary "What the measured rules talk about"

class external    "has an effect outside this machine"
class destructive "may lose something for good"
class networked   "opens a connection"

capability IO_READ, IO_WRITE, EXECUTE, NETWORK, FINANCE

enum Environment { sandbox, staging, production }

action file_read(path: Path)                                  needs IO_READ  reads path
action file_write(path: Path, bytes: Bytes)                   needs IO_WRITE writes path
action file_delete(path: Path)                is destructive  needs IO_WRITE writes path
action shell(command: Command)                                needs EXECUTE  executes command
action web_fetch(host: Host)                  is networked    needs NETWORK
action api_call(host: Host, endpoint: String) is networked    needs NETWORK
action git_push(branch: String)               is external     needs NETWORK
action deploy(to: Environment, service: String) is external   needs NETWORK
action message_send(channel: String)          is external     needs NETWORK
action spend(amount: Money)                   is external     needs FINANCE
action model_call(model: String, tokens: Count) is networked  needs NETWORK
action schedule(command: Command, gap: Duration)              needs EXECUTE

fact identity: Bool

human taylor
human jeff
default approval review { from taylor, jeff within 60min }
approval two_key { from 2 of taylor, jeff }

tier autonomous { default ask anything }
tier supervised { default propose external }
POLICY

awk -v rules="$rules" -v folder="$folder" '
  # The minimal standard generator (Park and Miller): exact in double arithmetic, so every awk writes the same bytes.
  function below(n) { state = (state * 16807) % 2147483647; return state % n }
  function pick(list,   words, n) { n = split(list, words, " "); return words[below(n) + 1] }
  function project() { return "~/projects/" pick("web api ledger search billing mobile docs infra") "_" (agent % 997) }
  function host() { return pick("api cdn static auth hooks data") (agent % 499) "." pick("example.com example.org example.net") }
  function endpoint() { return "/v" (below(4) + 1) "/" pick("users orders admin keys") "/**" }
  function rule(n) {
    if (n == 0) return "allow file_read when path under \"" project() "\""
    if (n == 1) return "allow file_write when path under \"" project() "/src\" and bytes <= " (below(900) + 100) "KB"
    if (n == 2) return "ask file_write when path matches \"" project() "/**/*." pick("md yaml toml lock") "\" via two_key"
    if (n == 3) return "deny file_delete unless path under \"" project() "/tmp\" because \"only scratch files may go\""
    if (n == 4) return "allow shell when command matches [\"make *\", \"npm " pick("test run ci") " *\"]"
    if (n == 5) return "allow web_fetch when host matches [\"*." host() "\", \"" host() "\"]"
    if (n == 6) return "ask api_call when host is \"" host() "\" and endpoint matches \"" endpoint() "\""
    if (n == 7) return "allow git_push when branch matches \"" pick("feature fix chore") "/**\""
    if (n == 8) return "ask deploy when to is " pick("staging production") " unless identity"
    if (n == 9) return "at most propose message_send when channel matches \"" pick("team public ops") "-*\""
    if (n == 10) return "deny spend when amount > $" (below(90) + 10) " because \"above the agreed sum\""
    return "allow schedule when gap >= " (below(50) + 10) "min and command matches \"backup *\""
  }
  BEGIN {
    state = 20260308
    parts = 0
    for (done = 0; done < rules; ++agent) {
      if (done % 12000 == 0) {
        if (parts) close(file)
        file = folder "/parts/part_" (++parts) ".envelope"
        print "policy bench.part_" parts " \"Measured rules\"\n\nimport \"vocabulary.envelope\"" >file
      }
      print "\nagent agent_" (agent + 1) " is " (agent % 3 ? "autonomous" : "supervised") " \"Agent number " (agent + 1) "\" {" >file
      print "  holds IO_READ, IO_WRITE, EXECUTE, NETWORK" >file
      for (n = 0; n < 12 && done < rules; ++n) { print "  " rule(n) >file; ++done }
      print "}" >file
    }
    main = folder "/main.envelope"
    print "policy bench.main \"Generated for measuring: " rules " rules\"\n" >main
    for (i = 1; i <= parts; ++i) print "import \"parts/part_" i ".envelope\"" >main
  }'
