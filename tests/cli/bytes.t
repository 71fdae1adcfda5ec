# Bad input: bytes that are no text, or not the text they seem

Nothing at all, and nothing but comments.

  $ : >empty.envelope && printf '\n// hello\n' >comment.envelope
  $ envc check empty.envelope comment.envelope
  error[ENV0006]: `comment.envelope` holds only blanks and comments
   --> comment.envelope:1:1
    |
  1 |
    | ^
    |
    = help: begin with `policy NAME "what it is for"`
  
  error[ENV0006]: `empty.envelope` is empty
   --> empty.envelope:1:1
    |
  1 |
    | ^
    |
    = help: begin with `policy NAME "what it is for"`
  
  2 errors
  [3]
  $ envc check - </dev/null
  error[ENV0006]: `<stdin>` is empty
   --> <stdin>:1:1
    |
  1 |
    | ^
    |
    = help: begin with `policy NAME "what it is for"`
  
  1 error
  [3]
  $ envc fmt empty.envelope
  error[ENV0006]: `empty.envelope` is empty
   --> empty.envelope:1:1
    |
  1 |
    | ^
    |
    = help: begin with `policy NAME "what it is for"`
  
  1 error
  [3]

Binary.

  $ printf 'policy a\n\0\1\2action read\n' >binary.envelope
  $ envc check binary.envelope
  error[ENV0004]: `binary.envelope` holds a NUL byte (at offset 9): it is not a text
   --> binary.envelope:2:1
    |
  2 | \u{0}\u{1}\u{2}action read
    | ^^^^^
    |
    = help: name a policy file; policies are UTF-8 text and end in `.envelope`
  
  1 error
  [3]
  $ printf '\177ELF\002\001\001\000\000\000' > program.envelope && truncate -s 1M program.envelope
  $ envc check --format short program.envelope
  program.envelope:1:8: error[ENV0004]: `program.envelope` holds a NUL byte (at offset 7): it is not a text
  [3]
  $ envc check --format json program.envelope | grep '"code"'
        "code": "ENV0004",

No UTF-8: Latin-1, cut short, overlong, a surrogate, above the last code point.

  $ for bytes in '\351' '\342\202' '\300\257' '\355\240\200' '\364\220\200\200'; do
  >   printf "policy a\n// caf$bytes\n" | envc check --format short -
  > done
  <stdin>:2:7: error[ENV0003]: byte 0xE9 (at offset 15) begins no UTF-8 character
  <stdin>:2:7: error[ENV0003]: byte 0xE2 (at offset 15) begins no UTF-8 character
  <stdin>:2:7: error[ENV0003]: byte 0xC0 (at offset 15) begins no UTF-8 character
  <stdin>:2:7: error[ENV0003]: byte 0xED (at offset 15) begins no UTF-8 character
  <stdin>:2:7: error[ENV0003]: byte 0xF4 (at offset 15) begins no UTF-8 character
  [3]
  $ printf 'policy a\naction caf\351\n' | envc check -
  error[ENV0003]: byte 0xE9 (at offset 19) begins no UTF-8 character
   --> <stdin>:2:11
    |
  2 | action caf�
    |           ^ shown as `�`
    |
    = help: save the file as UTF-8
  
  1 error
  [3]
  $ printf '\377\376p\0o\0l\0' | envc check --format short -
  <stdin>:1:1: error[ENV0003]: `<stdin>` is UTF-16, not UTF-8
  [3]

A byte-order mark is dropped, the line ends of another system are line ends; a carriage return alone is not.

  $ printf '\357\273\277policy a\naction read\nagent bolt { allow raed }\n' | envc check --format short -
  <stdin>:3:20: error[ENV0201]: there is no action or class `raed`
  [3]
  $ printf 'policy a\r\naction read\r\nagent bolt { allow raed }\r\n' | envc check --format short -
  <stdin>:3:20: error[ENV0201]: there is no action or class `raed`
  [3]
  $ printf 'policy a\raction read\r' >mac.envelope
  $ envc check mac.envelope
  error[ENV0008]: a carriage return stands without a line feed
   --> mac.envelope:1:9
    |
  1 | policy a\u{d}action read
    |         ^^^^^
    |
    = note: editors show it as a line end, other tools do not: what looks like two lines may be one
    = note: 2 such places in this file
    = help: end lines with LF or CRLF
    = fix: end these lines with a line feed
  
  1 error
  [3]
  $ envc check --fix mac.envelope && od -An -c mac.envelope
  1 fix applied
  1 policy checked, 0 statements: no errors
     p   o   l   i   c   y       a  \n   a   c   t   i   o   n    
     r   e   a   d  \n
