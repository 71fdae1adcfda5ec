# envc build and envc dump: a policy as a table

  $ mkdir one two
  $ cat >one/policy.envelope <<'POLICY'
  > policy small timezone "Europe/Berlin"
  > action push(branch: String)
  > human owner
  > default approval review { from owner }
  > agent bolt {
  >   allow push when branch matches "feature/*"
  >   ask push when branch is "main" and time in 09:00..17:00
  > }
  > POLICY
  $ cp one/policy.envelope two
  $ envc build one/policy.envelope 2>&1 | sed 's/[0-9]* bytes, [0-9]* deciding and [0-9]* explaining/sizes/'
  one/policy.envt: sizes: 2 principals in 2 rows, 1 cells (1 distinct), 2 nodes, 0 groups of texts
  proved equal to its source: 2 distinct cells, 2 by trying 13 cases, 0 by two engines

The same sources give the same bytes in another folder, under another name, from another place.

  $ (cd two && envc build policy.envelope -o other.envt) 2>/dev/null
  $ cmp one/policy.envt two/other.envt

Nor does it matter in which language, time zone and on how many processors: two hundred agents, a third of them with texts of their own.

  $ mkdir -p three/parts four/parts
  $ cat >three/policy.envelope <<'POLICY'
  > policy many
  > import std
  > import "parts/agents.envelope"
  > tier worker { allow file_read when path under "~/work"  deny file_read when path matches "**/.ssh/**" }
  > POLICY
  $ for n in $(seq 200); do
  >   [ $n -ne 1 ] || echo 'policy agents timezone "Europe/Berlin"'
  >   echo "agent a$n is worker {"
  >   [ $((n % 3)) -ne 0 ] || echo "  allow web_fetch when host matches \"*.h$n.example\" and time in 0$((n % 9)):00..17:00"
  >   echo "}"
  > done >three/parts/agents.envelope
  $ cp three/policy.envelope four; cp three/parts/agents.envelope four/parts
  $ (cd three && umask 077 && LC_ALL=C TZ=UTC taskset -c 0 envc build policy.envelope) 2>/dev/null
  $ (LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 TZ=Asia/Tokyo envc build four/policy.envelope) 2>/dev/null
  $ cmp three/policy.envt four/policy.envt

Another layout changes the source digest and not the decision digest.

  $ sed -i 's/  allow push/  allow   push/' two/policy.envelope
  $ envc build two/policy.envelope 2>/dev/null
  $ diff <(envelope describe one/policy.envt) <(envelope describe two/policy.envt) | grep -c 'source digest'
  2
  $ diff <(envelope describe one/policy.envt) <(envelope describe two/policy.envt) | grep -c 'decision digest'
  0
  [1]

Stripped, it decides as before and explains nothing.

  $ envc build one/policy.envelope --strip -o stripped.envt 2>/dev/null
  $ envelope decide stripped.envt --agent bolt push branch=feature/x
  allow
    decided by statement 0; the table is stripped of its words
  $ envelope decide one/policy.envt --agent bolt push branch=feature/x
  allow
    decided by policy.envelope:6  allow push when branch matches "feature/*"

A table can be stripped without its policy, elsewhere or in its place.

  $ envc strip one/policy.envt -o elsewhere.envt && cmp elsewhere.envt stripped.envt
  $ cp one/policy.envt in_place.envt && envc strip in_place.envt && cmp in_place.envt stripped.envt
  $ envc strip one/policy.envelope
  error[ENV0720]: `one/policy.envelope` is refused: not_a_table: the file does not begin as a table does
    = help: build it again with `envc build`
  
  1 error
  [1]
  $ ln -s one/policy.envt linked.envt
  $ envc strip linked.envt
  error[ENV0011]: `linked.envt` is a symbolic link; it was left as it is
    = help: name the file that it leads to
  
  1 error
  [1]
  $ rm linked.envt

