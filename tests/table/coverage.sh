#!/usr/bin/env bash
# Line coverage of everything that reads the bytes of a table before they are believed, by the tests of tables and automata. Fails
# below 95 %.
#   tests/table/coverage.sh     configures and builds the preset `coverage` as far as it needs
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
cmake --preset coverage >/dev/null
cmake --build --preset coverage --target table_tests unit_automata >/dev/null
build=build/coverage
find "$build" -name '*.gcda' -delete
"$build/tests/table/table_tests" >/dev/null
"$build/tests/unit_automata" >/dev/null

# The library is one translation unit: its counters are one file, which names the lines of each source.
counters=$(find "$build/runtime/decide" -name '*.gcda')
report=$(mktemp)
trap 'rm -f "$report"' EXIT
for counter in $counters; do gcov -n -o "$(dirname "$counter")" "$counter" 2>/dev/null; done >"$report"

status=0
for path in runtime/decide/directory.cpp runtime/decide/validate_*.cpp runtime/decide/automaton.cpp; do
  percent=$(awk -v file="$path" '
    /^File/ { ours = index($0, file) > 0 }
    ours && /^Lines executed/ { sub(/^Lines executed:/, ""); sub(/% of.*/, ""); print; exit }' "$report")
  [ -n "$percent" ] || { echo "coverage.sh: no line of $path was counted" >&2; exit 1; }
  printf '%-24s %6s %%\n' "$(basename "$path")" "$percent"
  awk -v p="$percent" 'BEGIN { exit !(p < 95) }' && status=1
done
exit "$status"
