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
