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
           labelloc=b labeljust=l label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="4">
  <tr>
  <td align="left"><table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr>
  <td align="left"><font color="#c2185b"><b>[1] error ENV2201</b></font>&#160;&#160;</td>
  <td align="left">`scout` is denied `deploy`, and has `atlas` do it<br align="left"/></td></tr>
  <tr>
  <td align="left"><font color="#c2185b"><b>[2] error ENV2205</b></font>&#160;&#160;</td>
  <td align="left">`bolt` needs an approval for `deploy`, and can act as `atlas`, who may do it<br align="left"/></td></tr>
  <tr>
  <td align="left"><font color="#c2185b"><b>[3] error ENV2304</b></font>&#160;&#160;</td>
  <td align="left">`bolt` needs an approval for `deploy`, and has `atlas` do it<br align="left"/></td></tr>
  </table></td></tr>
  <tr>
  <td align="left"><table border="0" cellborder="0" cellspacing="0" cellpadding="2"><tr>
  <td align="left"><font color="#1f4e8c">──▶</font></td>
  <td align="left"><font point-size="10" color="#4a5260">can have the other act&#160;&#160;&#160;</font></td>
  <td align="left"><font color="#8a4b08">──◆</font></td>
  <td align="left"><font point-size="10" color="#4a5260">can write a file that runs as the other&#160;&#160;&#160;</font></td>
  <td align="left"><font color="#5d4a00">╌╌■</font></td>
  <td align="left"><font point-size="10" color="#4a5260">can change a protected file&#160;&#160;&#160;</font></td></tr>
  <tr>
  <td align="left"><font color="#5a6270">┈┈▶</font></td>
  <td align="left"><font point-size="10" color="#4a5260">needs an approval&#160;&#160;&#160;</font></td>
  <td align="left"><font color="#5a6270">┈┈┈</font></td>
  <td align="left"><font point-size="10" color="#4a5260">who may approve&#160;&#160;&#160;</font></td>
  <td align="left"><font color="#c2185b">╌╌▶</font></td>
  <td align="left"><font point-size="10" color="#4a5260">reaches an action&#160;&#160;&#160;</font></td></tr>
  <tr>
  <td align="left"><font color="#4a5260">▷ ◇ □</font></td>
  <td align="left"><font point-size="10" color="#4a5260">hollow: people are asked first&#160;&#160;&#160;</font></td>
  <td align="left"><font color="#c2185b">━▶▶</font></td>
  <td align="left"><font point-size="10" color="#4a5260">marked: part of a way to more authority&#160;&#160;&#160;</font></td></tr>
  </table></td></tr></table>>]
    node [fontname="DejaVu Sans" fontsize=13 fontcolor="#11161d" margin="0.16,0.08" penwidth=1.2]
    edge [fontname="DejaVu Sans" fontsize=10 fontcolor="#2d3540" penwidth=1.2 arrowsize=0.8]
    subgraph cluster_all {
      id="all" peripheries=0 labelloc=t labeljust=l
      label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="2"><tr>
  <td align="left"><font point-size="18"><b>authority in fleet</b></font></td></tr>
  <tr>
  <td align="left"><font point-size="10" color="#4a5260">4 agents, 1 human; 3 ways to more authority than was given</font></td></tr></table>>
      subgraph cluster_0 {
        id="c0" label=<no tier> style="rounded,filled" color="#b8c0cc" fillcolor="#f3f5f8" fontsize=12
        b0 [id="b0" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>nova</b></td></tr><tr><td><font point-size="10" color="#4a5260">1 action</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b1 [id="b1" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>scout</b></td></tr><tr><td><font point-size="10" color="#4a5260">1 if approved</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
      }
      subgraph cluster_1 {
        id="c1" label=<tier core> style="rounded,filled" color="#b8c0cc" fillcolor="#f3f5f8" fontsize=12
        b2 [id="b2" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>bolt</b></td></tr><tr><td><font point-size="10" color="#4a5260">2 actions</font></td></tr><tr><td><font point-size="10" color="#4a5260">1 more if approved</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
      }
      subgraph cluster_2 {
        id="c2" label=<tier ops> style="rounded,filled" color="#b8c0cc" fillcolor="#f3f5f8" fontsize=12
        b3 [id="b3" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>atlas</b></td></tr><tr><td><font point-size="10" color="#4a5260">1 action</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
      }
      subgraph cluster_3 {
        id="c3" label=<reached> style="rounded,filled" color="#b8c0cc" fillcolor="#fff5f8" fontsize=12
        b4 [id="b4" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>deploy</b></td></tr></table>> shape=octagon style=filled fillcolor="#fce4ec" color="#c2185b"]
      }
      subgraph cluster_4 {
        id="c4" label=<humans> style="rounded,filled" color="#b8c0cc" fillcolor="#fffdf5" fontsize=12
        b5 [id="b5" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>review</b></td></tr><tr><td><font point-size="10" color="#4a5260">within 1h</font></td></tr></table>> shape=hexagon style=filled fillcolor="#fff8e1" color="#8d6e00"]
        b6 [id="b6" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>taylor</b></td></tr><tr><td><font point-size="10" color="#4a5260">human</font></td></tr></table>> shape=ellipse style=filled fillcolor="#fff8e1" color="#8d6e00"]
      }
      subgraph cluster_5 {
        id="c5" label=<protected files> style="rounded,filled" color="#b8c0cc" fillcolor="#faf9f5" fontsize=12
        b7 [id="b7" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>~/.policy/**</b></td></tr></table>> shape=note style=filled fillcolor="#efebe0" color="#5d4a00"]
      }
      b1 -> b3 [id="a0" class="request marked" style=solid color="#c2185b" penwidth=2.8 arrowhead=normalnormal label=<<font color="#c2185b"><b>[1]</b></font><br/>deploy>]
      b1 -> b5 [id="a1" class="approval" style=dotted color="#5a6270" arrowhead=normal]
      b1 -> b7 [id="a2" class="policy" style=dashed color="#5d4a00" arrowhead=obox]
      b2 -> b3 [id="a3" class="request marked" style=solid color="#c2185b" penwidth=2.8 arrowhead=normalnormal label=<<font color="#c2185b"><b>[3]</b></font><br/>deploy>]
      b2 -> b3 [id="a4" class="runs marked" style=solid color="#c2185b" penwidth=2.8 arrowhead=diamonddiamond label=<<font color="#c2185b"><b>[2]</b></font><br/>/srv/run.sh>]
      b2 -> b5 [id="a5" class="approval" style=dotted color="#5a6270" arrowhead=normal]
      b3 -> b4 [id="a6" class="deed marked" style=dashed color="#c2185b" penwidth=2.8 arrowhead=normalnormal label=<<font color="#c2185b"><b>[1 2 3]</b></font>>]
      b5 -> b6 [id="a7" class="answer" style=dotted color="#5a6270" arrowhead=none]
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
        "asked": false,
        "edges": 1,
        "from": 1,
        "kind": "request",
        "title": [
          "`scout` can have `atlas` do: deploy",
          "1. `scout` asks `atlas` for `deploy to=sandbox`: allow, by `allow request atlas for deploy` (fleet.envelope:13)",
          "2. `atlas` does `deploy to=sandbox`: allow, by `allow deploy` (fleet.envelope:10)",
          "[1] ENV2201: `scout` is denied `deploy`, and has `atlas` do it"
        ],
        "to": 3,
        "ways": [
          0
        ]
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
          "by `ask write when path under \"~/.policy\"` (fleet.envelope:13)"
        ],
        "to": 5,
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
          "1. `scout` does `write 'path=~/.policy/a'`: ask, by `ask write when path under \"~/.policy\"` (fleet.envelope:13); `taylor` must approve, and sees this request alone; `~/.policy/a` is protected (fleet.envelope:7): the rules are other ones"
        ],
        "to": 7,
        "ways": []
      },
      {
        "about": [
          "deploy"
        ],
        "asked": false,
        "edges": 1,
        "from": 2,
        "kind": "request",
        "title": [
          "`bolt` can have `atlas` do: deploy",
          "1. `bolt` asks `atlas` for `deploy to=sandbox`: allow, by `allow request atlas for deploy when to is sandbox` (fleet.envelope:11)",
          "2. `atlas` does `deploy to=sandbox`: allow, by `allow deploy` (fleet.envelope:10)",
          "[3] ENV2304: `bolt` needs an approval for `deploy`, and has `atlas` do it"
        ],
        "to": 3,
        "ways": [
          2
        ]
      },
      {
        "about": [
          "/srv/run.sh"
        ],
        "asked": false,
        "edges": 1,
        "from": 2,
        "kind": "runs",
        "title": [
          "`bolt` can write what runs as `atlas`: /srv/run.sh",
          "1. `bolt` does `write path=/srv/run.sh`: allow, by `allow write when path under \"/srv\"` (fleet.envelope:11); `/srv/run.sh` runs as `atlas` (fleet.envelope:8), so that `bolt` acts as `atlas` from then on",
          "[2] ENV2205: `bolt` needs an approval for `deploy`, and can act as `atlas`, who may do it"
        ],
        "to": 3,
        "ways": [
          1
        ]
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
          "`bolt` needs `review` for: deploy",
          "by `ask deploy` (fleet.envelope:9)"
        ],
        "to": 5,
        "ways": []
      },
      {
        "about": [
          "deploy"
        ],
        "asked": false,
        "edges": 1,
        "from": 3,
        "kind": "deed",
        "title": [
          "`atlas` reaches `deploy`",
          "2. `atlas` does `deploy to=sandbox`: allow, by `allow deploy` (fleet.envelope:10)",
          "[1] ENV2201: `scout` is denied `deploy`, and has `atlas` do it",
          "[2] ENV2205: `bolt` needs an approval for `deploy`, and can act as `atlas`, who may do it",
          "[3] ENV2304: `bolt` needs an approval for `deploy`, and has `atlas` do it"
        ],
        "to": 4,
        "ways": [
          0,
          1,
          2
        ]
      },
      {
        "about": [],
        "asked": false,
        "edges": 1,
        "from": 5,
        "kind": "answer",
        "title": [
          "`review` is given by `taylor`"
        ],
        "to": 6,
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
          "read: allow, by `allow read` (fleet.envelope:14)"
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
          "write: ask, by `ask write when path under \"~/.policy\"` (fleet.envelope:13)"
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
          "write: allow, by `allow write when path under \"/srv\"` (fleet.envelope:11)"
        ]
      },
      {
        "kind": "agents",
        "names": [
          "atlas"
        ],
        "tier": "ops",
        "title": [
          "`atlas`: agent of tier ops",
          "deploy: allow, by `allow deploy` (fleet.envelope:10)"
        ]
      },
      {
        "kind": "deeds",
        "names": [
          "deploy"
        ],
        "title": [
          "`deploy`: action that a marked way reaches"
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
    "unknown": [],
    "ways": [
      {
        "code": "ENV2201",
        "count": 1,
        "message": "`scout` is denied `deploy`, and has `atlas` do it",
        "severity": "error",
        "steps": [
          0,
          6
        ]
      },
      {
        "code": "ENV2205",
        "count": 1,
        "message": "`bolt` needs an approval for `deploy`, and can act as `atlas`, who may do it",
        "severity": "error",
        "steps": [
          4,
          6
        ]
      },
      {
        "code": "ENV2304",
        "count": 1,
        "message": "`bolt` needs an approval for `deploy`, and has `atlas` do it",
        "severity": "error",
        "steps": [
          3,
          6
        ]
      }
    ]
  }

The order of statements shows nowhere but in the lines of the file.

  $ (head -3 fleet.envelope; tail -n +4 fleet.envelope | tac) >turned.envelope
  $ for format in dot json; do for policy in fleet turned; do
  >   envc graph $policy.envelope --format $format | sed -E 's/[a-z]+\.envelope:[0-9]+/FILE:LINE/g' >$policy.$format
  > done; cmp fleet.$format turned.$format && echo "$format: the same"; done
  dot: the same
  json: the same

Drawn by Graphviz, with a title on every box and arrow.

  $ envc graph fleet.envelope -o fleet.svg && grep -c '<title' fleet.svg
  25
  $ sed -n '/id="a3"/,/<\/title>/p' fleet.svg
  <g id="a3" class="edge request marked">
  <title>`bolt` can have `atlas` do: deploy
  1. `bolt` asks `atlas` for `deploy to=sandbox`: allow, by `allow request atlas for deploy when to is sandbox` (fleet.envelope:11)
  2. `atlas` does `deploy to=sandbox`: allow, by `allow deploy` (fleet.envelope:10)
  [3] ENV2304: `bolt` needs an approval for `deploy`, and has `atlas` do it</title>
  $ grep -c 'class="edge [a-z]* marked"' fleet.svg
  4

Part of it.

  $ envc graph fleet.envelope --from nova --format json | grep -A3 names
        "names": [
          "nova"
        ],
        "tier": null,
  $ envc graph fleet.envelope --to atlas --format dot | grep -o 'id="a[0-9]*" class="[a-z ]*"'
  id="a0" class="request marked"
  id="a1" class="request marked"
  id="a2" class="runs marked"
  id="a3" class="deed marked"
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
        b0 [id="b0" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>a_1</b></td></tr><tr><td><b>a_4</b></td></tr><tr><td>… <b>a_49</b></td></tr><tr><td><font point-size="10" color="#4a5260">17 agents</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b1 [id="b1" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>a_2</b></td></tr><tr><td><b>a_5</b></td></tr><tr><td>… <b>a_50</b></td></tr><tr><td><font point-size="10" color="#4a5260">17 agents</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b2 [id="b2" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>a_3</b></td></tr><tr><td><b>a_6</b></td></tr><tr><td>… <b>a_48</b></td></tr><tr><td><font point-size="10" color="#4a5260">16 agents</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b3 [id="b3" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>b_0</b></td></tr><tr><td><font point-size="10" color="#4a5260">1 action</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b4 [id="b4" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>b_1</b></td></tr><tr><td><font point-size="10" color="#4a5260">1 action</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
        b5 [id="b5" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>b_2</b></td></tr><tr><td><font point-size="10" color="#4a5260">1 action</font></td></tr></table>> shape=box style=filled fillcolor="#ffffff" color="#3c4652"]
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
        b1 [id="b1" label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="1"><tr><td><b>/srv/&lt;b&gt;&amp;lt;&quot;…l \\N$(touch x)</b></td></tr></table>> shape=note style=filled fillcolor="#efebe0" color="#5d4a00"]
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
  error[ENV0941]: `dot` cannot be started: No such file or directory
    = help: install Graphviz, or write the graph with `--format dot` and draw it elsewhere
  
  1 error
  [1]
  $ mkdir fake && printf '#!/bin/sh\necho "no memory is left" >&2\nexit 3\n' >fake/dot && chmod +x fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg
  error[ENV0942]: `dot` ended with exit code 3
    = note: `dot` says: no memory is left
    = help: `envc graph --format dot` writes what it was given
  
  1 error
  [1]
  $ printf '#!/bin/sh\necho "<svg><g id=\\"graph\\"><title>authority</title></g></svg>"\n' >fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg
  error[ENV0942]: what `dot` wrote is not the drawing of this graph
    = help: `envc graph --format dot` writes what it was given
  
  1 error
  [1]
  $ printf '#!/bin/sh\nkill -9 $$\n' >fake/dot
  $ PATH=$PWD/fake:$PATH envc graph fleet.envelope -o new.svg
  error[ENV0942]: `dot` ended with exit code 137
    = help: `envc graph --format dot` writes what it was given
  
  1 error
  [1]
  $ ls new.svg
  ls: cannot access 'new.svg': No such file or directory
  [2]
  $ envc graph fleet.envelope hostile.envelope
  envc graph: a picture is of one policy, and there are 2: fleet.envelope, hostile.envelope
  [1]
  $ envc graph fleet.envelope -o fleet.json && head -2 fleet.json
  {
    "agents": 4,
  $ envc graph fleet.envelope -o fleet.json --format dot && head -1 fleet.json
  digraph authority {
  $ envc graph missing.envelope
  error[ENV0001]: `missing.envelope` cannot be read: No such file or directory
  
  1 error
  [1]
  $ envc graph fleet.envelope --diagram-limit 3 -o part.dot
  warning[ENV2911]: not drawn: what is said about `bolt write`: the diagrams of one cell grow beyond 3 nodes
  
  warning[ENV2911]: not drawn: what is said about `scout write`: the diagrams of one cell grow beyond 3 nodes
  
  warning[ENV2911]: not drawn: what `bolt` can bring about by `write`: the diagrams of one cell grow beyond 3 nodes
  
  warning[ENV2911]: not drawn: what `scout` can bring about by `write`: the diagrams of one cell grow beyond 3 nodes
  
  warning[ENV2911]: not drawn: which approvals `scout` needs: the diagrams of one cell grow beyond 3 nodes
  
  warning[ENV2911]: not drawn: what `scout` may do: the diagrams of one cell grow beyond 3 nodes
  
  warning[ENV2911]: not drawn: what `bolt` may do: the diagrams of one cell grow beyond 3 nodes
  
  7 warnings
  [4]
  $ grep -o 'not complete[^<]*' part.dot
  not complete: 7 questions could not be worked out
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
  25
