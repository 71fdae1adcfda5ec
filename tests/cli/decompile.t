# envc decompile: a table gives its policy back

  $ mkdir parts
  $ cat >fleet.envelope <<'POLICY'
  > policy fleet "Who may push" timezone "Europe/Berlin" // our zone
  > import "parts/words.envelope"
  > agent bolt is engineer {
  >   allow push when branch matches trusted
  >   ask   push when branch is "main" and time in 09:00..17:00 because "main ships"
  > }
  > limit push 20 per day each agent
  > test "bolt pushes features" { bolt push(branch: "feature/x") -> allow }
  > POLICY
  $ cat >parts/words.envelope <<'POLICY'
  > let trusted = ["feature/**", "fix/{a,b}"]
  > action push(branch: String)
  > tier engineer { deny push when branch is late }
  > human owner
  > default approval review { from owner }
  > let late = "release"
  > POLICY
  $ envc build fleet.envelope 2>/dev/null
  $ envc decompile fleet.envt
  policy fleet "Who may push" timezone "Europe/Berlin"
  
  action push(branch: String)
  tier engineer
  agent bolt is engineer
  human owner
  default approval review {
    from owner
  }
  
  agent bolt {
    allow push when branch matches ["feature/**", "fix/{a,b}"]
    ask push when branch is "main" and time in 09:00..17:00 because "main ships"
  }
  limit push 20 per day each agent
  tier engineer {
    deny push when branch is "release"
  }

What comes out decides as the table does, and is laid out as `envc fmt` would.

  $ envc decompile fleet.envt -o again.envelope
  $ envc fmt --check again.envelope && envc build again.envelope 2>/dev/null
  $ diff <(envelope describe fleet.envt | grep 'decision digest') <(envelope describe again.envt | grep 'decision digest')
  $ diff <(envc decompile fleet.envt) <(envc decompile again.envt)

A file has one time zone. Where modules read several clocks, there are several files.

  $ sed -i '1i policy words timezone "UTC"' parts/words.envelope
  $ echo 'deny push when day is sunday' >>parts/words.envelope
  $ envc build fleet.envelope 2>/dev/null
  $ envc decompile fleet.envt
  policy fleet "Who may push" timezone "Europe/Berlin"
  
  import "fleet_zone_1.envelope"
  import "fleet_part_1.envelope"
  import "fleet_part_2.envelope"
  
  action push(branch: String)
  tier engineer
  agent bolt is engineer
  human owner
  default approval review {
    from owner
  }
  //--- fleet_zone_1.envelope
  policy zone_1 timezone "UTC"
  //--- fleet_part_1.envelope
  policy part_1 timezone "Europe/Berlin"
  
  agent bolt {
    allow push when branch matches ["feature/**", "fix/{a,b}"]
    ask push when branch is "main" and time in 09:00..17:00 because "main ships"
  }
  limit push 20 per day each agent
  tier engineer {
    deny push when branch is "release"
  }
  //--- fleet_part_2.envelope
  policy part_2 timezone "UTC"
  
  deny push when day is sunday
  $ mkdir out && envc decompile fleet.envt -o out/fleet.envelope && ls out
  fleet.envelope
  fleet_part_1.envelope
  fleet_part_2.envelope
  fleet_zone_1.envelope
  $ envc build out/fleet.envelope 2>/dev/null
  $ diff <(envelope describe fleet.envt | grep 'decision digest') <(envelope describe out/fleet.envt | grep 'decision digest')

A stripped table has no text, and what is no table has none either.

  $ envc build --strip fleet.envelope -o bare.envt 2>/dev/null
  $ envc decompile bare.envt
  error[ENV0702]: `bare.envt` carries no text of its policy
    = help: decompile a table that `envc build` wrote without `--strip`; `envc dump` prints what is
            left
  
  1 error
  [1]
  $ envc decompile fleet.envelope
  error[ENV0720]: `fleet.envelope` is refused: not_a_table: the file does not begin as a table does
    = help: build it again with `envc build`
  
  1 error
  [1]
  $ envc decompile
  envc decompile: names one table
  [1]
  $ envc decompile fleet.envt -o /nonexistent/policy.envelope
  error[ENV0010]: `/nonexistent/policy.envelope` cannot be written: No such file or directory
  
  1 error
  [1]
  $ ln -s elsewhere link.envelope
  $ envc decompile fleet.envt -o link.envelope
  error[ENV0011]: `link.envelope` is a symbolic link; it was left as it is
    = help: name the file that it leads to
  
  1 error
  [1]
