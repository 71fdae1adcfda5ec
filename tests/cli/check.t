# envc check: what is wrong with a policy, in every format

A good policy says so on standard error; nothing else is printed.

  $ cat >good.envelope <<'END'
  > policy fleet
  > action push(branch: String)
  > action read
  > agent bolt {
  >   allow read
  >   allow push when branch matches "feature/**"
  > }
  > END
  $ envc check good.envelope
  1 policy checked, 2 statements: no errors
  $ envc check good.envelope 2>/dev/null

One with two mistakes.

  $ cat >bad.envelope <<'END'
  > policy fleet
  > action push(branch: String)
  > agent bolt {
  >   allow pusj
  >   deny push when brnch is "main"
  > }
  > END
  $ envc check bad.envelope
  error[ENV0201]: there is no action or class `pusj`
   --> bad.envelope:4:9
    |
  4 |   allow pusj
    |         ^^^^ not declared
    |
    = help: did you mean `push`?
    = fix: write `push`
  4 -   allow pusj
  4 +   allow push
  
  error[ENV0402]: `push` has no attribute `brnch`, and there is no such fact
   --> bad.envelope:5:18
    |
  5 |   deny push when brnch is "main"
    |                  ^^^^^
    |
    = help: did you mean `branch`?
    = fix: write `branch`
  5 -   deny push when brnch is "main"
  5 +   deny push when branch is "main"
  
  2 errors
  [3]
  $ envc check --format=short bad.envelope
  bad.envelope:4:9: error[ENV0201]: there is no action or class `pusj`
  bad.envelope:5:18: error[ENV0402]: `push` has no attribute `brnch`, and there is no such fact
  [3]
  $ envc check --format github bad.envelope 2>/dev/null
  ::error file=bad.envelope,line=4,col=9,endLine=4,endColumn=13,title=ENV0201::there is no action or class `pusj` (not declared)%0Ahelp: did you mean `push`?
  ::error file=bad.envelope,line=5,col=18,endLine=5,endColumn=23,title=ENV0402::`push` has no attribute `brnch`, and there is no such fact%0Ahelp: did you mean `branch`?
  [3]
  $ envc check -f json bad.envelope 2>/dev/null
  {
    "schema_version": 1,
    "diagnostics": [
      {
        "code": "ENV0201",
        "name": "UnknownName",
        "severity": "error",
        "message": "there is no action or class `pusj`",
        "path": "bad.envelope",
        "start": {
          "line": 4,
          "column": 9,
          "byte": 62
        },
        "end": {
          "line": 4,
          "column": 13,
          "byte": 66
        },
        "primary_text": "not declared",
        "labels": [],
        "notes": [],
        "help": "did you mean `push`?",
        "fixes": [
          {
            "title": "write `push`",
            "certain": true,
            "edits": [
              {
                "path": "bad.envelope",
                "start": {
                  "line": 4,
                  "column": 9,
                  "byte": 62
                },
                "end": {
                  "line": 4,
                  "column": 13,
                  "byte": 66
                },
                "replacement": "push"
              }
            ]
          }
        ],
        "witness": null,
        "url": "https://envelope.example/diagnostics/ENV0201.md"
      },
      {
        "code": "ENV0402",
        "name": "UnknownAttribute",
        "severity": "error",
        "message": "`push` has no attribute `brnch`, and there is no such fact",
        "path": "bad.envelope",
        "start": {
          "line": 5,
          "column": 18,
          "byte": 84
        },
        "end": {
          "line": 5,
          "column": 23,
          "byte": 89
        },
        "primary_text": "",
        "labels": [],
        "notes": [],
        "help": "did you mean `branch`?",
        "fixes": [
          {
            "title": "write `branch`",
            "certain": true,
            "edits": [
              {
                "path": "bad.envelope",
                "start": {
                  "line": 5,
                  "column": 18,
                  "byte": 84
                },
                "end": {
                  "line": 5,
                  "column": 23,
                  "byte": 89
                },
                "replacement": "branch"
              }
            ]
          }
        ],
        "witness": null,
        "url": "https://envelope.example/diagnostics/ENV0402.md"
      }
    ],
    "accepted": [],
    "summary": {
      "errors": 2,
      "warnings": 0,
      "infos": 0
    }
  }
  [3]
  $ envc check --format sarif bad.envelope 2>/dev/null | head -20
  {
    "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
    "version": "2.1.0",
    "runs": [
      {
        "tool": {
          "driver": {
            "name": "envc",
            "fullName": "Envelope policy compiler",
            "semanticVersion": "0.1.0",
            "informationUri": "https://envelope.example/diagnostics",
            "rules": [
              {
                "id": "ENV0201",
                "name": "UnknownName",
                "shortDescription": {
                  "text": "a name is not declared."
                },
                "fullDescription": {
                  "text": "a name is not declared."

A clean document for programs is a document all the same.

  $ envc check -f json good.envelope
  {
    "schema_version": 1,
    "diagnostics": [],
    "accepted": [],
    "summary": {
      "errors": 0,
      "warnings": 0,
      "infos": 0
    }
  }
  $ envc check -f sarif good.envelope | grep -c '"results": \[\]'
  1

Several files, a folder, standard input. A module that a policy of the folder imports is not checked by itself.

  $ envc check good.envelope bad.envelope --format short
  bad.envelope:4:9: error[ENV0201]: there is no action or class `pusj`
  bad.envelope:5:18: error[ENV0402]: `push` has no attribute `brnch`, and there is no such fact
  [3]
  $ envc check good.envelope ./good.envelope good.envelope
  1 policy checked, 2 statements: no errors
  $ mkdir -p tree/parts tree/build && cp good.envelope tree/ && echo 'garbage' >tree/build/out.envelope
  $ printf 'policy main\nimport "parts/a.envelope"\nagent bolt { allow read }\n' >tree/main.envelope
  $ printf 'action read\n' >tree/parts/a.envelope
  $ envc check tree
  2 policies checked, 3 statements: no errors
  $ (cd tree && envc check)
  2 policies checked, 3 statements: no errors
  $ envc check - <good.envelope
  1 policy checked, 2 statements: no errors
  $ envc check --format short - <bad.envelope
  <stdin>:4:9: error[ENV0201]: there is no action or class `pusj`
  <stdin>:5:18: error[ENV0402]: `push` has no attribute `brnch`, and there is no such fact
  [3]
  $ mkdir nothing && envc check nothing
  error[ENV0906]: `nothing` holds no policy
    = help: policies are files that end in `.envelope`; `envc init` writes a first one
  
  1 error
  [1]
  $ envc check nothing good.envelope
  error[ENV0906]: `nothing` holds no policy
    = help: policies are files that end in `.envelope`; `envc init` writes a first one
  
  1 error
  [1]

`--fail-level` takes a level.

  $ envc check --fail-level info good.envelope
  1 policy checked, 2 statements: no errors
  $ envc check --fail-level=fatal good.envelope
  envc check: `--fail-level` takes one of error, warning, info, not `fatal`
  `envc check --help` says how
  [1]

Colours come when they are asked for, and not on what is no terminal; NO_COLOR counts as never, save for `--color=always`.

  $ envc check bad.envelope 2>&1 | grep -c $'\e'
  0
  [1]
  $ envc check --color=never bad.envelope 2>&1 | grep -c $'\e'
  0
  [1]
  $ envc check --color=always --format short bad.envelope 2>&1 | grep -c $'\e'
  0
  [1]
  $ envc check --color=always bad.envelope 2>&1 | head -3 | cat -v
  ^[[1;31merror[ENV0201]^[[0m^[[1m: there is no action or class `pusj`^[[0m
   ^[[1;34m--> ^[[0mbad.envelope:4:9
    ^[[1;34m|^[[0m
  $ script -qec 'envc check bad.envelope' /dev/null </dev/null 2>/dev/null | head -1 | cat -v
  ^[[1;31merror[ENV0201]^[[0m^[[1m: there is no action or class `pusj`^[[0m^M
  $ NO_COLOR=1 script -qec 'envc check bad.envelope' /dev/null </dev/null 2>/dev/null | head -1 | cat -v
  error[ENV0201]: there is no action or class `pusj`^M

The stages of a policy.

  $ envc check --emit=ast tree/main.envelope
  policy 1:1 main
  import 2:1 "parts/a.envelope"
  agent 3:1 bolt
    rule 3:14 allow read
  $ envc check --emit=typed tree/main.envelope
  policy main
  action read
  agent bolt
  [agent bolt] allow read
  $ envc check --emit=model tree/main.envelope
  policy main
  action read()
  agent bolt
  grant allow to bolt · read
  $ envc check --emit=model bad.envelope 2>/dev/null
  [3]
  $ envc check --emit=tokens good.envelope
  envc check: `--emit` takes one of ast, typed, model, not `tokens`
  `envc check --help` says how
  [1]
