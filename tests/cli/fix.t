# envc check --fix: the fixes that are certain

  $ cat >fleet.envelope <<'END'
  > policy fleet;
  > action push(branch: String)
  > agent bolt {
  >   allow push when branch == 'main'  // a comment stays
  >   allow pusj
  > }
  > END
  $ envc check --format short fleet.envelope
  fleet.envelope:1:13: error[ENV0110]: `;` stands where nothing needs separating
  fleet.envelope:4:26: error[ENV0106]: `==` is no operator here; the language says `is`
  fleet.envelope:4:29: error[ENV0111]: a string stands in single quotes
  [3]
  $ chmod 640 fleet.envelope
  $ envc check --fix fleet.envelope
  4 fixes applied
  1 policy checked, 2 statements: no errors
  $ cat fleet.envelope
  policy fleet
  action push(branch: String)
  agent bolt {
    allow push when branch is "main"  // a comment stays
    allow push
  }
  $ stat -c %a fleet.envelope
  640

What cannot be fixed stays, and a file without a certain fix is not written again.

  $ printf 'policy a;\naction read\nagent bolt { allow something_else }\n' >half.envelope
  $ envc check --fix --format short half.envelope
  1 fix applied
  half.envelope:3:20: error[ENV0201]: there is no action or class `something_else`
  [3]
  $ cat half.envelope
  policy a
  action read
  agent bolt { allow something_else }
  $ before=$(stat -c '%i %y' half.envelope)
  $ envc check --fix half.envelope 2>/dev/null
  [3]
  $ test "$before" = "$(stat -c '%i %y' half.envelope)"

Modules are fixed too, the standard library and standard input are not.

  $ printf 'policy main;\nimport "part.envelope"\nimport std\nagent bolt { allow read }\n' >main.envelope
  $ printf 'action read;\n' >part.envelope
  $ envc check --fix main.envelope
  2 fixes applied
  1 policy checked, 1 statement: no errors
  $ cat main.envelope part.envelope
  policy main
  import "part.envelope"
  import std
  agent bolt { allow read }
  action read
  $ printf 'policy main;\n' | envc check --fix --format short -
  <stdin>:1:12: error[ENV0110]: `;` stands where nothing needs separating
  [3]

Files that were refused keep every byte, links are not written through, and nothing is left behind.

  $ printf 'policy a;\naction caf\351;\n' >latin.envelope
  $ cp latin.envelope before && envc check --fix --format short latin.envelope
  latin.envelope:2:11: error[ENV0003]: byte 0xE9 (at offset 20) begins no UTF-8 character
  [3]
  $ cmp before latin.envelope
  $ printf 'policy a;\naction read\n' >target && ln -s target link.envelope
  $ envc check --fix link.envelope
  error[ENV0011]: `link.envelope` is a symbolic link; it was left as it is
    = help: name the file that it leads to
  
  1 error
  [1]
  $ cat target
  policy a;
  action read
  $ ls -A
  before
  fleet.envelope
  half.envelope
  latin.envelope
  link.envelope
  main.envelope
  part.envelope
  target

Guesses are shown and left to a person: a name that something else may stand for, a file, a rule that would grant.

  $ mkdir guesses && cd guesses && cat >guess.envelope <<'END'
  > policy guess
  > action write, read, rd
  > human taylor
  > approval ok { from taylor }
  > agent bolt { deny write via ok  propose read via ok }
  > agent rook { allow wipe, red }
  > END
  $ printf 'import "dev.envelope"\nagent bolt\n' >import.envelope
  $ printf 'agent pawn { allow write }\n' >del.envelope
  $ cat guess.envelope import.envelope >before && envc check --fix --format short guess.envelope import.envelope
  guess.envelope:5:29: error[ENV0408]: `deny` asks nobody, so it needs no approval
  guess.envelope:5:50: error[ENV0408]: `propose` asks nobody, so it needs no approval
  guess.envelope:6:20: error[ENV0201]: there is no action or class `wipe`
  guess.envelope:6:26: error[ENV0201]: there is no action or class `red`
  import.envelope:1:8: error[ENV0221]: there is no file `dev.envelope`
  [3]
  $ cat guess.envelope import.envelope | cmp before -
