# envc who-can, envc can: authority in words

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "Europe/Berlin"
  > enum Environment { sandbox, staging, production }
  > capability NET
  > action deploy(to: Environment, service?: String)
  > action spend(amount: Money)
  > action push(branch: String)
  > action fetch(host: Host) needs NET
  > action read, write
  > human taylor
  > human jeff
  > default approval review { from taylor }
  > approval two_key { from 2 of taylor, jeff }
  > window freeze
  > window exploration { lasts 4h  grants NET }
  > tier supervised { propose deploy  allow read }
  > tier core { ask deploy when to is not sandbox  allow deploy, read }
  > agent bolt is core {
  >   allow spend when amount < $100
  >   ask spend
  >   ask push unless branch matches "release/**"
  >   allow fetch
  >   allow request atlas for deploy
  > }
  > agent atlas is core
  > agent scout, nova is supervised
  > human taylor { allow deploy }
  > deny deploy when in freeze
  > ask deploy when to is production and time in 22:00..06:00 via two_key
  > END

The first line whose condition holds is the decision; where none holds, it is deny.

  $ envc who-can fleet.envelope deploy
  who can deploy
  
  taylor (human)
    allow         always
  
  every agent of tier core
    allow         when to is sandbox and not in freeze
    else ask      via review when to is not production and not in freeze
                  or when not in freeze and time not in 22:00..06:00
    else ask      via review, two_key when not in freeze
  
  every agent of tier supervised
    propose       when not in freeze
  
  bolt (tier core): request atlas for deploy
    allow         always
  
  times of day and days are on the clock of Europe/Berlin

What is given is not said again.

  $ envc who-can fleet.envelope deploy to=production
  who can deploy to=production
  
  taylor (human)
    allow         always
  
  every agent of tier core
    ask           via review when not in freeze and time not in 22:00..06:00
    else ask      via review, two_key when not in freeze
  
  every agent of tier supervised
    propose       when not in freeze
  
  bolt (tier core): request atlas for deploy
    allow         always
  
  times of day and days are on the clock of Europe/Berlin
  $ envc who-can fleet.envelope deploy to=production --at 2026-03-08T02:30:00Z --with freeze=off
  who can deploy to=production freeze=off time=2026-03-08T02:30:00Z
  
  taylor (human)
    allow         always
  
  every agent of tier core
    ask           via review, two_key
  
  every agent of tier supervised
    propose       always
  
  bolt (tier core): request atlas for deploy
    allow         always
  $ envc who-can fleet.envelope deploy --in freeze
  who can deploy freeze=on
  
  taylor (human)
    allow         always
  
  bolt (tier core): request atlas for deploy
    allow         always
  $ envc who-can fleet.envelope write
  who can write
  
  nobody
  [2]

One agent, everything it can do, or one action of it:

  $ envc can fleet.envelope bolt
  what bolt (tier core) can do
  
  deploy
    allow         when to is sandbox and not in freeze
    else ask      via review when to is not production and not in freeze
                  or when not in freeze and time not in 22:00..06:00
    else ask      via review, two_key when not in freeze
  
  request atlas for deploy, read
    allow         always
  
  spend
    ask           via review
  
  push
    ask           via review when branch not matches "release/**"
  
  fetch
    allow         when in exploration
  
  never: write
  
  times of day and days are on the clock of Europe/Berlin
  $ envc can fleet.envelope bolt spend 'amount=$5'
  when bolt (tier core) can spend amount=$5
  
  spend
    ask           via review
  $ envc can fleet.envelope scout spend
  when scout (tier supervised) can spend
  
  nothing
  [2]
  $ envc can fleet.envelope bolt push --format json
  {
    "action": "push",
    "agent": "bolt",
    "answers": [
      {
        "action": "push",
        "agents": [
          "bolt"
        ],
        "humans": [],
        "lines": [
          {
            "approvals": [
              "review"
            ],
            "effect": "ask",
            "when": [
              "branch not matches \"release/**\""
            ]
          }
        ],
        "requested": null,
        "whole_tiers": []
      }
    ],
    "given": [],
    "schema_version": 1,
    "time_zones": [],
    "unknown": []
  }

