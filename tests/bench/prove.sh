#!/usr/bin/env bash
# Measures `envc verify` against the speed targets and prints a table *target | measured | met*. `./dev bench` calls it with ENVC set.
#   prove.sh [--write]    --write also puts the table into docs/performance.md
# Exit status: 0 when every target is met, 2 when one is missed, 1 when a measurement could not be made.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
envc=${ENVC:-build/release/envc}
[ -x "$envc" ] || { echo "bench: there is no $envc; run ./dev bench" >&2; exit 1; }
work=build/bench
mkdir -p "$work"

. tests/bench/measure.sh

for rules in 1000 10000; do
  tests/bench/generate.sh "$rules" "$work/$rules"
  output=$("$envc" verify "$work/$rules/main.envelope" 2>&1) || stop "\`envc verify\` on $rules rules ends badly: ${output:0:200}"
  [[ $output != *ENV[0-9]* ]] || stop "\`envc verify\` on $rules rules has findings, so its time is that of another path: ${output:0:200}"
done

printf '   %-62s %18s   %s\n' target measured met
thousand=$(median_us 11 "$envc" verify "$work/1000/main.envelope")
row "verify 1,000 rules, start to finish: 2 s" "$(ms "$thousand")" "$(at_most "$thousand" 2000000)"
row "verify 1,000 rules after one was edited: 200 ms" "$(ms "$thousand")" "$(at_most "$thousand" 200000)"
myriad=$(median_us 5 "$envc" verify "$work/10000/main.envelope")
row "verify 10,000 rules: 10 s" "$(ms "$myriad")" "$(at_most "$myriad" 10000000)"
row "verify 10,000 rules after one was edited: 1 s" "$(ms "$myriad")" "$(at_most "$myriad" 1000000)"
peak=$(peak_kb "$envc" verify "$work/10000/main.envelope")
row "verify 10,000 rules: 1 GB of memory" "$(mb "$peak")" "$(at_most "$peak" 1048576)"

# Ten rules of the 10,000 changed: a wider branch here and there.
changed=$work/10000_changed
rm -rf "$changed" && cp -r "$work/10000" "$changed"
awk '/allow git_push when branch matches/ && ++n % 80 == 0 && m < 10 { sub(/"(feature|fix|chore)\/\*\*"/, "\"**\""); ++m } { print }' \
  "$work/10000/parts/part_1.envelope" >"$changed/parts/part_1.envelope"
output=$("$envc" diff "$work/10000/main.envelope" "$changed/main.envelope") || stop "\`envc diff\` ends badly: ${output:0:200}"
[[ $output == *": 10 wider, "* ]] || stop "\`envc diff\` does not see ten wider rules: ${output:0:200}"
compared=$(median_us 5 "$envc" diff "$work/10000/main.envelope" "$changed/main.envelope")
row "diff of 10,000 rules against 10 changed ones: 2 s" "$(ms "$compared")" "$(at_most "$compared" 2000000)"

# Tables proved equal to their source: what a build with proof takes, and what of it is the proof.
tests/bench/generate.sh 100000 "$work/100000"
built=$(median_us 3 "$envc" build "$work/100000/main.envelope" --proof-cache off -o "$work/100000.envt")
row "build 100,000 rules and prove the table: 20 s" "$(ms "$built")" "$(at_most "$built" 20000000)"
peak=$(peak_kb "$envc" build "$work/100000/main.envelope" --proof-cache off -o "$work/100000.envt")
row "build 100,000 rules and prove the table: 1 GB of memory" "$(mb "$peak")" "$(at_most "$peak" 1048576)"
# 5,000 agents, each with thresholds of its own on seven attributes that may be absent: 3^7 cases, about 11 bits, in each cell.
mkdir -p "$work/cells"
awk 'BEGIN {
  print "policy cells"
  print "action act(a?: Count, b?: Count, c?: Count, d?: Count, e?: Count, f?: Count, g?: Count)"
  for (i = 1; i <= 5000; ++i)
    printf "agent n%d { allow act when a < %d and (b < %d or c < %d) deny act when d > %d or e > %d %s}\n",
      i, i, i + 1, i + 2, i + 3, i + 4, sprintf("ask act when f > %d and g > %d ", i + 5, i + 6)
  print "human owner"
  print "default approval boss { from owner }"
}' >"$work/cells/main.envelope"
output=$("$envc" build "$work/cells/main.envelope" --proof-cache off -o "$work/cells.envt" 2>&1) ||
  stop "\`envc build\` of 5,000 cells ends badly: ${output:0:200}"
