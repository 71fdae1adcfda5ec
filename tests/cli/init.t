# envc init: a first policy

  $ envc init
  wrote ./policy.envelope
  
  next: envc check ./policy.envelope
        envc test ./policy.envelope
        envc why ./policy.envelope helper git_push branch=main
  $ envc check policy.envelope
  1 policy checked, 9 statements: no errors
  $ envc fmt --check policy.envelope
  $ envc test policy.envelope
  ok     works in the project and nowhere else (6 of 6)
  ok     pushes features, asks for everything else that is external (5 of 5)
  
  2 passed, 0 failed
  $ envc verify policy.envelope
  1 policy verified: 9 statements in 9 distinct cells, 0 claims
  $ envc test --mutate policy.envelope | tail -1
  mutation score 100%
  $ envc why ./policy.envelope helper git_push branch=main | head -2
  helper git_push(branch: "main")
    -> ask via operator_approval

It enforces: what is not said is denied.

  $ envc why policy.envelope helper spend amount='$1' | head -2
  helper spend(amount: $1.00)
    -> deny
  $ grep -c configure policy.envelope
  0
  [1]

An existing file stays as it is.

  $ echo mine >policy.envelope
  $ envc init
  envc init: `./policy.envelope` exists and is left as it is
  [1]
  $ cat policy.envelope
  mine
  $ rm policy.envelope && ln -s elsewhere policy.envelope
  $ envc init
  error[ENV0011]: `./policy.envelope` is a symbolic link; it was left as it is
    = help: name the file that it leads to
  
  1 error
  [1]
  $ ls
  policy.envelope

A folder can be named; it is made where it is missing.

  $ mkdir fleet && envc init fleet && ls fleet
  wrote fleet/policy.envelope
  
  next: envc check fleet/policy.envelope
        envc test fleet/policy.envelope
        envc why fleet/policy.envelope helper git_push branch=main
  policy.envelope
  $ envc init missing/deep
  wrote missing/deep/policy.envelope
  
  next: envc check missing/deep/policy.envelope
        envc test missing/deep/policy.envelope
        envc why missing/deep/policy.envelope helper git_push branch=main
  $ envc init fleet other
  envc init: takes one directory at most
  [1]
  $ : >plain && envc init plain/inside
  error[ENV0010]: `plain/inside/policy.envelope` cannot be written: Not a directory
  
  1 error
  [1]
