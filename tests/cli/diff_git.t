# envc diff: revisions of git

  $ export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com GIT_CEILING_DIRECTORIES=/
  $ echo 'policy fleet' >loose.envelope
  $ envc diff git:HEAD:loose.envelope loose.envelope
  error[ENV0920]: the old side, `git:HEAD:loose.envelope`, needs a git repository, and this folder lies in none
    = help: run it in the repository, or name files
  
  1 error
  [1]
  $ git init --quiet --initial-branch=main repository && cd repository
  $ mkdir -p policies/parts && cat >policies/main.envelope <<'END'
  > policy fleet
  > import "parts/words.envelope"
  > agent bolt { allow deploy when to is quiet }
  > END
  $ cat >policies/parts/words.envelope <<'END'
  > enum Environment { sandbox, staging, production }
  > action deploy(to: Environment)
  > let quiet = sandbox
  > END
  $ printf 'main: main.envelope\n' >policies/envelope.yaml
  $ git add . && git commit --quiet -m One && git tag one

The import changes, not the policy: it is read from the revision.

  $ sed -i 's/let quiet = sandbox/let quiet = staging/' policies/parts/words.envelope
  $ envc diff git:HEAD:policies policies
  old: git:HEAD:policies
  new: policies
    bolt  incomparable: deploy
  agents and actions: 1 incomparable
  
  warning[ENV2701]: `bolt deploy`: deny becomes allow
   --> policies/main.envelope:3:14
    |
  3 | agent bolt { allow deploy when to is quiet }
    |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ new
    |
   ::: HEAD:policies/main.envelope:3:14
    |
  3 | agent bolt { allow deploy when to is quiet }
    |              ----------------------------- old
    |
    = witness: envelope decide new.envt --agent bolt deploy to=staging
               expected: deny (the old side)
               actual:   allow (the new side)
  
  info[ENV2711]: `bolt deploy`: allow becomes deny
   --> policies/main.envelope:3:14
    |
  3 | agent bolt { allow deploy when to is quiet }
    |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ new
    |
   ::: HEAD:policies/main.envelope:3:14
    |
  3 | agent bolt { allow deploy when to is quiet }
    |              ----------------------------- old
    |
    = witness: envelope decide new.envt --agent bolt deploy to=sandbox
               expected: allow (the old side)
               actual:   deny (the new side)
  
  1 warning, 1 info
  $ git commit --quiet -am Two
  $ envc diff git:one:policies/main.envelope git:HEAD:policies/main.envelope | head -3
  old: git:one:policies/main.envelope
  new: git:HEAD:policies/main.envelope
    bolt  incomparable: deploy
  $ cd policies && envc diff git:one:./main.envelope main.envelope | head -3; cd ..
  old: git:one:./main.envelope
  new: main.envelope
    bolt  incomparable: deploy

A module is added and the text is spread: silent. A link in a revision leads where it leads there.

  $ ln -s main.envelope policies/link.envelope && git add . && git commit --quiet -m Three
  $ envc diff git:HEAD:policies/main.envelope git:HEAD:policies/link.envelope
  old: git:HEAD:policies/main.envelope
  new: git:HEAD:policies/link.envelope
  the two decide everything alike

