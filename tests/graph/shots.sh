#!/usr/bin/env bash
# Takes the pictures of docs/graph.md in Chromium: shots.sh ENVC
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
fail() {
  echo "shots.sh: $*" >&2
  exit 1
}
. tests/support/npm_packages.sh

[ $# -eq 1 ] || fail "usage: shots.sh ENVC"
envc=$(realpath "$1")
npm_packages graph tests/graph
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tests/graph/fleet.sh 200 >"$scratch/fleet.envelope"
"$envc" graph examples/openclaw/openclaw.envelope -o "$scratch/openclaw.svg"
"$envc" graph "$scratch/fleet.envelope" -o "$scratch/fleet.svg"
mkdir -p docs/pictures
for name in openclaw fleet; do
  NODE_PATH=$tools/node_modules node tests/graph/shot.cjs "$(command -v chromium)" "$scratch/$name.svg" "docs/pictures/graph-$name.png"
done
