#!/usr/bin/env bash
# Tests the TextMate grammar: scopes written out in test/grammar, and snapshots of whole policies in test/snap.
#
#   test.sh                       runs both
#   ENVELOPE_UPDATE=1 test.sh     writes the snapshots anew; review them with git diff
#
# What it needs from npm is installed once for each state of test/package-lock.json, into
# ${XDG_CACHE_HOME:-$HOME/.cache}/envelope/npm-vscode. Nothing but snapshots is ever written beside the sources.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
readonly EXTENSION=$PWD
readonly SNAPSHOTS=$EXTENSION/test/snap
readonly POLICIES=(stdlib/std.envelope examples/openclaw/openclaw.envelope)
readonly FORMS=26

fail() {
  echo "test.sh: $*" >&2
  exit 1
}

# shellcheck source=tests/support/npm_packages.sh
. ../tests/support/npm_packages.sh

run_tool() { # EXTENSION PROGRAM GLOB
  FORCE_COLOR=0 node "$tools/node_modules/vscode-tmgrammar-test/dist/$2.js" --config "$1/package.json" "$3"
}

test_scopes() {
  local number
  for ((number = 1; number <= FORMS; ++number)); do
    compgen -G "test/grammar/$(printf %02d "$number")_*.test.envelope" >/dev/null || fail "test/grammar has no file for form $number"
  done
  run_tool "$EXTENSION" unit 'test/grammar/*.test.envelope'
}

# The tool looks for a snapshot beside the policy, and takes a missing one for a wish to write it.
test_snapshots() {
  local policy name
  for policy in "${POLICIES[@]}"; do
    name=$(basename "$policy")
    cp "../$policy" "$scratch/$name"
    [ -n "$update" ] || [ -e "$SNAPSHOTS/$name.snap" ] || fail "test/snap/$name.snap is missing; ENVELOPE_UPDATE=1 writes it"
    [ -n "$update" ] || cp "$SNAPSHOTS/$name.snap" "$scratch/$name.snap"
  done
  if ! (cd "$scratch" && run_tool "$EXTENSION" snapshot '*.envelope'); then
    fail "snapshots differ; if that is meant, ENVELOPE_UPDATE=1 vscode-extension/test.sh writes them anew"
  fi
  [ -z "$update" ] || cp "$scratch"/*.snap "$SNAPSHOTS"
}

# A test that cannot fail is none: with a grammar that has no `deny`, both kinds must find something.
test_that_tests_bite() {
  local broken=$scratch/broken
  mkdir -p "$broken/syntaxes"
  cp package.json "$broken"
  sed 's/\\\\bdeny\\\\b/\\\\bforbid\\\\b/' syntaxes/envelope.tmLanguage.json >"$broken/syntaxes/envelope.tmLanguage.json"
  ! cmp -s syntaxes/envelope.tmLanguage.json "$broken/syntaxes/envelope.tmLanguage.json" || fail "the grammar could not be broken"
  if run_tool "$broken" unit 'test/grammar/19_rule.test.envelope' >/dev/null 2>&1; then fail "scopes: a broken grammar is not noticed"; fi
  if (cd "$scratch" && run_tool "$broken" snapshot openclaw.envelope) >/dev/null 2>&1; then
    fail "snapshots: a broken grammar is not noticed"
  fi
  echo "a broken grammar is noticed"
}

update=${ENVELOPE_UPDATE:-}
[ -z "$update" ] || [ -z "${CI:-}" ] || fail "ENVELOPE_UPDATE is for a person at a desk: in CI, expectations do not change"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
npm_packages vscode test
node syntaxes/build.mjs --check
test_scopes
test_snapshots
test_that_tests_bite
