# envelope decide TABLE -: lines of JSON

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "Europe/Berlin"
  > human owner
  > default approval owner_approval { from owner }
  > enum Change { cron, command }
  > action push(branch: String)
  > action spend(amount: Money)
  > action edit(changes: [Change])
  > action deploy
  > fact healthy: Bool
  > window freeze
  > agent bolt {
  >   allow push when branch matches "feature/**"
  >   ask push when branch is "main"
  >   allow spend when amount <= $5
  >   allow edit unless changes has command
  >   allow request atlas for deploy
  > }
  > agent atlas { allow deploy }
  > deny deploy unless healthy
  > deny push when in freeze
  > END
  $ envc build fleet.envelope --output fleet.envt 2>/dev/null
  $ envelope decide fleet.envt - <<'END'
  > {"agent":"bolt","action":"push","attributes":{"branch":"feature/x"},"lineage":[],"switches_off":true}
  > {"principal":"bolt","action":"push","attributes":{"branch":"main"},"lineage":[],"switches":{"freeze":false}}
  > {"agent":"bolt","action":"push","attributes":{"branch":"feature/x"},"lineage":[]}
  > {"agent":"bolt","action":"spend","attributes":{"amount":"$5"},"lineage":[]}
  > {"agent":"bolt","action":"spend","attributes":{"amount":5000000},"lineage":[]}
  > {"agent":"bolt","action":"spend","attributes":{"amount":5000001},"lineage":[]}
  > {"agent":"bolt","action":"spend","attributes":{"amount":1e400},"lineage":[]}
  > {"agent":"bolt","action":"spend","attributes":{"amount":99999999999999999999},"lineage":[]}
  > {"agent":"bolt","action":"spend","attributes":{"amount":0.5},"lineage":[]}
  > {"agent":"bolt","action":"spend","attributes":{"amount":-1},"lineage":[]}
  > {"agent":"bolt","action":"spend","attributes":{"amount":true},"lineage":[]}
  > {"agent":"bolt","action":"edit","attributes":{"changes":["cron"]},"lineage":[]}
  > {"agent":"bolt","action":"edit","attributes":{"changes":["cron","command"]},"lineage":[]}
  > {"agent":"bolt","action":"edit","attributes":{"changes":"cron"},"lineage":[]}
  > {"agent":"atlas","action":"deploy","lineage":[],"facts":{"healthy":true}}
  > {"agent":"atlas","action":"deploy","lineage":[],"facts":{"healthy":"true"}}
  > {"agent":"bolt","request":"atlas","action":"deploy","lineage":[],"facts":{"healthy":true}}
  > {"agent":"nobody","action":"deploy","lineage":[]}
  > {"agent":"bolt","action":"deplyo","lineage":[]}
  > {"agent":"bolt","action":"push","attributes":{"brunch":"main"},"lineage":[]}
  > {"agent":"bolt","action":"push"}
  > END
  {"effect":"allow","statement":0,"approvals":[],"obligations":[]}
  {"effect":"ask","statement":1,"approvals":["owner_approval"],"obligations":[]}
  {"effect":"deny","statement":7,"approvals":[],"obligations":[]}
  {"effect":"allow","statement":2,"approvals":[],"obligations":[]}
  {"effect":"allow","statement":2,"approvals":[],"obligations":[]}
  {"effect":"deny","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"allow","statement":3,"approvals":[],"obligations":[]}
  {"effect":"deny","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"malformed_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"allow","statement":5,"approvals":[],"obligations":[]}
  {"effect":"deny","statement":6,"approvals":[],"obligations":[]}
  {"effect":"allow","statement":4,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"unknown_principal","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"unknown_action","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"undeclared_attribute","statement":null,"approvals":[],"obligations":[]}
  {"effect":"deny","status":"missing_lineage","statement":null,"approvals":[],"obligations":[]}

A text beyond 64 KiB is missing, and so it restricts; what is no JSON is no request.

  $ echo 'action note(text?: String) agent clerk { allow note } deny note when text matches "secret*"' >>fleet.envelope
  $ envc build fleet.envelope --output notes.envt 2>/dev/null
  $ note() { printf '{"agent":"clerk","action":"note","lineage":[],"attributes":{"text":"%s"}}\n' "$(head -c "$1" /dev/zero | tr '\0' x)"; }
  $ { note 65536; note 65537; } | envelope decide notes.envt -
  {"effect":"allow","statement":8,"approvals":[],"obligations":[]}
  {"effect":"deny","statement":9,"approvals":[],"obligations":[]}
  $ printf '{"agent":"bolt","action":"spend","attributes":{"amount":%s},"lineage":[]}\n' NaN Infinity +1 01 0x1 1e3 1E400 -0 1.0 |
  >   envelope decide fleet.envt - | cut -c1-60
  {"effect":"deny","error":{"code":"bad_json","message":"at by
  {"effect":"deny","error":{"code":"bad_json","message":"at by
  {"effect":"deny","error":{"code":"bad_json","message":"at by
  {"effect":"deny","error":{"code":"bad_json","message":"at by
  {"effect":"deny","error":{"code":"bad_json","message":"at by
  {"effect":"deny","status":"malformed_attribute","statement":
  {"effect":"deny","status":"malformed_attribute","statement":
  {"effect":"allow","statement":2,"approvals":[],"obligations"
  {"effect":"deny","status":"malformed_attribute","statement":

Bad lines are answered too, and make the run exit 1.

  $ envelope decide fleet.envt - <<'END'
  > {"agent":"atlas","action":"deploy","lineage":[],"facts":{"healthy":true}}
  > 
  > {"agent":"atlas","agent":"atlas","action":"deploy"}
  > {"agent":"atlas","action":"deploy"} {}
  > {"agent":"atlas","action":"deploy","colour":"red"}
  > {"agent":"atlas"}
  > {"agent":"atlas","action":"deploy","time":"noon"}
  > {"agent":"atlas","action":"deploy","attributes":{"x":[[[[[[[1]]]]]]]}}
  > {"agent":"atlas","action":"deploy","attributes":{"x":"\ud800"}}
  > {"agent":"atlas","action":"deploy","switches":{"frezee":true},"switches_off":true}
  > {"agent":"atlas","action":"deploy","lineage":[],"facts":{"healthy":true}}
  > END
  {"effect":"allow","statement":5,"approvals":[],"obligations":[]}
  {"effect":"deny","error":{"code":"empty_line","message":"the line is empty"}}
  {"effect":"deny","error":{"code":"duplicate_key","message":"the key `agent` is given twice"}}
  {"effect":"deny","error":{"code":"trailing_data","message":"at byte 36: something follows the object"}}
  {"effect":"deny","error":{"code":"unknown_key","message":"a request has no key `colour`"}}
  {"effect":"deny","error":{"code":"missing_field","message":"a request names its `action`"}}
  {"effect":"deny","error":{"code":"bad_field","message":"`time` takes an instant like \"2026-03-08T02:30:00Z\", or whole milliseconds since 1970"}}
  {"effect":"deny","error":{"code":"too_deep","message":"objects and arrays stand in each other more than 8 deep"}}
  {"effect":"deny","error":{"code":"bad_encoding","message":"at byte 54: an escape is half of a surrogate pair"}}
  {"effect":"deny","error":{"code":"unknown_switch","message":"there is no window, phase or stop `frezee`"}}
  {"effect":"allow","statement":5,"approvals":[],"obligations":[]}
  [1]
  $ printf '{"agent":"\377"}\n' | envelope decide fleet.envt -
  {"effect":"deny","error":{"code":"bad_encoding","message":"at byte 10: the line is no UTF-8"}}
  [1]

A line that is too long costs no memory and does not stop the stream; the last line may lack its end.

  $ request='{"agent":"atlas","action":"deploy","lineage":[],"facts":{"healthy":true}}'
  $ (head -c 30000000 /dev/zero | tr '\0' x; echo; echo "$request"; head -c 1048577 /dev/zero | tr '\0' ' '; echo; printf '%s' "$request") >long.txt
  $ limited 60000 envelope decide fleet.envt - <long.txt
  {"effect":"deny","error":{"code":"line_too_long","message":"the line is longer than 1 MiB"}}
  {"effect":"allow","statement":5,"approvals":[],"obligations":[]}
  {"effect":"deny","error":{"code":"line_too_long","message":"the line is longer than 1 MiB"}}
  {"effect":"allow","statement":5,"approvals":[],"obligations":[]}
  [1]
  $ head -c 3000000 /dev/zero | envelope decide fleet.envt -
  {"effect":"deny","error":{"code":"line_too_long","message":"the line is longer than 1 MiB"}}
  [1]

A caller may write one line and wait for its answer.

  $ coproc decider { envelope decide fleet.envt -; }
  $ echo "$request" >&"${decider[1]}"; read -r -t 20 answer <&"${decider[0]}"; echo "$answer"
  {"effect":"allow","statement":5,"approvals":[],"obligations":[]}
  $ printf '%s' "${request::20}" >&"${decider[1]}"; echo "${request:20}" >&"${decider[1]}"; read -r -t 20 answer <&"${decider[0]}"; echo "$answer"
  {"effect":"allow","statement":5,"approvals":[],"obligations":[]}

Many lines are answered in order, and a reader that goes away ends the run.

  $ for n in $(seq 3000); do echo "$request"; echo '{"agent":"bolt","action":"deploy","lineage":[]}'; done >many.txt
  $ envelope decide fleet.envt - <many.txt | cut -d, -f1 | uniq -c | sort | uniq -c | sed 's/^ *//'
  3000       1 {"effect":"allow"
  3000       1 {"effect":"deny"
  $ cat many.txt | envelope decide fleet.envt - | cmp - <(envelope decide fleet.envt - <many.txt)
  $ (envelope decide fleet.envt - <many.txt; echo "exit $?" >code) | head -1; cat code
  {"effect":"allow","statement":5,"approvals":[],"obligations":[]}
  exit 1
  $ envelope decide fleet.envt - <many.txt >/dev/full
  envelope: cannot write the output: No space left on device
  [1]
  $ envelope decide fleet.envt - <.
  envelope: decide: cannot read standard input: Is a directory
  [1]
  $ envelope decide fleet.envt - --agent bolt
  envelope: decide: `-` reads requests from standard input and goes with no other words
  envelope: `envelope decide --help` says how
  [1]
  $ envelope decide fleet.envt - --format text
  envelope: decide: `-` answers in JSON; `--format text` goes with one request
  envelope: `envelope decide --help` says how
  [1]
  $ envelope decide missing.envt - <many.txt
  envelope: the table `missing.envt` cannot be used: cannot_read: the file cannot be opened
  [1]
