# Bad input: invisible and direction-changing characters, look-alikes, terminal escapes

In code, in a string, in a comment: a reviewer cannot see them, so they are refused, and shown.

  $ printf 'policy a\naction re\342\200\213ad\n' >code.envelope
  $ printf 'policy a "a \342\200\256 b"\naction read\n' >string.envelope
  $ printf 'policy a\n// \342\201\246 x\naction read\n' >comment.envelope
  $ printf 'policy a\naction read // \033[31mred\033[0m\n' >escape.envelope
  $ printf 'policy a\naction \360\237\230\200\n' >emoji.envelope
  $ envc check code.envelope
  $ envc check --format short string.envelope comment.envelope escape.envelope emoji.envelope

An escape in a string makes the same character visible to a reader, and it stays harmless when it is shown.

  $ envc check fleet.envelope
  $ envc test fleet.envelope
  $ envc why fleet.envelope bolt say what=$'\e[31m'
  $ printf 'bolt say what=\033[31m\n' | envc why --requests - fleet.envelope

No escape reaches a terminal raw, whatever the format: from text, from a path, from a request.

  $ cp fleet.envelope $'\e[31mred.envelope' && cp escape.envelope $'bad\e]0;title\a\n::error ::.envelope'
  $ for format in text short json sarif github; do
  >   envc check --format $format escape.envelope code.envelope string.envelope *red* bad* nosuch$'\e[31m' 2>&1
  > done | grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\x8b\xae]'
  $ for format in pretty json junit; do
  >   envc test --format $format --coverage *red.envelope 2>&1
  >   envc test --format $format --coverage bad* 2>&1
  > done | grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\x8b\xae]'
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
  > } 2>&1 | grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80[\x8b\xae]'

A path cannot write a workflow command of its own.

  $ envc check --format github bad* | grep -c '^::error ::'
