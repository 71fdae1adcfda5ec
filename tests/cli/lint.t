# envc lint: what is declared and never used, or can be said more simply

  $ cat >fleet.envelope <<'END'
  > policy fleet
  > class quiet
  > action push(branch: String) is quiet
  > action read is quiet
  > let spare = "x"
  > agent bolt {
  >   allow push, quiet when agent is bolt
  >   deny push unless not branch matches "main"
  > }
  > test "what it may" {
  >   bolt push(branch: "dev") -> allow
  >   bolt push(branch: "main") -> deny
  > }
  > END
  $ envc lint fleet.envelope
  warning[ENV1001]: the let `spare` is declared and never used
   --> fleet.envelope:5:5
    |
  5 | let spare = "x"
    |     ^^^^^
    |
    = help: use it, or delete it
  
  warning[ENV1013]: `push` is covered by `quiet` already
   --> fleet.envelope:7:9
    |
  7 |   allow push, quiet when agent is bolt
    |         ^^^^  ----- here
    |
    = help: leave it out
    = fix: leave it out
  7 -   allow push, quiet when agent is bolt
  7 +   allow quiet when agent is bolt
  
  warning[ENV1014]: `agent is bolt` is what its block says already
   --> fleet.envelope:7:26
    |
  6 | agent bolt {
    |       ---- said here
  7 |   allow push, quiet when agent is bolt
    |                          ^^^^^^^^^^^^^
    |
    = help: leave it out
    = fix: leave it out
  7 -   allow push, quiet when agent is bolt
  7 +   allow push, quiet
  
  info[ENV1017]: `unless not` says no twice
   --> fleet.envelope:8:13
    |
  8 |   deny push unless not branch matches "main"
    |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    |
    = help: write `when`
    = fix: write `when`
  8 -   deny push unless not branch matches "main"
  8 +   deny push when branch matches "main"
  
  info[ENV1016]: this pattern matches one text only
   --> fleet.envelope:8:39
    |
  8 |   deny push unless not branch matches "main"
    |                                       ^^^^^^
    |
    = help: write `is`
    = fix: write `is`
  8 -   deny push unless not branch matches "main"
  8 +   deny push unless not branch is "main"
  
  3 warnings, 2 infos
  [3]
  $ envc lint --format short fleet.envelope
  fleet.envelope:5:5: warning[ENV1001]: the let `spare` is declared and never used
  fleet.envelope:7:9: warning[ENV1013]: `push` is covered by `quiet` already
  fleet.envelope:7:26: warning[ENV1014]: `agent is bolt` is what its block says already
  fleet.envelope:8:13: info[ENV1017]: `unless not` says no twice
  fleet.envelope:8:39: info[ENV1016]: this pattern matches one text only
  [3]
  $ envc check fleet.envelope
  1 policy checked, 2 statements: no errors

Findings of lint are warnings, some only info; by default warnings count.

  $ envc lint --format short --fail-level error fleet.envelope >/dev/null 2>&1
  $ envc lint --format short --fail-level info fleet.envelope >/dev/null 2>&1
  [3]

Every format of check.

  $ envc lint --format github fleet.envelope
  ::warning file=fleet.envelope,line=5,col=5,endLine=5,endColumn=10,title=ENV1001::the let `spare` is declared and never used%0Ahelp: use it, or delete it
  ::warning file=fleet.envelope,line=7,col=9,endLine=7,endColumn=13,title=ENV1013::`push` is covered by `quiet` already%0Ahelp: leave it out
  ::warning file=fleet.envelope,line=7,col=26,endLine=7,endColumn=39,title=ENV1014::`agent is bolt` is what its block says already%0Ahelp: leave it out
  ::notice file=fleet.envelope,line=8,col=13,endLine=8,endColumn=45,title=ENV1017::`unless not` says no twice%0Ahelp: write `when`
  ::notice file=fleet.envelope,line=8,col=39,endLine=8,endColumn=45,title=ENV1016::this pattern matches one text only%0Ahelp: write `is`
  [3]
  $ envc lint --format json fleet.envelope | grep -c '"code"'
  5
  $ envc lint --format sarif fleet.envelope | grep -m1 ruleId
            "ruleId": "ENV1001",

What is certain is fixed.

  $ envc lint --fix --format short fleet.envelope
  4 fixes applied
  fleet.envelope:5:5: warning[ENV1001]: the let `spare` is declared and never used
  [3]
  $ cat fleet.envelope
  policy fleet
  class quiet
  action push(branch: String) is quiet
  action read is quiet
  let spare = "x"
  agent bolt {
    allow quiet
    deny push when branch is "main"
  }
  test "what it may" {
    bolt push(branch: "dev") -> allow
    bolt push(branch: "main") -> deny
  }
  $ sed -i '/^let/d' fleet.envelope
  $ envc lint fleet.envelope
  1 policy looked at: nothing found

A policy with errors is not looked at.

  $ printf 'policy a\nlet x = 1\nagent bolt { allow raed }\n' | envc lint --format short -
  <stdin>:3:20: error[ENV0201]: there is no action or class `raed`
  [3]

What is known and meant is accepted, for as long as it is said.

  $ cat >jobs.envelope <<'END'
  > policy jobs timezone "UTC"
  > action read, write
  > agent bolt { allow read }
  > job nightly of bolt { every 1h  run read }
  > accept ENV1011 because "the fleet is taken down every year" until 2027-01-01
  > test "what it may" {
  >   bolt read -> allow
  >   bolt write -> deny
  > }
  > END
  $ envc lint --now 2026-12-31T23:59:59Z jobs.envelope
  jobs.envelope:4:5: accepted[ENV1011]: the job `nightly` never ends (by jobs.envelope:5:1)
  1 policy looked at: nothing found
  $ envc lint --format short --now 2027-01-01T00:00:00Z jobs.envelope
  jobs.envelope:4:5: warning[ENV1011]: the job `nightly` never ends
  jobs.envelope:5:1: error[ENV1000]: ENV1011 was accepted until 2027-01-01T00:00:00Z
  [3]
  $ envc lint --now 2026-12-31T23:59:59Z --format github jobs.envelope
  ::notice file=jobs.envelope,line=4,col=5,endLine=4,endColumn=12,title=ENV1011::accepted: the job `nightly` never ends%0Anote: accepted by jobs.envelope:5%0Anote: because the fleet is taken down every year
  $ envc lint --now 2026-12-31T23:59:59Z --format json jobs.envelope | grep -A3 -E '"(diagnostics|accepted|accepted_by|because|summary)"'
    "diagnostics": [],
    "accepted": [
      {
        "code": "ENV1011",
        "name": "JobWithoutExpiry",
  --
        "accepted_by": {
          "path": "jobs.envelope",
          "start": {
            "line": 5,
  --
        "because": "the fleet is taken down every year"
      }
    ],
    "summary": {
      "errors": 0,
      "warnings": 0,
      "infos": 0
  $ envc lint --now 2026-12-31T23:59:59Z --format sarif jobs.envelope | grep -A5 '"suppressions"'
            "suppressions": [
              {
                "kind": "inSource",
                "status": "accepted",
                "justification": "the fleet is taken down every year",
                "location": {
  $ envc lint --now tomorrow jobs.envelope
  envc lint: `--now` takes an instant like 2026-03-08T02:30:00Z
  [1]
  $ sed -i '/^job/d' jobs.envelope
  $ envc lint --format short --now 2026-12-31T23:59:59Z jobs.envelope
  jobs.envelope:4:1: error[ENV1000]: there is no ENV1011 that this accepts
  [3]

What the starter policy says is all of use. A file that governs no agent is for others to use.

  $ mkdir starter && envc init starter >/dev/null && envc lint starter
  1 policy looked at: nothing found
  $ printf 'policy words\naction read\nlet unused = 1\n' | envc lint -
  1 policy looked at: nothing found

The project file says which findings count.

  $ mkdir project && cp jobs.envelope project/policy.envelope && cd project
  $ printf 'name: fleet\nmain: policy.envelope\nfail-level: error\n' >envelope.yaml
  $ sed -i 's/^accept.*/let spare = 1/' policy.envelope
  $ envc lint --format short
  policy.envelope:4:5: warning[ENV1001]: the let `spare` is declared and never used
  $ envc lint --format short policy.envelope
  policy.envelope:4:5: warning[ENV1001]: the let `spare` is declared and never used
  [3]
