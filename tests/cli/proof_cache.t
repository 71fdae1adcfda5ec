# envc build: proofs of large tables are kept, and believed only as they were written

  $ {
  >   echo 'policy large'
  >   for i in {1..60}; do echo "action act_$i(size: Count)"; done
  >   for a in {1..20}; do
  >     echo "agent agent_$a {"
  >     for i in {1..60}; do echo "  allow act_$i when size < $((a + i))"; done
  >     echo '}'
  >   done
  > } >large.envelope
  $ envc build large.envelope 2>&1 | grep proved
  proved equal to its source: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines
  $ ls .cache/envelope/proofs | wc -l
  1
  $ cp large.envt first.envt
  $ envc build large.envelope 2>&1 | grep proved
  proved equal to its source before: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines
  $ cmp first.envt large.envt

Small ones are proved sooner than looked up; nothing is kept of them, nor where that was not wanted.

  $ printf 'policy small\naction act\nagent bolt { allow act }\n' >small.envelope
  $ envc build small.envelope 2>&1 | grep proved
  proved equal to its source: 1 distinct cells, 1 by trying 1 cases, 0 by two engines
  $ envc build large.envelope --proof-cache off 2>&1 | grep proved
  proved equal to its source: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines
  $ ls .cache/envelope/proofs | wc -l
  1

Another text is another proof, though it means the same.

  $ echo '// the same' | cat large.envelope - >noted.envelope
  $ envc build noted.envelope 2>&1 | grep proved
  proved equal to its source: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines
  $ ls .cache/envelope/proofs | wc -l
  2
  $ XDG_CACHE_HOME=$PWD/elsewhere envc build noted.envelope 2>&1 | grep proved
  proved equal to its source: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines
  $ envc build noted.envelope --proof-cache elsewhere/envelope/proofs 2>&1 | grep proved
  proved equal to its source before: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines

What was changed is noticed, and not used.

  $ rm .cache/envelope/proofs/*
  $ envc build large.envelope 2>/dev/null
  $ proof=$(echo .cache/envelope/proofs/*)
  $ sed 's/proof//' "$proof"|sed '2s/.*/KEY/; 4s/.*/DIGEST/; 5s/.*/DIGEST/'
  envelope  1
  KEY
  1200 1200 1200 0 2400
  DIGEST
  DIGEST
  $ sed -i '3s/1200/1201/' "$proof"
  $ envc build large.envelope 2>&1 | grep 'warning\[\|proved'
  warning[ENV2803]: a kept proof is not what `envc` would have written; it is made again
  proved equal to its source: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines
  $ envc build large.envelope 2>&1 | grep proved
  proved equal to its source before: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines
  $ : >"$proof"
  $ envc build large.envelope 2>&1 | grep -c ENV2803
  1
  $ head -c 100000 /dev/zero >"$proof"
  $ envc build large.envelope 2>&1 | grep -c ENV2803
  1
  $ cmp first.envt large.envt

A proof of another table, under this one's name:

  $ envc build noted.envelope 2>/dev/null
  $ other=$(ls .cache/envelope/proofs/* | grep -v "$proof")
  $ cp "$other" "$proof"
  $ envc build large.envelope 2>&1 | grep -c ENV2803
  1

One that others may write, or that lies behind a link:

  $ chmod g+w "$proof"
  $ envc build large.envelope 2>&1 | grep 'warning\[\|proved'
  warning[ENV2803]: a kept proof could have been written by somebody else; it is made again
  proved equal to its source: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines
  $ mv "$proof" real && ln -s "$PWD/real" "$proof"
  $ envc build large.envelope 2>&1 | grep -c ENV2803
  1
  $ [ -L "$proof" ] || echo it is a file again
  it is a file again
  $ rm "$proof" && mkfifo "$proof"
  $ envc build large.envelope 2>&1 | grep -c ENV2803
  1

A folder that cannot be made costs nothing but the work.

  $ : >file
  $ envc build large.envelope --proof-cache file/proofs 2>&1 | grep proved
  proved equal to its source: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines

Proofs are of equal tables only, and `check-table` never looks at them.

  $ envc check-table large.envelope large.envt
  large.envt: proved equal to its source: 1200 distinct cells, 1200 by trying 2400 cases, 0 by two engines
