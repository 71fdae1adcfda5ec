# envelope decide: one request

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "Europe/Berlin"
  > 
  > human owner
  > default approval owner_approval { from owner }
  > enum Change { cron, command }
  > action push(branch: String, forced?: Bool)
  > action spend(amount: Money)
  > action wait(gap: Duration)
  > action edit(changes: [Change])
  > action read, write, deploy
  > fact healthy: Bool
  > window freeze
  > 
  > agent bolt {
  >   allow push when branch matches "feature/**"
  >   ask push when branch is "main"
  >   propose write
  >   allow spend when amount <= $5
  >   allow wait when gap >= 15min
  >   allow edit unless changes has command
  >   allow request atlas for deploy
  > }
  > 
  > agent atlas {
  >   allow deploy
  > }
  > 
  > deny deploy unless healthy because "a sick system is left alone"
  > deny push when in freeze
  > END
  $ envc build fleet.envelope --output fleet.envt 2>/dev/null
  $ envelope decide fleet.envt --agent bolt push branch=feature/login
  allow
    decided by fleet.envelope:15  allow push when branch matches "feature/**"
  $ envelope decide fleet.envt --agent bolt push branch=main
  ask via owner_approval
    decided by fleet.envelope:16  ask push when branch is "main"
  [5]
  $ envelope decide fleet.envt --agent bolt write
  propose
    decided by fleet.envelope:17  propose write
  [6]
  $ envelope decide fleet.envt --agent bolt read
  deny
    no statement grants it
  [2]

Values are read by their types.

  $ envelope decide fleet.envt --agent bolt spend amount=$5
  deny
    refused: malformed_attribute: what is given for `amount` is no value of its type
  [2]
  $ envelope decide fleet.envt --agent bolt spend 'amount=$5'
  allow
    decided by fleet.envelope:18  allow spend when amount <= $5
  $ envelope decide fleet.envt --agent bolt spend 'amount=$5.000001'
  deny
    no statement grants it
  [2]
  $ envelope decide fleet.envt --agent bolt spend amount=free
  deny
    refused: malformed_attribute: what is given for `amount` is no value of its type
  [2]
  $ envelope decide fleet.envt --agent bolt wait gap=1h
  allow
    decided by fleet.envelope:19  allow wait when gap >= 15min
  $ envelope decide fleet.envt --agent bolt edit changes=cron
  allow
    decided by fleet.envelope:20  allow edit unless changes has command
  $ envelope decide fleet.envt --agent bolt edit changes=cron,command
  deny
    no statement grants it
  [2]
  $ envelope decide fleet.envt --agent bolt push branch
  envelope: decide: `branch` needs a value: `branch=...`
  [1]
  $ envelope decide fleet.envt --agent bolt push forced branch=main
  ask via owner_approval
    decided by fleet.envelope:16  ask push when branch is "main"
  [5]

Circumstances.

  $ envelope decide fleet.envt --agent atlas deploy with healthy=true
  allow
    decided by fleet.envelope:25  allow deploy
  $ envelope decide fleet.envt --agent atlas deploy
  deny
    decided by fleet.envelope:28  deny deploy unless healthy because "a sick system is left alone"
  [2]
  $ envelope decide fleet.envt --agent bolt --request atlas deploy with healthy
  allow
    decided by fleet.envelope:21  allow request atlas for deploy
  $ envelope decide fleet.envt --agent bolt push branch=feature/x with freeze=on
  deny
    decided by fleet.envelope:29  deny push when in freeze
  [2]
  $ envelope decide fleet.envt --agent bolt push branch=feature/x with freeze=unknown
  deny
    decided by fleet.envelope:29  deny push when in freeze
  [2]
  $ envelope decide fleet.envt --agent bolt push branch=feature/x with freeze=maybe
  envelope: decide: `freeze` is on, off or unknown, not `maybe`
  [1]
  $ envelope decide fleet.envt --agent bolt push branch=feature/x with lineage=atlas
  deny
    no statement grants it
  [2]
  $ envelope decide fleet.envt --agent bolt push branch=feature/x with depth=2 origin=cron time=2026-03-08T02:30:00Z
  allow
    decided by fleet.envelope:15  allow push when branch matches "feature/**"
  $ envelope decide fleet.envt --agent bolt push branch=feature/x with depth=65 origin=clock time=noon frezee=on depth=1
  envelope: decide: depth `65` is no number up to 64
  envelope: decide: origin `clock` is none of human, agent, cron, event
  envelope: decide: time `noon` is no instant like 2026-03-08T02:30:00Z
  envelope: decide: no fact, window, stop or built-in `frezee`
  envelope: decide: `lineage` is said twice
  [1]

