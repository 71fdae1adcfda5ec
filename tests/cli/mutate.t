# envc test --mutate: which changes of a policy does no test notice? --suggest: tests that would

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "Europe/Berlin"
  > action push(branch: String)
  > action spend(amount: Money)
  > human owner
  > default approval owner_approval { from owner  within 1h }
  > agent bolt {
  >   allow push when branch matches "feature/**"
  >   ask push when branch is "main"
  >   allow spend when amount < $10
  >   deny spend when amount >= $10
  > }
  > deny push when time in 22:00..06:00
  > 
  > test "by day" with (time: 2026-03-10T12:00) {
  >   bolt push(branch: "feature/login") -> allow
  >   bolt push(branch: "main") -> ask via owner_approval
  > }
  > END
  $ envc test --mutate fleet.envelope
  SURVIVED allow push when branch matches "feature/**" fleet.envelope:7:3
      without `when branch matches "feature/**"`
      a test that tells: bolt push(branch: "xfeature/") with (time: 2026-03-10T12:00:00Z) -> deny
      decided otherwise: allow
  SURVIVED allow spend when amount < $10 fleet.envelope:9:3
      without the statement
      a test that tells: bolt spend(amount: $9.999999) -> allow
      decided otherwise: deny
  SURVIVED allow spend when amount < $10 fleet.envelope:9:3
      `unless` instead of `when` before `amount < $10`
      a test that tells: bolt spend(amount: $9.999999) -> allow
      decided otherwise: deny
  SURVIVED deny spend when amount >= $10 fleet.envelope:10:3
      without `when amount >= $10`
      a test that tells: bolt spend(amount: $9.999999) -> allow
      decided otherwise: deny
  SURVIVED deny spend when amount >= $10 fleet.envelope:10:3
      `unless` instead of `when` before `amount >= $10`
      a test that tells: bolt spend(amount: $9.999999) -> allow
      decided otherwise: deny
  SURVIVED deny spend when amount >= $10 fleet.envelope:10:3
      `amount >= $10` is true of $9.999999 too
      a test that tells: bolt spend(amount: $9.999999) -> allow
      decided otherwise: deny
  SURVIVED deny push when time in 22:00..06:00 fleet.envelope:12:1
      without the statement
      a test that tells: bolt push(branch: "feature/a") with (time: 2026-03-10T04:59:00Z) -> deny
      decided otherwise: allow
  SURVIVED deny push when time in 22:00..06:00 fleet.envelope:12:1
      `time in 22:00..06:00` is true of 21:59 too
      a test that tells: bolt push(branch: "feature/a") with (time: 2026-03-10T20:59:00Z) -> allow
      decided otherwise: deny
  SURVIVED deny push when time in 22:00..06:00 fleet.envelope:12:1
      `time in 22:00..06:00` is true of 06:00 too
      a test that tells: bolt push(branch: "feature/a") with (time: 2026-03-10T05:00:00Z) -> allow
      decided otherwise: deny
  
  20 changes: 8 noticed by a test, 9 not noticed, 3 equivalent or unknown
  mutation score 47%
  [2]

Only the tests that are run count, and only tests that pass can notice anything.

  $ envc test --mutate --filter nothing fleet.envelope | tail -2
  20 changes: 0 noticed by a test, 17 not noticed, 3 equivalent or unknown
  mutation score 0%
  $ sed 's/-> allow/-> deny/' fleet.envelope | envc test --mutate -
  envc test: a test fails, so that no change could be told by it; `envc test` says which
  [2]

Suggested tests are pasted, and pass. What is left of the changes is one that no request was found for.

  $ envc test --suggest fleet.envelope
  test "bolt: allow push when branch matches \"feature/**\"" {
    bolt push(branch: "feature/a") with (time: 2026-03-10T12:00:00Z) -> allow
    bolt push(branch: "xfeature/") with (time: 2026-03-10T12:00:00Z) -> deny
  }
  
  test "bolt: ask push when branch is \"main\"" {
    bolt push(branch: "main") with (time: 2026-03-10T12:00:00Z) -> ask via owner_approval
  }
  
  test "bolt: allow spend when amount < $10" {
    bolt spend(amount: $9.999999) -> allow
    bolt spend(amount: $10.00) -> deny
  }
  
  test "bolt: deny push when time in 22:00..06:00" {
    bolt push(branch: "feature/a") with (time: 2026-03-10T04:59:00Z) -> deny
    bolt push(branch: "feature/a") with (time: 2026-03-10T20:59:00Z) -> allow
    bolt push(branch: "feature/a") with (time: 2026-03-10T05:00:00Z) -> allow
  }
  $ envc test --suggest fleet.envelope >>fleet.envelope
  $ envc test fleet.envelope
  ok     by day (2 of 2)
  ok     bolt: allow push when branch matches "feature/**" (2 of 2)
  ok     bolt: ask push when branch is "main" (1 of 1)
  ok     bolt: allow spend when amount < $10 (2 of 2)
  ok     bolt: deny push when time in 22:00..06:00 (3 of 3)
  
  5 passed, 0 failed
  $ envc test --mutate fleet.envelope
  20 changes: 17 noticed by a test, 0 not noticed, 3 equivalent or unknown
  mutation score 100%
  $ envc test --suggest fleet.envelope
  nothing to suggest: every boundary that was found has its test
  $ envc fmt --check fleet.envelope

