# Bad input: invisible and direction-changing characters, look-alikes, terminal escapes

In code, in a string, in a comment: a reviewer cannot see them, so they are refused, and shown.

  $ printf 'policy a\naction re\342\200\213ad\n' >code.envelope
  $ printf 'policy a "a \342\200\256 b"\naction read\n' >string.envelope
  $ printf 'policy a\n// \342\201\246 x\naction read\n' >comment.envelope
  $ printf 'policy a\naction read // \033[31mred\033[0m\n' >escape.envelope
  $ printf 'policy a\naction \360\237\230\200\n' >emoji.envelope
  $ envc check code.envelope
  error[ENV0005]: the character U+200B (zero-width space) cannot be seen or changes how its neighbours are shown
   --> code.envelope:2:10
    |
  2 | action re\u{200b}ad
    |          ^^^^^^^^
    |
    = help: remove it, so that the policy says what its readers see
    = fix: remove the character
  2 - action re\u{200b}ad
  2 + action read
  
  1 error
  [3]
  $ envc check --format short string.envelope comment.envelope escape.envelope emoji.envelope
  comment.envelope:2:4: error[ENV0005]: the character U+2066 (left-to-right isolate) cannot be seen or changes how its neighbours are shown
  emoji.envelope:2:8: error[ENV0105]: a character that means nothing stands here
  escape.envelope:2:16: error[ENV0005]: the character U+001B (escape) cannot be seen or changes how its neighbours are shown
  escape.envelope:2:24: error[ENV0005]: the character U+001B (escape) cannot be seen or changes how its neighbours are shown
  string.envelope:1:13: error[ENV0005]: the character U+202E (right-to-left override) cannot be seen or changes how its neighbours are shown
  [3]

Written out as an escape in a string, the same character is there for a reader to see. It stays harmless when it is shown.

  $ cat >fleet.envelope <<'END'
  > policy fleet "\u{1b}[2J"
  > action say(what: String)
  > agent bolt { allow say when what is "\u{1b}[31m\u{202e}" because "\u{7}bell" }
  > test "\u{1b}[2J" { bolt say(what: "\u{1b}[31m\u{202e}") -> allow  bolt say(what: "\u{1b}") -> allow }
  > END
  $ envc check fleet.envelope
  1 policy checked, 1 statement: no errors
  $ envc test --coverage fleet.envelope
  FAILED \u{1b}[2J (1 of 2)
      bolt say(what: "\x1b")
        at fleet.envelope:4:67
        expected allow, decided deny
        nothing grants it
  
  coverage: 1 of 1 statements applied, 1 of 1 conditions seen in all their values
  
  0 passed, 1 failed
  [2]
  $ envc test --filter $'\e' fleet.envelope | head -1
  FAILED \u{1b}[2J (1 of 2)
  $ envc why fleet.envelope bolt say what=$'\e[31m\u202e'
  bolt say(what: "\x1b[31m\u202e")
    -> allow
  
  decided by
    allow  allow say when what is "\u{1b}[31m\u{202e}" because "\u{7}bell"
           fleet.envelope:3:14
  $ printf 'bolt say what=\033[31m\n' | envc why --requests - fleet.envelope
  bolt  say what=\u{1b}[31m  ✗ deny        -  nothing grants it
  
  1 request: 0 allowed, 0 asked, 0 proposed, 1 denied
  $ printf 'policy a "\\u{0} \\u{d800} \\x1b"\n' | envc check --format short -
  <stdin>:1:11: error[ENV0117]: `\u{0}` names no character a text may hold
  <stdin>:1:17: error[ENV0117]: `\u{d800}` names no character a text may hold
  <stdin>:1:26: error[ENV0117]: unknown escape `\x` in a string
  [3]

No escape reaches a terminal raw, whatever the format: from text, from a path, from a request.

  $ cp fleet.envelope $'\e[31mred.envelope' && cp escape.envelope $'bad\e]0;title\a\n::error ::.envelope'
  $ for format in text short json sarif github; do
  >   envc check --format $format escape.envelope code.envelope string.envelope *red* bad* nosuch$'\e[31m' 2>&1
  > done | tee out | LC_ALL=C grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\x8b\xae]'
  0
  [1]
  $ test $(wc -l <out) -gt 40
  $ for format in pretty json junit; do
  >   envc test --format $format --coverage *red.envelope 2>&1
  >   envc test --format $format --coverage bad* 2>&1
  > done | tee out | LC_ALL=C grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\x8b\xae]'
  0
  [1]
  $ test $(wc -l <out) -gt 20
  $ {
  >   envc why *red.envelope bolt say what=$'\e[31m' --with $'\e=\e'
  >   envc why *red.envelope $'bo\elt' $'s\eay' $'\e=\e'
  >   envc why *red.envelope bolt say what=$'\e[31m'
  >   envc why --format json *red.envelope bolt say what=$'\e[31m'
  >   envc why --requests $'no\e' *red.envelope
  >   envc fmt --check *red.envelope bad* $'no\e.envelope'
  >   envc check --emit=ast *red.envelope; envc check --emit=typed *red.envelope; envc check --emit=model *red.envelope
  >   envc init $'no\e'
  >   envc test --now $'\e' *red.envelope
  > } 2>&1 | tee out | LC_ALL=C grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\x8b\xae]'
  0
  [1]
  $ test $(wc -l <out) -gt 20

A path cannot write a workflow command of its own.

  $ envc check --format github bad* | grep -c '^::error ::'
  0
  [1]