Names that the policy does not know.

  $ envelope decide fleet.envt --agent botl push branch=main
  deny
    refused: unknown_principal: the policy declares no agent or human `botl`; did you mean `bolt`?
  [2]
  $ envelope decide fleet.envt --agent bolt pusj branch=main
  deny
    refused: unknown_action: the policy declares no action `pusj`; did you mean `push`?
  [2]
  $ envelope decide fleet.envt --agent bolt push brunch=main
  deny
    refused: undeclared_attribute: `push` declares no attribute `brunch`; did you mean `branch`?
  [2]
  $ envelope decide fleet.envt --agent bolt --request owner deploy
  deny
    refused: unknown_requested: `owner` is no agent of the policy
  [2]
  $ envelope decide fleet.envt --agent bolt push branch=main with lineage=atlsa
  deny
    refused: unknown_lineage: the lineage names `atlsa`, which is no agent of the policy; did you mean `atlas`?
  [2]
  $ envelope decide fleet.envt --agent bolt push branch=main with labels=secret
  deny
    refused: unknown_label: the policy declares no label `secret`
  [2]
  $ envelope decide fleet.envt --agent bolt push branch=main branch=feature/x
  deny
    refused: repeated_attribute: an attribute is given twice
  [2]
  $ envelope decide fleet.envt --agent "$(printf 'b\033[2J')" push
  deny
    refused: unknown_principal: the policy declares no agent or human `b\u{1b}[2J`
  [2]
  $ envelope decide fleet.envt --agent bolt "$(printf 'p\302\233\342\200\256x\n\377y')"
  deny
    refused: unknown_action: the policy declares no action `p\u{9b}\u{202e}x\u{a}\xffy`
  [2]

As JSON, with an explanation, and from a table without words.

  $ envelope decide fleet.envt --agent bolt --format json push branch=main
  {"effect":"ask","statement":1,"approvals":["owner_approval"],"obligations":[]}
  [5]
  $ envelope decide fleet.envt --agent botl --format json push branch=main
  {"effect":"deny","status":"unknown_principal","statement":null,"approvals":[],"obligations":[]}
  [2]
  $ envelope decide fleet.envt --agent bolt read --explain
  deny
    no statement grants it
  {"effect":"deny","status":"ok","approvals":[],"obligations":[],"matched":[],"milder":[]}
  [2]
  $ envc build fleet.envelope --strip --output small.envt 2>/dev/null
  $ envelope decide small.envt --agent bolt push branch=main
  ask via owner_approval
    decided by statement 1; the table is stripped of its words
  [5]
  $ envelope decide small.envt --agent bolt push branch=main --explain
  ask via owner_approval
    decided by statement 1; the table is stripped of its words
    no explanation: no_words
  [5]

