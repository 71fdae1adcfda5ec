# envc why and envelope decide: of several statements that decide, both name the same first

  $ cat >fleet.envelope <<'END'
  > policy fleet
  > 
  > human owner
  > default approval owner_approval { from owner }
  > action push(branch: String), read, write, deploy
  > 
  > at most ask anything
  > default deny anything
  > agent atlas {
  >   ask push
  >   deny write
  > }
  > agent bolt {
  >   allow push
  >   allow write
  >   at most ask push
  >   deny request atlas for push
  > }
  > deny anything when depth > 4
  > END
  $ envc build fleet.envelope --output fleet.envt 2>/dev/null
  $ why() { envc why fleet.envelope "$@" | sed -n '/^decided by/,/^$/p;/^no statement/p'; }
  $ decide() { envelope decide fleet.envt --agent "$@" | tail -n +2; }

What grants, where a cap only says the same; a cap, where it takes something away.

  $ why atlas push branch=x
  decided by
    ask  ask push
           fleet.envelope:10:3
    ask  at most ask anything
           fleet.envelope:7:1
  $ decide atlas push branch=x
    decided by fleet.envelope:10  ask push
  $ why bolt push branch=x
  decided by
    ask  at most ask anything
           fleet.envelope:7:1
    ask  at most ask push
           fleet.envelope:16:3
  
  $ decide bolt push branch=x
    decided by fleet.envelope:7  at most ask anything

Of a lineage the first whose decision is the strictest.

  $ why atlas push branch=x --with depth=5
  decided by
    deny  deny anything when depth > 4
           fleet.envelope:19:1
  
  $ decide atlas push branch=x with depth=5
    decided by fleet.envelope:19  deny anything when depth > 4
  $ why bolt write --with lineage=atlas
  decided by
    deny  default deny anything  (for atlas, on whose behalf it is made)
           fleet.envelope:8:1
    deny  deny write  (for atlas, on whose behalf it is made)
           fleet.envelope:11:3
  
  $ decide bolt write with lineage=atlas
    decided by fleet.envelope:8  default deny anything

An edge that nothing grants is lowered by nothing.

  $ why bolt request atlas for push branch=x
  no statement grants it, and nothing is granted unless it is said
  $ decide bolt --request atlas push branch=x
    no statement grants it
