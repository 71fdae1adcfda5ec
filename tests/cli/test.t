# envc test: the tests in a policy

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "Europe/Berlin"
  > action push(branch: String)
  > human owner
  > default approval owner_approval { from owner }
  > agent bolt {
  >   allow push when branch matches "feature/**"
  >   ask push when branch is "main"
  > }
  > deny push when time in 22:00..06:00
  > 
  > test "by day" with (time: 2026-03-10T12:00) {
  >   bolt push(branch: "feature/login") -> allow
  >   bolt push(branch: "main") -> ask via owner_approval
  > }
  > test "whenever" {
  >   bolt push(branch: "feature/login") -> allow
  > }
  > END
  $ envc test fleet.envelope
  ok     by day (2 of 2)
  FAILED whenever (0 of 1)
      bolt push(branch: "feature/login")
        at fleet.envelope:16:3
        expected allow, decided deny
        decided by deny push when time in 22:00..06:00 fleet.envelope:9:1
  
  1 passed, 1 failed
  [2]
  $ envc test --now 2026-03-10T12:00:00Z fleet.envelope
  ok     by day (2 of 2)
  ok     whenever (1 of 1)
  
  2 passed, 0 failed
  $ envc test --now 2026-03-10T23:00:00Z --filter ever fleet.envelope
  FAILED whenever (0 of 1)
      bolt push(branch: "feature/login") with (time: 2026-03-10T23:00:00Z)
        at fleet.envelope:16:3
        expected allow, decided deny
        decided by deny push when time in 22:00..06:00 fleet.envelope:9:1
  
  0 passed, 1 failed, 1 left out
  [2]
  $ envc test --filter "by day" fleet.envelope
  ok     by day (2 of 2)
  
  1 passed, 0 failed, 1 left out
  $ envc test --filter "by nihgt" fleet.envelope
  0 passed, 0 failed, 2 left out
  envc test: no test has a title with these words
  [1]
  $ envc test --now noon fleet.envelope
  envc test: `--now` takes an instant like 2026-03-08T02:30:00Z
  [1]
  $ envc test --coverage --filter day fleet.envelope
  ok     by day (2 of 2)
  
  coverage: 2 of 3 statements applied, 2 of 3 conditions seen in all their values
    never applied:    deny push when time in 22:00..06:00 fleet.envelope:9:1
    never true, unknown: time in 22:00..06:00
  
  1 passed, 0 failed, 1 left out
  $ envc test --format json --coverage --filter day fleet.envelope
  {
    "coverage": {
      "conditions": [
        {
          "condition": "branch matches \"feature/**\"",
          "false": 1,
          "true": 1,
          "unknown": 0
        },
        {
          "condition": "branch is \"main\"",
          "false": 2,
          "true": 2,
          "unknown": 0
        },
        {
          "condition": "time in 22:00..06:00",
          "false": 2,
          "true": 0,
          "unknown": 0
        }
      ],
      "statements": [
        {
          "applied": 1,
          "considered": 2,
          "place": "fleet.envelope:6:3",
          "text": "allow push when branch matches \"feature/**\""
        },
        {
          "applied": 2,
          "considered": 4,
          "place": "fleet.envelope:7:3",
          "text": "ask push when branch is \"main\""
        },
        {
          "applied": 0,
          "considered": 2,
          "place": "fleet.envelope:9:1",
          "text": "deny push when time in 22:00..06:00"
        }
      ]
    },
    "failed": 0,
    "passed": 1,
    "policy": "fleet",
    "schema_version": 1,
    "tests": [
      {
        "cases": [
          {
            "actual": "allow",
            "decided_by": [
              {
                "place": "fleet.envelope:6:3",
                "text": "allow push when branch matches \"feature/**\""
              }
            ],
            "expected": "allow",
            "passed": true,
            "place": "fleet.envelope:12:3",
            "request": "bolt push(branch: \"feature/login\") with (time: 2026-03-10T11:00:00Z)"
          },
          {
            "actual": "ask via owner_approval",
            "decided_by": [
              {
                "place": "fleet.envelope:7:3",
                "text": "ask push when branch is \"main\""
              }
            ],
            "expected": "ask via owner_approval",
            "passed": true,
            "place": "fleet.envelope:13:3",
            "request": "bolt push(branch: \"main\") with (time: 2026-03-10T11:00:00Z)"
          }
        ],
        "passed": true,
        "title": "by day"
      }
    ]
  }
  $ envc test --format junit fleet.envelope
  <?xml version="1.0" encoding="UTF-8"?>
  <testsuites name="fleet" tests="3" failures="1">
    <testsuite name="by day" tests="2" failures="0">
      <testcase classname="by day" name="bolt push(branch: &quot;feature/login&quot;) with (time: 2026-03-10T11:00:00Z)" file="fleet.envelope"/>
      <testcase classname="by day" name="bolt push(branch: &quot;main&quot;) with (time: 2026-03-10T11:00:00Z)" file="fleet.envelope"/>
    </testsuite>
    <testsuite name="whenever" tests="1" failures="1">
      <testcase classname="whenever" name="bolt push(branch: &quot;feature/login&quot;)" file="fleet.envelope">
        <failure message="expected allow, decided deny">fleet.envelope:16:3</failure>
      </testcase>
    </testsuite>
  </testsuites>
  [2]
  $ envc test --color=always --filter day fleet.envelope | cat -v
  ^[[32mok    ^[[0m by day ^[[2m(2 of 2)^[[0m
  
  1 passed, 0 failed, 1 left out

Several policies; one with a mistake does not keep the others from being tested, and its exit code wins.

  $ printf 'policy b\naction read\nagent bolt { allow raed }\n' >b.envelope
  $ envc test b.envelope fleet.envelope
  error[ENV0201]: there is no action or class `raed`
   --> b.envelope:3:20
    |
  3 | agent bolt { allow raed }
    |                    ^^^^ not declared
    |
    = help: did you mean `read`?
    = fix: write `read`
  3 - agent bolt { allow raed }
  3 + agent bolt { allow read }
  
  1 error
  fleet.envelope
  ok     by day (2 of 2)
  FAILED whenever (0 of 1)
      bolt push(branch: "feature/login")
        at fleet.envelope:16:3
        expected allow, decided deny
        decided by deny push when time in 22:00..06:00 fleet.envelope:9:1
  
  1 passed, 1 failed
  [3]

For machines there is one document about all of them. What could not be tested stands there too, as no success.

  $ printf 'policy c\naction read\nagent bolt { allow read }\ntest "reading" { bolt read() -> allow }\n' >c.envelope
  $ envc test --format json b.envelope fleet.envelope c.envelope 2>said; tail -1 said
  {
    "policies": [
      {
        "path": "b.envelope",
        "problem": "the policy has errors"
      },
      {
        "failed": 1,
        "passed": 1,
        "path": "fleet.envelope",
        "policy": "fleet",
        "tests": [
          {
            "cases": [
              {
                "actual": "allow",
                "decided_by": [
                  {
                    "place": "fleet.envelope:6:3",
                    "text": "allow push when branch matches \"feature/**\""
                  }
                ],
                "expected": "allow",
                "passed": true,
                "place": "fleet.envelope:12:3",
                "request": "bolt push(branch: \"feature/login\") with (time: 2026-03-10T11:00:00Z)"
              },
              {
                "actual": "ask via owner_approval",
                "decided_by": [
                  {
                    "place": "fleet.envelope:7:3",
                    "text": "ask push when branch is \"main\""
                  }
                ],
                "expected": "ask via owner_approval",
                "passed": true,
                "place": "fleet.envelope:13:3",
                "request": "bolt push(branch: \"main\") with (time: 2026-03-10T11:00:00Z)"
              }
            ],
            "passed": true,
            "title": "by day"
          },
          {
            "cases": [
              {
                "actual": "deny",
                "decided_by": [
                  {
                    "place": "fleet.envelope:9:1",
                    "text": "deny push when time in 22:00..06:00"
                  }
                ],
                "expected": "allow",
                "passed": false,
                "place": "fleet.envelope:16:3",
                "request": "bolt push(branch: \"feature/login\")"
              }
            ],
            "passed": false,
            "title": "whenever"
          }
        ]
      },
      {
        "failed": 0,
        "passed": 1,
        "path": "c.envelope",
        "policy": "c",
        "tests": [
          {
            "cases": [
              {
                "actual": "allow",
                "decided_by": [
                  {
                    "place": "c.envelope:3:14",
                    "text": "allow read"
                  }
                ],
                "expected": "allow",
                "passed": true,
                "place": "c.envelope:4:18",
                "request": "bolt read()"
              }
            ],
            "passed": true,
            "title": "reading"
          }
        ]
      }
    ],
    "schema_version": 1
  }
  1 error
  $ envc test --format junit b.envelope fleet.envelope c.envelope 2>said
  <?xml version="1.0" encoding="UTF-8"?>
  <testsuites name="envc test" tests="5" failures="1" errors="1">
    <testsuite name="b.envelope" file="b.envelope" tests="1" failures="0" errors="1">
      <testcase classname="policy" name="b.envelope" file="b.envelope">
        <error message="the policy has errors"/>
      </testcase>
    </testsuite>
    <testsuite name="fleet" file="fleet.envelope" tests="3" failures="1" errors="0">
      <testcase classname="by day" name="bolt push(branch: &quot;feature/login&quot;) with (time: 2026-03-10T11:00:00Z)" file="fleet.envelope"/>
      <testcase classname="by day" name="bolt push(branch: &quot;main&quot;) with (time: 2026-03-10T11:00:00Z)" file="fleet.envelope"/>
      <testcase classname="whenever" name="bolt push(branch: &quot;feature/login&quot;)" file="fleet.envelope">
        <failure message="expected allow, decided deny">fleet.envelope:16:3</failure>
      </testcase>
    </testsuite>
    <testsuite name="c" file="c.envelope" tests="1" failures="0" errors="0">
      <testcase classname="reading" name="bolt read()" file="c.envelope"/>
    </testsuite>
  </testsuites>
  [3]
  $ mkdir policies; mv c.envelope policies; cp policies/c.envelope policies/d.envelope
  $ envc test --format json policies | grep -E '"(path|policies|passed|schema_version)"'
    "policies": [
        "passed": 1,
        "path": "policies/c.envelope",
                "passed": true,
            "passed": true,
        "passed": 1,
        "path": "policies/d.envelope",
                "passed": true,
            "passed": true,
    "schema_version": 1
  $ cp fleet.envelope policies/e.envelope
  $ envc test --mutate --format json policies 2>/dev/null | grep -E '"(path|policies|problem|survived)"'
    "policies": [
        "path": "policies/c.envelope",
        "survived": 0,
        "path": "policies/d.envelope",
        "survived": 0,
        "path": "policies/e.envelope",
        "problem": "a test fails"
  $ envc test - <fleet.envelope >/dev/null
  [2]

A policy without tests.

  $ printf 'policy c\naction read\n' | envc test -
  0 passed, 0 failed

What findings count for is a matter of `--fail-level`, as everywhere.

  $ printf 'policy a\naction read\nagent bolt { allow read }\ntest "t" { bolt read -> allow }\n' >level.envelope
  $ envc test --fail-level info level.envelope
  ok     t (1 of 1)
  
  1 passed, 0 failed
  $ envc test --fail-level never level.envelope
  envc test: `--fail-level` takes one of error, warning, info, not `never`
  `envc test --help` says how
  [1]
