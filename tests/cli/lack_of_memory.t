# Too little memory: a fault of the program itself

Not with sanitizers: their address space is larger than any limit.

It is said, and its exit code (70) stands over all others. Here the program gets too little memory for a large policy.

  $ printf 'policy a\naction read\nagent bolt { allow read }\ntest "t" { bolt read -> deny }\n' >failing.envelope
  $ printf 'policy a\nagent bolt { allow read }\n' >rejected.envelope
  $ { printf 'policy a\naction push(branch: String)\nagent bolt {\n'; for i in $(seq 20000); do echo "  allow push when branch matches \"x/$i/**\""; done; echo '}'; } >large.envelope
  $ starved() { limited 50000 "$@" 2>&1 | grep ENV9001 | cut -c1-15; return "${PIPESTATUS[0]}"; }
  $ starved envc check large.envelope
  error[ENV9001]:
  [70]
  $ starved envc check missing.envelope large.envelope rejected.envelope
  error[ENV9001]:
  [70]
  $ starved envc test failing.envelope large.envelope missing.envelope
  error[ENV9001]:
  [70]
  $ starved envc why large.envelope bolt push branch=main
  error[ENV9001]:
  [70]
  $ starved envc build large.envelope
  error[ENV9001]:
  [70]
  $ starved envc fmt --check large.envelope missing.envelope
  error[ENV9001]:
  [70]
  $ ls *.envt 2>/dev/null
  [2]
