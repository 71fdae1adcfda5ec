# envc build: what a policy claims is proved before it becomes a table

  $ cat >fleet.envelope <<'POLICY'
  > policy fleet
  > enum Env { staging, production }
  > action deploy(to: Env)
  > action read_log
  > human mara
  > approval lead { from mara }
  > agent bolt {
  >   allow read_log
  >   ask deploy via lead
  > }
  > assert "production meets a human" never allow deploy when to is production
  > assert "logs are open" always allow read_log
  > assert "nobody deploys unseen" never reach deploy without lead
  > POLICY
  $ envc build fleet.envelope 2>&1 | tail -1
  3 of 3 claims proved
  $ envc inspect fleet.envt | grep claims
  claims proved     3
  $ envc strip fleet.envt -o bare.envt; envc inspect bare.envt --format json | grep claims
    "claims_proved": 3,
  $ envc check-table fleet.envelope fleet.envt 2>&1 | tail -1
  3 of 3 claims proved

A claim that does not hold stops the build, whether one rule breaks it or a way over several agents; there is no table then.

  $ sed 's/ask deploy via lead/allow deploy when to is staging/' fleet.envelope >broken.envelope
  $ envc build broken.envelope --format short
  broken.envelope:13:1: error[ENV2604]: the claim "nobody deploys unseen" does not hold
  [3]
  $ ls broken.envt
  ls: cannot access 'broken.envt': No such file or directory
  [2]

Accepted, it is listed, and not counted. An acceptance of what no claim is about is left to `envc verify`.

  $ echo 'accept ENV2604 because "staging is for trying"' >>broken.envelope
  $ echo 'accept ENV2104 because "for `envc verify` to tell"' >>broken.envelope
  $ envc build broken.envelope --format short 2>&1 | grep -v bytes
  broken.envelope:14:1: info[ENV2904]: 1 finding of ENV2604 accepted: staging is for trying
  proved equal to its source: 4 distinct cells, 4 by trying 5 cases, 0 by two engines
  2 of 3 claims proved
  $ envc inspect broken.envt | grep claims
  claims proved     2

A table that says of more claims than hold that they were proved is none of this policy.

  $ grep -v '"logs' fleet.envelope >fewer.envelope
  $ envc check-table fewer.envelope fleet.envt
  error[ENV2801]: `fleet.envt` says that 3 claims of its policy were proved, and 2 hold
    = help: build it again from this policy
  
  1 error
  [3]

What was not worked out is no proof, and `--unproved` proves nothing.

  $ envc build fleet.envelope -o other.envt --diagram-limit 1 --format short
  fleet.envelope:11:1: warning[ENV2901]: not proved: whether the claim "production meets a human" is broken
  [4]
  $ envc build fleet.envelope -o other.envt --diagram-limit many
  `--diagram-limit` takes a number from 1 to 4294967295
  [1]
  $ envc build broken.envelope --unproved -o other.envt 2>&1 | tail -1
  not proved: `envelope` will refuse it unless told otherwise
  $ envc inspect other.envt | grep -E '^(proof|claims)'
  proof             none
