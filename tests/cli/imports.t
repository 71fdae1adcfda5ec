# Bad input: imports

A circle, an import of itself, a file that is not there.

  $ printf 'policy main\nimport "a.envelope"\n' >main.envelope
  $ printf 'import "b.envelope"\n' >a.envelope
  $ printf 'import "a.envelope"\n' >b.envelope
  $ envc check main.envelope
  $ printf 'policy me\nimport "me.envelope"\n' >me.envelope
  $ envc check --format short me.envelope
  $ printf 'policy m\nimport "aa.envelope"\nimport stdd\n' >missing.envelope
  $ envc check missing.envelope

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
  $ strace -V >/dev/null 2>&1 && strace -f -e trace=openat -o trace envc check project/up.envelope 2>/dev/null; grep -c secret trace 2>/dev/null || echo "not opened"

A link that stays inside is a way like any other; what leads to the same file is one module.

  $ ln -s parts/a.envelope project/alias.envelope && printf 'action read\n' >project/parts/a.envelope
  $ printf 'policy p\nimport "alias.envelope"\nimport "parts/a.envelope"\nimport "parts/../parts/a.envelope"\nagent bolt { allow read }\n' >project/good.envelope
  $ envc check project/good.envelope

What is imported is an ordinary policy file.

  $ mkdir project/dir.envelope && mkfifo project/pipe.envelope && printf 'x\n' >project/notes.txt
  $ printf 'policy p\nimport "dir.envelope"\nimport "pipe.envelope"\nimport "notes.txt"\nimport "nul\\u{0}.envelope"\nimport ""\n' >project/odd.envelope
  $ envc check --format short project/odd.envelope

A long chain of imports.

  $ mkdir chain && for i in $(seq 100); do printf 'import "m%d.envelope"\n' $((i + 1)) >chain/m$i.envelope; done
  $ printf 'action read\n' >chain/m101.envelope && printf 'policy c\nimport "m1.envelope"\n' >chain/main.envelope
  $ envc check --format short chain/main.envelope

A mistake in a module is shown there, once, whoever imports it.

  $ printf 'policy x\nimport "part.envelope"\n' >x.envelope && printf 'policy y\nimport "part.envelope"\n' >y.envelope
  $ printf 'agent bolt { allow nothing_like_it }\n' >part.envelope
  $ envc check --format short x.envelope y.envelope
