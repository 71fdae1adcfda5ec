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
    "policies": [
      {
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
