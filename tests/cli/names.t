# Bad input: names and values

  $ printf 'policy a\naction read\naction read\nagent bolt { }\nhuman bolt\n' | envc check -
  $ printf 'policy a\naction read\naction r\320\265ad\nagent bolt { allow read }\n' | envc check --format short -
  $ printf 'policy a\nagent bolt { }\nagent b0lt { }\nagent atlas1 { }\nagent atlasl { }\n' | envc check --format short -

Overflow.

  $ printf 'policy a\naction pay(amount: Money, n: Int)\nagent bolt { allow pay when amount < $99999999999999999999 }\n' | envc check -
  $ printf 'policy a\naction pay(n: Int)\nagent bolt { allow pay when n < 9223372036854775808 }\n' | envc check --format short -
  $ printf 'policy a\naction wait(d: Duration)\nagent bolt { allow wait when d < 999999999999999d }\n' | envc check --format short -

A billion laughs: each `let` names the one before it ten times.

  $ { printf 'policy a\naction read(s: String)\nlet l0: [String] = ["ha", "hi"]\n'
  >   for i in $(seq 30); do printf "let l$i: [String] = [l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1)), l$((i - 1))]\n"; done
  >   printf 'agent bolt { allow read when s in l30 }\n'; } >laughs.envelope
  $ limited 262144 envc check --format short laughs.envelope
  $ { printf 'policy a\naction read(n: Int)\nlet n0 = 1\n'; for i in $(seq 2000); do printf "let n$i = n$((i - 1))\n"; done
  >   printf 'agent bolt { allow read when n is n2000 }\n'; } >deep.envelope
  $ limited 262144 envc check --format short deep.envelope
  $ printf 'policy a\naction read(n: Int)\nlet a = b\nlet b = a\nagent bolt { allow read when n is a }\n' | envc check --format short -
