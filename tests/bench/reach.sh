#!/usr/bin/env bash
# Measures the search for escalations against its targets and prints a table *target | measured | met*. `./dev bench` calls it with
# ENVC set.
#   reach.sh [--write]    --write also puts the table into docs/performance.md
# Exit status: 0 when every target is met, 2 when one is missed, 1 when a measurement could not be made.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
envc=${ENVC:-build/release/envc}
[ -x "$envc" ] || { echo "bench: there is no $envc; run ./dev bench" >&2; exit 1; }
work=build/bench/reach
mkdir -p "$work"

. tests/bench/measure.sh

tests/bench/generate_reach.sh fleet 1000 >"$work/fleet.envelope"
tests/bench/generate_reach.sh chain 200 >"$work/chain.envelope"
tests/bench/generate_reach.sh switches 500 >"$work/switches.envelope"
tests/bench/generate_reach.sh ring 500 >"$work/ring.envelope"
tests/bench/generate_reach.sh ring 500 | grep -v '^assert' >"$work/ring_alone.envelope"

# What must come out, so that no time is that of another path: findings of a code.
findings() { "$envc" verify --format json "$1" 2>/dev/null | grep -c "\"code\": \"$2\"" || true; }
[ "$(findings "$work/fleet.envelope" 'ENV2205')" -eq 100 ] || stop "the fleet does not have its hundred findings"
[ "$(findings "$work/chain.envelope" 'ENV2604')" -eq 1 ] || stop "the claim about the chain is not refuted"
[ "$(findings "$work/switches.envelope" 'ENV2604')" -eq 0 ] || stop "the claim about the switches is not proved"
"$envc" verify "$work/ring.envelope" >/dev/null 2>&1 || stop "the claim about the ring is not proved"

printf '   %-62s %18s   %s\n' target measured met
fleet=$(median_us 5 "$envc" verify "$work/fleet.envelope")
row "all escalations of 1,000 agents of 40 actions, 3,000 edges: 2 s" "$(ms "$fleet")" "$(at_most "$fleet" 2000000)"
peak=$(peak_kb "$envc" verify "$work/fleet.envelope")
row "the same: 1 GB of memory" "$(mb "$peak")" "$(at_most "$peak" 1048576)"
chain=$(median_us 5 "$envc" verify "$work/chain.envelope")
row "a chain of 200 hops is told: 2 s" "$(ms "$chain")" "$(at_most "$chain" 2000000)"
switches=$(median_us 11 "$envc" verify "$work/switches.envelope")
row "a claim among 500 windows and stops, decided: 100 ms" "$(ms "$switches")" "$(at_most "$switches" 100000)"
# What the claim adds to the rest of the report: the same policy without it is measured in turns.
with_claim=999999999 without_claim=999999999
for _ in 1 2 3 4 5; do
  took=$(median_us 1 "$envc" verify "$work/ring.envelope")
  [ "$took" -ge "$with_claim" ] || with_claim=$took
  took=$(median_us 1 "$envc" verify "$work/ring_alone.envelope")
  [ "$took" -ge "$without_claim" ] || without_claim=$took
done
claim=$((with_claim > without_claim ? with_claim - without_claim : 0))
row "a claim among 500 windows that depend on each other: 100 ms" "$(ms "$claim") of $(ms "$with_claim")" "$(at_most "$claim" 100000)"


# The fleet with ten rules changed, half of them places to write that run as somebody who may do more: five new ways.
awk '/path under "\/srv\/hooks\/[0-9]*\/tmp"/ && m < 10 && ++n % 90 == 0 {
       split($0, part, "/")
       if (m % 2) sub(/when path under.*/, "when path under \"/srv/hooks/" (part[4] + 1) % 1000 "\"")
       else sub(/\/tmp"/, "/temporary\"")
       ++m
     } { print }' "$work/fleet.envelope" >"$work/fleet_changed.envelope"
told=$("$envc" diff --format json "$work/fleet.envelope" "$work/fleet_changed.envelope" | grep -c '"code": "ENV2704"') || true
[ "$told" -eq 5 ] || stop "the changed fleet does not have its five new ways, but $told"
changed=$(median_us 5 "$envc" diff "$work/fleet.envelope" "$work/fleet_changed.envelope")
row "diff of that fleet against 10 changed rules, with all ways: 2 s" "$(ms "$changed")" "$(at_most "$changed" 2000000)"

if [ "${1:-}" = --write ]; then
  {
    printf 'Measured on %s: %s, %d cores, Debian %s, release preset.\n\n' "$(date -u +%Y-%m-%d)" \
      "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(cat /etc/debian_version)"
    printf '| target | measured | met |\n|---|---|---|\n'
    printf '%s\n' "${rows[@]}"
  } | bash tests/support/replace_section.sh docs/performance.md reach
  echo "   docs/performance.md now holds these figures"
fi
[ "$missed" -eq 0 ] || exit 2