proved='proved equal to its source: ([0-9]+) distinct cells, [0-9]+ by trying ([0-9]+) cases'
[[ $output =~ $proved ]] || stop "no proof: ${output:0:300}"
cells=${BASH_REMATCH[1]} cases=${BASH_REMATCH[2]}
with_proof=$(median_us 5 "$envc" build "$work/cells/main.envelope" --proof-cache off -o "$work/cells.envt")
without=$(median_us 5 "$envc" build "$work/cells/main.envelope" --proof-cache off -o "$work/cells.envt" --unproved)
row "proof of $cells distinct cells, $cases cases: 1 s" "$(ms $((with_proof - without)))" "$(at_most $((with_proof - without)) 1000000)"

overlap=$(find "$(dirname "$envc")" -name bench_overlap -type f | head -n 1)
[ -n "$overlap" ] || stop "bench_overlap is not built; run ./dev bench"
read -r _ pairs _ median _ unknown < <("$overlap")
row "overlap and inclusion of two patterns, median of $pairs: 0.1 ms" "$(ms $((median / 1000)))" "$(at_most "$median" 100000)"
row "patterns that no answer is found for: 0" "$unknown" "$(at_most "$unknown" 0)"

# Beside it: the same patterns, asked of a solver with a theory of texts.
naive=$(find "$(dirname "$envc")" -name bench_naive -type f | head -n 1)
[ -n "$naive" ] || stop "bench_naive is not built; run ./dev bench"
read -r _ asked _ slow _ unanswered < <("$naive" 40 2000)
beside="a solver with a theory of texts, asked about $asked of these pairs: $(ms "$slow") median, $unanswered not answered within 2 s"
printf '   %s\n' "$beside"

# And the same checks on the same policy: every rule alone and every pair of rules of an agent and action, as questions for that solver.
naive_policy=$(find "$(dirname "$envc")" -name bench_naive_policy -type f | head -n 1)
[ -n "$naive_policy" ] || stop "bench_naive_policy is not built; run ./dev bench"
tests/bench/generate.sh 60 "$work/60"
ours=$(median_us 11 "$envc" verify "$work/60/main.envelope")
read -r _ few _ all _ put _ open _ slow < <("$naive_policy" "$work/60/main.envelope" 2000 300)
policies="the same checks on a policy of 60 rules ($few with those of its tiers), rule by rule and pair by pair: "
policies+="$put of $all questions put in "
policies+="$(ms $((slow * 1000))), $open of them not answered within 2 s; \`envc verify\` takes $(ms "$ours")"
printf '   %s\n' "$policies"

if [ "${1:-}" = --write ]; then
  {
    printf 'Measured on %s: %s, %d cores, Debian %s, release preset.\n\n' "$(date -u +%Y-%m-%d)" \
      "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(cat /etc/debian_version)"
    printf '| target | measured | met |\n|---|---|---|\n'
    printf '%s\n' "${rows[@]}"
    printf '\nBeside it, %s.\n\nAlso beside it, %s.\n' "$beside" "$policies"
  } | bash tests/support/replace_section.sh docs/performance.md prove
  echo "   docs/performance.md now holds these figures"
fi
[ "$missed" -eq 0 ] || exit 2
