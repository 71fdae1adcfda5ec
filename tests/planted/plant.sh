#!/usr/bin/env bash
# plant.sh FOLDER: forty defects, five of each of eight kinds, into the policy that tests/bench/generate.sh wrote there.
set -euo pipefail
work=$1
# A line that ends in `// planted ENVnnnn` is where that finding is to be.
awk '
  function plant(text) { print "  " text }
  { print }
  /^  holds / && agent < 40 {
    n = agent % 8
    ++agent
    if (n == 0) {
      plant("allow git_push when branch is \"planted\"  // planted ENV2102")
      plant("deny git_push when branch matches \"plant*\"")
    }
    if (n == 1) plant("deny spend when amount > $500  // planted ENV2103")
    if (n == 2) {
      plant("allow shell when command matches \"planted **\"")
      plant("allow shell when command is \"planted well\"  // planted ENV2104")
    }
    if (n == 3) plant("allow model_call when tokens > 9 and tokens < 4  // planted ENV2105")
    if (n == 4) plant("allow model_call when tokens >= 0  // planted ENV2105")
    if (n == 5) {
      plant("ask git_push when branch is \"x/y\" via two_key  // planted ENV2103")
      plant("deny git_push when branch matches \"x/*\"")
    }
    if (n == 6) {
      plant("deny message_send when channel matches \"zz*\"")
      plant("deny message_send when channel matches \"zz-*\"  // planted ENV2103")
    }
    if (n == 7) {
      plant("allow file_read when path matches \"/planted/{a,b}/**\"")
      plant("allow file_read when path under \"/planted/c\"")
      plant("allow file_read when path matches \"/planted/[ac]/x\"  // planted ENV2104")
    }
  }' "$work/parts/part_1.envelope" >"$work/planted"
mv "$work/planted" "$work/parts/part_1.envelope"
