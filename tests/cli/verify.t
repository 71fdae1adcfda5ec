# envc verify: rules, approvals and claims, proved or refuted

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "UTC"
  > enum Environment { sandbox, production }
  > action deploy(to: Environment)
  > action spend(amount: Money)
  > human taylor
  > default approval review { from taylor }
  > agent bolt {
  >   allow deploy
  >   allow deploy when to is sandbox  // was first
  >   allow spend when amount < $100
  >   ask spend when amount > $100
  > }
  > assert "production always meets a human" never allow deploy when to is production
  > END
  $ envc verify fleet.envelope
  warning[ENV2104]: `allow deploy when to is sandbox` changes no decision: everything it speaks of is decided alike without it
   --> fleet.envelope:9:3
    |
  8 |   allow deploy
    |   ------------ because of this
  9 |   allow deploy when to is sandbox  // was first
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ can be removed without changing a decision
    |
    = help: remove it, or say more exactly what it was to add
    = fix: remove the rule
  9 -   allow deploy when to is sandbox  // was first
  
  warning[ENV2112]: nothing is granted at $100.00, which lies between two rules
    --> fleet.envelope:10:3
     |
  10 |   allow spend when amount < $100
     |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ends before $100.00
  11 |   ask spend when amount > $100
     |   ---------------------------- begins after $100.00
     |
     = witness: envelope decide fleet.envt --agent bolt spend 'amount=$100.00'
                expected: granted as just above and just below
                actual:   deny
     = help: write `<=` or `>=` in one of them, or refuse $100.00 in a rule of its own
  
  error[ENV2604]: the claim "production always meets a human" does not hold
    --> fleet.envelope:13:1
     |
   8 |   allow deploy
     |   ------------ decides it
  ...
  13 | assert "production always meets a human" never allow deploy when to is production
     | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
     | |
     | a request breaks it
     |
     = witness: envelope decide fleet.envt --agent bolt deploy to=production
                expected: not allow
                actual:   allow
  
  1 error, 2 warnings
  1 policy verified: 4 statements in 2 distinct cells, 1 claim
  [3]

The request of a finding is a command.

  $ envc build fleet.envelope -o fleet.envt --unproved 2>/dev/null
  $ envelope decide fleet.envt --allow-unproved --agent bolt deploy to=production | head -1
  allow

One line each, and what machines read.

  $ envc verify --format short fleet.envelope
  fleet.envelope:9:3: warning[ENV2104]: `allow deploy when to is sandbox` changes no decision: everything it speaks of is decided alike without it
  fleet.envelope:10:3: warning[ENV2112]: nothing is granted at $100.00, which lies between two rules
  fleet.envelope:13:1: error[ENV2604]: the claim "production always meets a human" does not hold
  [3]
  $ envc verify --format github fleet.envelope
  ::warning file=fleet.envelope,line=9,col=3,endLine=9,endColumn=34,title=ENV2104::`allow deploy when to is sandbox` changes no decision: everything it speaks of is decided alike without it (can be removed without changing a decision)%0Ahelp: remove it, or say more exactly what it was to add
  ::warning file=fleet.envelope,line=10,col=3,endLine=10,endColumn=33,title=ENV2112::nothing is granted at $100.00, which lies between two rules (ends before $100.00)%0Ahelp: write `<=` or `>=` in one of them, or refuse $100.00 in a rule of its own
  ::error file=fleet.envelope,line=13,col=1,endLine=13,endColumn=82,title=ENV2604::the claim "production always meets a human" does not hold (a request breaks it)
  [3]
  $ envc verify --format junit fleet.envelope
  <?xml version="1.0" encoding="UTF-8"?>
  <testsuites tests="3" failures="3">
    <testsuite name="envc" tests="3" failures="3">
      <testcase classname="ENV2104" name="`allow deploy when to is sandbox` changes no decision: everything it speaks of is decided alike without it">
        <failure type="warning" message="`allow deploy when to is sandbox` changes no decision: everything it speaks of is decided alike without it">fleet.envelope:9:3
  fleet.envelope:8: because of this
  help: remove it, or say more exactly what it was to add</failure>
      </testcase>
      <testcase classname="ENV2112" name="nothing is granted at $100.00, which lies between two rules">
        <failure type="warning" message="nothing is granted at $100.00, which lies between two rules">fleet.envelope:10:3
  fleet.envelope:11: begins after $100.00
  help: write `&lt;=` or `&gt;=` in one of them, or refuse $100.00 in a rule of its own
  witness: envelope decide fleet.envt --agent bolt spend &apos;amount=$100.00&apos;</failure>
      </testcase>
      <testcase classname="ENV2604" name="the claim &quot;production always meets a human&quot; does not hold">
        <failure type="error" message="the claim &quot;production always meets a human&quot; does not hold">fleet.envelope:13:1
  fleet.envelope:8: decides it
  witness: envelope decide fleet.envt --agent bolt deploy to=production</failure>
      </testcase>
    </testsuite>
  </testsuites>
  [3]
  $ envc verify --format markdown fleet.envelope
  1 error, 2 warnings.
  
  ### warning ENV2104: `allow deploy when to is sandbox` changes no decision: everything it speaks of is decided alike without it
  
  - `fleet.envelope:9` can be removed without changing a decision
  - `fleet.envelope:8` because of this
  - help: remove it, or say more exactly what it was to add
  
  ### warning ENV2112: nothing is granted at $100.00, which lies between two rules
  
  - `fleet.envelope:10` ends before $100.00
  - `fleet.envelope:11` begins after $100.00
  - help: write `<=` or `>=` in one of them, or refuse $100.00 in a rule of its own
  
  ```sh
  envelope decide fleet.envt --agent bolt spend 'amount=$100.00'
  ```
  
  Expected granted as just above and just below, decided deny.
  
  ### error ENV2604: the claim "production always meets a human" does not hold
  
  - `fleet.envelope:13` a request breaks it
  - `fleet.envelope:8` decides it
  
  ```sh
  envelope decide fleet.envt --agent bolt deploy to=production
  ```
  
  Expected not allow, decided allow.
  [3]
  $ envc verify --format json fleet.envelope | grep -A4 '"witness": {' | head -5
        "witness": {
          "request": "envelope decide fleet.envt --agent bolt spend 'amount=$100.00'",
          "expected": "granted as just above and just below",
          "actual": "deny"
        },
  $ envc verify --format sarif fleet.envelope | grep -c '"ruleId": "ENV2604"'
  1