A table can be read.

  $ envc dump one/policy.envt | grep -A9 '^row 1'
  row 1: bolt
    push: p0
      p0: time of day in zone 0 < 32400000; time of day in zone 0 < 61200000; branch is [0]; branch is [1].[2]
        deny x24 | ask by own 1 via review | deny x26 | ask by own 1 via review | deny x2 | allow by own 0 x12 | ask by own 1 via review x2 | allow by own 0 | ask by own 1 via review x2 | allow by own 0 x4 | ask by own 1 via review x2 | allow by own 0 | ask by own 1 via review x2 | allow by own 0
  owner: row 0, own statements from 0
  bolt: row 1, own statements from 0, [0] = "main" [1] = "feature/" [2] = ""
  $ envc dump one/policy.envelope
  error[ENV0720]: `one/policy.envelope` is refused: not_a_table: the file does not begin as a table does
    = help: build it again with `envc build`
  
  1 error
  [1]

What is wrong with a policy keeps a table from being written, and the old one stays.

  $ cp one/policy.envt before.envt
  $ echo 'allow nothing' >>one/policy.envelope
  $ envc build --format short one/policy.envelope
  one/policy.envelope:9:7: error[ENV0201]: there is no action or class `nothing`
  [3]
  $ cmp one/policy.envt before.envt

So does what is larger than a table can hold.

  $ asks() {
  >   printf 'policy p\naction go\nhuman owner\nagent ann { allow go }\n'
  >   for n in $(seq "$1"); do printf 'approval a%s { from owner }\nat most ask go via a%s\n' "$n" "$n"; done
  > }
  $ asks 16 | envc build - -o asks.envt 2>/dev/null && cp asks.envt before_asks.envt
  $ asks 17 | envc build - --format short -o asks.envt
  <stdin>:38:1: error[ENV0701]: a decision that can ask for 17 approvals is more than the 16 a table can hold
  [3]
  $ cmp asks.envt before_asks.envt

Nor is one written through a link, or where there is no room.

  $ ln -s elsewhere link.envt
  $ envc build two/policy.envelope -o link.envt
  error[ENV0011]: `link.envt` is a symbolic link; it was left as it is
    = help: name the file that it leads to
  
  1 error
  [1]
  $ (ulimit -f 1; envc build two/policy.envelope -o one/policy.envt)
  [1]
  $ cmp one/policy.envt before.envt
  $ envc build one two
  envc build: makes one table of one policy; name one
  [1]

What a policy is read from is never replaced by what is made of it.

  $ echo 'agent bolt' >lib.envelope
  $ printf 'policy main\nimport "lib.envelope"\naction go\nagent ann { allow go }\n' >main.envelope
  $ envc build main.envelope -o lib.envelope
  error[ENV0010]: `lib.envelope` is what the policy is read from, and would be replaced
  
  1 error
  [1]
  $ envc build main.envelope -o ./main.envelope --unproved
  error[ENV0010]: `./main.envelope` is what the policy is read from, and would be replaced
  
  1 error
  [1]
  $ envc graph main.envelope -o lib.envelope
  error[ENV0010]: `lib.envelope` is what the policy is read from, and would be replaced
  
  1 error
  [1]
  $ head -1 main.envelope lib.envelope
  ==> main.envelope <==
  policy main
  
  ==> lib.envelope <==
  agent bolt

That is said before anything is proved: here nothing is told of the claim that does not hold.

  $ printf 'policy claims\naction go\nagent ann { allow go }\nassert agent ann never go\n' >claims.envelope
  $ envc build claims.envelope -o claims.envelope
  error[ENV0010]: `claims.envelope` is what the policy is read from, and would be replaced
  
  1 error
  [1]

A table may go down a pipe.

  $ envc build main.envelope -o - 2>/dev/null >piped.envt
  $ envc build main.envelope 2>/dev/null; cmp piped.envt main.envt
