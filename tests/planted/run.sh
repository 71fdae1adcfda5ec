#!/usr/bin/env bash
# run.sh ENVC: plants (plant.sh) forty defects in the realistic policy of a thousand rules, five of each of eight kinds, and holds what
# `envc verify` finds against where they stand. Fails when one is not found, or when more than five findings are about anything else.
set -euo pipefail
export LC_ALL=C
envc=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$here/../bench/generate.sh" 1000 "$work"

status=0
"$envc" verify --format short "$work/main.envelope" >"$work/before" 2>&1 || status=$?
if [ "$status" -ne 0 ] || grep -q 'ENV[0-9]' "$work/before"; then
  cat "$work/before"
  echo "the policy has findings before anything is planted" >&2
  exit 1
fi

"$here/plant.sh" "$work"

"$envc" check "$work/main.envelope" >/dev/null 2>&1
"$envc" verify --format short "$work/main.envelope" >"$work/found" 2>&1 || true
sed -nE 's/.*part_1\.envelope:([0-9]+):[0-9]+: [a-z]+\[(ENV[0-9]+)\].*/\1 \2/p' "$work/found" | sort >"$work/places"
grep -n '// planted' "$work/parts/part_1.envelope" | sed -E 's/^([0-9]+):.*planted (ENV[0-9]+)$/\1 \2/' | sort >"$work/expected"
planted=$(wc -l <"$work/expected")
missing=$(comm -23 "$work/expected" "$work/places")
other=$(comm -13 "$work/expected" "$work/places")
count=$(grep -c . <<<"$other" || true)
echo "$planted planted, $(comm -12 "$work/expected" "$work/places" | wc -l) found, $count other findings"
[ "$planted" -eq 40 ] || { echo "not forty" >&2; exit 1; }
[ -z "$missing" ] || { printf 'not found:\n%s\n' "$missing" >&2; exit 1; }
[ "$count" -le 5 ] || { printf 'about something else:\n%s\n' "$other" >&2; cat "$work/found" >&2; exit 1; }
