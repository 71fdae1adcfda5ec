# envc check-table: a table against the policy it is said to be of

  $ cat >policy.envelope <<'POLICY'
  > policy small timezone "Europe/Berlin"
  > action push(branch: String)
  > human owner
  > default approval review { from owner }
  > agent bolt {
  >   allow push when branch matches "feature/*"
  >   ask push when branch is "main" and time in 09:00..17:00
  > }
  > POLICY
  $ envc build policy.envelope 2>/dev/null
  $ envc check-table policy.envelope policy.envt
  policy.envt: proved equal to its source: 2 distinct cells, 2 by trying 13 cases, 0 by two engines

What was stripped or laid out otherwise decides as before.

  $ envc strip policy.envt --output bare.envt
  $ envc check-table policy.envelope bare.envt
  bare.envt: proved equal to its source: 2 distinct cells, 2 by trying 13 cases, 0 by two engines

Another word, and the table is no longer that policy's: shown by a request and both answers.

  $ sed 's/is "main"/is "trunk"/' policy.envelope >other.envelope
  $ envc check-table other.envelope policy.envt
  error[ENV2801]: `policy.envt` decides otherwise than its source
    = note: request: bolt push(branch: "main") with (lineage: [], time: 28800000)
    = note: the source says deny
    = note: the table says ask via review
    = help: build it again from this policy
  
  1 error
  [3]
  $ sed 's/09:00/09:01/' policy.envelope >other.envelope
  $ envc check-table other.envelope policy.envt
  error[ENV2801]: `policy.envt` decides otherwise than its source
    = note: request: bolt push(branch: "main") with (lineage: [], time: 28800000)
    = note: the source says deny
    = note: the table says ask via review
    = help: build it again from this policy
  
  1 error
  [3]
  $ sed 's/agent bolt/agent volt/' policy.envelope >other.envelope
  $ envc check-table other.envelope policy.envt
  error[ENV2801]: `policy.envt` is no table of this policy: the table does not know the principal `volt`
    = help: build it again from this policy
  
  1 error
  [3]
  $ envc check-table other.envelope policy.envt --format json | grep -c '"ENV2801"'
  1

A policy with errors has no meaning to compare with; a table must be one.

  $ sed 's/allow push/allow pull/' policy.envelope >other.envelope
  $ envc check-table other.envelope policy.envt --format short
  other.envelope:6:9: error[ENV0201]: there is no action or class `pull`
  [3]
  $ envc check-table policy.envelope policy.envelope
  error[ENV0720]: `policy.envelope` is refused: not_a_table: the file does not begin as a table does
    = help: build it again with `envc build`
  
  1 error
  [1]
  $ envc check-table policy.envelope
  envc check-table: names a policy and a table
  [1]

A table that was not proved is refused by `envelope` unless it is told otherwise, and says so.

  $ envc build policy.envelope --unproved -o quick.envt
  quick.envt: 6908 bytes, 4258 deciding and 1100 explaining: 2 principals in 2 rows, 1 cells (1 distinct), 2 nodes, 0 groups of texts
  not proved: `envelope` will refuse it unless told otherwise
  $ envelope decide quick.envt --agent bolt push branch=feature/x
  envelope: the table `quick.envt` is not proved equal to its source: build it without `--unproved`, or say `--allow-unproved` here
  [1]
  $ envelope decide quick.envt --agent bolt push branch=feature/x --allow-unproved
  allow
    decided by policy.envelope:6  allow push when branch matches "feature/*"
  $ envelope decide quick.envt --agent bolt push branch=feature/x --gate
  envelope: the table `quick.envt` is not proved equal to its source: build it without `--unproved`, or say `--allow-unproved` here
  [2]
  $ envelope describe quick.envt | grep proved
  proved            no
  $ envelope describe policy.envt | grep proved
  proved            equal to its source
  $ envc check-table policy.envelope quick.envt
  quick.envt: proved equal to its source: 2 distinct cells, 2 by trying 13 cases, 0 by two engines
