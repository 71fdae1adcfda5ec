# envc fmt: one layout

  $ cat >a.envelope <<'END'
  > policy   fleet
  > action read,write // what there is
  > agent bolt{allow read
  >      deny   write because "no"}
  > END
  $ envc fmt --check a.envelope
  would reformat a.envelope
  [3]
  $ head -1 a.envelope
  policy   fleet
  $ envc fmt a.envelope
  formatted a.envelope
  $ cat a.envelope
  policy fleet
  action read, write  // what there is
  agent bolt {
    allow read
    deny write because "no"
  }
  $ envc fmt a.envelope
  $ envc fmt --check a.envelope

Standard input goes to standard output.

  $ printf 'policy  a\naction   read\n' | envc fmt -
  policy a
  action read
  $ printf 'policy  a\naction   read\n' | envc fmt --check -
  would reformat -
  [3]

A broken part keeps its bytes; what stands around it is laid out.

  $ cat >broken.envelope <<'END'
  > policy   fleet
  > action    read
  > agent bolt {
  >   allow   when   )  nothing   here
  >   deny    read
  > }
  > action    write
  > END
  $ envc fmt broken.envelope
  error[ENV0101]: expected an action, class or `anything` after `allow`, found `when`
   --> broken.envelope:4:11
    |
  4 |   allow   when   )  nothing   here
    |           ^^^^
  
  1 error
  formatted broken.envelope
  [3]
  $ cat broken.envelope
  policy fleet
  action read
  agent bolt {
    allow   when   )  nothing   here
    deny read
  }
  action write
  $ cp broken.envelope once && envc fmt broken.envelope 2>/dev/null
  [3]
  $ cmp once broken.envelope

Bytes that are no text are left alone.

  $ printf 'policy   a\n\377' >bytes.envelope && cp bytes.envelope before
  $ envc fmt bytes.envelope
  error[ENV0003]: byte 0xFF (at offset 11) begins no UTF-8 character
   --> bytes.envelope:2:1
    |
  2 | �
    | ^ shown as `�`
    |
    = help: save the file as UTF-8
  
  1 error
  [3]
  $ cmp before bytes.envelope

Every policy file of a folder, modules too; of several files the rest is done when one cannot be read.

  $ mkdir tree && printf 'action   read\n' >tree/a.envelope && printf 'policy  b\nimport "a.envelope"\n' >tree/b.envelope
  $ envc fmt --check tree
  would reformat tree/a.envelope
  would reformat tree/b.envelope
  [3]
  $ envc fmt missing.envelope tree
  error[ENV0001]: `missing.envelope` cannot be read: No such file or directory
  
  1 error
  formatted tree/a.envelope
  formatted tree/b.envelope
  [1]
  $ envc fmt --check tree

Line ends of another system become the usual ones.

  $ printf 'policy a\r\naction read\r\n' >crlf.envelope && envc fmt crlf.envelope && od -An -c crlf.envelope
  formatted crlf.envelope
     p   o   l   i   c   y       a  \n   a   c   t   i   o   n    
     r   e   a   d  \n

A text of comments alone is a text like any other; nothing at all is none.

  $ printf '   // to be written\n\n\n\n// soon\n' | envc fmt -
  // to be written
  
  // soon
  $ printf '// to be written\n' >comments.envelope
  $ envc fmt --check comments.envelope
  $ printf '\n\n' | envc fmt --format short -
  <stdin>:1:1: error[ENV0006]: `<stdin>` holds only blanks and comments
  [3]

Programs read the same in their formats: one document for all files. What is broken is reported as ever.

  $ envc fmt --check --format short tree broken.envelope comments.envelope
  broken.envelope:4:11: error[ENV0101]: expected an action, class or `anything` after `allow`, found `when`
  [3]
  $ printf 'action   read\n' >tree/a.envelope
  $ envc fmt --check --format short tree
  tree/a.envelope: error[ENV0908]: `tree/a.envelope` is not laid out in the one style
  [3]
  $ envc fmt --check --format github tree
  ::error file=tree/a.envelope,title=ENV0908::`tree/a.envelope` is not laid out in the one style%0Ahelp: run `envc fmt` on it
  [3]
  $ envc fmt --check --format json tree | grep -E '"(code|path|errors)"'
        "code": "ENV0908",
        "path": "tree/a.envelope",
      "errors": 1,
  $ envc fmt --check --format sarif tree | grep -E '"(ruleId|id)"'
                "id": "ENV0908",
                  "id": "ENV0908",
  $ envc fmt --format json tree | tail -5
      "errors": 0,
      "warnings": 0,
      "infos": 0
    }
  }
  $ cat tree/a.envelope
  action read
  $ printf 'policy  a\n' | envc fmt --format json -
  envc fmt: `-` prints the text itself; `--format json` goes with --check
  [1]
  $ printf 'policy  a\n' | envc fmt --format json --check - | grep '"path"'
        "path": "<stdin>",
  $ envc fmt --fail-level never tree
  envc fmt: `--fail-level` takes one of error, warning, info, not `never`
  `envc fmt --help` says how
  [1]

A text whose bytes are at fault keeps them: a carriage return alone could bring a rule out of its comment.

  $ printf 'policy p\naction  d\nagent b {  // x\r  allow d\n}\n' >carriage.envelope
  $ cp carriage.envelope before && envc fmt --format short carriage.envelope
  carriage.envelope:3:16: error[ENV0008]: a carriage return stands without a line feed
  [3]
  $ cmp before carriage.envelope
  $ envc fmt - <carriage.envelope 2>/dev/null | cmp before -
  $ tr '\r' ' ' <carriage.envelope | envc fmt -
  policy p
  action d
  agent b {  // x   allow d
  }
