# Bad input: imports

A circle, an import of itself, a file that is not there.

  $ printf 'policy main\nimport "a.envelope"\n' >main.envelope
  $ printf 'import "b.envelope"\n' >a.envelope
  $ printf 'import "a.envelope"\n' >b.envelope
  $ envc check main.envelope
  error[ENV0224]: `a.envelope` is imported by what it imports
   --> b.envelope:1:1
    |
  1 | import "a.envelope"
    | ^^^^^^^^^^^^^^^^^^^ `b.envelope` imports `a.envelope` again
    |
   ::: a.envelope:1:1
    |
  1 | import "b.envelope"
    | ------------------- `a.envelope` imports `b.envelope`
    |
    = help: move what both need into a third file that imports neither
  
  1 error
  [3]
  $ printf 'policy me\nimport "me.envelope"\n' >me.envelope
  $ envc check --format short me.envelope
  me.envelope:2:1: error[ENV0225]: `me.envelope` imports itself
  [3]
  $ printf 'policy m\nimport "aa.envelope"\nimport stdd\n' >missing.envelope
  $ envc check missing.envelope
  error[ENV0221]: there is no file `aa.envelope`
   --> missing.envelope:2:8
    |
  2 | import "aa.envelope"
    |        ^^^^^^^^^^^^^
    |
    = help: a path starts at the folder of the importing file
  
  error[ENV0220]: the standard library has no module `stdd`
   --> missing.envelope:3:8
    |
  3 | import stdd
    |        ^^^^
    |
    = help: did you mean `std`?
    = proposed fix: import `std`
  3 - import stdd
  3 + import std
  
  2 errors
  [3]

Nothing outside of the project is read: not by `..`, not by an absolute path, not through a link, not through a linked folder.

  $ mkdir -p project/parts outside && printf 'action read\n' >outside/secret.envelope
  $ : >project/envelope.yaml
  $ ln -s ../outside/secret.envelope project/link.envelope && ln -s ../outside project/door
  $ printf 'policy p\nimport "../outside/secret.envelope"\n' >project/up.envelope
  $ printf 'policy p\nimport "%s/outside/secret.envelope"\n' "$PWD" >project/absolute.envelope
  $ printf 'policy p\nimport "link.envelope"\n' >project/through.envelope
  $ printf 'policy p\nimport "door/secret.envelope"\n' >project/folder.envelope
  $ printf 'policy p\nimport "parts/../../outside/secret.envelope"\n' >project/winding.envelope
  $ for name in up absolute through folder winding; do envc check --format short project/$name.envelope; done 2>&1 | sed "s|$PWD|HERE|"
  project/up.envelope:2:8: error[ENV0222]: `../outside/secret.envelope` leads out of the project
  project/absolute.envelope:2:8: error[ENV0222]: `HERE/outside/secret.envelope` is an absolute path
  project/through.envelope:2:8: error[ENV0222]: `link.envelope` leads through a link out of the project
  project/folder.envelope:2:8: error[ENV0222]: `door/secret.envelope` leads through a link out of the project
  project/winding.envelope:2:8: error[ENV0222]: `parts/../../outside/secret.envelope` leads out of the project

A link that stays inside is a way like any other; what leads to the same file is one module.

  $ ln -s parts/a.envelope project/alias.envelope && printf 'action read\n' >project/parts/a.envelope
  $ printf 'policy p\nimport "alias.envelope"\nimport "parts/a.envelope"\nimport "parts/../parts/a.envelope"\nagent bolt { allow read }\n' >project/good.envelope
  $ envc check project/good.envelope
  1 policy checked, 1 statement: no errors

What is imported is an ordinary policy file.

  $ mkdir project/dir.envelope && mkfifo project/pipe.envelope && printf 'x\n' >project/notes.txt
  $ printf 'policy p\nimport "dir.envelope"\nimport "pipe.envelope"\nimport "notes.txt"\nimport "nul\\u{0}.envelope"\nimport ""\n' >project/odd.envelope
  $ envc check --format short project/odd.envelope
  project/odd.envelope:2:8: error[ENV0007]: `dir.envelope` is not an ordinary file
  project/odd.envelope:3:8: error[ENV0007]: `pipe.envelope` is not an ordinary file
  project/odd.envelope:4:8: error[ENV0223]: `notes.txt` does not end in `.envelope`
  project/odd.envelope:5:8: error[ENV0221]: there is no file `nul.envelope`
  project/odd.envelope:5:12: error[ENV0117]: `\u{0}` names no character a text may hold
  project/odd.envelope:6:8: error[ENV0221]: the import names no file
  [3]

A long chain of imports.

  $ mkdir chain && for i in $(seq 100); do printf 'import "m%d.envelope"\n' $((i + 1)) >chain/m$i.envelope; done
  $ printf 'action read\n' >chain/m101.envelope && printf 'policy c\nimport "m1.envelope"\n' >chain/main.envelope
  $ envc check --format short chain/main.envelope
  chain/m64.envelope:1:1: error[ENV0226]: `chain/m65.envelope` is more than 64 imports away from the policy
  [3]

A mistake in a module is shown there, once, whoever imports it.

  $ printf 'policy x\nimport "part.envelope"\n' >x.envelope && printf 'policy y\nimport "part.envelope"\n' >y.envelope
  $ printf 'agent bolt { allow nothing_like_it }\n' >part.envelope
  $ envc check --format short x.envelope y.envelope
  part.envelope:1:20: error[ENV0201]: there is no action or class `nothing_like_it`
  [3]

A template is looked at with its importer, also where both are named; alone it has no value for its `let`.

  $ mkdir filled && cd filled
  $ printf 'policy t timezone "UTC"\nlet daily: Count\naction call\nagent bolt { ask call  limit call daily per day }\n' >template.envelope
  $ printf 'policy fleet\nimport "template.envelope"(daily: 5)\nhuman taylor\ndefault approval ok { from taylor }\n' >main.envelope
  $ envc check .
  1 policy checked, 2 statements: no errors
  $ envc check template.envelope main.envelope
  1 policy checked, 2 statements: no errors
  $ envc check --format short template.envelope
  template.envelope:2:5: error[ENV0209]: `daily` has no value, and nobody imports this file to give it one
  template.envelope:4:14: error[ENV0403]: this asks for an approval without saying which, and there is no default approval
  [3]
