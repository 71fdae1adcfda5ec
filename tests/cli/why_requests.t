# envc why --requests: many decisions as a table

  $ cat >fleet.envelope <<'END'
  > policy fleet timezone "Europe/Berlin"
  > 
  > human owner
  > default approval owner_approval { from owner }
  > action push(branch: String)
  > action read, write, deploy
  > fact healthy: Bool
  > window freeze
  > 
  > agent bolt {
  >   allow push when branch matches "feature/**"
  >   ask push when branch is "main"
  >   propose write
  >   allow request atlas for deploy
  > }
  > 
  > agent atlas {
  >   allow deploy
  > }
  > 
  > deny deploy unless healthy because "a sick system is left alone"
  > 
  > test "pushing" {
  >   bolt push(branch: "feature/login") -> allow
  >   bolt push(branch: "main") -> ask via owner_approval
  > }
  > END
  $ cat >requests.txt <<'END'
  > # what happened on Tuesday
  > bolt push branch=feature/login
  > bolt push branch=main
  > 
  > bolt write
  > bolt read
  > atlas deploy with healthy=true
  > atlas deploy
  > END
  $ envc why fleet.envelope --requests requests.txt
  bolt   push branch=feature/login  ✓ allow      11  allow push when branch matches "feature/**"
         push branch=main           ? ask        12  ask push when branch is "main"  → owner_approval
         write                      » propose    13  propose write
         read                       ✗ deny        -  nothing grants it
  
  atlas  deploy with healthy=true   ✓ allow      18  allow deploy
         deploy                     ✗ deny       21  deny deploy unless healthy because "a sick system is left a…
  
  6 requests: 2 allowed, 1 asked, 1 proposed, 2 denied
  $ envc why --requests - fleet.envelope --with healthy=true <requests.txt | tail -4
  atlas  deploy with healthy=true   ✓ allow      18  allow deploy
         deploy                     ✓ allow      18  allow deploy
  
  6 requests: 3 allowed, 1 asked, 1 proposed, 1 denied

A line that cannot be read is shown as such, the others are decided.

  $ printf 'bolt pusj branch=main\nwith healthy=true\nbolt\nbolt read\n' | envc why --requests - fleet.envelope
  bolt  pusj branch=main   ! error    no action `pusj`; did you mean `push`?
  
  ?     with healthy=true  ! error    no agent is named
  
  bolt                     ! error    a request is an agent, an action and `attribute=value` words
        read               ✗ deny        -  nothing grants it
  
  4 requests: 0 allowed, 0 asked, 0 proposed, 1 denied
  [1]
  $ envc why --requests requests.txt fleet.envelope bolt read
  envc why: `--requests` goes with a policy and no request words
  [1]
  $ envc why --requests requests.txt --format json fleet.envelope
  envc why: `--requests` prints a table; `--format json` goes with one request
  [1]
  $ envc why --requests missing.txt fleet.envelope
  error[ENV0001]: the file of requests `missing.txt` cannot be read: No such file or directory
  
  1 error
  [1]
  $ envc why --requests . fleet.envelope
  error[ENV0001]: the file of requests `.` cannot be read: it is no file
  
  1 error
  [1]
  $ printf '' | envc why --requests - fleet.envelope
  
  0 requests: 0 allowed, 0 asked, 0 proposed, 0 denied
  $ envc why --requests requests.txt --color=always fleet.envelope | head -1 | cat -v
  bolt   push branch=feature/login  ^[[32mM-bM-^\M-^S allow  ^[[0m    11  allow push when branch matches "feature/**"
