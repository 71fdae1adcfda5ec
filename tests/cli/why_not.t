# envc why-not: the smallest grants that would allow a request

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "Europe/Berlin"
  > enum Environment { sandbox, staging, production }
  > capability NET
  > action deploy(to: Environment, service?: String)
  > action spend(amount: Money)
  > action fetch(host: Host) needs NET
  > action read, write
  > human taylor
  > default approval review { from taylor }
  > window freeze
  > tier supervised { propose deploy  allow read }
  > tier core { ask deploy when to is not sandbox  allow deploy, read }
  > agent bolt is core {
  >   allow spend when amount < $100
  >   allow fetch
  > }
  > agent atlas is core
  > agent scout, nova is supervised
  > deny anything except read when in freeze because "frozen"
  > END
  $ envc why-not fleet.envelope bolt deploy to=production
  bolt deploy(to: production)
    -> ask via review
  
  in the way
    ask deploy when to is not sandbox
      fleet.envelope:12:13
  
  1. instead of (fleet.envelope:12:13)
       ask deploy when to is not sandbox
     write
       ask deploy when to is not sandbox unless agent is bolt and to is production
     which newly permits, and nothing else:
       bolt: deploy
         allow         when to is production and not in freeze
  
  2. instead of (fleet.envelope:12:13)
       ask deploy when to is not sandbox
     write
       ask deploy when to is not sandbox unless agent is bolt
     which newly permits, and nothing else:
       bolt: deploy
         allow         when to is not sandbox and not in freeze
  
  3. instead of (fleet.envelope:12:13)
       ask deploy when to is not sandbox
     write
       ask deploy when to is not sandbox unless tier is core and to is production
     which newly permits, and nothing else:
       atlas, bolt: deploy
         allow         when to is production and not in freeze
  [2]
  $ envc why-not fleet.envelope bolt deploy to=production --in freeze
  bolt deploy(to: production) with (freeze: on)
    -> deny
  
  in the way
    ask deploy when to is not sandbox
      fleet.envelope:12:13
    deny anything except read when in freeze because "frozen"
      fleet.envelope:19:1
  
  1. instead of (fleet.envelope:12:13)
       ask deploy when to is not sandbox
     write
       ask deploy when to is not sandbox unless agent is bolt and to is production
     instead of (fleet.envelope:19:1)
       deny anything except read when in freeze because "frozen"
     write
       deny anything except read, deploy when in freeze because "frozen"
       deny deploy when in freeze because "frozen" unless agent is bolt and to is production
     which newly permits, and nothing else:
       bolt: deploy
         allow         when to is production
  
  2. instead of (fleet.envelope:12:13)
       ask deploy when to is not sandbox
     write
       ask deploy when to is not sandbox unless agent is bolt
     instead of (fleet.envelope:19:1)
       deny anything except read when in freeze because "frozen"
     write
       deny anything except read, deploy when in freeze because "frozen"
       deny deploy when in freeze because "frozen" unless agent is bolt
     which newly permits, and nothing else:
       bolt: deploy (some of it was permitted before)
         allow         always
  
  3. instead of (fleet.envelope:12:13)
       ask deploy when to is not sandbox
     write
       ask deploy when to is not sandbox unless agent is bolt and to is production
     instead of (fleet.envelope:19:1)
       deny anything except read when in freeze because "frozen"
     write
       deny anything except read when in freeze because "frozen" unless agent is bolt
     which newly permits, and nothing else:
       bolt: deploy (some of it was permitted before)
         allow         when to is not staging
         else ask
       bolt: spend (some of it was permitted before)
         allow         when amount < $100
  [2]
  $ envc why-not fleet.envelope bolt fetch host=example.org
  bolt fetch(host: "example.org")
    -> deny
  
  no statement allows it, and nothing is granted unless it is said
  
  1. in `agent bolt { … }` (fleet.envelope:13:20), write
       holds NET
     which newly permits, and nothing else:
       bolt: fetch
         allow         when not in freeze
  
  2. in `tier core { … }` (fleet.envelope:12:11), write
       holds NET
       allow fetch when host is "example.org"
     which newly permits, and nothing else:
       atlas: fetch
         allow         when host is "example.org" and not in freeze
       bolt: fetch
         allow         when not in freeze
  [2]
  $ envc why-not fleet.envelope atlas spend 'amount=$200' --format json
  {
    "approvals": [],
    "effect": "deny",
    "in_the_way": [],
    "request": "atlas spend(amount: $200.00)",
    "schema_version": 1,
    "ways": [
      {
        "permits": [
          {
            "action": "spend",
            "holds_more": false,
            "lines": [
              {
                "effect": "allow",
                "when": [
                  "amount is $200 and not in freeze"
                ]
              }
            ],
            "principals": [
              "atlas"
            ],
            "requested": ""
          }
        ],
        "steps": [
          {
            "block": "agent atlas",
            "place": null,
            "replaces": "",
            "write": "allow spend when amount is $200"
          }
        ],
        "unknown": []
      },
      {
        "permits": [
          {
            "action": "spend",
            "holds_more": false,
            "lines": [
              {
                "effect": "allow",
                "when": [
                  "not in freeze"
                ]
              }
            ],
            "principals": [
              "atlas"
            ],
            "requested": ""
          }
        ],
        "steps": [
          {
            "block": "agent atlas",
            "place": null,
            "replaces": "",
            "write": "allow spend"
          }
        ],
        "unknown": []
      },
      {
        "permits": [
          {
            "action": "spend",
            "holds_more": false,
            "lines": [
              {
                "effect": "allow",
                "when": [
                  "amount is $200 and not in freeze"
                ]
              }
            ],
            "principals": [
              "atlas",
              "bolt"
            ],
            "requested": ""
          }
        ],
        "steps": [
          {
            "block": "tier core",
            "place": "fleet.envelope:12:11",
            "replaces": "",
            "write": "allow spend when amount is $200"
          }
        ],
        "unknown": []
      }
    ]
  }
  [2]
  $ envc why-not fleet.envelope scout request bolt for deploy to=sandbox
  scout request bolt for deploy(to: sandbox)
    -> deny
  
  no statement allows it, and nothing is granted unless it is said
  
  1. in a new block `agent scout { … }`, write
       allow request bolt for deploy when to is sandbox
     which newly permits, and nothing else:
       scout: request bolt for deploy
         allow         when to is sandbox and not in freeze
  
  2. in a new block `agent scout { … }`, write
       allow request bolt for deploy
     which newly permits, and nothing else:
       scout: request bolt for deploy
         allow         when not in freeze
  
  3. in `tier supervised { … }` (fleet.envelope:11:17), write
       allow request bolt for deploy when to is sandbox
     which newly permits, and nothing else:
       nova, scout: request bolt for deploy
         allow         when to is sandbox and not in freeze
  [2]

