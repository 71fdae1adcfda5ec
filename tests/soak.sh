# Sourced by ./dev: the long runs. ENVELOPE_SOAK=1 tells a test to run its long version (about an hour in all on two cores), and a test
# may print lines of the form `soak: WHAT | HOW MUCH`; they are copied into docs/testing.md.
# shellcheck shell=bash

soak_table() { # SECONDS RESULT: the section for docs/testing.md; RESULT is what the differential tests came to
  printf 'Last run: %s on %d cores, %d s of fuzzing per target.\n\n' "$(date -u +%Y-%m-%d)" "$(nproc)" "$1"
  printf '| what | how much | result |\n|---|---|---|\n'
  sed -nE "s/^([0-9]+: )?soak: *([^|]*[^| ]) *\| *([^|]*)\$/| \2 | \3 | $2 |/p" build/dev/soak.log
  for log in build/fuzz/*.log; do
    local name=${log##*/} result=passed
    grep -q '^SUMMARY\|ERROR: ' "$log" && result=FAILED
    printf '| fuzz %s | %s inputs | %s |\n' "${name%.log}" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" "$result"
  done
}

command_soak() {
  local seconds=${1:-600}
  build dev || fail "the tests do not build"
  export ENVELOPE_SOAK=1
  heading "soak: differential runs"
  local status=0 result=passed
  ctest --test-dir build/dev --parallel "$jobs" -R '^differential' --verbose --timeout 14400 >build/dev/soak.log 2>&1 || status=$?
  grep -E '^[0-9]+: soak: |tests passed|\*\*\*' build/dev/soak.log || true
  if [ "$status" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) result=FAILED; fi
  rm -f build/fuzz/*.log
  run_fuzzers "$seconds"
  soak_table "$seconds" "$result" | bash tests/support/replace_section.sh docs/testing.md soak
  say "the result stands in docs/testing.md"
  closing_line
}
