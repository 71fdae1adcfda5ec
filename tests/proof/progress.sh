#!/usr/bin/env bash
# progress.sh ENVC: whoever waits at a terminal for more than a second is told how far it is, and nothing is left of it at the end; nobody
# else is told. How long a proof takes is not for a test to say, so the policy grows until it takes long enough on this machine.
set -euo pipefail
export LC_ALL=C.UTF-8
envc=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
stop() { echo "$1" >&2; exit 1; }
at_terminal() { # ARGUMENTS...: what a terminal gets
  script -qec "$(printf '%q ' "$envc" verify "$@")" /dev/null </dev/null || true
}
shows='[0-9]+ of [0-9]+ cells'

rules=1000
while :; do
  tests/bench/generate.sh "$rules" "$work/$rules"
  at_terminal "$work/$rules/main.envelope" >"$work/seen"
  grep -qaE "$shows" "$work/seen" && break
  rules=$((rules * 4))
  [ "$rules" -le 64000 ] || stop "64,000 rules, and no progress was ever shown at a terminal"
done
# The last thing written over the line is blanks, then the summary stands at its beginning.
last=$(tr -d '\n' <"$work/seen" | tr '\r' '\n' | grep -aE "$shows|^ +\$|verified" | tail -n 3)
[ "$(sed -n 1p <<<"$last" | grep -cE "^$shows")" = 1 ] || stop "no progress before the end: $last"
[ "$(sed -n 2p <<<"$last" | grep -cE '^ +$')" = 1 ] || stop "the line is not wiped: $last"
[ "$(sed -n 3p <<<"$last" | grep -c '^1 policy verified')" = 1 ] || stop "the summary does not begin its line: $last"

"$envc" verify "$work/$rules/main.envelope" >"$work/out" 2>"$work/err"
if grep -qaE "$shows|"$'\r' "$work/out" "$work/err"; then stop "progress is shown where nobody looks"; fi
echo "$rules rules take long enough here"
