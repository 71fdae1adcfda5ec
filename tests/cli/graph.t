# envc graph: authority as a picture

  $ cat >fleet.envelope <<'END'
  > policy fleet
  > action deploy, read
  > human taylor
  > default approval review { from taylor }
  > tier core { ask deploy  allow read }
  > agent bolt is core { allow request atlas for deploy }
  > agent atlas is core
  > agent scout, nova, pip, zed { allow read }
  > END
  $ envc graph fleet.envelope --format dot
  envc: no command `graph`
  `envc --help` says how
  [1]
  $ envc graph fleet.envelope --format json
  envc: no command `graph`
  `envc --help` says how
  [1]

Drawn by Graphviz, with a title on every box and arrow; nothing of the policy is read as a command or as markup.

  $ envc graph fleet.envelope -o fleet.svg && grep -c '<title>' fleet.svg
  envc: no command `graph`
  `envc --help` says how
  [1]
  $ grep -A3 'class="node"' fleet.svg | grep -o '<title>.*' | head -3
  grep: fleet.svg: No such file or directory
  $ envc graph fleet.envelope -o missing/fleet.svg
  envc: no command `graph`
  `envc --help` says how
  [1]
  $ PATH=$(dirname "$(command -v envc)") envc graph fleet.envelope
  envc: no command `graph`
  `envc --help` says how
  [1]
