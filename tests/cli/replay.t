# envelope replay: a recorded stream of requests

  $ cat >policy.envelope <<'POLICY'
  > policy small
  > action push(branch: String)
  > human owner
  > default approval review { from owner }
  > agent bolt { allow push when branch matches "feature/*"  ask push when branch is "main" }
  > duty note(to: String)
  > before push do note(to: "log")
  > agent atlas { allow request bolt for push when branch is "main" }
  > POLICY
  $ envc build policy.envelope 2>/dev/null
  $ cat >stream <<'STREAM'
  > # who, what, with which arguments
  > bolt push branch="feature/x"
  > bolt push branch=main
  > 
  > bolt push branch=other
  > bolt push
  > atlas request bolt for push branch=main
  > bolt push branch=feature/x with weather=fine
  > STREAM
  $ envelope replay policy.envt stream | sed 's/  */ /g'
  bolt push branch="feature/x" ✓ allow 5 allow push when branch matches "feature/*"
  bolt push branch=main ? ask 5 ask push when branch is "main"
  bolt push branch=other ✗ deny nothing grants it
  bolt push ✗ deny refused: malformed_attribute
  atlas request bolt for push branch=main ✓ allow 8 allow request bolt for push when branch is "main"
  bolt push branch=feature/x with weather=fine ! error no fact, window, stop or built-in `weather`
  
  6 requests: 2 allowed, 1 asked, 0 proposed, 2 denied
  $ envelope replay policy.envt missing
  envelope: the file of requests `missing` cannot be read
  [1]
  $ envelope replay policy.envt stream --rounds many
  envelope: replay: `--rounds` takes a number
  envelope: `envelope replay --help` says how
  [1]
  $ envelope replay policy.envt
  envelope: replay: takes a table and a file of requests
  envelope: `envelope replay --help` says how
  [1]

A single decision names what it obliges to.

  $ envelope decide policy.envt --agent bolt push branch=feature/x
  allow
    decided by policy.envelope:5  allow push when branch matches "feature/*"
    obliges: before do note(to: "log")
  $ envc build policy.envelope --strip -o stripped.envt 2>/dev/null
  $ envelope decide stripped.envt --agent bolt push branch=feature/x
  allow
    decided by statement 0; the table is stripped of its words
    obliges: 0
