#!/usr/bin/env bash
# Measures deciding against its targets and prints a table *target | measured | met*. tests/bench/run.sh calls it.
#   run.sh [--write]    --write also puts the table between the markers `decide` of docs/performance.md
# Taken from the environment, all of the release build by default: ENVC, ENVELOPE (the programs), BENCH (the folder of bench_generate and
# bench_decide), LIBRARY (the shared library).
# Exit status: 0 when every target is met, 2 when one is missed, 1 when a measurement could not be made.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
envc=${ENVC:-build/release/envc}
envelope=${ENVELOPE:-build/release/envelope}
programs=${BENCH:-build/release}
library=${LIBRARY:-$(find build/release -name 'libenvelope-decide.so*' -type f -print -quit 2>/dev/null || true)}
seed=20260308
work=build/bench/decide
mkdir -p "$work"

. tests/bench/measure.sh

for program in "$envc" "$envelope" "$programs/bench_generate" "$programs/bench_decide"; do
  [ -x "$program" ] || stop "there is no $program; run ./dev bench"
done
[ -f "$library" ] || stop "there is no libenvelope-decide.so; run ./dev bench"

make_table() { # AGENTS: policy, requests and table
  local folder=$work/$1
  "$programs/bench_generate" "$1" "$seed" "$folder" >"$folder.facts" || stop "bench_generate $1 failed"
  accepted "$folder/main.envelope"
  "$envc" build "$folder/main.envelope" -o "$folder/policy.envt" >/dev/null || stop "\`envc build\` fails on $folder/main.envelope"
}

measure_table() { # AGENTS [OPTION...]: checks that table and rival agree, then measures
  local folder=$work/$1
  "$programs/bench_decide" "$folder/policy.envt" "$folder/requests.bin" "${@:2}" >"$folder.figures" ||
    stop "bench_decide found a difference or could not measure $1 agents"
}

figure() { # AGENTS KEY
  local value
  value=$(awk -v key="$2" '$1 == key { print $2; exit }' "$work/$1.figures" "$work/$1.facts")
  [ -n "$value" ] || stop "there is no figure $2 for $1 agents"
  echo "$value"
}

no_more() { awk -v a="$1" -v b="$2" 'BEGIN { print (a + 0 <= b + 0) ? 1 : 0 }'; } # as at_most, for fractions
times() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0) ? a / b : 0 }'; }

sizes=(5 100 1000 10000)
for agents in "${sizes[@]}"; do
  make_table "$agents"
  measure_table "$agents"
done

printf '   %-62s %18s   %s\n' target measured met
for agents in "${sizes[@]}"; do
  for way in text ids; do
    for kind in mean p99; do
      ours=$(figure "$agents" "table.$way.${kind}_ns") theirs=$(figure "$agents" "rival.$way.${kind}_ns")
      row "no slower than by hand: $agents agents, from $way, $kind" "$ours / $theirs ns, $(times "$ours" "$theirs")" \
        "$(no_more "$ours" "$theirs")"
    done
  done
done
for aim in "5 text 100" "10000 text 200" "5 ids 50" "10000 ids 100"; do
  read -r agents way limit <<<"$aim"
  ours=$(figure "$agents" "table.$way.mean_ns")
  row "aim: $agents agents, from $way, $limit ns" "$ours ns" "$(no_more "$ours" "$limit")"
done

make_table 834 # 10,008 rules
measure_table 834 --rounds 1
load=$(figure 834 load_us)
row "load and validate 10,000 rules: 1 ms" "$load us" "$(no_more "$load" 1000)"
bytes=$(figure 10000 deciding_bytes_per_rule)
row "deciding sections, 10,000 agents: 64 bytes per rule" "$bytes bytes" "$(no_more "$bytes" 64)"

strip -o "$work/library" "$library" || stop "$library cannot be stripped"
size=$(stat -c %s "$work/library")
row "the library, stripped: 150 KB" "$(times "$size" 1000) KB" "$(at_most "$size" 150000)"

agent=$(awk '$1 == "agent" { print $2; exit }' "$work/834/part_1.envelope")
question=("$envelope" decide "$work/834/policy.envt" --agent "$agent" git_push branch=main force=false)
answer=$("${question[@]}" 2>&1) || true
[[ $answer =~ deny|propose|ask|allow ]] || stop "\`${question[*]}\` answers: ${answer:0:200}"
cold=$(median_us 51 "${question[@]}")
row "envelope decide, start to answer, 10,000 rules: 3 ms" "$(ms "$cold")" "$(at_most "$cold" 3000)"

make_table 8334 # 100,008 rules
build=("$envc" build "$work/8334/main.envelope" --proof-cache off -o "$work/8334/policy.envt")
took=$(median_us 3 "${build[@]}")
row "envc build, 100,000 rules: 15 s" "$(ms "$took")" "$(at_most "$took" 15000000)"
peak=$(peak_kb "${build[@]}")
row "envc build, 100,000 rules: 1 GB of memory" "$(mb "$peak")" "$(at_most "$peak" 1048576)"
explained=$(figure 10000 explain_p99_us)
row "an explanation, 10,000 agents, p99: 20 us" "$explained us" "$(no_more "$explained" 20)"

facts() { # what was measured: for people, below the table
  local agents key
  printf '| agents | own things | cells | globs | deny, propose, ask, allow | conditional | table, deciding | rival | floor |\n'
  printf '|---|---|---|---|---|---|---|---|---|\n'
  for agents in "${sizes[@]}"; do
    printf '| %s | %s %% | %s | %s |' "$agents" "$(figure "$agents" own_percent)" "$(figure "$agents" distinct_cells)" \
      "$(figure "$agents" distinct_globs)"
    for key in deny propose ask allow; do printf ' %s' "$(figure "$agents" "${key}_percent")"; done
    printf ' %% | %s %% | %s bytes |' "$(figure "$agents" conditional_percent)" "$(figure "$agents" deciding_bytes)"
    printf ' %s bytes | %s ns |\n' \
      "$(figure "$agents" rival_bytes)" "$(figure "$agents" floor.mean_ns)"
  done
  printf '\nCaches: %s.\n' "$(awk '$1 ~ /^cache\./ { printf "%s%s %s", (n++ ? ", " : ""), substr($1, 7), $2 }' "$work/5.figures")"
  sed -n 's/^# clock: /Clock: /p' "$work/5.figures"
  awk '$1 ~ /instructions|branch_misses|l1d_misses|\.cycles/ { print FILENAME ": " $0 }' "$work"/{5,10000}.figures
}
facts | sed 's/^/   /'

if [ "${1:-}" = --write ]; then
  {
    printf 'Measured on %s: %s, %d cores, Debian %s, release preset.\n\n' "$(date -u +%Y-%m-%d)" \
      "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(cat /etc/debian_version)"
    printf '| target | measured | met |\n|---|---|---|\n'
    printf '%s\n' "${rows[@]}"
    printf '\n'
    facts
  } | bash tests/support/replace_section.sh docs/performance.md decide
  echo "   docs/performance.md now holds these figures"
fi
[ "$missed" -eq 0 ] || exit 2
