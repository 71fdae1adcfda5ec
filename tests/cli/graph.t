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
  > tier ops { allow deploy }
  > agent bolt is core { allow request atlas for deploy when to is sandbox  allow write when path under "/srv" }
  > agent atlas is ops
  > agent scout { deny deploy  allow request atlas for deploy  ask write when path under "~/.policy" }
  > agent nova { allow read }
  > END
  $ envc graph fleet.envelope --format dot
  digraph authority {
    graph [id="graph" rankdir=LR bgcolor="#ffffff" pad=0.25 nodesep=0.3 ranksep=0.8 fontname="DejaVu Sans" fontsize=11
           labelloc=b labeljust=l label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="4"><tr><td align="left"><table border="0" cellborder="0" cellspacing="0" cellpadding="2"><tr><td align="left"><font color="#1f4e8c">──▶</font></td><td align="left"><font point-size="10" color="#4a5260">can have the other act&#160;&#160;&#160;</font></td><td align="left"><font color="#8a4b08">──◆</font></td><td align="left"><font point-size="10" color="#4a5260">can write a file that runs as the other&#160;&#160;&#160;</font></td><td align="left"><font color="#5d4a00">╌╌■</font></td><td align="left"><font point-size="10" color="#4a5260">can change a protected file&#160;&#160;&#160;</font></td></tr>
  <tr><td align="left"><font color="#5a6270">┈┈▶</font></td><td align="left"><font point-size="10" color="#4a5260">needs an approval&#160;&#160;&#160;</font></td><td align="left"><font color="#5a6270">┈┈┈</font></td><td align="left"><font point-size="10" color="#4a5260">who may approve&#160;&#160;&#160;</font></td><td align="left"><font color="#4a5260">▷ ◇ □</font></td><td align="left"><font point-size="10" color="#4a5260">hollow: people are asked first&#160;&#160;&#160;</font></td></tr>
  </table></td></tr></table>>]
    node [fontname="DejaVu Sans" fontsize=13 fontcolor="#11161d" margin="0.16,0.08" penwidth=1.2]
    edge [fontname="DejaVu Sans" fontsize=10 fontcolor="#2d3540" penwidth=1.2 arrowsize=0.8]
    subgraph cluster_all {
      id="all" peripheries=0 labelloc=t labeljust=l
      label=<<font point-size="18"><b>authority in fleet</b></font><br align="left"/><font point-size="10" color="#4a5260">4 agents, 1 human; no way to more authority than was given</font><br align="left"/>>
      subgraph cluster_0 {
        id="c0" label=<no tier> style="rounded,filled" color="#b8c0cc" fillcolor="#f3f5f8" fontsize=12
        b0 [id="b0" label=<<b>nova</b><br/><font point-size="10" color="#4a5260">1 allowed</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b1 [id="b1" label=<<b>scout</b><br/><font point-size="10" color="#4a5260">1 asked</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
      }
      subgraph cluster_1 {
        id="c1" label=<tier core> style="rounded,filled" color="#b8c0cc" fillcolor="#f3f5f8" fontsize=12
        b2 [id="b2" label=<<b>atlas</b><br/><font point-size="10" color="#4a5260">1 allowed, 1 asked</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b3 [id="b3" label=<<b>bolt</b><br/><font point-size="10" color="#4a5260">2 allowed, 1 asked</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
      }
      subgraph cluster_2 {
        id="c2" label=<humans> style="rounded,filled" color="#b8c0cc" fillcolor="#fffdf5" fontsize=12
        b4 [id="b4" label=<<b>review</b><br/><font point-size="10" color="#4a5260">within 1h</font>> shape=hexagon style=filled fillcolor="#fff8e1" color="#8d6e00"]
        b5 [id="b5" label=<<b>taylor</b><br/><font point-size="10" color="#4a5260">human</font>> shape=ellipse style=filled fillcolor="#fff8e1" color="#8d6e00"]
      }
      subgraph cluster_3 {
        id="c3" label=<protected files> style="rounded,filled" color="#b8c0cc" fillcolor="#faf9f5" fontsize=12
        b6 [id="b6" label=<<b>~/.policy/**</b>> shape=note style=filled fillcolor="#efebe0" color="#5d4a00"]
      }
      b1 -> b2 [id="a0" class="request" style=solid color="#1f4e8c" arrowhead=onormal label=<deploy>]
      b1 -> b4 [id="a1" class="approval" style=dotted color="#5a6270" arrowhead=normal]
      b1 -> b6 [id="a2" class="policy" style=dashed color="#5d4a00" arrowhead=obox]
      b2 -> b4 [id="a3" class="approval" style=dotted color="#5a6270" arrowhead=normal]
      b3 -> b2 [id="a4" class="request" style=solid color="#1f4e8c" arrowhead=onormal label=<deploy>]
      b3 -> b2 [id="a5" class="runs" style=solid color="#8a4b08" arrowhead=diamond label=</srv/run.sh>]
      b3 -> b4 [id="a6" class="approval" style=dotted color="#5a6270" arrowhead=normal]
      b4 -> b5 [id="a7" class="answer" style=dotted color="#5a6270" arrowhead=none]
    }
  }
  $ envc graph fleet.envelope --format json
  {
    "agents": 4,
    "arrows": [
      {
        "about": [
          "deploy"
        ],
        "asked": true,
        "edges": 1,
        "from": 1,
        "kind": "request",
        "title": [
          "`scout` can have `atlas` do: deploy; people are asked first",
          "1. `scout` asks `atlas` for `deploy to=sandbox`: allow, by `allow request atlas for deploy` (fleet.envelope:12)",
          "2. `atlas` does `deploy to=sandbox`: ask, by `ask deploy` (fleet.envelope:9); `taylor` must approve, and sees this request alone"
        ],
        "to": 2,
        "ways": []
      },
      {
        "about": [
          "write"
        ],
        "asked": false,
        "edges": 1,
        "from": 1,
        "kind": "approval",
        "title": [
          "`scout` needs `review` for: write",
          "by `ask write when path under \"~/.policy\"` (fleet.envelope:12)"
        ],
        "to": 4,
        "ways": []
      },
      {
        "about": [
          "~/.policy/a"
        ],
        "asked": true,
        "edges": 1,
        "from": 1,
        "kind": "policy",
        "title": [
          "`scout` can change the protected file `~/.policy/**`: ~/.policy/a; people are asked first",
          "1. `scout` does `write 'path=~/.policy/a'`: ask, by `ask write when path under \"~/.policy\"` (fleet.envelope:12); `taylor` must approve, and sees this request alone; `~/.policy/a` is protected (fleet.envelope:7): the rules are other ones"
        ],
        "to": 6,
        "ways": []
      },
      {
        "about": [
          "deploy"
        ],
        "asked": false,
        "edges": 1,
        "from": 2,
        "kind": "approval",
        "title": [
          "`atlas` needs `review` for: deploy",
          "by `ask deploy` (fleet.envelope:9)"
        ],
        "to": 4,
        "ways": []
      },
      {
        "about": [
          "deploy"
        ],
        "asked": true,
        "edges": 1,
        "from": 3,
        "kind": "request",
        "title": [
          "`bolt` can have `atlas` do: deploy; people are asked first",
          "1. `bolt` asks `atlas` for `deploy to=sandbox`: allow, by `allow request atlas for deploy when to is sandbox` (fleet.envelope:10)",
          "2. `atlas` does `deploy to=sandbox`: ask, by `ask deploy` (fleet.envelope:9); `taylor` must approve, and sees this request alone"
        ],
        "to": 2,
        "ways": []
      },
      {
        "about": [
          "/srv/run.sh"
        ],
        "asked": false,
        "edges": 1,
        "from": 3,
        "kind": "runs",
        "title": [
          "`bolt` can write what runs as `atlas`: /srv/run.sh",
          "1. `bolt` does `write path=/srv/run.sh`: allow, by `allow write when path under \"/srv\"` (fleet.envelope:10); `/srv/run.sh` runs as `atlas` (fleet.envelope:8), so that `bolt` acts as `atlas` from then on"
        ],
        "to": 2,
        "ways": []
      },
      {
        "about": [
          "deploy"
        ],
        "asked": false,
        "edges": 1,
        "from": 3,
        "kind": "approval",
        "title": [
          "`bolt` needs `review` for: deploy",
          "by `ask deploy` (fleet.envelope:9)"
        ],
        "to": 4,
        "ways": []
      },
      {
        "about": [],
        "asked": false,
        "edges": 1,
        "from": 4,
        "kind": "answer",
        "title": [
          "`review` is given by `taylor`"
        ],
        "to": 5,
        "ways": []
      }
    ],
    "boxes": [
      {
        "kind": "agents",
        "names": [
          "nova"
        ],
        "tier": null,
        "title": [
          "`nova`: agent",
          "read: allow, by `allow read` (fleet.envelope:13)"
        ]
      },
      {
        "kind": "agents",
        "names": [
          "scout"
        ],
        "tier": null,
        "title": [
          "`scout`: agent",
          "write: ask, by `ask write when path under \"~/.policy\"` (fleet.envelope:12)"
        ]
      },
      {
        "kind": "agents",
        "names": [
          "atlas"
        ],
        "tier": "core",
        "title": [
          "`atlas`: agent of tier core",
          "deploy: ask, by `ask deploy` (fleet.envelope:9) and `allow deploy` (fleet.envelope:11)",
          "read: allow, by `allow read` (fleet.envelope:9)"
        ]
      },
      {
        "kind": "agents",
        "names": [
          "bolt"
        ],
        "tier": "core",
        "title": [
          "`bolt`: agent of tier core",
          "deploy: ask, by `ask deploy` (fleet.envelope:9)",
          "read: allow, by `allow read` (fleet.envelope:9)",
          "write: allow, by `allow write when path under \"/srv\"` (fleet.envelope:10)"
        ]
      },
      {
        "kind": "approvals",
        "names": [
          "review"
        ],
        "title": [
          "`review`: approval"
        ]
      },
      {
        "kind": "humans",
        "names": [
          "taylor"
        ],
        "title": [
          "`taylor`: human",
          "may do nothing alone"
        ]
      },
      {
        "kind": "files",
        "names": [
          "~/.policy/**"
        ],
        "title": [
          "`~/.policy/**`: protected file",
          "`file \"~/.policy/**\" protected` (fleet.envelope:7)"
        ]
      }
    ],
    "folding": "none",
    "humans": 1,
    "policy": "fleet",
    "schema_version": 1,
    "ways": []
  }

The order of statements shows nowhere but in the lines of the file.

  $ (head -3 fleet.envelope; tail -n +4 fleet.envelope | tac) >turned.envelope
  $ for format in dot json; do for policy in fleet turned; do
  >   envc graph $policy.envelope --format $format | sed -E 's/[a-z]+\.envelope:[0-9]+/FILE:LINE/g' >$policy.$format
  > done; cmp fleet.$format turned.$format && echo "$format: the same"; done
  dot: the same
  fleet.json turned.json differ: byte 3771, line 155
  [1]

Drawn by Graphviz, with a title on every box and arrow.

  $ envc graph fleet.envelope -o fleet.svg && grep -c '<title' fleet.svg
  22
  $ sed -n '/id="a3"/,/<\/title>/p' fleet.svg
  <g id="a3" class="edge approval">
  <title>`atlas` needs `review` for: deploy
  by `ask deploy` (fleet.envelope:9)</title>
  $ grep -c 'class="edge [a-z]* marked"' fleet.svg
  0
  [1]

Part of it.

  $ envc graph fleet.envelope --from nova --format json | grep -A3 names
        "names": [
          "nova"
        ],
        "tier": null,
  $ envc graph fleet.envelope --to atlas --format dot | grep -o 'id="a[0-9]*" class="[a-z ]*"'
  id="a0" class="request"
  id="a1" class="request"
  id="a2" class="runs"
  $ envc graph fleet.envelope --from bolt --to scout --format dot | grep -c 'id="a'
  1
  $ envc graph fleet.envelope --from blot --to taylr
  error[ENV0940]: no agent or human `blot`; did you mean `bolt`?
  
  1 error
  error[ENV0940]: no agent or human `taylr`; did you mean `taylor`?
  
  1 error
  [1]

Many agents: folded, unless it is asked not to.

  $ { sed -n 1,4p fleet.envelope; for i in $(seq 50); do
  >   echo "agent a_$i { allow request b_$((i % 3)) for read }"; done; for i in 0 1 2; do echo "agent b_$i { allow read }"; done; } >many.envelope
  $ envc graph many.envelope --format json | grep -E '"(folding|agents|edges)"'
    "agents": 53,
        "edges": 17,
        "edges": 17,
        "edges": 16,
        "kind": "agents",
        "kind": "agents",
        "kind": "agents",
        "kind": "agents",
        "kind": "agents",
        "kind": "agents",
    "folding": "same",
  $ envc graph many.envelope --format dot | grep -E 'b[0-9]+ \['
        b0 [id="b0" label=<<b>a_1</b><br/><b>a_4</b><br/>… <b>a_49</b><br/><font point-size="10" color="#4a5260">17 agents</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b1 [id="b1" label=<<b>a_2</b><br/><b>a_5</b><br/>… <b>a_50</b><br/><font point-size="10" color="#4a5260">17 agents</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b2 [id="b2" label=<<b>a_3</b><br/><b>a_6</b><br/>… <b>a_48</b><br/><font point-size="10" color="#4a5260">16 agents</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b3 [id="b3" label=<<b>b_0</b><br/><font point-size="10" color="#4a5260">1 allowed</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b4 [id="b4" label=<<b>b_1</b><br/><font point-size="10" color="#4a5260">1 allowed</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b5 [id="b5" label=<<b>b_2</b><br/><font point-size="10" color="#4a5260">1 allowed</font>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
      b0 -> b4 [id="a0" class="request" style=solid color="#1f4e8c" arrowhead=normal label=<read>]
      b1 -> b5 [id="a1" class="request" style=solid color="#1f4e8c" arrowhead=normal label=<read>]
      b2 -> b3 [id="a2" class="request" style=solid color="#1f4e8c" arrowhead=normal label=<read>]
  $ envc graph many.envelope --full --format json | grep -cE '"kind": "agents"'
  53

Names of a policy are no markup and no commands.

  $ cat >hostile.envelope <<'END'
  > policy hostile
  > action write(path: Path) writes path
  > file "/srv/<b>&lt;\" evil \\N$(touch x)" protected
  > agent bolt { allow write }
  > END
  $ envc graph hostile.envelope --format dot | grep 'b1 \['
        b1 [id="b1" label=<<b>/srv/&lt;b&gt;&amp;lt;&quot;…l \\N$(touch x)</b>> shape=note style=filled fillcolor="#efebe0" color="#5d4a00"]
      b0 -> b1 [id="a0" class="policy marked" style=dashed color="#c2185b" penwidth=2.8 arrowhead=boxbox label=<<font color="#c2185b"><b>[1]</b></font>>]
  $ envc graph hostile.envelope | grep -c '<b>'
  0
  [1]
  $ ls x
  ls: cannot access 'x': No such file or directory
  [2]

What cannot be drawn or written.

  $ envc graph fleet.envelope -o missing/fleet.svg
  error[ENV0010]: `missing/fleet.svg` cannot be written: No such file or directory
  
  1 error
  [1]
  $ ln -s fleet.svg link.svg
  $ envc graph fleet.envelope -o link.svg
  error[ENV0011]: `link.svg` is a symbolic link; it was left as it is
    = help: name the file that it leads to
  
  1 error
  [1]
  $ (PATH=$(dirname "$(command -v envc)"); envc graph fleet.envelope -o new.svg)
  error[ENV0010]: `dot` cannot be started: No such file or directory
    = help: install Graphviz, or write the graph with `--format dot` and draw it elsewhere
  
  1 error
  [1]
  $ mkdir fake && printf '#!/bin/sh\necho "no memory is left" >&2\nexit 3\n' >fake/dot && chmod +x fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg
  error[ENV0010]: `dot` ended with exit code 3
    = note: `dot` says: no memory is left
    = help: `envc graph --format dot` writes what it was given
  
  1 error
  [1]
  $ printf '#!/bin/sh\necho "<svg><g id=\\"graph\\"><title>authority</title></g></svg>"\n' >fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg
  error[ENV0010]: what `dot` wrote is not the drawing of this graph
    = help: `envc graph --format dot` writes what it was given
  
  1 error
  [1]
  $ printf '#!/bin/sh\nkill -9 $$\n' >fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg
  error[ENV0010]: `dot` ended with exit code 137
    = help: `envc graph --format dot` writes what it was given
  
  1 error
  [1]
  $ ls new.svg
  ls: cannot access 'new.svg': No such file or directory
  [2]
  $ envc graph fleet.envelope hostile.envelope
  envc graph: a picture is of one policy, and there are 2: fleet.envelope, hostile.envelope
  [1]
  $ envc graph missing.envelope
  error[ENV0001]: `missing.envelope` cannot be read: No such file or directory
  
  1 error
  [1]
  $ envc graph fleet.envelope --diagram-limit 3 --format json | grep -c '"kind": "request"'
  warning[ENV2911]: not drawn: what is said about `bolt write`: the diagrams of one cell grow beyond 3 nodes
  
  1 warning
  warning[ENV2911]: not drawn: what is said about `scout write`: the diagrams of one cell grow beyond 3 nodes
  
  1 warning
  warning[ENV2911]: not drawn: what `bolt` can bring about by `write`: the diagrams of one cell grow beyond 3 nodes
  
  1 warning
  warning[ENV2911]: not drawn: what `scout` can bring about by `write`: the diagrams of one cell grow beyond 3 nodes
  
  1 warning
  warning[ENV2911]: not drawn: which approvals `scout` needs: the diagrams of one cell grow beyond 3 nodes
  
  1 warning
  warning[ENV2911]: not drawn: what `scout` may do: the diagrams of one cell grow beyond 3 nodes
  
  1 warning
  warning[ENV2911]: not drawn: what `bolt` may do: the diagrams of one cell grow beyond 3 nodes
  
  1 warning
  2
  $ echo 'agent bolt { allow' >broken.envelope
  $ envc graph broken.envelope
  error[ENV0101]: expected an action, class or `anything` after `allow`, found the end of the file
   --> broken.envelope:1:19
    |
  1 | agent bolt { allow
    |                   ^
  
  1 error
  [3]

What Graphviz cannot lay out frame by frame it is given once more, all at once.

  $ printf '#!/bin/sh\ncat >given\ngrep -q newrank given && exec /usr/bin/dot -Tsvg given\necho "trouble in init_rank" >&2; exit 1\n' >fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg && grep -c '<title' new.svg
