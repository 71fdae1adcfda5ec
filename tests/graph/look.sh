#!/usr/bin/env bash
# Draws graphs with envc and looks at them in Chromium: look.sh ENVC [--write]
# A handful of agents (examples/openclaw), two hundred (fleet.sh) and a policy of hostile names; then pictures that are broken on purpose.
# --write also takes the pictures of docs/graph.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
fail() {
  echo "look.sh: $*" >&2
  exit 1
}
. tests/support/npm_packages.sh

[ $# -eq 1 ] || [ "${2:-}" = --write ] || fail "usage: look.sh ENVC [--write]"
envc=$(realpath "$1")
command -v dot >/dev/null || fail "Graphviz is needed (apt-get install graphviz)"
chromium=$(command -v chromium || command -v chromium-browser) || fail "Chromium is needed (apt-get install chromium)"
npm_packages graph tests/graph
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

draw() { # NAME POLICY [OPTION...]
  local name=$1 policy=$2
  shift 2
  "$envc" graph "$policy" -o "$scratch/$name.svg" "$@"
  "$envc" graph "$policy" -o "$scratch/$name.json" --format json "$@"
  "$envc" verify "$policy" --format json >"$scratch/$name.findings.json" 2>/dev/null || true
}
draw openclaw examples/openclaw/openclaw.envelope
tests/graph/fleet.sh 200 >"$scratch/fleet.envelope"
draw fleet "$scratch/fleet.envelope"
cp tests/graph/hostile.envelope "$scratch"
draw hostile "$scratch/hostile.envelope"

NODE_PATH=$tools/node_modules node tests/graph/look.cjs "$chromium" "$scratch" openclaw fleet hostile
[ "${2:-}" = --write ] || exit 0
mkdir -p docs/pictures
for name in openclaw fleet; do
  NODE_PATH=$tools/node_modules node tests/graph/shot.cjs "$chromium" "$scratch/$name.svg" "docs/pictures/graph-$name.png"
done