What is allowed needs no grant; what is no request has none:

  $ envc why-not fleet.envelope bolt read
  bolt read()
    -> allow
  
  allowed by
    allow deploy, read
      fleet.envelope:12:48
  $ envc why-not fleet.envelope bolt deploy
  error[ENV0940]: the required attribute `to` is missing
  
  1 error
  [1]
  $ envc why-not fleet.envelope bolt depoy
  error[ENV0940]: no action `depoy`; did you mean `deploy`?
  
  1 error
  [1]

The change it proposes does what it says:

  $ sed 's/^  ask deploy.*//; s/ask deploy when to is not sandbox/& unless agent is bolt and to is production/' fleet.envelope >changed.envelope
  $ envc why changed.envelope bolt deploy to=production | head -2
  bolt deploy(to: production)
    -> allow
  $ envc why changed.envelope bolt deploy to=staging | head -2
  bolt deploy(to: staging)
    -> ask via review
  $ envc why changed.envelope atlas deploy to=production | head -2
  atlas deploy(to: production)
    -> ask via review

A limit on the way:

  $ envc why-not fleet.envelope bolt deploy to=production --diagram-limit 4 2>&1 | head -4
  bolt deploy(to: production)
    -> ask via review
  
  in the way

A default that allows is no grant where another default is stricter:

  $ cat >defaults.envelope <<'POLICY'
  > policy defaults
  > action deploy
  > human taylor
  > default approval review { from taylor }
  > tier fast { default allow deploy }
  > agent bolt is fast { default ask deploy }
  > POLICY
  $ envc why-not defaults.envelope bolt deploy
  bolt deploy()
    -> ask via review
  
  no statement allows it, and defaults do not
  
  1. in `agent bolt { … }` (defaults.envelope:6:20), write
       allow deploy
     which newly permits, and nothing else:
       bolt: deploy
         allow         always
  [2]

What is said twice is a mistake:

  $ envc why-not fleet.envelope bolt deploy to=production to=staging
  error[ENV0940]: `to` is said twice
  
  1 error
  [1]
  $ envc why fleet.envelope bolt deploy to=production --with depth=1 --with lineage=bolt
  error[ENV0940]: `lineage` is said twice
  
  1 error
  [1]
  $ envc why fleet.envelope bolt deploy to=production to=staging
  error[ENV0940]: `to` is said twice
  
  1 error
  [1]
