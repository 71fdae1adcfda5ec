# envc why: one decision, explained

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "Europe/Berlin"
  > 
  > human owner
  > default approval owner_approval { from owner }
  > action push(branch: String)
  > action read, write, deploy
  > fact healthy: Bool
  > window freeze
  > 
  > agent bolt {
  >   allow push when branch matches "feature/**"
  >   ask push when branch is "main"
  >   propose write
  >   allow request atlas for deploy
  > }
  > 
  > agent atlas {
  >   allow deploy
  > }
  > 
  > deny deploy unless healthy because "a sick system is left alone"
  > 
  > test "pushing" {
  >   bolt push(branch: "feature/login") -> allow
  >   bolt push(branch: "main") -> ask via owner_approval
  > }
  > END

The exit code is the effect.

  $ envc why fleet.envelope bolt push branch=feature/login
  bolt push(branch: "feature/login")
    -> allow
  
  decided by
    allow  allow push when branch matches "feature/**"
           fleet.envelope:11:3
  $ envc why fleet.envelope bolt push branch=main
  bolt push(branch: "main")
    -> ask via owner_approval
  
  decided by
    ask  ask push when branch is "main"
           fleet.envelope:12:3
  
  would have been milder
    allow  allow push when branch matches "feature/**"
           fleet.envelope:11:3: its condition is not met
  [5]
  $ envc why fleet.envelope bolt write
  bolt write()
    -> propose
  
  decided by
    propose  propose write
           fleet.envelope:13:3
  [6]
  $ envc why fleet.envelope bolt read
  bolt read()
    -> deny
  
  no statement grants it, and nothing is granted unless it is said
  [2]

Facts, switches, lineage and time are given; what is not given is unknown and restricts.

  $ envc why fleet.envelope atlas deploy
  atlas deploy()
    -> deny
  
  decided by
    deny  deny deploy unless healthy because "a sick system is left alone"
           fleet.envelope:21:1
           its condition is unknown here, so it restricts but cannot grant
  
  also matched
    allow  allow deploy
           fleet.envelope:18:3
  
  would have been milder
    allow  without that statement
  [2]
  $ envc why fleet.envelope atlas deploy --with healthy=true
  atlas deploy() with (healthy: true)
    -> allow
  
  decided by
    allow  allow deploy
           fleet.envelope:18:3
  $ envc why fleet.envelope atlas deploy --with healthy=true --with lineage=bolt,atlas
  atlas deploy() with (lineage: [bolt, atlas], healthy: true)
    -> deny
  
  no statement grants it to `bolt`, on whose behalf it is made, and nothing is granted unless it is said
  
  also matched
    allow  allow deploy
           fleet.envelope:18:3
  [2]
  $ envc why fleet.envelope atlas deploy --with healthy=true --in freeze | head -1
  atlas deploy() with (freeze: on, healthy: true)
  $ envc why fleet.envelope bolt push branch=main --with time=2026-03-08T02:30:00Z --with depth=1 --with origin=cron | head -2
  bolt push(branch: "main") with (origin: cron, lineage: [bolt], time: 2026-03-08T02:30:00Z)
    -> ask via owner_approval

The right to have another agent act is a right of its own.

  $ envc why fleet.envelope bolt request atlas for deploy --with healthy=true
  bolt request atlas for deploy() with (healthy: true)
    -> allow
  
  decided by
    allow  allow request atlas for deploy
           fleet.envelope:14:3
  $ envc why fleet.envelope atlas request bolt for deploy --with healthy=true
  atlas request bolt for deploy() with (healthy: true)
    -> deny
  
  no statement grants it, and nothing is granted unless it is said
  [2]

A required attribute that is missing is a refusal, not a guess.

  $ envc why fleet.envelope bolt push
  bolt push()
    -> deny
  
  refused: the required attribute `branch` is missing
  [2]

For programs.

  $ envc why fleet.envelope bolt push branch=main --format json
  {
    "approvals": [
      "owner_approval"
    ],
    "duties": [],
    "effect": "ask",
    "matched": [
      {
        "because": "",
        "condition": "true",
        "decided_for": "bolt",
        "decides": true,
        "effect": "ask",
        "place": "fleet.envelope:12:3",
        "role": "cap",
        "text": "ask push when branch is \"main\""
      },
      {
        "because": "",
        "condition": "true",
        "decided_for": "bolt",
        "decides": false,
        "effect": "ask",
        "place": "fleet.envelope:12:3",
        "role": "grant",
        "text": "ask push when branch is \"main\""
      }
    ],
    "milder": [
      {
        "because": "",
        "condition": "false",
        "decided_for": "bolt",
        "effect": "allow",
        "lacking": [],
        "place": "fleet.envelope:11:3",
        "text": "allow push when branch matches \"feature/**\""
      }
    ],
    "refusal": "none",
    "request": "bolt push(branch: \"main\")",
    "schema_version": 1,
    "without_deciding": null
  }
  [5]

