# Bad input: too much of it

A file of 100 MB is refused before it is read: 64 MB of address space are enough.

  $ truncate -s 100M big.envelope
  $ limited 65536 envc check big.envelope
  error[ENV0002]: `big.envelope` is 104857600 bytes long; a policy file has at most 8388608 bytes
    = help: split the policy into files that an `import` brings together
  
  1 error
  [3]
  $ limited 65536 envc fmt --check big.envelope
  error[ENV0002]: `big.envelope` is 104857600 bytes long; a policy file has at most 8388608 bytes
    = help: split the policy into files that an `import` brings together
  
  1 error
  [3]
  $ limited 65536 envc check - <big.envelope 2>&1 | head -1
  error[ENV0002]: `<stdin>` does not end before the limit; a policy file has at most 8388608 bytes
  $ limited 65536 envc check --format short /dev/stdin <big.envelope
  /dev/stdin: error[ENV0002]: `/dev/stdin` is 104857600 bytes long; a policy file has at most 8388608 bytes
  [3]
  $ rm big.envelope

Nesting.

  $ for c in '(' '[' '{' 'not '; do
  >   { printf 'policy a\naction read\nagent bolt { allow read when '; head -c 100000 /dev/zero | sed "s/\x00/$c/g"; } >deep.envelope
  >   envc check --format short deep.envelope; cp deep.envelope before
  >   envc fmt deep.envelope 2>/dev/null; [ "$(cat deep.envelope)" = "$(cat before)" ] || echo changed
  > done 2>&1 | cut -c1-100
  deep.envelope:3:229: error[ENV0107]: `(` nests more than 200 levels deep
  formatted deep.envelope
  deep.envelope:3:229: error[ENV0107]: `[` nests more than 200 levels deep
  formatted deep.envelope
  deep.envelope:3:229: error[ENV0107]: `{` nests more than 200 levels deep
  formatted deep.envelope
  deep.envelope:3:826: error[ENV0107]: `not` nests more than 200 levels deep
  $ { printf 'policy a\n'; for i in $(seq 20000); do printf 'agent bolt {'; done; } | envc check --format short -
  <stdin>:2:2412: error[ENV0107]: `{` nests more than 200 levels deep
  [3]
  $ { printf 'policy a\nimport std\naction read(s: [String])\nagent bolt { allow read when s is '; head -c 100000 /dev/zero | tr '\0' '['; head -c 100000 /dev/zero | tr '\0' ']'; echo ' }'; } | envc check --format short -
  <stdin>:4:234: error[ENV0107]: `[` nests more than 200 levels deep
  [3]

A line of 1 MB is clipped where it is shown.

  $ { printf 'policy a\naction read\nagent bolt { allow read because "'; head -c 1000000 /dev/zero | tr '\0' x; printf '" allow raed }\n'; } >long.envelope
  $ envc check long.envelope
  error[ENV0201]: there is no action or class `raed`
   --> long.envelope:3:1000042
    |
  3 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" allow raed }
    |                                                                                          ^^^^ not declared
    |
    = help: did you mean `read`?
    = fix: write `read`
  3 - …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" allow raed }
  3 + …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" allow read }
  
  1 error
  [3]
  $ { printf 'policy '; head -c 1000000 /dev/zero | tr '\0' x; printf '\naction read\n'; } >name.envelope
  $ envc check name.envelope 2>&1 | cut -c1-160
  1 policy checked, 0 statements: no errors
  $ { printf 'policy a "'; head -c 1000000 /dev/zero | tr '\0' x; } >string.envelope
  $ envc check --format short string.envelope 2>&1 | cut -c1-160
  string.envelope:1:10: error[ENV0102]: a string opens here and does not end

Nor is what is said about a name of 1 MB longer than a name may be shown.

  $ x() { head -c 1000000 /dev/zero | tr '\0' x; }
  $ { printf 'policy a\naction read\nagent bolt { allow '; x; echo ' }'; } >1.envelope
  $ { printf 'policy a\naction '; x; printf '\naction '; x; echo; } >2.envelope
  $ { printf 'policy a\nimport "'; x; echo '"'; } >3.envelope
  $ { printf 'policy a\naction read(n: Count)\nagent bolt { allow read when n is '; x | tr x 7; echo ' }'; } >4.envelope
  $ envc check --format short [1-4].envelope
  1.envelope:3:20: error[ENV0201]: there is no action or class `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`
  2.envelope:3:8: error[ENV0202]: `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` is declared twice
  3.envelope:2:8: error[ENV0223]: `xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` does not end in `.envelope`
  4.envelope:3:35: error[ENV0306]: `77777777777777777777777777777777777777777777777777777777777777777777777777777…7777777777777777777777777777777777777777` is larger than a number can be
  [3]
  $ for format in text json github sarif; do envc check --format $format [1-4].envelope 2>&1; done | wc -L | awk '{ print ($1 < 20000) }'
  1

10,000 mistakes: the first are shown, all are counted.

  $ { printf 'policy a\naction read\nagent bolt {\n'; for i in $(seq 10000); do echo "  allow raed"; done; echo '}'; } >many.envelope
  $ envc check --format short many.envelope >out 2>&1
  [3]
  $ head -1 out; tail -2 out; wc -l <out
  many.envelope:4:9: error[ENV0201]: there is no action or class `raed`
  many.envelope:53:9: error[ENV0201]: there is no action or class `raed`
  … and 9950 more
  51
  $ envc check many.envelope >out 2>&1
  [3]
  $ tail -3 out; test "$(wc -l <out)" -lt 1000
  
  … and 9950 more
  10000 errors
  $ { printf 'policy a\n'; for i in $(seq 10000); do echo ") ) ("; done; } >garbage.envelope
  $ envc check garbage.envelope >out 2>&1
  [3]
  $ tail -1 out; test "$(wc -l <out)" -lt 1000
  3 errors

A request of 1 MB.

  $ printf 'policy a\naction say(what: String)\nagent bolt { allow say when what is "a" }\n' >say.envelope
  $ { printf 'bolt say what='; head -c 1000000 /dev/zero | tr '\0' x; echo; } | envc why --requests - say.envelope
  bolt  say what=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…  ✗ deny        -  refused: the required attribute `what` is no String: it is too long, or not UTF-8
  
  1 request: 0 allowed, 0 asked, 0 proposed, 1 denied