A fix is proposed only after the policy with it was verified.

  $ envc verify --fix --format short fleet.envelope
  1 fix applied
  fleet.envelope:9:3: warning[ENV2112]: nothing is granted at $100.00, which lies between two rules
  fleet.envelope:12:1: error[ENV2604]: the claim "production always meets a human" does not hold
  [3]
  $ grep -c 'was first' fleet.envelope
  0
  [1]

A policy with errors is not verified.

  $ printf 'action read\nagent bolt { allow write }\n' | envc verify --format short -
  <stdin>:2:20: error[ENV0201]: there is no action or class `write`
  [3]

What could not be worked out is no proof.

  $ envc verify --solver-limit 1 --explain-unknown fleet.envelope 2>&1 | head -7
  warning[ENV2901]: not proved: whether anything is left out at $100.00
   --> fleet.envelope:9:3
    |
  9 |   allow spend when amount < $100
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    |
    = note: limit: the work of the solver on one question goes beyond 1 units
  $ envc verify --solver-limit 1 fleet.envelope >/dev/null 2>&1
  [4]

  $ envc verify --diagram-limit 3 --format text fleet.envelope 2>&1 | head -8
  warning[ENV2901]: not proved: what is said about `bolt spend`
   --> fleet.envelope:9:3
    |
  9 |   allow spend when amount < $100
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    |
    = note: limit: the diagrams of one cell grow beyond 3 nodes
  

A policy without a finding says what was proved.

  $ cat >clean.envelope <<'END'
  > policy clean timezone "UTC"
  > action deploy(branch: String)
  > agent bolt { allow deploy when branch matches "feature/**" }
  > assert "main is left alone" never allow deploy when branch is "main"
  > END
  $ envc verify clean.envelope
  1 policy verified: 1 statement in 1 distinct cell, 1 claim

The questions that were put to the solver.

  $ envc verify --emit queries clean.envelope
  ; `bolt deploy`: whether the claim "main is left alone" is broken
  ; expected: unsat
  (set-logic QF_LIA)
  (declare-const code0 Int)
  (assert (<= 0 code0 2))
  (define-fun t4 () Bool (= code0 1))
  (define-fun t6 () Bool (= code0 1))
  (define-fun t10 () Bool (= code0 2))
  (define-fun t12 () Bool (= code0 2))
  (define-fun t13 () Bool (not t10))
  (define-fun t24 () Bool (and t6 t10))
  (assert t24)
  (push 1)
  (check-sat)
  (reset)

An acceptance may expire.

  $ cat >accepted.envelope <<'END'
  > policy accepted timezone "UTC"
  > action read(path: Path)
  > agent bolt { allow read when path under "/srv"  allow read when path under "/srv/docs" }
  > accept ENV2104 for bolt because "kept for the auditors" until 2027-01-01
  > END
  $ envc verify --format short --now 2026-12-31T23:59:59Z accepted.envelope
  accepted.envelope:4:1: info[ENV2904]: 1 finding of ENV2104 accepted: kept for the auditors
  $ envc verify --format short --now 2027-01-01T00:00:00Z accepted.envelope
  accepted.envelope:3:49: warning[ENV2104]: `allow read when path under "/srv/docs"` changes no decision: everything it speaks of is decided alike without it
  accepted.envelope:4:1: error[ENV2903]: the acceptance of ENV2104 has expired
  [3]
  $ envc verify --now tomorrow accepted.envelope
  envc verify: `--now` takes an instant like 2026-03-08T02:30:00Z
  [1]
  $ envc verify --solver-limit much accepted.envelope
  `--solver-limit` takes a number from 1 to 4294967295
  [1]
