#!/usr/bin/env bash
# The main job, on a real policy: check it, run its tests, compile it to a table, enforce a recorded stream of requests with the table
# alone, explain one decision.
# usage: demo.sh [ENVC], the compiler to use (default: $ENVC); the program `envelope` stands beside it
set -euo pipefail
envc=$(realpath "${1:-${ENVC:?name the envc to use}}")
envelope=$(dirname "$envc")/envelope
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step() { printf '\n── %s\n   $ %s\n\n' "$1" "${*:2}"; }
# The effects of a printed stream, one a line.
effects() { grep -oE '(✗ deny|» propose|\? ask|✓ allow|! error) ' "$1" || true; }
# why exits with the decision (0 allow, 5 ask, 6 propose, 2 deny); anything else is a fault.
explain() {
  local status=0
  "$envc" why "$@" || status=$?
  case $status in 0 | 2 | 5 | 6) ;; *) exit "$status" ;; esac
}

step 'Check: names, types, units, every rule' envc check openclaw.envelope
"$envc" check openclaw.envelope

step 'Test: what the policy says of itself' envc test openclaw.envelope
"$envc" test openclaw.envelope

step 'Decide a recorded stream; the number is the line of the policy that decides' envc why openclaw.envelope --requests stream.txt
"$envc" why openclaw.envelope --requests stream.txt | tee "$work/meaning"

step 'Compile to a table, without the words that only explain' envc build openclaw.envelope --strip -o openclaw.envt
"$envc" build openclaw.envelope --strip -o "$work/openclaw.envt"
"$envelope" describe "$work/openclaw.envt"

step 'Enforce: the same stream, decided by the table alone' envelope replay openclaw.envt stream.txt --rounds 2000
"$envelope" replay "$work/openclaw.envt" stream.txt --rounds 2000 | tee "$work/enforced"
if ! diff <(effects "$work/meaning") <(effects "$work/enforced") >/dev/null; then
  echo "the table decides otherwise than the policy" >&2
  exit 1
fi
printf '\nThe table gives the same answers as the policy, all %s of them.\n' "$(effects "$work/enforced" | wc -l)"

step 'Explain one decision' envc why openclaw.envelope bolt deploy to=production --with depth=1
explain openclaw.envelope bolt deploy to=production --with depth=1
