# envc diff: what a change of policy newly permits

  $ cat >old.envelope <<'END'
  > policy fleet
  > enum Environment { sandbox, production }
  > action deploy(to: Environment)
  > action spend(amount: Money)
  > human jeff
  > human sam
  > default approval review { from 2 of jeff, sam }
  > agent bolt {
  >   allow deploy when to is sandbox
  >   ask spend
  > }
  > END
  $ sed 's/ when to is sandbox//; s/2 of //' old.envelope >new.envelope
  $ envc diff old.envelope new.envelope
  old: old.envelope
  new: new.envelope
    bolt  wider: deploy, spend
  agents and actions: 2 wider
  
  warning[ENV2701]: `bolt deploy`: deny becomes allow
   --> new.envelope:9:3
    |
  9 |   allow deploy
    |   ^^^^^^^^^^^^ new
    |
   ::: old.envelope:9:3
    |
  9 |   allow deploy when to is sandbox
    |   ------------------------------- old
    |
    = witness: envelope decide new.envt --agent bolt deploy to=production
               expected: deny (the old side)
               actual:   allow (the new side)
  
  warning[ENV2702]: `bolt spend`: a weaker approval is enough
    --> new.envelope:10:3
     |
  10 |   ask spend
     |   ^^^^^^^^^ new
     |
    ::: old.envelope:10:3
     |
  10 |   ask spend
     |   --------- old
     |
     = note: old: from 2 of jeff, sam
     = note: new: from jeff or sam
     = note: `sam` alone can say yes now, and could not before
     = witness: envelope decide new.envt --agent bolt spend 'amount=$0.00'
                expected: ask via review (the old side)
                actual:   ask via review (the new side)
  
  2 warnings

