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

status=0
for path in runtime/decide/directory.cpp runtime/decide/validate_*.cpp runtime/decide/automaton.cpp; do
  name=$(basename "$path" .cpp)
  counters=$(find "$build/runtime/decide" -name "$name.cpp.gcda")
  percent=$(gcov -n -o "$(dirname "$counters")" "$counters" 2>/dev/null | awk -v file="runtime/decide/$name.cpp" '
    /^File/ { ours = index($0, file) > 0 }
    ours && /^Lines executed/ { sub(/^Lines executed:/, ""); sub(/% of.*/, ""); print; exit }')
  printf '%-24s %6s %%\n' "$name.cpp" "$percent"
  awk -v p="$percent" 'BEGIN { exit !(p < 95) }' && status=1
done
exit "$status"