For programs.

  $ envc test --mutate --format json --filter "by day" fleet.envelope | sed -n '1,18p'
  {
    "killed": 8,
    "mutants": [
      {
        "change": "drop",
        "description": "without the statement",
        "fate": "killed",
        "place": "fleet.envelope:7:3",
        "statement": "allow push when branch matches \"feature/**\""
      },
      {
        "change": "condition",
        "description": "without `when branch matches \"feature/**\"`",
        "fate": "survived",
        "killer": {
          "decided": "deny",
          "decided_by_mutant": "allow",
          "test": "bolt push(branch: \"xfeature/\") with (time: 2026-03-10T12:00:00Z) -> deny"
  $ envc test --mutate --format json fleet.envelope | grep -c '"fate": "unknown"'
  3
  $ envc test --mutate --color always --filter "by day" fleet.envelope | head -1 | cat -v
  ^[[31;1mSURVIVED^[[0m allow push when branch matches "feature/**" ^[[2mfleet.envelope:7:3^[[0m

A run with `--now` gives every request a time; suggestions for it leave none without.

  $ printf 'policy a timezone "UTC"\naction go\nfact fast: Bool\nagent bolt { allow go when time in 09:00..17:00  allow go when fast }\n' >night.envelope
  $ envc test --suggest night.envelope
  test "bolt: allow go when time in 09:00..17:00" {
    bolt go with (time: 2026-03-10T12:00:00Z) -> allow
    bolt go with (time: 2026-03-10T08:59:00Z) -> deny
    bolt go with (time: 2026-03-10T17:00:00Z) -> deny
  }
  
  test "bolt: allow go when fast" {
    bolt go with (fast: true) -> allow
    bolt go with (fast: false) -> deny
  }
  $ envc test --suggest --now 2026-03-10T12:00:00Z night.envelope | tee -a night.envelope
  test "bolt: allow go when time in 09:00..17:00" {
    bolt go with (time: 2026-03-10T12:00:00Z) -> allow
    bolt go with (time: 2026-03-10T08:59:00Z) -> deny
    bolt go with (time: 2026-03-10T17:00:00Z) -> deny
  }
  
  test "bolt: allow go when fast" {
    bolt go with (time: 2026-03-10T08:59:00Z, fast: true) -> allow
    bolt go with (time: 2026-03-10T08:59:00Z, fast: false) -> deny
  }
  $ envc test --now 2026-03-10T12:00:00Z night.envelope
  ok     bolt: allow go when time in 09:00..17:00 (3 of 3)
  ok     bolt: allow go when fast (2 of 2)
  
  2 passed, 0 failed

What a text or name may hold is written so that it reads back.

  $ cat >odd.envelope <<'END'
  > policy odd
  > action `git-push`(branch: String)
  > action say(words: String)
  > agent `when` { allow `git-push` when branch is "a \"b\" \\ c"  allow say when words in ["ü", "tab\tand line\n"] }
  > END
  $ envc test --suggest odd.envelope | tee -a odd.envelope
  test "when: allow `git-push` when branch is \"a \\\"b\\\" \\\\ c\"" {
    `when` `git-push`(branch: "a \"b\" \\ c") -> allow
    `when` `git-push`(branch: "other") -> deny
  }
  
  test "when: allow say when words in [\"ü\", \"tab\\tand line\\n\"]" {
    `when` say(words: "ü") -> allow
    `when` say(words: "other") -> deny
  }
  $ envc test odd.envelope
  ok     when: allow `git-push` when branch is "a \"b\" \\ c" (2 of 2)
  ok     when: allow say when words in ["ü", "tab\tand line\n"] (2 of 2)
  
  2 passed, 0 failed

What does not go together.

  $ envc test --mutate --suggest fleet.envelope
  envc test: `--mutate` and `--suggest` are two runs
  [1]
  $ envc test --mutate --coverage fleet.envelope
  envc test: `--coverage` is a run of its own
  [1]
  $ envc test --mutate --format junit fleet.envelope
  envc test: `--mutate` prints pretty or json
  [1]
  $ envc test --suggest --format json fleet.envelope
  envc test: `--suggest` prints `test` blocks, whatever the format
  [1]
  $ printf 'policy a\nagent bolt { allow raed }\n' | envc test --suggest -
  error[ENV0201]: there is no action or class `raed`
   --> <stdin>:2:20
    |
  2 | agent bolt { allow raed }
    |                    ^^^^ not declared
    |
    = help: declare it with `action raed`, or write `import std` when it is a word of the standard
            vocabulary
  
  1 error
  [3]

Phases exclude each other, so no test is suggested in which two are on. Events and humans are nothing that a request could have meant.

  $ cat >phases.envelope <<'END'
  > policy phases
  > human bob
  > action go
  > event gos
  > phase day
  > phase night
  > agent a {
  >   allow go when in day and in night
  >   allow go when in day
  > }
  > END
  $ envc test --suggest phases.envelope
  test "a: allow go when in day and in night" {
    a go in night -> deny
  }
  
  test "a: allow go when in day" {
    a go in day -> allow
    a go -> deny
  }
  $ envc why phases.envelope a gosx
  error[ENV0940]: no action `gosx`
  
  1 error
  [1]
  $ envc why phases.envelope a request bobb for go
  error[ENV0940]: no agent `bobb`
  
  1 error
  [1]