Colours only when asked for.

  $ envc why fleet.envelope bolt write --color=always | head -2 | cat -v
  bolt write()
    -> ^[[35;1mpropose^[[0m
  $ envc why fleet.envelope bolt write | grep -c $'\e'
  0
  [1]

Misspelt names get a suggestion of their own kind.

  $ envc why fleet.envelope blot push branch=main
  error[ENV0940]: no agent or human `blot`; did you mean `bolt`?
  
  1 error
  [1]
  $ envc why fleet.envelope bolt pusj branch=main
  error[ENV0940]: no action `pusj`; did you mean `push`?
  
  1 error
  [1]
  $ envc why fleet.envelope bolt push brnch=main
  error[ENV0940]: no attribute of `push` is called `brnch`; did you mean `branch`?
  
  1 error
  [1]
  $ envc why fleet.envelope bolt request altas for deploy
  error[ENV0940]: no agent `altas`; did you mean `atlas`?
  
  1 error
  [1]
  $ envc why fleet.envelope bolt read --in freze
  error[ENV0940]: no fact, window, stop or built-in `freze`; did you mean `freeze`?
  
  1 error
  [1]
  $ envc why fleet.envelope bolt read --with helthy=true
  error[ENV0940]: no fact, window, stop or built-in `helthy`; did you mean `healthy`?
  
  1 error
  [1]
  $ envc why fleet.envelope bolt
  envc why: takes a policy, an agent, an action and `attribute=value` words
  [1]
  $ envc why fleet.envelope bolt read --with time=noon
  error[ENV0940]: time `noon` is no instant like 2026-03-08T02:30:00Z
  
  1 error
  [1]
  $ envc why fleet.envelope bolt read --with depth=-1
  error[ENV0940]: depth `-1` is no number up to 64
  
  1 error
  [1]

A policy with mistakes decides nothing.

  $ printf 'policy b\nagent bolt { allow read }\n' | envc why - bolt read
  error[ENV0201]: there is no action or class `read`
   --> <stdin>:2:20
    |
  2 | agent bolt { allow read }
    |                    ^^^^ not declared
    |
    = help: declare it with `action read`, or write `import std` when it is a word of the standard
            vocabulary
  
  1 error
  [3]
  $ envc why . bolt read
  error[ENV0007]: `.` is a directory, not a file
    = help: name a file that ends in `.envelope`
  
  1 error
  [1]
  $ envc why missing.envelope bolt read
  error[ENV0001]: `missing.envelope` cannot be read: No such file or directory
  
  1 error
  [1]

What an agent lacks is said by name; so is what the decision would be without the statements that make it.

  $ printf 'policy p\ncapability NET\naction fetch needs NET\naction save needs NET\nagent bolt { allow fetch, save }\nagent scout { holds NET  allow fetch, save }\ndeny save because "not today"\nwindow online { grants NET }\n' >net.envelope
  $ envc why net.envelope bolt fetch
  bolt fetch()
    -> deny
  
  no statement grants it, and nothing is granted unless it is said
  
  would have been milder
    allow  allow fetch, save
           net.envelope:5:14: bolt does not hold NET
  [2]
  $ envc why net.envelope bolt fetch --with online=unknown
  bolt fetch() with (online: unknown)
    -> deny
  
  no statement grants it, and nothing is granted unless it is said
  
  would have been milder
    allow  allow fetch, save
           net.envelope:5:14: bolt may not hold NET
  [2]
  $ envc why net.envelope scout save
  scout save()
    -> deny
  
  decided by
    deny  deny save because "not today"
           net.envelope:7:1
  
  also matched
    allow  allow fetch, save
           net.envelope:6:26
  
  would have been milder
    allow  without that statement
  [2]
  $ envc why net.envelope bolt save --format json | grep -A2 'lacking\|without'
        "lacking": [
          "NET"
        ],
  --
    "without_deciding": null
  }

A value that its type does not have is told from one that is not given.

  $ printf 'policy p\nenum Place { here, there }\naction go(to: Place)\naction read(path: Path)\nagent bolt { allow go, read }\n' >go.envelope
  $ envc why go.envelope bolt go to=nowhere | tail -1
  refused: the required attribute `to` is no Place
  $ envc why go.envelope bolt read path=notes.md | tail -1
  refused: the required attribute `path` is no Path: it begins with `/` or `~/` and holds no `..`
  $ envc why go.envelope bolt read | tail -1
  refused: the required attribute `path` is missing
