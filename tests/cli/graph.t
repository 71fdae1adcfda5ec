# envc graph: the authority graph as a picture

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "UTC"
  > enum Environment { sandbox, production }
  > action deploy(to: Environment), read
  > action write(path: Path) writes path
  > human taylor
  > default approval review { from taylor  within 60min }
  > file "~/.policy/**" protected
  > file "/srv/run.sh" runs as atlas
  > tier core { ask deploy  allow read }
  > agent bolt is core { allow request atlas for deploy when to is sandbox  allow write when path under "/srv" }
  > agent atlas is core { allow deploy }
  > agent scout { deny deploy  allow request atlas for deploy  ask write when path under "~/.policy" }
  > agent nova { allow read }
  > END
  $ envc graph fleet.envelope --format dot
  $ envc graph fleet.envelope --format json

The order of statements shows nowhere but in the lines of the file.

  $ (head -3 fleet.envelope; tail -n +4 fleet.envelope | tac) >turned.envelope
  $ for format in dot json; do for policy in fleet turned; do
  >   envc graph $policy.envelope --format $format | sed -E 's/[a-z]+\.envelope:[0-9]+/FILE:LINE/g' >$policy.$format
  > done; cmp fleet.$format turned.$format && echo "$format: the same"; done

Drawn by Graphviz, with a title on every box and arrow.

  $ envc graph fleet.envelope -o fleet.svg && grep -c '<title' fleet.svg
  $ sed -n '/id="a3"/,/<\/title>/p' fleet.svg
  $ grep -c 'class="edge [a-z]* marked"' fleet.svg

Part of it.

  $ envc graph fleet.envelope --from nova --format json | grep -A3 names
  $ envc graph fleet.envelope --to atlas --format dot | grep -o 'id="a[0-9]*" class="[a-z ]*"'
  $ envc graph fleet.envelope --from bolt --to scout --format dot | grep -c 'id="a'
  $ envc graph fleet.envelope --from blot --to taylr

Many agents: folded, unless it is asked not to.

  $ { sed -n 1,4p fleet.envelope; for i in $(seq 50); do
  >   echo "agent a_$i { allow request b_$((i % 3)) for read }"; done; for i in 0 1 2; do echo "agent b_$i { allow read }"; done; } >many.envelope
  $ envc graph many.envelope --format json | grep -E '"(folding|agents|edges)"'
  $ envc graph many.envelope --format dot | grep -E 'b[0-9]+ \['
  $ envc graph many.envelope --full --format json | grep -cE '"kind": "agents"'

Names of a policy are no markup and no commands.

  $ cat >hostile.envelope <<'END'
  > policy hostile
  > action write(path: Path) writes path
  > file "/srv/<b>&lt;\"] evil [\\N$(touch x)" protected
  > agent bolt { allow write }
  > END
  $ envc graph hostile.envelope --format dot | grep 'b1 \['
  $ envc graph hostile.envelope | grep -c '<b>'
  $ ls x

What cannot be drawn or written.

  $ envc graph fleet.envelope -o missing/fleet.svg
  $ ln -s fleet.svg link.svg
  $ envc graph fleet.envelope -o link.svg
  $ (PATH=$(dirname "$(command -v envc)"); envc graph fleet.envelope -o new.svg)
  $ mkdir fake && printf '#!/bin/sh\necho "no memory is left" >&2\nexit 3\n' >fake/dot && chmod +x fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg
  $ printf '#!/bin/sh\necho "<svg><g id=\\"graph\\"><title>authority</title></g></svg>"\n' >fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg
  $ printf '#!/bin/sh\nkill -9 $$\n' >fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg
  $ ls new.svg
  $ envc graph fleet.envelope hostile.envelope
  $ envc graph missing.envelope
  $ envc graph fleet.envelope --diagram-limit 3 --format json | grep -c '"kind": "request"'
  $ echo 'agent bolt { allow' >broken.envelope
  $ envc graph broken.envelope
