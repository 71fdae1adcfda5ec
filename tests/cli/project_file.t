# envelope.yaml: what the commands take when nothing is named

  $ mkdir policies
  $ printf 'policy main\naction read\nagent bolt { allow read }\ntest "t" { bolt read -> allow }\n' >policies/main.envelope
  $ printf 'policy draft\nagent bolt { allow read }\n' >policies/draft.envelope
  $ printf 'name: fleet\nmain: policies/main.envelope\nfail-level: warning\n' >envelope.yaml

  $ envc check
  1 policy checked, 1 statement: no errors
  $ envc test
  ok     t (1 of 1)
  
  1 passed, 0 failed

The command line says more than the file.

  $ envc check --format short policies
  policies/draft.envelope:2:20: error[ENV0201]: there is no action or class `read`
  [3]
  $ envc check --format short policies/draft.envelope
  policies/draft.envelope:2:20: error[ENV0201]: there is no action or class `read`
  [3]

Without `main`, the folder is searched, and `ignore` holds.

  $ printf 'ignore: ["draft.*"]\n' >envelope.yaml
  $ envc check
  1 policy checked, 1 statement: no errors
  $ envc check policies
  1 policy checked, 1 statement: no errors

A project file that cannot be followed is no reason to guess.

  $ printf 'main: policies/mian.envelope\n' >envelope.yaml
  $ envc check
  error[ENV0905]: there is no policy `policies/mian.envelope`
   --> envelope.yaml:1:7
    |
  1 | main: policies/mian.envelope
    |       ^^^^^^^^^^^^^^^^^^^^^^
    |
    = help: did you mean `policies/main.envelope`?
  
  1 error
  [1]
  $ printf 'main: ../outside.envelope\nfail-lvel: error\n' >envelope.yaml
  $ envc test
  error[ENV0905]: `../outside.envelope` leads out of the project
   --> envelope.yaml:1:7
    |
  1 | main: ../outside.envelope
    |       ^^^^^^^^^^^^^^^^^^^
    |
    = help: name a policy in or below the folder of this file
  
  error[ENV0902]: there is no setting `fail-lvel`
   --> envelope.yaml:2:1
    |
  2 | fail-lvel: error
    | ^^^^^^^^^
    |
    = help: did you mean `fail-level`?
    = fix: rename to `fail-level`
  2 - fail-lvel: error
  2 + fail-level: error
  
  2 errors
  [1]
  $ printf 'fail-level: fatal\n' >envelope.yaml
  $ envc check
  error[ENV0903]: `fatal` is not a severity
   --> envelope.yaml:1:13
    |
  1 | fail-level: fatal
    |             ^^^^^
    |
    = help: write `error`, `warning` or `info`
  
  1 error
  [1]
  $ printf 'main: [\n' >envelope.yaml
  $ envc check
  error[ENV0901]: this is not YAML: end of sequence flow not found
   --> envelope.yaml:1:1
    |
  1 | main: [
    | ^
    |
    = help: write one `key: value` a line
  
  1 error
  [1]

An empty one only marks the root of the project.

  $ : >envelope.yaml && envc check --format short
  policies/draft.envelope:2:20: error[ENV0201]: there is no action or class `read`
  [3]

  $ cd policies && envc check main.envelope
  1 policy checked, 1 statement: no errors