A command line that cannot be read, a table that is none.

  $ envelope
  envelope: a command is needed: decide, describe or version
  envelope: `envelope --help` says how
  [1]
  $ envelope decdie
  envelope: no command `decdie`; did you mean `decide`?
  envelope: `envelope --help` says how
  [1]
  $ envelope decide
  envelope: decide: takes a table and a request
  envelope: `envelope decide --help` says how
  [1]
  $ envelope decide fleet.envt
  envelope: decide: takes a table and a request, or `-` for requests from standard input
  envelope: `envelope decide --help` says how
  [1]
  $ envelope decide fleet.envt push
  envelope: decide: a request needs `--agent NAME`
  envelope: `envelope decide --help` says how
  [1]
  $ envelope decide fleet.envt --agent bolt
  envelope: decide: takes a table and a request, or `-` for requests from standard input
  envelope: `envelope decide --help` says how
  [1]
  $ envelope decide fleet.envt --agent bolt with depth=1
  envelope: decide: a request names an action
  [1]
  $ envelope decide fleet.envt --agnet bolt push
  envelope: decide: unknown option `--agnet`; did you mean `--agent`?
  envelope: `envelope decide --help` says how
  [1]
  $ envelope decide fleet.envt --agent bolt push --format yaml
  envelope: decide: `--format` is text or json, not `yaml`
  envelope: `envelope decide --help` says how
  [1]
  $ envelope decide missing.envt --agent bolt push
  envelope: the table `missing.envt` cannot be used: cannot_read: the file cannot be opened
  [1]
  $ envelope decide fleet.envelope --agent bolt push
  envelope: the table `fleet.envelope` cannot be used: not_a_table: the file does not begin as a table does
  [1]
  $ envelope decide . --agent bolt push
  envelope: the table `.` cannot be used: cannot_read: it is not an ordinary file
  [1]
  $ envelope decide fleet.envt --agent bolt write >&-
  envelope: cannot write the output: Bad file descriptor
  [1]
  $ envelope decide fleet.envt --agent bolt write >/dev/full
  envelope: cannot write the output: No space left on device
  [1]
  $ envelope describe fleet.envt | sed -E 's/[0-9a-f]{64}/DIGEST/; s/_bytes +[0-9]+/_bytes N/; s/( bytes +)[0-9]+/\1N/; s/20[0-9]+[a-z]/TZDATA/'
  principals        3
  actions           7
  statements        10
  file bytes        N
  deciding bytes    N
  explaining bytes  N
  stripped          no
  proved            equal to its source
  signature         no
  decision digest   DIGEST
  source digest     DIGEST
  compiler version  0.1.0
  tzdata version    TZDATA
  $ envelope describe small.envt --format json | grep -c '"stripped":true'
  1
  $ envelope describe
  envelope: describe: takes one table
  envelope: `envelope describe --help` says how
  [1]

Sets are asked for members of every type; a set with a member that cannot be read is none.

  $ cat >sets.envelope <<'END'
  > policy sets
  > action open(ports: [Count], fees?: [Money], tags: [String])
  > agent bolt { allow open when ports has 443 and not tags has "draft" unless fees has $5 }
  > END
  $ envc build sets.envelope --output sets.envt 2>/dev/null
  $ envelope decide sets.envt --agent bolt open ports=80,443 tags=a,b 'fees=$4,$6'
  allow
    decided by sets.envelope:3  allow open when ports has 443 and not tags has "draft" unless fees has $5
  $ envelope decide sets.envt --agent bolt open ports=80,443 tags= 'fees=$4,$5'
  deny
    no statement grants it
  [2]
  $ envelope decide sets.envt --agent bolt open ports=80,https tags= fees=
  deny
    refused: malformed_attribute: what is given for `ports` is no value of its type
  [2]
  $ cat >sets.json <<'END'
  > {"agent":"bolt","action":"open","attributes":{"ports":[443,"8_080"],"tags":[],"fees":["$4",6000000]},"lineage":[]}
  > {"agent":"bolt","action":"open","attributes":{"ports":[443],"tags":[],"fees":["$4",5000000]},"lineage":[]}
  > {"agent":"bolt","action":"open","attributes":{"ports":[],"tags":["draft"],"fees":[]},"lineage":[]}
  > {"agent":"bolt","action":"open","attributes":{"ports":[443,-1],"tags":[],"fees":[]},"lineage":[]}
  > {"agent":"bolt","action":"open","attributes":{"ports":[443,"many"],"tags":[],"fees":[]},"lineage":[]}
  > {"agent":"bolt","action":"open","attributes":{"ports":[443,true],"tags":[],"fees":[]},"lineage":[]}
  > {"agent":"bolt","action":"open","attributes":{"ports":[443,0.5],"tags":[],"fees":[]},"lineage":[]}
  > {"agent":"bolt","action":"open","attributes":{"ports":443,"tags":[],"fees":[]},"lineage":[]}
  > {"agent":"bolt","action":"open","attributes":{"ports":[443],"tags":[7],"fees":[]},"lineage":[]}
  > END
  $ envelope decide sets.envt - <sets.json
  {"effect":"allow","statement":0,"approvals":[],"obligations":[]}
  {"effect":"deny","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
