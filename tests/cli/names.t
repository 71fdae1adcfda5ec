# Bad input: names and values

  $ printf 'policy a\naction read\naction read\nagent bolt { }\nhuman bolt\n' | envc check -
  error[ENV0202]: `read` is declared twice
   --> <stdin>:3:8
    |
  2 | action read
    |        ---- first declared here
  3 | action read
    |        ^^^^ declared again here
    |
    = help: keep one of them, or give one another name
  
  error[ENV0202]: `bolt` is an agent and a human
   --> <stdin>:5:7
    |
  4 | agent bolt { }
    |       ---- first declared here
  5 | human bolt
    |       ^^^^ declared as a human here
    |
    = help: the two are looked up by the same words: give one another name
  
  2 errors
  [3]
  $ printf 'policy a\naction read\naction r\320\265ad\nagent bolt { allow read }\n' | envc check --format short -
  <stdin>:3:8: error[ENV0105]: `rеad` has letters that a plain name cannot have
  [3]
  $ printf 'policy a\nagent bolt { }\nagent b0lt { }\nagent atlas1 { }\nagent atlasl { }\n' | envc check --format short -
  <stdin>:5:7: error[ENV0204]: the agent `atlasl` looks like `atlas1`
  [3]

Overflow.

  $ printf 'policy a\naction pay(amount: Money, n: Count)\nagent bolt { allow pay when amount < $99999999999999999999 }\n' | envc check -
  error[ENV0306]: `$99999999999999999999` is larger than a number can be
   --> <stdin>:3:38
    |
  3 | agent bolt { allow pay when amount < $99999999999999999999 }
    |                                      ^^^^^^^^^^^^^^^^^^^^^
    |
    = help: the largest is `$9223372036854.775807`
  
  1 error
  [3]
  $ printf 'policy a\naction pay(n: Count)\nagent bolt { allow pay when n < 9223372036854775808 }\n' | envc check --format short -
  <stdin>:3:33: error[ENV0306]: `9223372036854775808` is larger than a number can be
  [3]
  $ printf 'policy a\naction wait(d: Duration)\nagent bolt { allow wait when d < 999999999999999d }\n' | envc check --format short -
  <stdin>:3:34: error[ENV0306]: `999999999999999d` is larger than a number can be
  [3]

A billion laughs: each `let` names the one before it ten times.

  $ { printf 'policy a\naction read(s: String)\nlet l0: [String] = ["ha", "hi"]\n'
  >   for i in $(seq 30); do printf "let l$i: [String] = [l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1))]\n"; done
  >   printf 'agent bolt { allow read when s in l30 }\n'; } >laughs.envelope
  $ limited 262144 envc check --format short laughs.envelope
  laughs.envelope:7:5: error[ENV0506]: `l4` stands for more than 10000 values
  [3]
  $ { printf 'policy a\naction read(n: Count)\nlet n0 = 1\n'; for i in $(seq 2000); do printf "let n$i = n$((i - 1))\n"; done
  >   printf 'agent bolt { allow read when n is n2000 }\n'; } >deep.envelope
  $ limited 262144 envc check --format short deep.envelope
  deep.envelope:19:5: error[ENV0505]: `n16` names a `let` that names a `let`, 17 deep
  [3]
  $ printf 'policy a\naction read(n: Count)\nlet a = b\nlet b = a\nagent bolt { allow read when n is a }\n' | envc check --format short -
  <stdin>:3:5: error[ENV0210]: `a` stands for itself, through `b`
  [3]