Bad input names its side. Nothing that begins with `-` is an option of git.

  $ envc diff git:nowhere:policies policies
  error[ENV0921]: the old side, `git:nowhere:policies`, names the revision `nowhere`, which this repository does not have
    = help: fetch it (a shallow clone has only some), or see `git log` for those that are there
  
  1 error
  [1]
  $ envc diff policies git:HEAD:nothing.envelope
  error[ENV0922]: the new side, `git:HEAD:nothing.envelope`, is not in revision `HEAD`
  
  1 error
  [1]
  $ cp policies/main.envelope policies/fresh.envelope
  $ envc diff git:HEAD:policies/fresh.envelope policies/fresh.envelope
  error[ENV0922]: the old side, `git:HEAD:policies/fresh.envelope`, is not in revision `HEAD`
    = help: it is there on disk, not committed then: name `policies/fresh.envelope` to compare it as
            it is
  
  1 error
  [1]
  $ envc diff git:--output=x:policies policies
  error[ENV0921]: the old side, `git:--output=x:policies`, names the revision `--output=x`, which this repository does not have
    = help: fetch it (a shallow clone has only some), or see `git log` for those that are there
  
  1 error
  [1]
  $ envc diff git:HEAD policies
  error[ENV0921]: the old side, `git:HEAD`, names no path
    = help: write `git:REVISION:PATH`, such as `git:HEAD~1:policy.envelope`
  
  1 error
  [1]
  $ envc diff 'git:HEAD:policies; touch owned' policies 2>&1 | head -1
  error[ENV0922]: the old side, `git:HEAD:policies; touch owned`, is not in revision `HEAD`
  $ envc diff 'git:HEAD$(touch owned):policies' policies 2>&1 | head -1
  error[ENV0921]: the old side, `git:HEAD$(touch owned):policies`, names the revision `HEAD$(touch owned)`, which this repository does not have
  $ ls owned x 2>/dev/null
  [2]
  $ printf 'a\0b' >policies/binary.envelope && git add . && git commit --quiet -m Binary
  $ envc diff git:HEAD:policies/binary.envelope policies/main.envelope 2>&1 | grep error
  error[ENV0004]: `policies/binary.envelope` holds a NUL byte (at offset 1): it is not a text
  1 error
  error[ENV0924]: the old side, `git:HEAD:policies/binary.envelope`, has 1 error: nothing is compared
  1 error
  $ mkdir ../none && ln -s "$(command -v envc)" ../none/envc
  $ PATH=$PWD/../none envc diff git:HEAD:policies policies
  error[ENV0920]: the old side, `git:HEAD:policies`, needs `git`, which cannot be started: No such file or directory
    = help: install git, or name files
  
  1 error
  [1]

Directories: policies are paired by path, then by name; what is alone is compared with nothing.

  $ mkdir a b && printf 'policy one\naction go\nagent bolt { allow go }\n' >a/one.envelope && cp a/one.envelope b/first.envelope
  $ printf 'policy two\naction go\nagent cleo { allow go }\n' >b/two.envelope
  $ envc diff a b
  old: a
  new: b
  two.envelope
    cleo  wider: go
  agents and actions: 1 wider, 1 equivalent
  
  warning[ENV2701]: `cleo go`: agent `cleo` is new
   --> b/two.envelope:3:14
    |
  3 | agent cleo { allow go }
    |              ^^^^^^^^ new
    |
    = note: in `two.envelope`
    = witness: envelope decide new.envt --agent cleo go
               expected: deny (the request is refused) (the old side)
               actual:   allow (the new side)
  
  info[ENV2714]: action `go` is new
    = note: in `two.envelope`
    = note: new: ()
  
  1 warning, 1 info

