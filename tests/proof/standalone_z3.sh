#!/usr/bin/env bash
# standalone_z3.sh ENVC Z3: every question of `envc verify --emit=queries`, put to the solver's own program. Its answers are those that the
# decision diagrams gave (`; expected:`), about the examples, the policies of the golden tests, and a thousand rules with forty defects.
set -euo pipefail
export LC_ALL=C
envc=$1 z3=$2
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
tests/bench/generate.sh 1000 "$work/planted" && tests/planted/plant.sh "$work/planted"

questions() { "$envc" verify --crossings --now 2027-01-15T00:00:00Z --emit=queries "$1" 2>/dev/null || true; }
{
  questions examples/openclaw
  questions examples/openclaw-repaired
  questions "$work/planted/main.envelope"
  # Golden files of several parts are left out: what stands behind `//---` is no part of the first.
  find tests/golden/verify -name '*.envelope' | sort | while read -r golden; do
    ! grep -q '^//---' "$golden" || continue
    sed '/^\/\/===/,$d' "$golden" >"$work/golden.envelope"
    questions "$work/golden.envelope"
  done
} >"$work/questions.smt2"
sed -n 's/^; expected: //p' "$work/questions.smt2" >"$work/ours"
"$z3" "$work/questions.smt2" >"$work/theirs" 2>&1 || true

compare() { # OURS: names the first question answered otherwise
  cmp -s "$1" "$work/theirs" && return
  at=$(cmp "$1" "$work/theirs" 2>&1 | sed -n 's/.*line \([0-9]*\).*/\1/p')
  echo "question ${at:-behind the last}: expected $(sed -n "${at:-\$}p" "$1"), z3 says $(sed -n "${at:-\$}p" "$work/theirs")"
  return 1
}
sat=$(grep -cx sat "$work/ours") unsat=$(grep -cx unsat "$work/ours")
compare "$work/ours" >&2
echo "$((sat + unsat)) questions answered alike by $("$z3" --version): $sat sat, $unsat unsat"
[[ $sat -ge 10 && $unsat -ge 80 ]] || { echo "too few to show anything" >&2; exit 1; }
# One answer turned round is noticed.
sed '$s/unsat/x/;$s/sat/unsat/;$s/x/sat/' "$work/ours" >"$work/turned"
if compare "$work/turned" >/dev/null; then echo "a wrong answer is not noticed" >&2; exit 1; fi
