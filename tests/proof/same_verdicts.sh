#!/usr/bin/env bash
# same_verdicts.sh ENVC: a thousand rules with forty defects have the same findings, shown by the same requests, byte for byte: with any
# seed of the solver, on one processor and on all, and for two at a time. Threads: tests/differential/same_verdicts_test.cpp.
set -euo pipefail
export LC_ALL=C
envc=$1
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
tests/bench/generate.sh 1000 "$work" && tests/planted/plant.sh "$work"

verify() { # COMMAND...: with exit code 3, since there are errors
  "$@" --format json --crossings "$work/main.envelope" 2>/dev/null || [ $? -eq 3 ]
}
stop() { echo "$1" >&2; exit 1; }
verify "$envc" verify >"$work/first"
found=$(grep -c '"code": "ENV2' "$work/first")
[ "$found" -ge 40 ] || stop "$found findings are too few to show anything"
same() { cmp -s "$work/first" - || stop "other findings $1"; }

for seed in 1 2 42 65537 4294967295; do
  verify "$envc" verify --solver-seed "$seed" | same "with the seed $seed"
done
verify taskset -c 0 "$envc" verify | same "on one processor"
verify "$envc" verify >"$work/second" &
verify "$envc" verify | same "beside another"
wait $!
same "beside another" <"$work/second"
# A finding less is noticed.
if (sed '0,/"code": "ENV2/{//d}' "$work/first" | same "" 2>/dev/null); then stop "a difference is not noticed"; fi
echo "$found findings, the same with six seeds, on one processor and on all"