A way to more authority between two revisions is told with the places of its side.

  $ mkdir ways && cat >ways/main.envelope <<'END'
  > policy ways
  > action deploy
  > agent scout { deny deploy }
  > agent bolt { allow deploy }
  > END
  $ git add . && git commit --quiet -m Shut && sed -i 's/{ deny deploy }/{ deny deploy  allow request bolt for deploy }/' ways/main.envelope
  $ git commit --quiet -am Open
  $ envc diff git:HEAD~1:ways/main.envelope git:HEAD:ways/main.envelope --no-new-escalation | sed -n '/ENV2704/,$p'
  error[ENV2704]: a new way: `scout` is denied `deploy`, and has `bolt` do it
   --> HEAD:ways/main.envelope:3:28
    |
  3 | agent scout { deny deploy  allow request bolt for deploy }
    |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ new
  4 | agent bolt { allow deploy }
    |              ------------ new
    |
    = note: 1. `scout` asks `bolt` for `deploy`: allow, by `allow request bolt for deploy`
            (HEAD:ways/main.envelope:3)
    = note: 2. `bolt` does `deploy`: allow, by `allow deploy` (HEAD:ways/main.envelope:4)
    = note: nobody is asked on the way
    = note: step 1 on the old side: deny
    = witness: envelope decide new.envt --agent scout --request bolt deploy
               expected: deny (the old side)
               actual:   allow (the new side)
    = help: narrow or take out `allow request bolt for deploy` (HEAD:ways/main.envelope:3), or `allow
            deploy` (HEAD:ways/main.envelope:4): without one of these the way is closed
  
  1 error, 1 warning
  --no-new-escalation refused
  $ envc diff git:HEAD:ways git:HEAD~1:ways --no-new-escalation | grep ENV2715
  info[ENV2715]: a way is gone: `scout` is denied `deploy`, and has `bolt` do it

A project that keeps its own standard library: each revision is read with the one it holds, and so is the disk.

  $ mkdir vendored && cd vendored && mkdir stdlib && printf 'name: kept\n' >envelope.yaml
  $ cat >stdlib/std.envelope <<'END'
  > policy std "Words of this project"
  > capability NET
  > action push(branch: String) needs NET
  > END
  $ cat >main.envelope <<'END'
  > policy kept
  > import std
  > agent bolt { allow push }
  > END
  $ git add . && git commit --quiet -m Kept && git tag kept
  $ envc diff git:kept:vendored .
  old: git:kept:vendored
  new: .
  the two decide everything alike
  $ envc diff git:kept:./main.envelope main.envelope
  old: git:kept:./main.envelope
  new: main.envelope
  the two decide everything alike
  $ sed -i 's/ needs NET//' stdlib/std.envelope && git commit --quiet -am "Ask for nothing"
  $ envc diff git:kept:./main.envelope git:HEAD:./main.envelope
  old: git:kept:./main.envelope
  new: git:HEAD:./main.envelope
    bolt  wider: push
  agents and actions: 1 wider
  
  warning[ENV2701]: `bolt push`: deny becomes allow
   --> HEAD:vendored/main.envelope:3:14
    |
  3 | agent bolt { allow push }
    |              ^^^^^^^^^^ new
    |
   ::: kept:vendored/main.envelope:3:14
    |
  3 | agent bolt { allow push }
    |              ---------- old
    |
    = witness: envelope decide new.envt --agent bolt push branch=
               expected: deny (the old side)
               actual:   allow (the new side)
  
  1 warning
  $ envc diff git:kept:./main.envelope main.envelope --no-new-authority | tail -1
  --no-new-authority refused
  $ envc check
  1 policy checked, 1 statement: no errors
  $ sed -i 's/import std/import std import template.proactive/' main.envelope
  $ envc diff git:kept:./main.envelope main.envelope
  error[ENV0220]: the standard library of this project has no module `template.proactive`
   --> main.envelope:2:19
    |
  2 | import std import template.proactive
    |                   ^^^^^^^^^^^^^^^^^^
    |
    = note: the project keeps its own in `stdlib`, which stands for all of that of envc
    = note: on the new side, `main.envelope`
    = help: add `stdlib/template/proactive.envelope`, or import a file by its path in quotes
  
  1 error
  error[ENV0924]: the new side, `main.envelope`, has 1 error: nothing is compared
    = help: mend it first; `envc check` says what is wrong with it
  
  1 error
  [3]
  $ git rm --quiet -r stdlib && git commit --quiet -m "Use that of envc"
  $ sed -i 's/ import template.proactive//' main.envelope
  $ envc diff git:kept:./main.envelope main.envelope 2>&1 | head -4
  error[ENV0201]: there is no action or class `push`
   --> main.envelope:3:20
    |
  3 | agent bolt { allow push }
