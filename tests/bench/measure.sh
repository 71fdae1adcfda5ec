# Sourced by the benchmarks, with `work` set to a folder for scratch files and `envc` to the program: measuring, and rows
# *target | measured | met*.
# shellcheck shell=bash disable=SC2154,SC2034

stop() { printf 'bench: %s\n' "$*" >&2; exit 1; }

accepted() { # FILE: the policy must be accepted without a finding, or the figure would be that of an error path
  local output status=0
  output=$("$envc" check "$1" 2>&1) || status=$?
  [[ $status -eq 0 && $output != *ENV[0-9]* ]] || {
    head -n 12 <<<"$output" >&2
    stop "\`envc check $1\` ends with $status and findings, so its time says nothing"
  }
}

median_us() { # RUNS COMMAND...: the median wall-clock time in microseconds; exit status and output of the command do not count
  local runs=$1 began all=() i
  shift
  "$@" >/dev/null 2>&1 || true # once to warm the disk cache
  if command -v hyperfine >/dev/null; then
    hyperfine -N -i --warmup 1 --runs "$runs" --export-csv "$work/hyperfine.csv" "$(printf '%q ' "$@")" >/dev/null 2>&1 || return 1
    awk -F, 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == "median") column = i } NR == 2 { printf "%d\n", $column * 1e6 }' \
      "$work/hyperfine.csv"
    return
  fi
  for ((i = 0; i < runs; ++i)); do
    began=${EPOCHREALTIME/./}
    "$@" >/dev/null 2>&1 || true
    all+=($((${EPOCHREALTIME/./} - began)))
  done
  printf '%s\n' "${all[@]}" | sort -n | sed -n "$(((runs + 1) / 2))p"
}

peak_kb() { # COMMAND...: the largest resident set
  local result=$work/peak
  command -v /usr/bin/time >/dev/null || stop "the package \`time\` is missing"
  /usr/bin/time -o "$result" -f '%M' "$@" >/dev/null 2>&1 || true
  tail -n 1 "$result"
}

rows=()
missed=0
row() { # TARGET MEASURED MET(0 or 1)
  local met=yes
  [ "$3" -eq 1 ] || { met=NO; missed=1; }
  rows+=("| $1 | $2 | $met |")
  printf '   %-62s %18s   %s\n' "$1" "$2" "$met"
}
at_most() { echo $(($1 <= $2)); }
ms() { printf '%d.%02d ms' $(($1 / 1000)) $(($1 % 1000 / 10)); }
mb() { printf '%d MB' $((($1 + 1023) / 1024)); }