Differences alone fail nothing; gates do, each its own.

  $ envc diff old.envelope new.envelope --no-new-authority --format json | head -5
  {
    "after": "new.envelope",
    "before": "old.envelope",
    "not_compared": [],
    "policies": [
  $ envc diff old.envelope new.envelope --no-new-authority >/dev/null
  [3]
  $ envc diff old.envelope new.envelope --no-lost-approval | tail -2
  1 error, 1 warning
  --no-lost-approval refused
  $ envc diff new.envelope old.envelope --no-new-authority --no-lost-approval | tail -1
  --no-new-authority, --no-lost-approval passed
  $ envc diff old.envelope old.envelope
  old: old.envelope
  new: old.envelope
  the two decide everything alike

The witness is a command, and the runtime answers it so.

  $ envc build new.envelope -o new.envt && envc build old.envelope -o old.envt
  new.envt: 3411 bytes, 1482 deciding and 372 explaining: 3 principals in 2 rows, 2 cells (2 distinct), 0 nodes, 0 groups of texts
  proved equal to its source: 4 distinct cells, 4 by trying 4 cases, 0 by two engines
  old.envt: 3599 bytes, 1538 deciding and 507 explaining: 3 principals in 2 rows, 2 cells (2 distinct), 0 nodes, 0 groups of texts
  proved equal to its source: 4 distinct cells, 4 by trying 5 cases, 0 by two engines
  $ envelope decide new.envt --agent bolt deploy to=production
  allow
    decided by new.envelope:9  allow deploy
  $ envelope decide old.envt --agent bolt deploy to=production >/dev/null
  [2]

Two tables, without their sources; a pull request; SARIF; JSON.

  $ envc diff old.envt new.envt | head -3
  old: old.envt
  new: new.envt
    bolt  wider: deploy, spend
  $ envc diff old.envelope new.envelope --format markdown
  ## What this change of policy permits
  
  | agent | wider | narrower | incomparable |
  |---|---|---|---|
  | `bolt` | `deploy`, `spend` |  |  |
  
  agents and actions: 2 wider.
  
  2 warnings.
  
  ### warning ENV2701: `bolt deploy`: deny becomes allow
  
  - `new.envelope:9` new
  - `old.envelope:9` old
  
  ```sh
  envelope decide new.envt --agent bolt deploy to=production
  ```
  
  Expected deny (the old side), decided allow (the new side).
  
  ### warning ENV2702: `bolt spend`: a weaker approval is enough
  
  - `new.envelope:10` new
  - `old.envelope:10` old
  - note: old: from 2 of jeff, sam
  - note: new: from jeff or sam
  - note: `sam` alone can say yes now, and could not before
  
  ```sh
  envelope decide new.envt --agent bolt spend 'amount=$0.00'
  ```
  
  Expected ask via review (the old side), decided ask via review (the new side).
  $ envc diff old.envelope new.envelope --format sarif | grep -o '"ruleId": *"[A-Z0-9]*"'
  "ruleId": "ENV2701"
  "ruleId": "ENV2702"
  $ envc diff old.envelope new.envelope --format json | grep '"code"\|"command"\|"refused"\|"verdict"'
            "code": "ENV2701",
              "command": "envelope decide new.envt --agent bolt deploy to=production"
            "code": "ENV2702",
              "command": "envelope decide new.envt --agent bolt spend 'amount=$0.00'"
            "verdict": "wider"
            "verdict": "wider"
    "refused": false,

Ways to more authority that a change opens: `scout` may not deploy, and now writes what runs as somebody who may.

  $ cat >before.envelope <<'END'
  > policy fleet
  > action deploy
  > action write(path: Path) writes path
  > file "~/hooks/**" runs as bolt
  > agent scout { deny deploy }
  > agent bolt { allow deploy }
  > END
  $ sed 's/{ deny deploy }/{ deny deploy  allow write when path under "~" }/' before.envelope >after.envelope
  $ envc diff before.envelope after.envelope --no-new-escalation
  old: before.envelope
  new: after.envelope
    scout  wider: write
  agents and actions: 1 wider, 2 equivalent
  
  warning[ENV2701]: `scout write`: deny becomes allow
   --> after.envelope:5:28
    |
  5 | agent scout { deny deploy  allow write when path under "~" }
    |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ new
    |
    = witness: envelope decide new.envt --agent scout write 'path=~'
               expected: deny (the old side)
               actual:   allow (the new side)
  
  error[ENV2704]: a new way: `scout` is denied `deploy`, and can act as `bolt`, who may do it
   --> after.envelope:5:28
    |
  5 | agent scout { deny deploy  allow write when path under "~" }
    |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ new
  6 | agent bolt { allow deploy }
    |              ------------ new
    |
    = note: 1. `scout` does `write 'path=~/hooks/a'`: allow, by `allow write when path under "~"`
            (after.envelope:5); `~/hooks/a` runs as `bolt` (after.envelope:4), so that `scout` acts as
            `bolt` from then on
    = note: 2. `bolt` does `deploy`: allow, by `allow deploy` (after.envelope:6)
    = note: nobody is asked on the way
    = note: step 1 on the old side: deny
    = witness: envelope decide new.envt --agent scout write 'path=~/hooks/a'
               expected: deny (the old side)
               actual:   allow (the new side)
    = help: narrow or take out `allow write when path under "~"` (after.envelope:5), or `allow deploy`
            (after.envelope:6): without one of these the way is closed
  
  1 error, 1 warning
  --no-new-escalation refused
  [3]
  $ envc diff before.envelope after.envelope --no-new-escalation --format markdown
  ## What this change of policy permits
  
  | agent | wider | narrower | incomparable |
  |---|---|---|---|
  | `scout` | `write` |  |  |
  
  agents and actions: 1 wider, 2 equivalent.
  
  **Refused.** `--no-new-escalation refused`
  
  1 error, 1 warning.
  
  ### warning ENV2701: `scout write`: deny becomes allow
  
  - `after.envelope:5` new
  
  ```sh
  envelope decide new.envt --agent scout write 'path=~'
  ```
  
  Expected deny (the old side), decided allow (the new side).
  
  ### error ENV2704: a new way: `scout` is denied `deploy`, and can act as `bolt`, who may do it
  
  - `after.envelope:5` new
  - `after.envelope:6` new
  - note: 1. `scout` does `write 'path=~/hooks/a'`: allow, by `allow write when path under "~"` (after.envelope:5); `~/hooks/a` runs as `bolt` (after.envelope:4), so that `scout` acts as `bolt` from then on
  - note: 2. `bolt` does `deploy`: allow, by `allow deploy` (after.envelope:6)
  - note: nobody is asked on the way
  - note: step 1 on the old side: deny
  - help: narrow or take out `allow write when path under "~"` (after.envelope:5), or `allow deploy` (after.envelope:6): without one of these the way is closed
  
  ```sh
  envelope decide new.envt --agent scout write 'path=~/hooks/a'
  ```
  
  Expected deny (the old side), decided allow (the new side).
  [3]
  $ envc diff before.envelope after.envelope --no-new-escalation --format json
  {
    "after": "after.envelope",
    "before": "before.envelope",
    "not_compared": [],
    "policies": [
      {
        "changes": [
          {
            "code": "ENV2701",
            "name": "NewAuthority",
            "notes": [],
            "places": [
              {
                "column": 28,
                "line": 5,
                "path": "after.envelope",
                "side": "new"
              }
            ],
            "severity": "warning",
            "subjects": [
              {
                "action": "write",
                "agent": "scout"
              }
            ],
            "title": "deny becomes allow",
            "witness": {
              "after": "allow",
              "before": "deny",
              "command": "envelope decide new.envt --agent scout write 'path=~'"
            }
          },
          {
            "code": "ENV2704",
            "help": "narrow or take out `allow write when path under \"~\"` (after.envelope:5), or `allow deploy` (after.envelope:6): without one of these the way is closed",
            "name": "NewEscalation",
            "notes": [
              "1. `scout` does `write 'path=~/hooks/a'`: allow, by `allow write when path under \"~\"` (after.envelope:5); `~/hooks/a` runs as `bolt` (after.envelope:4), so that `scout` acts as `bolt` from then on",
              "2. `bolt` does `deploy`: allow, by `allow deploy` (after.envelope:6)",
              "nobody is asked on the way",
              "step 1 on the old side: deny"
            ],
            "places": [
              {
                "column": 28,
                "line": 5,
                "path": "after.envelope",
                "side": "new"
              },
              {
                "column": 14,
                "line": 6,
                "path": "after.envelope",
                "side": "new"
              }
            ],
            "severity": "error",
            "subjects": [
              {
                "agent": "scout"
              }
            ],
            "title": "a new way: `scout` is denied `deploy`, and can act as `bolt`, who may do it",
            "witness": {
              "after": "allow",
              "before": "deny",
              "command": "envelope decide new.envt --agent scout write 'path=~/hooks/a'"
            }
          }
        ],
        "equivalent": 2,
        "name": "",
        "unknown": [],
        "verdicts": [
          {
            "action": "write",
            "agent": "scout",
            "verdict": "wider"
          }
        ]
      }
    ],
    "refused": true,
    "schema_version": 1
  }
  [3]
  $ envc diff before.envelope after.envelope --format sarif | grep -o '"ruleId": *"[A-Z0-9]*"\|"level": *"[a-z]*"'
  "level": "warning"
  "level": "warning"
  "ruleId": "ENV2701"
  "level": "warning"
  "ruleId": "ENV2704"
  "level": "warning"
  $ envc diff after.envelope before.envelope --no-new-escalation
  old: after.envelope
  new: before.envelope
    scout  narrower: write
  agents and actions: 1 narrower, 2 equivalent
  
  info[ENV2711]: `scout write`: allow becomes deny
   --> after.envelope:5:28
    |
  5 | agent scout { deny deploy  allow write when path under "~" }
    |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ old
    |
    = witness: envelope decide new.envt --agent scout write 'path=~'
               expected: allow (the old side)
               actual:   deny (the new side)
  
  info[ENV2715]: a way is gone: `scout` is denied `deploy`, and can act as `bolt`, who may do it
   --> after.envelope:5:28
    |
  5 | agent scout { deny deploy  allow write when path under "~" }
    |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ old
  6 | agent bolt { allow deploy }
    |              ------------ old
    |
    = note: 1. `scout` does `write 'path=~/hooks/a'`: allow, by `allow write when path under "~"`
            (after.envelope:5); `~/hooks/a` runs as `bolt` (after.envelope:4), so that `scout` acts as
            `bolt` from then on
    = note: 2. `bolt` does `deploy`: allow, by `allow deploy` (after.envelope:6)
    = note: nobody is asked on the way
    = note: step 1 on the new side: deny
    = witness: envelope decide old.envt --agent scout write 'path=~/hooks/a'
               expected: allow (the old side)
               actual:   deny (the new side)
  
  2 infos
  --no-new-escalation passed

The same in other words, another order and other files is no new way; neither is a way that was there.

  $ cat >words.envelope <<'END'
  > policy words
  > action write(path: Path) writes path
  > agent bolt { allow deploy }
  > action deploy
  > END
  $ cat >again.envelope <<'END'
  > policy fleet "In two files"
  > import "words.envelope"
  > let home = "~"
  > agent scout {
  >   allow write when path under home
  >   deny deploy
  > }
  > file "~/hooks/**" runs as bolt
  > END
  $ envc diff after.envelope again.envelope --no-new-escalation
  old: after.envelope
  new: again.envelope
  the two decide everything alike
  --no-new-escalation passed

A table says nothing that can be held against it of what actions write and which files run: ways are not compared, and the gate does not pass.

  $ envc build before.envelope -o before.envt >/dev/null 2>&1 && envc build after.envelope -o after.envt >/dev/null 2>&1
  $ envc diff before.envt after.envt | tail -5
    = note: what actions write, and which files run as whom, is said by the text in a table and held
            against nothing
    = help: compare the policies that the tables were built from
  
  1 warning, 1 info
  $ envc diff before.envt after.envt --no-new-escalation | tail -7
  error[ENV2716]: ways to more authority are not compared: the old side, `before.envt`, and the new side, `after.envt`, are tables
    = note: what actions write, and which files run as whom, is said by the text in a table and held
            against nothing
    = help: compare the policies that the tables were built from
  
  1 error, 1 warning
  --no-new-escalation not answered
  $ envc diff before.envelope before.envt --no-new-escalation
  old: before.envelope
  new: before.envt
  agents and actions: 2 equivalent
  
  error[ENV2716]: ways to more authority are not compared: the new side, `before.envt`, is a table
    = note: what actions write, and which files run as whom, is said by the text in a table and held
            against nothing
    = help: compare the policies that the tables were built from
  
  1 error
  --no-new-escalation not answered
  [4]
  $ envc diff before.envt before.envelope --no-new-escalation --format json
  {
    "after": "before.envelope",
    "before": "before.envt",
    "not_compared": [
      "ways to more authority: the old side, `before.envt`, is a table"
    ],
    "policies": [
      {
        "changes": [],
        "equivalent": 2,
        "name": "",
        "unknown": [],
        "verdicts": []
      }
    ],
    "refused": false,
    "schema_version": 1
  }
  [4]

What was narrower, stronger and tighter has codes of its own, and so has what stands around.

  $ cat >around.envelope <<'END'
  > policy fleet timezone "UTC"
  > enum Environment { sandbox, production }
  > action deploy(to: Environment)
  > action spend(amount: Money)
  > human jeff
  > human sam
  > default approval review { from 2 of jeff, sam needs reason }
  > window night { lasts 2h }
  > agent bolt {
  >   ask spend
  >   limit spend.amount $10 per day
  > }
  > END
  $ envc diff old.envelope around.envelope | grep '^[a-z]*\[ENV'
  info[ENV2711]: `bolt deploy`: allow becomes deny
  info[ENV2712]: `bolt spend`: a stronger approval is asked
  info[ENV2713]: `bolt`: limit `spend.amount per day in UTC` is new
  info[ENV2714]: window `night` is new

Bad input names its side.

  $ envc diff old.envelope
  envc diff: names two sides, OLD and NEW
  [1]
  $ envc diff missing.envelope new.envelope
  error[ENV0001]: `missing.envelope` cannot be read: No such file or directory
    = note: on the old side, `missing.envelope`
  
  1 error
  error[ENV0924]: the old side, `missing.envelope`, has 1 error: nothing is compared
    = help: mend it first; `envc check` says what is wrong with it
  
  1 error
  [1]
  $ echo 'agent {' >broken.envelope
  $ envc diff old.envelope broken.envelope
  error[ENV0101]: expected a name after `agent`, found `{`
   --> broken.envelope:1:7
    |
  1 | agent {
    |       ^
    |
    = note: on the new side, `broken.envelope`
  
  error[ENV0103]: `{` is not closed
   --> broken.envelope:1:8
    |
  1 | agent {
    |       -^ expected `}` before this place
    |       |
    |       opened here
    |
    = note: on the new side, `broken.envelope`
    = help: close the block with `}`
  
  2 errors
  error[ENV0924]: the new side, `broken.envelope`, has 2 errors: nothing is compared
    = help: mend it first; `envc check` says what is wrong with it
  
  1 error
  [3]
  $ envc diff broken.envelope new.envelope 2>&1 | grep 'side'
    = note: on the old side, `broken.envelope`
    = note: on the old side, `broken.envelope`
  error[ENV0924]: the old side, `broken.envelope`, has 2 errors: nothing is compared
  $ head -c 100 old.envt >cut.envt
  $ envc diff cut.envt new.envt
  error[ENV0923]: the old side, `cut.envt`, is no table that this version reads: cut_table: the file is shorter than a header
    = help: build it again from its policy, or compare the policies
  
  1 error
  [1]
  $ envc strip old.envt -o stripped.envt
  $ envc diff stripped.envt new.envt
  error[ENV0702]: the old side, `stripped.envt`, carries no text of its policy
    = help: compare a table that `envc build` wrote without `--strip`
  
  1 error
  [1]
  $ printf 'a\0b' >binary.envelope
  $ envc diff old.envelope binary.envelope 2>&1 | grep 'error'
  error[ENV0004]: `binary.envelope` holds a NUL byte (at offset 1): it is not a text
  1 error
  error[ENV0924]: the new side, `binary.envelope`, has 1 error: nothing is compared
  1 error

An approval that is dropped altogether is lost, for some of the requests or for all of them, and so is that somebody enacts.

  $ printf 'action deploy(n: Count)\nhuman jeff\ndefault approval review { from jeff }\nagent bolt { ask deploy }\n' >asked.envelope
  $ sed 's/ask deploy/allow deploy when n < 3  ask deploy when n >= 3/' asked.envelope >some.envelope
  $ sed 's/ask deploy/propose deploy/' asked.envelope >proposed.envelope
  $ sed 's/ask deploy/allow deploy/' asked.envelope >all.envelope
  $ envc diff asked.envelope some.envelope --no-lost-approval | tail -1
  --no-lost-approval refused
  $ envc diff proposed.envelope all.envelope --no-lost-approval | tail -1
  --no-lost-approval refused
  $ envc diff proposed.envelope asked.envelope --no-lost-approval | tail -1
  --no-lost-approval passed
  $ grep -v agent asked.envelope | envc diff - all.envelope --no-lost-approval | tail -1
  --no-lost-approval passed
  $ envc diff asked.envelope all.envelope --no-lost-approval --format json | grep -c '"severity": "error"'
  1

Limits are counted in work.

  $ envc diff asked.envelope some.envelope --diagram-limit 2 | grep -A1 'not compared'
  warning[ENV2901]: not compared: what changed about `bolt deploy`: the diagrams of one cell grow beyond 2 nodes
  
  $ envc diff asked.envelope some.envelope --diagram-limit 0
  `--diagram-limit` takes a number from 1 to 4294967295
  [1]
