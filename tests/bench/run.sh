#!/usr/bin/env bash
# Measures `envc check` against the speed targets and prints a table *target | measured | met*. `./dev bench` calls it with ENVC set.
#   run.sh [--write]    --write also puts the table into docs/performance.md
# Exit status: 0 when every target is met, 2 when one is missed, 1 when a measurement could not be made.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
envc=${ENVC:-build/release/envc}
[ -x "$envc" ] || { echo "bench: there is no $envc; run ./dev bench" >&2; exit 1; }
work=build/bench
mkdir -p "$work"

. tests/bench/measure.sh

for rules in 1000 10000 100000; do
  tests/bench/generate.sh "$rules" "$work/$rules"
  accepted "$work/$rules/main.envelope"
done
cat >"$work/tiny.envelope" <<'POLICY'
policy tiny "One rule"

action greet(name: String)
agent bolt { allow greet }
POLICY
accepted "$work/tiny.envelope"

printf '   %-62s %18s   %s\n' target measured met
tiny=$(median_us 51 "$envc" check "$work/tiny.envelope")
row "start-up to an answer on a tiny file: 5 ms" "$(ms "$tiny")" "$(at_most "$tiny" 5000)"
small=$(median_us 21 "$envc" check "$work/1000/main.envelope")
row "1,000 rules, start to finish: 50 ms" "$(ms "$small")" "$(at_most "$small" 50000)"
large=$(median_us 3 "$envc" check "$work/100000/main.envelope")
row "100,000 rules in files of at most 2 MB: 5 s" "$(ms "$large")" "$(at_most "$large" 5000000)"
peak=$(peak_kb "$envc" check "$work/100000/main.envelope")
row "100,000 rules: 1 GB of memory" "$(mb "$peak")" "$(at_most "$peak" 1048576)"

# Flat: a rule among 10,000 or 100,000 costs at most half as much again as one among 1,000, start-up taken off.
# A machine that slows down for seconds would make a ratio of anything: the sizes take turns, and the least of each counts.
least=([1]=999999999 [1000]=999999999 [10000]=999999999 [100000]=999999999)
for _ in 1 2 3 4 5 6; do
  for rules in 1 1000 10000 100000; do
    file=$work/$rules/main.envelope
    [ "$rules" -ne 1 ] || file=$work/tiny.envelope
    took=$(median_us 1 "$envc" check "$file")
    [ "$took" -ge "${least[rules]}" ] || least[rules]=$took
  done
done
# Nanoseconds per rule; at least 1 so that a machine too fast to measure does not divide by zero.
per_rule() { local ns=$(((least[$1] - least[1]) * 1000 / $1)); echo $((ns > 0 ? ns : 1)); }
base=$(per_rule 1000)
for pair in "10,000 $(per_rule 10000)" "100,000 $(per_rule 100000)"; do
  cost=${pair#* }
  row "cost per rule, ${pair% *} against 1,000: 1.50 times" "$(printf '%d.%02d times' $((cost / base)) $((cost * 100 / base % 100)))" \
    "$(at_most $((cost * 2)) $((base * 3)))"
done
row_cost="1,000 rules: $((base / 1000)) us, 100,000 rules: $(($(per_rule 100000) / 1000)) us"

huge=$work/huge.envelope
head -c 104857600 /dev/zero | tr '\0' 'a' >"$huge"
status=0
output=$("$envc" check "$huge" 2>&1) || status=$?
[[ $status -ne 0 && $output == *ENV0002* ]] || stop "a file of 100 MB is not refused with ENV0002 (exit $status): ${output:0:200}"
refusal=$(peak_kb "$envc" check "$huge")
row "a file of 100 MB is refused within 64 MB of memory" "$(mb "$refusal")" "$(at_most "$refusal" 65536)"
rm -f "$huge"
printf '   cost per rule: %s\n' "$row_cost"

if [ "${1:-}" = --write ]; then
  {
    printf 'Measured on %s: %s, %d cores, Debian %s, release preset.\n\n' "$(date -u +%Y-%m-%d)" \
      "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(cat /etc/debian_version)"
    printf '| target | measured | met |\n|---|---|---|\n'
    printf '%s\n' "${rows[@]}"
    printf '\nCost per rule, start-up taken off: %s.\n' "$row_cost"
  } | bash tests/support/replace_section.sh docs/performance.md bench
  echo "   docs/performance.md now holds these figures"
fi
[ "$missed" -eq 0 ] || exit 2
