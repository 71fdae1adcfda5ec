# Bad input: too much of it

A file of 100 MB is refused before it is read: 64 MB of address space are enough.

  $ truncate -s 100M big.envelope
  $ limited 65536 envc check big.envelope
  $ limited 65536 envc fmt --check big.envelope
  $ limited 65536 envc check - <big.envelope 2>&1 | head -1
  $ limited 65536 envc check --format short /dev/stdin <big.envelope
  $ rm big.envelope

Nesting.

  $ for c in '(' '[' '{' 'not ' '-' '!'; do
  >   { printf 'policy a\naction read\nagent bolt { allow read when '; head -c 100000 /dev/zero | sed "s/\x00/$c/g"; } >deep.envelope
  >   envc check --format short deep.envelope; cp deep.envelope before
  >   envc fmt deep.envelope 2>/dev/null; cmp deep.envelope before
  > done 2>&1 | cut -c1-100
  $ { printf 'policy a\n'; for i in $(seq 20000); do printf 'agent bolt {'; done; } | envc check --format short -
  $ { printf 'policy a\nimport std\naction read(s: [String])\nagent bolt { allow read when s is '; head -c 100000 /dev/zero | tr '\0' '['; head -c 100000 /dev/zero | tr '\0' ']'; echo ' }'; } | envc check --format short -

A line of 1 MB is clipped where it is shown.

  $ { printf 'policy a\naction read\nagent bolt { allow read because "'; head -c 1000000 /dev/zero | tr '\0' x; printf '" allow raed }\n'; } >long.envelope
  $ envc check long.envelope
  $ { printf 'policy '; head -c 1000000 /dev/zero | tr '\0' x; printf '\naction read\n'; } >name.envelope
  $ envc check name.envelope 2>&1 | cut -c1-160
  $ { printf 'policy a "'; head -c 1000000 /dev/zero | tr '\0' x; } >string.envelope
  $ envc check --format short string.envelope 2>&1 | cut -c1-160

10,000 mistakes: the first are shown, all are counted.

  $ { printf 'policy a\naction read\nagent bolt {\n'; for i in $(seq 10000); do echo "  allow raed"; done; echo '}'; } >many.envelope
  $ envc check --format short many.envelope >out 2>&1
  $ head -1 out; tail -2 out; wc -l <out
  $ envc check many.envelope >out 2>&1
  $ tail -3 out; test "$(wc -l <out)" -lt 1000
  $ { printf 'policy a\n'; for i in $(seq 10000); do echo ") ) ("; done; } >garbage.envelope
  $ envc check garbage.envelope >out 2>&1
  $ tail -1 out; test "$(wc -l <out)" -lt 1000

A request of 1 MB.

  $ printf 'policy a\naction say(what: String)\nagent bolt { allow say when what is "a" }\n' >say.envelope
  $ { printf 'bolt say what='; head -c 1000000 /dev/zero | tr '\0' x; echo; } | envc why --requests - say.envelope
