#!/usr/bin/env bash
# The runner of transcripts must fail when it should: tests/cli/self_test.sh RUNNER ENVC
set -u
runner=$(realpath "$1") && program=$(realpath "$2") || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
faults=0

# try EXPECTED-EXIT WHAT TRANSCRIPT-AS-FORMAT
try() {
  # shellcheck disable=SC2059
  printf "$3" >case.t
  bash "$runner" "$program" case.t >log 2>&1
  local code=$?
  [ "$code" = "$1" ] && return
  echo "$2: the runner gave $code, not $1"
  cat log
  faults=$((faults + 1))
}

unset ENVELOPE_UPDATE CI
try 0 "a transcript that is true" 'Prose.\n\n  $ echo a; (exit 3)\n  a\n  [3]\n'
try 1 "other output" '  $ echo a\n  b\n'
try 1 "output where none is expected" '  $ echo a\n'
try 1 "no output where some is expected" '  $ true\n  a\n'
try 1 "an exit code that is not expected" '  $ false\n'
try 1 "an exit code that does not come" '  $ true\n  [1]\n'
try 1 "an end of line that does not come" '  $ printf a\n  a\n'
try 1 "a shell that ends before the last command" '  $ exit 0\n  $ true\n'
try 1 "a transcript without a command" 'Prose alone.\n'
try 1 "another version of the program" '  $ envc version\n  envc 999\n'

export ENVELOPE_SANITIZED=1
try 77 "a transcript that is not for sanitizers" 'Not with sanitizers: no.\n\n  $ echo a\n  b\n'
grep -q 'skipped case.t. Not with sanitizers: no.' log || { echo "the runner skipped without a word" && faults=$((faults + 1)); }
try 0 "a transcript that is for sanitizers too" '  $ echo a\n  a\n'
unset ENVELOPE_SANITIZED
try 1 "a transcript that is not for sanitizers, without them" 'Not with sanitizers: no.\n\n  $ echo a\n  b\n'

export ENVELOPE_UPDATE=1
try 0 "an update" '  $ cat <<X\n  > a\n  > X\n  b\n'
[ "$(cat case.t)" = $'  $ cat <<X\n  > a\n  > X\n  a' ] || { echo "the update wrote:" && cat case.t && faults=$((faults + 1)); }
export CI=1
try 1 "an update where CI is set" '  $ echo a\n  b\n'
exit $((faults > 0))
