# envelope decide --gate: 0 for allow, 2 for everything else

  $ cat >fleet.envelope <<'END'
  > policy fleet
  > human owner
  > default approval owner_approval { from owner }
  > action read, write, push, deploy
  > agent bolt {
  >   allow read
  >   ask push
  >   propose write
  > }
  > END
  $ envc build fleet.envelope --output fleet.envt 2>/dev/null
  $ envelope decide --gate fleet.envt --agent bolt read
  allow
    decided by fleet.envelope:6  allow read
  $ envelope decide --gate fleet.envt --agent bolt push
  ask via owner_approval
    decided by fleet.envelope:7  ask push
  [2]
  $ envelope decide --gate fleet.envt --agent bolt write >/dev/null
  [2]
  $ envelope decide --gate fleet.envt --agent bolt deploy >/dev/null
  [2]
  $ envelope decide --gate fleet.envt --agent nobody read >/dev/null
  [2]

Whatever goes wrong, and wherever the flag stands.

  $ exec 3>&2 2>/dev/null
  $ envelope decide --gate missing.envt --agent bolt read
  [2]
  $ envelope decide --gate fleet.envelope --agent bolt read
  [2]
  $ envelope decide --gate
  [2]
  $ envelope decide fleet.envt --agent bolt read --frobnicate --gate
  [2]
  $ envelope decide fleet.envt --agent bolt read --gate --gate
  [2]
  $ envelope decide fleet.envt --agent bolt read --gate=yes
  [2]
  $ envelope decide fleet.envt --agent bolt read with frezee=on --gate
  [2]
  $ envelope decide fleet.envt --agent bolt read -- --gate >/dev/null
  [2]
  $ envelope decide fleet.envt read --agent --gate >/dev/null
  [2]
  $ envelope --gate
  [2]
  $ envelope --gate decide fleet.envt --agent bolt read
  [2]
  $ envelope frobnicate --gate
  [2]
  $ envelope decide --gate --help >/dev/null
  [2]
  $ envelope --help --gate >/dev/null
  [2]
  $ envelope version --gate >/dev/null
  [2]
  $ envelope describe fleet.envt --gate >/dev/null
  [2]
  $ envelope decide --gate fleet.envt --agent bolt read >&-
  [2]
  $ envelope decide --gate fleet.envt --agent bolt read >/dev/full
  [2]
  $ envelope decide --gate fleet.envt --agent bolt read <&- >/dev/null

A stream passes when it has lines and all are allowed.

  $ echo '{"agent":"bolt","action":"read","lineage":[]}' | envelope decide --gate fleet.envt - >/dev/null
  $ echo '{"agent":"bolt","action":"push","lineage":[]}' | envelope decide --gate fleet.envt - >/dev/null
  [2]
  $ echo '{"agent":"bolt","action":"read"}' | envelope decide --gate fleet.envt - >/dev/null
  [2]
  $ printf '{"agent":"bolt","action":"read","lineage":[]}\n{' | envelope decide --gate fleet.envt - >/dev/null
  [2]
  $ envelope decide --gate fleet.envt - </dev/null
  [2]
  $ envelope decide --gate fleet.envt - <.
  [2]
  $ envelope decide --gate fleet.envt - <&-
  [2]

A gate that is asked to end, or that crashes, stays shut. Its first answer shows that it runs.

  $ exec 2>&3
  $ for signal in TERM HUP INT SEGV ABRT BUS; do
  >   coproc gate { exec envelope decide --gate fleet.envt -; }
  >   pid=$gate_PID
  >   echo '{"agent":"bolt","action":"read","lineage":[]}' >&"${gate[1]}"
  >   read -r -t 20 answer <&"${gate[0]}" && kill -s $signal "$pid"
  >   wait "$pid"
  >   echo "$signal: exit $?"
  > done
  TERM: exit 2
  HUP: exit 2
  INT: exit 2
  SEGV: exit 2
  ABRT: exit 2
  BUS: exit 2
