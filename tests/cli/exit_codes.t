# Exit codes: what happened worst

  $ printf 'policy a\naction read\nagent bolt { allow read }\ntest "t" { bolt read -> allow }\n' >good.envelope
  $ printf 'policy a\naction read\nagent bolt { allow read }\ntest "t" { bolt read -> deny }\n' >failing.envelope
  $ printf 'policy a\nagent bolt { allow read }\n' >rejected.envelope

  $ envc test good.envelope >/dev/null 2>&1
  $ envc test good.envelope failing.envelope >/dev/null 2>&1
  [2]

Rejected (3) over failed (2), whatever comes first.

  $ envc test failing.envelope rejected.envelope good.envelope >/dev/null 2>&1
  [3]
  $ envc test rejected.envelope failing.envelope >/dev/null 2>&1
  [3]

No work done (1) over both.

  $ envc test failing.envelope rejected.envelope missing.envelope >/dev/null 2>&1
  [1]
  $ envc check missing.envelope rejected.envelope >/dev/null 2>&1
  [1]
  $ envc fmt --check missing.envelope rejected.envelope >/dev/null 2>&1
  [1]
  $ envc check --emit=model good.envelope rejected.envelope >/dev/full 2>/dev/null
  [1]

A fault of the program itself (70) over all others: here it is given too little memory for a large policy, and says so. Sanitizers cannot be given too
little; with them the answer is only repeated.

  $ { printf 'policy a\naction push(branch: String)\nagent bolt {\n'; for i in $(seq 20000); do echo "  allow push when branch matches \"x/$i/**\""; done; echo '}'; } >large.envelope
  $ starved() { if [ -n "$ENVELOPE_SANITIZED" ]; then echo 'error[ENV9001]:'; return 70; else limited 50000 "$@" 2>&1 | grep ENV9001 | cut -c1-15; return "${PIPESTATUS[0]}"; fi; }
  $ starved envc check large.envelope
  error[ENV9001]:
  [70]
  $ starved envc check missing.envelope large.envelope rejected.envelope
  error[ENV9001]:
  [70]
  $ starved envc test failing.envelope large.envelope missing.envelope
  error[ENV9001]:
  [70]
  $ starved envc why large.envelope bolt push branch=main
  error[ENV9001]:
  [70]
  $ starved envc build large.envelope
  error[ENV9001]:
  [70]
  $ starved envc fmt --check large.envelope missing.envelope
  error[ENV9001]:
  [70]
  $ ls *.envt 2>/dev/null
  [2]
