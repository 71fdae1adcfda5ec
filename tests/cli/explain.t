# envc explain: the pages of the codes

  $ envc explain ENV0201
  # ENV0201: a name is not declared
  
  ## What it means
  
  A statement uses a name that no file of the policy declares. Names are looked up among things of the kind that is needed at that place: a
  rule looks for actions and classes, `via` for approvals, `holds` for capabilities.
  
  ## Example
  
  ```envelope
  action deploy
  agent bolt { allow deplyo }
  ```
  
  ## Why it matters
  
  A rule about a misspelt action would silently never apply: the policy would say less than its author believes.
  
  ## How to fix
  
  Correct the spelling; when a near name exists, the message proposes it. `envc check --fix` writes it only where nothing else can have been
  meant: one letter is wrong, missing or too many (or two are swapped), no other name is as near, and both have four letters or more and the
  same digits. Otherwise declare the name, or `import std` when it is a word of the standard vocabulary.
  
  ```envelope
  action deploy
  agent bolt { allow deploy }
  ```
  
  ## See also
  
  - [ENV0203](ENV0203.md): a name stands for another kind of thing
  - [ENV0305](ENV0305.md): a type has no such member
  - [ENV0402](ENV0402.md): an attribute or fact is not declared
  $ envc explain env201 | head -1
  # ENV0201: a name is not declared
  $ envc explain 0201 | head -1
  # ENV0201: a name is not declared
  $ envc explain ENV0202 ENV0203 | grep '^# '
  # ENV0202: a name is declared twice
  # ENV0203: a name stands for another kind of thing
  $ envc explain ENV0972
  envc explain: no code `ENV0972`; did you mean `ENV0902`? `envc explain` lists them all
  [1]
  $ envc explain $'ENV\e[31m' 2>&1 | grep -c $'\e'
  0
  [1]
  $ envc explain ENV0201 nothing 2>&1 | tail -1
  envc explain: no code `nothing`; `envc explain` lists them all
  $ envc explain | head -3
  ENV0001  a file cannot be read
  ENV0002  a file is larger than the limit
  ENV0003  a file is not valid UTF-8
  $ test "$(envc explain | wc -l)" -gt 100

No page holds anything that acts on a terminal.

  $ for code in $(envc explain | cut -d' ' -f1); do envc explain $code; done | LC_ALL=C grep -cP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae'
  0
  [1]