Names that the policy does not have, and values that are not of their type:

  $ envc who-can fleet.envelope depoy
  error[ENV0940]: no action `depoy`; did you mean `deploy`?
  
  1 error
  [1]
  $ envc who-can fleet.envelope deploy too=production
  error[ENV0940]: no attribute of `deploy` is called `too`; did you mean `to`?
  
  1 error
  [1]
  $ envc who-can fleet.envelope deploy to=prod
  error[ENV0940]: the value of `to` is not of its type
  
  1 error
  [1]
  $ envc who-can fleet.envelope deploy --in freze
  error[ENV0940]: no fact, window, stop or built-in `freze`; did you mean `freeze`?
  
  1 error
  [1]
  $ envc can fleet.envelope bolz
  error[ENV0940]: no agent or human `bolz`; did you mean `bolt`?
  
  1 error
  [1]
  $ envc can fleet.envelope bolt --with lineage=atlas
  error[ENV0940]: `lineage` is decided member by member: ask about each, with `depth`
  
  1 error
  [1]
  $ envc who-can fleet.envelope
  envc who-can: takes policies, an action and `attribute=value` words
  [1]

A limit is no answer:

  $ envc can fleet.envelope bolt --diagram-limit 4
  warning[ENV2911]: not answered: `bolt deploy`: the diagrams of one cell grow beyond 4 nodes
  
  1 warning
  warning[ENV2911]: not answered: `bolt fetch`: the diagrams of one cell grow beyond 4 nodes
  
  1 warning
  what bolt (tier core) can do
  
  request atlas for deploy, read
    allow         always
  
  spend
    ask           via review
  
  push
    ask           via review when branch not matches "release/**"
  [4]

Without a policy those of this folder are asked; a directory, several files and `-` are taken as by `envc verify`. Of several policies those
that know what is asked about answer, each for itself.

  $ mkdir team && cd team && mkdir policies && printf 'main: policies/one.envelope\n' >envelope.yaml
  $ printf 'policy one\naction greet, wave\nagent bolt { allow greet }\n' >policies/one.envelope
  $ printf 'policy two\naction greet, sing\nagent cleo { allow greet, sing }\n' >policies/two.envelope
  $ envc can bolt
  what bolt can do
  
  greet
    allow         always
  
  never: wave
  $ envc who-can greet
  who can greet
  
  bolt
    allow         always
  $ envc who-can policies greet
  policies/one.envelope
  
  who can greet
  
  bolt
    allow         always
  
  policies/two.envelope
  
  who can greet
  
  cleo
    allow         always
  $ envc who-can policies sing
  policies/two.envelope
  
  who can sing
  
  cleo
    allow         always
  $ envc who-can policies/one.envelope policies/two.envelope wave
  policies/one.envelope
  
  who can wave
  
  nobody
  [2]
  $ envc can - bolt greet <policies/one.envelope
  when bolt can greet
  
  greet
    allow         always
  $ envc who-can policies sing --format json
  [
    {
      "answer": {
        "action": "sing",
        "agent": null,
        "answers": [
          {
            "action": "sing",
            "agents": [
              "cleo"
            ],
            "humans": [],
            "lines": [
              {
                "approvals": [],
                "effect": "allow",
                "when": []
              }
            ],
            "requested": null,
            "whole_tiers": []
          }
        ],
        "given": [],
        "schema_version": 1,
        "time_zones": [],
        "unknown": []
      },
      "policy": "policies/two.envelope"
    }
  ]
  $ envc can policies nobody
  error[ENV0940]: no agent or human `nobody`
  
  1 error
  error[ENV0940]: no agent or human `nobody`
  
  1 error
  [1]
  $ envc why-not policies bolt wave
  policies/one.envelope
  
  bolt wave()
    -> deny
  
  no statement allows it, and nothing is granted unless it is said
  
  1. in `agent bolt { … }` (policies/one.envelope:3:12), write
       allow wave
     which newly permits, and nothing else:
       bolt: wave
         allow         always
  [2]
  $ envc why-not bolt wave | head -3
  bolt wave()
    -> deny
  
  $ envc why-not - bolt wave <policies/one.envelope | tail -8
  
  no statement allows it, and nothing is granted unless it is said
  
  1. in `agent bolt { … }` (<stdin>:3:12), write
       allow wave
     which newly permits, and nothing else:
       bolt: wave
         allow         always
  $ echo 'agent {' >policies/three.envelope
  $ envc can policies bolt 2>&1 | head -2
  error[ENV0101]: expected a name after `agent`, found `{`
   --> policies/three.envelope:1:7
  $ envc can policies
  envc can: takes policies, an agent and, where one is meant, an action with `attribute=value` words
  [1]
