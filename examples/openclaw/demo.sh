#!/usr/bin/env bash
# The main job, on a real policy: check it, run its tests, decide a recorded stream of requests, explain one decision.
# usage: demo.sh [ENVC], the compiler to use (default: $ENVC)
set -euo pipefail
envc=$(realpath "${1:-${ENVC:?name the envc to use}}")
cd "$(dirname "${BASH_SOURCE[0]}")"

step() { printf '\n── %s\n   $ envc %s\n\n' "$1" "${*:2}"; }
# why exits with the decision (0 allow, 5 ask, 6 propose, 2 deny); anything else is a fault.
explain() {
  local status=0
  "$envc" why "$@" || status=$?
  case $status in 0 | 2 | 5 | 6) ;; *) exit "$status" ;; esac
}

step 'Check: names, types, units, every rule' check openclaw.envelope
"$envc" check openclaw.envelope

step 'Test: what the policy says of itself' test openclaw.envelope
"$envc" test openclaw.envelope

step 'Decide a recorded stream; the number is the line of the policy that decides' why openclaw.envelope --requests stream.txt
"$envc" why openclaw.envelope --requests stream.txt

step 'Explain one decision' why openclaw.envelope bolt deploy to=production --with depth=1
explain openclaw.envelope bolt deploy to=production --with depth=1
