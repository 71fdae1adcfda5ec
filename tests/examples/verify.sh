#!/usr/bin/env bash
# verify.sh ENVC: what is proved of the examples. The transcription has the contradictions of its document, the ways round its rules,
# and no others; the repaired policy and the standard library have none.
set -euo pipefail
export LC_ALL=C
envc=$1
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

expect() { # POLICY EXIT CODES...
  local policy=$1 status=0 output codes
  local exit=$2
  shift 2
  output=$("$envc" verify --format short --now 2027-01-15T00:00:00Z "$policy" 2>&1) || status=$?
  codes=$(grep -oE '\[ENV[0-9]+\]' <<<"$output" | tr -d '[]' | sort | tr '\n' ' ' || true)
  if [ "$status" -ne "$exit" ] || [ "$codes" != "${*:+$* }" ]; then
    printf '%s: exit %d, findings: %s\n%s\n' "$policy" "$status" "$codes" "$output" >&2
    exit 1
  fi
}

expect examples/openclaw/openclaw.envelope 3 ENV2103 ENV2104 ENV2108 ENV2201 ENV2304 ENV2304
expect examples/openclaw-repaired/openclaw.envelope 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'policy all "Everything the standard library says"\n\nimport std\n' >"$work/std.envelope"
expect "$work/std.envelope" 0
cat >"$work/team.envelope" <<'POLICY'
policy team timezone "UTC"
import std
import template.proactive(daily_tokens: 500_000)
human taylor
human jeff
default approval review { from taylor, jeff }
agent bolt is auto { holds IO_WRITE_LOCAL, TOOL_EXEC_LOCAL  allow git_commit, run_tests }
POLICY
expect "$work/team.envelope" 0
