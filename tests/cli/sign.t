# envc keygen, sign, inspect: who made a table, and which version it is

  $ export ENVELOPE_PASSPHRASE='correct horse'
  $ ids() { sed -E 's/\b[0-9a-f]{16}\b/ID/g'; }
  $ printf 'policy fleet\naction go\nagent ann { allow go }\n' >fleet.envelope
  $ envc keygen alice --signer "Alice of Governance" 2>&1 | ids
  alice.key: the secret key of Alice of Governance; keep it and its passphrase to yourself
  alice.pub: its public key ID; give it to everybody
  alice.versions: what it signed; keep it beside the secret key
  $ stat -c '%a %n' alice.*
  600 alice.key
  644 alice.pub
  600 alice.versions
  $ cut -d: -f1 alice.key
  envelope secret key 1
  signer
  key
  cost
  salt
  nonce
  sealed
  check
  $ grep -c horse alice.*
  alice.key:0
  alice.pub:0
  alice.versions:0
  [1]

A key never takes the place of another, nor of a link.

  $ envc keygen alice
  error[ENV0730]: `alice.key` is there already
    = note: a key that was replaced cannot be had back
    = help: give the new key another name, or move the old one away
  
  1 error
  [1]
  $ ln -s nowhere carol.versions
  $ envc keygen carol
  error[ENV0730]: `carol.versions` is there already
    = note: a key that was replaced cannot be had back
    = help: give the new key another name, or move the old one away
  
  1 error
  [1]
  $ ls carol.* nowhere
  ls: cannot access 'nowhere': No such file or directory
  carol.versions
  [2]
  $ envc keygen "$(printf 'a\033[31mb')" 2>&1 | head -1
  error[ENV0737]: `a\u{1b}[31mb` is no name that a key can carry
  $ envc keygen no/such/folder/key
  error[ENV0010]: `no/such/folder/key.key` cannot be written: No such file or directory
  
  1 error
  [1]
  $ (unset ENVELOPE_PASSPHRASE; setsid -w envc keygen dora)
  error[ENV0734]: there is no terminal to ask for the passphrase
    = help: type it at a terminal, or give it by `--passphrase-file FILE` or in the variable
            ENVELOPE_PASSPHRASE
  
  1 error
  [1]
  $ ENVELOPE_PASSPHRASE= envc keygen dora
  error[ENV0734]: the passphrase in ENVELOPE_PASSPHRASE is empty
    = help: type it at a terminal, or give it by `--passphrase-file FILE` or in the variable
            ENVELOPE_PASSPHRASE
  
  1 error
  [1]
  $ envc keygen
  envc keygen: takes the name of the key
  [1]
  $ ls dora*
  ls: cannot access 'dora*': No such file or directory
  [2]

Opening a key costs half a second, so that guessing is dear. The two that sign below were made to cost nothing, for this test.

  $ rm alice.*
  $ cat >alice.key <<'END'
  > envelope secret key 1
  > signer: Alice of Governance
  > key: 81590a6305611e23694b05dcf552527ee787ea4ca628e00db95fbaf7af6e1107
  > cost: 1 8192
  > salt: 1d63c41e756b5791c56b667e86304e4c
  > nonce: 5433ad10f302799b244ca636ce2c36b9256e2b117e1b6c99
  > sealed: 103a4bf1bf57c7165ce96571ddedd67c8f6d49112231678fbd6df8e2fc357556255a91b6b0939df1d0b4cb63bf30e803
  > check: 3de20a69f69cbba6
  > END
  $ cat >alice.pub <<'END'
  > envelope public key 1
  > signer: Alice of Governance
  > id: 1b24ba5e9e0104dc
  > key: 81590a6305611e23694b05dcf552527ee787ea4ca628e00db95fbaf7af6e1107
  > END
  $ cat >alice.versions <<'END'
  > envelope signed versions 1
  > id: 1b24ba5e9e0104dc
  > seal: 2b3f0f7118892521f703141ff8c02cb0f4274156de6b213513db52db93e0aba5
  > END
  $ chmod 600 alice.key alice.versions
  $ cat >bob.key <<'END'
  > envelope secret key 1
  > signer: bob
  > key: c52da3c5e7e85fd8d315c21291b299c9d06153ab7c6a724fa8fbef5f7e519f1b
  > cost: 1 8192
  > salt: 96a36806e004a285872f1134ed4e998c
  > nonce: 3c2b89ab29f996e0b28bcb46e1807e3d91444074e99c5255
  > sealed: 82e1fbcc9cc4e3ba79ccbcc7396f2d9e7847c17f7204cf3e2f496e6f2081bc04db8bdd19b3f57d964be5d13b3c5c2610
  > check: 95d85a9941e3ae3e
  > END
  $ cat >bob.pub <<'END'
  > envelope public key 1
  > signer: bob
  > id: 0480dff07d61e744
  > key: c52da3c5e7e85fd8d315c21291b299c9d06153ab7c6a724fa8fbef5f7e519f1b
  > END
  $ cat >bob.versions <<'END'
  > envelope signed versions 1
  > id: 0480dff07d61e744
  > seal: 483f5af80c661deef711d7a2293a6d1b805f524d6840b4a009731eea14558190
  > END
  $ chmod 600 bob.key bob.versions

A table is built and signed in one step; its own bytes are those of the unsigned one.

  $ envc build fleet.envelope --sign alice.key 2>&1 | ids | head -1
  fleet.envt: version 1 of fleet, signed by Alice of Governance (ID)
  $ envc build fleet.envelope -o plain.envt 2>/dev/null
  $ envc build fleet.envelope -o plain.envt --policy-version 3
  envc build: `--policy-version` goes with `--sign NAME.key`
  [1]
  $ cmp -n $(stat -c %s plain.envt) plain.envt fleet.envt && echo $(($(stat -c %s fleet.envt) - $(stat -c %s plain.envt)))
  512
  $ cp plain.envt twice.envt; cp alice.key again.key; cp alice.versions again.versions
  $ envc sign twice.envt --key alice.key --policy-version 9 -o nine.envt 2>/dev/null
  $ envc sign twice.envt --key again.key --policy-version 9 2>/dev/null && cmp twice.envt nine.envt

Everything else goes on as before.

  $ envelope decide fleet.envt --agent ann go | head -1
  allow
  $ envc decompile fleet.envt | head -1
  policy fleet
  $ envc dump fleet.envt | cmp - <(envc dump plain.envt)
  $ diff <(envelope describe fleet.envt) <(envelope describe plain.envt) | sed 's/ *[0-9]*$//; s/^</-/; s/^>/+/'
  4c
  - file bytes
  ---
  + file bytes
  9c
  - signature         yes, not verified
  ---
  + signature         no

Whoever has the public key can tell.

  $ envc inspect fleet.envt --key alice.pub | sed -E 's/[0-9a-f]{32,}/DIGITS/' | ids | grep -v bytes
  policy            fleet
  stripped          no
  statements        1
  decision digest   DIGITS
  source digest     DIGITS
  compiler version  0.1.0
  tzdata version    -
  proof             equal to its source, by its own record
  proved cells      1
  distinct cells    1
  by trying cases   1
  by two engines    0
  cases tried       1
  solver version    -
  claims proved     0
  table digest      DIGITS
  signature         holds, by a key that was given
  signer            Alice of Governance
  key id            ID
  public key        DIGITS
  signed policy     fleet
  policy version    1
  $ envc inspect fleet.envt | grep ^signature
  signature         holds, by a key that nobody vouched for: name it with --key
  $ envc inspect plain.envt | grep -E '^(proof|signature)'
  proof             equal to its source, by its own record
  signature         none
  $ envc inspect fleet.envt --format json --key alice.pub | grep -E 'signer|version"|"sign|proof'
    "compiler_version": "0.1.0",
    "tzdata_version": "",
    "proof": "equal_to_source",
    "solver_version": "",
    "signature": "by_given_key",
    "signer": "Alice of Governance",
    "signed_policy": "fleet",
    "policy_version": 1
  $ envelope decide fleet.envt --key alice.pub --policy fleet --version-min 1 --agent ann go | head -1
  allow

Versions only grow: by the table that is there, by the record beside the key, by both.

  $ envc sign fleet.envt --key alice.key 2>&1 | ids
  fleet.envt: version 10 of fleet, signed by Alice of Governance (ID)
  $ envc sign fleet.envt --key alice.key --policy-version 10
  error[ENV0727]: version 10 of `fleet` is not greater than 10, which was signed before
    = help: leave out `--policy-version`, or give one above 10
  
  1 error
  [1]
  $ envc sign fleet.envt --key alice.key --policy-version 12 2>&1 | ids
  fleet.envt: version 12 of fleet, signed by Alice of Governance (ID)
  $ envc sign plain.envt --key alice.key --policy-version 12 -o elsewhere.envt
  error[ENV0727]: version 12 of `fleet` is not greater than 12, which was signed before
    = help: leave out `--policy-version`, or give one above 12
  
  1 error
  [1]
  $ cp fleet.envt by_bob.envt
  $ envc sign by_bob.envt --key bob.key --policy-version 12
  error[ENV0727]: version 12 of `fleet` is not greater than 12, which was signed before
    = help: leave out `--policy-version`, or give one above 12
  
  1 error
  [1]
  $ envc sign by_bob.envt --key bob.key 2>&1 | ids
  by_bob.envt: version 13 of fleet, signed by bob (ID)
  $ envc sign fleet.envt --key alice.key --policy-version 0
  envc sign: `--policy-version` takes a number from 1
  [1]
  $ envc sign fleet.envt --key alice.key --policy-version 18446744073709551615 2>&1 | ids
  fleet.envt: version 18446744073709551615 of fleet, signed by Alice of Governance (ID)
  $ envc sign fleet.envt --key alice.key
  error[ENV0727]: version 18446744073709551615 of `fleet` was signed, and no number is greater
    = help: give the policy another name
  
  1 error
  [1]
  $ envc build fleet.envelope --sign alice.key
  error[ENV0727]: version 18446744073709551615 of `fleet` was signed, and no number is greater
    = help: give the policy another name
  
  1 error
  [1]
  $ envc inspect fleet.envt | grep version$
  [1]
  $ envc inspect fleet.envt | grep ^policy.version
  policy version    18446744073709551615

The record is sealed with the key.

  $ cp alice.versions kept.versions
  $ sed -i 's/18446744073709551615/3/' alice.versions
  $ envc sign plain.envt --key alice.key -o elsewhere.envt
  error[ENV0735]: `alice.versions`, which says what was signed before, is damaged, or that of another key
    = help: take it from a backup, or begin anew with `--restart-versions --policy-version N`, where N
            is greater than every version signed before
  
  1 error
  [1]
  $ rm alice.versions
  $ envc sign plain.envt --key alice.key -o elsewhere.envt
  error[ENV0735]: `alice.versions`, which says what was signed before, is missing
    = help: take it from a backup, or begin anew with `--restart-versions --policy-version N`, where N
            is greater than every version signed before
  
  1 error
  [1]
  $ cp bob.versions alice.versions
  $ envc sign plain.envt --key alice.key -o elsewhere.envt 2>&1 | head -1
  error[ENV0735]: `alice.versions`, which says what was signed before, is damaged, or that of another key
  $ envc sign plain.envt --key alice.key -o elsewhere.envt --restart-versions
  envc sign: `--restart-versions` goes with `--policy-version N`
  [1]
  $ envc sign plain.envt --key alice.key -o elsewhere.envt --restart-versions --policy-version 100 2>&1 | ids
  elsewhere.envt: version 100 of fleet, signed by Alice of Governance (ID)
  $ printf 'policy other\naction go\nagent ann { allow go }\n' >other.envelope
  $ envc build other.envelope --sign alice.key 2>&1 | head -1 | ids
  other.envt: version 100 of other, signed by Alice of Governance (ID)
  $ cp kept.versions alice.versions
  $ envc sign plain.envt --key alice.key -o elsewhere.envt --restart-versions --policy-version 200
  error[ENV0727]: version 200 of `fleet` is not greater than 18446744073709551615, which was signed before
    = help: leave out `--policy-version`, or give one above 18446744073709551615
  
  1 error
  [1]

A signature that does not hold is no signature.

  $ cp by_bob.envt wrong.envt
  $ envc inspect wrong.envt --key alice.pub 2>&1 >/dev/null | ids
  error[ENV0724]: `wrong.envt` is signed by `bob` (key ID), whose key was not given
    = help: accept it only when you know that this key is theirs: then name it with `--key`
  
  1 error
  $ envc inspect wrong.envt --key alice.pub --key bob.pub >/dev/null
  $ envc inspect wrong.envt --key alice.pub --format json 2>/dev/null | grep -E 'signature|policy_version'
    "signature": "other_signer",
    "policy_version": 13
  $ envelope decide wrong.envt --key alice.pub --agent ann go
  envelope: other_signer: the table `wrong.envt` is not the one asked for; `envc inspect` says more
  [1]
  $ envelope decide wrong.envt --key alice.pub --agent ann go --gate
  envelope: other_signer: the table `wrong.envt` is not the one asked for; `envc inspect` says more
  [2]
  $ envelope decide plain.envt --key alice.pub --agent ann go
  envelope: unsigned_table: the table `plain.envt` is not the one asked for; `envc inspect` says more
  [1]
  $ envc inspect plain.envt --key alice.pub >/dev/null
  error[ENV0721]: `plain.envt` is not signed
    = help: sign it: `envc sign TABLE --key NAME.key`
  
  1 error
  [3]
  $ envc inspect by_bob.envt --key bob.pub --policy other >/dev/null
  error[ENV0725]: `by_bob.envt` is the table of `fleet`, not of `other`
    = help: put the table of the right policy in its place
  
  1 error
  [3]
  $ envelope decide by_bob.envt --key bob.pub --policy other --agent ann go
  envelope: other_policy: the table `by_bob.envt` is not the one asked for; `envc inspect` says more
  [1]
  $ envc inspect by_bob.envt --key bob.pub --version-min 14 >/dev/null
  error[ENV0726]: `by_bob.envt` is version 13 of `fleet`; at least 14 is wanted
    = help: put the newest signed table in its place
  
  1 error
  [3]
  $ envelope decide by_bob.envt --key bob.pub --version-min 14 --agent ann go
  envelope: old_version: the table `by_bob.envt` is not the one asked for; `envc inspect` says more
  [1]
  $ envelope decide by_bob.envt --policy fleet --agent ann go
  envelope: `--policy` and `--version-min` go with `--key`
  [1]
  $ echo '{"agent":"ann","action":"go","lineage":[]}' | envelope decide by_bob.envt - --key bob.pub
  {"effect":"allow","statement":0,"approvals":[],"obligations":[]}
  $ echo '{"agent":"ann","action":"go","lineage":[]}' | envelope decide by_bob.envt - --key alice.pub
  envelope: other_signer: the table `by_bob.envt` is not the one asked for; `envc inspect` says more
  [1]

Another table under a good signature; a signature cut, or with one byte changed; more behind it.

  $ size=$(stat -c %s plain.envt)
  $ sed 's/ann/bob/' fleet.envelope >swapped.envelope && envc build swapped.envelope 2>/dev/null
  $ cat swapped.envt <(tail -c 512 by_bob.envt) >spliced.envt
  $ envc inspect spliced.envt --key bob.pub >/dev/null
  error[ENV0723]: the signature of `spliced.envt` was made for other bytes
    = note: it was made by `bob` for version 13 of `fleet`
    = help: trust nothing in it: take the table from where it was signed
  
  1 error
  [3]
  $ head -c -1 by_bob.envt >cut.envt && envc inspect cut.envt
  error[ENV0720]: `cut.envt` is refused: cut_table: the header names another file size
    = help: build it again with `envc build`
  
  1 error
  [1]
  $ envelope decide cut.envt --agent ann go
  envelope: the table `cut.envt` cannot be used: cut_table: the header names another file size (at byte 2666)
  [1]
  $ cat by_bob.envt <(echo) >longer.envt && envc inspect longer.envt 2>&1 | head -1
  error[ENV0720]: `longer.envt` is refused: cut_table: the header names another file size
  $ cp by_bob.envt changed.envt && printf 'X' | dd of=changed.envt bs=1 seek=$((size + 140)) conv=notrunc status=none
  $ envc sign changed.envt --key bob.key
  error[ENV0720]: `changed.envt` is refused: damaged_table: the checksum of the signature does not fit
    = help: build it again with `envc build`
  
  1 error
  [1]

Keys that are not to be used.

  $ chmod 640 bob.key && envc sign plain.envt --key bob.key; chmod 600 bob.key
  error[ENV0731]: `bob.key` can be read or changed by others (mode 0640)
    = help: `chmod 600 bob.key`; if others may have read it, make a new key
  
  1 error
  $ ENVELOPE_PASSPHRASE=wrong envc sign plain.envt --key bob.key
  error[ENV0733]: the passphrase does not open `bob.key`
    = help: try again; a passphrase that is lost cannot be had back, and neither can the key
  
  1 error
  [1]
  $ envc sign plain.envt --key bob.pub
  error[ENV0731]: `bob.pub` can be read or changed by others (mode 0644)
    = help: `chmod 600 bob.pub`; if others may have read it, make a new key
  
  1 error
  [1]
  $ chmod 600 bob.pub && envc sign plain.envt --key bob.pub; chmod 644 bob.pub
  error[ENV0732]: `bob.pub` holds no secret key, or a damaged one
    = help: this is a public key: name the file that ends in `.key`
  
  1 error
  $ envc inspect plain.envt --key bob.key
  error[ENV0732]: `bob.key` holds no public key, or a damaged one
    = help: name the file that ends in `.pub`, as `envc keygen` wrote it
  
  1 error
  [1]
  $ sed 's/^salt: ./salt: g/' bob.key >damaged.key; chmod 600 damaged.key; cp bob.versions damaged.versions
  $ envc sign plain.envt --key damaged.key
  error[ENV0732]: `damaged.key` holds no secret key, or a damaged one
    = help: take it from a backup, or make another with `envc keygen`
  
  1 error
  [1]
  $ sed 's/^key: ./key: 0/;s/^id: ./id: 1/' bob.pub >damaged.pub
  $ envc inspect plain.envt --key damaged.pub 2>&1 | head -1
  error[ENV0732]: `damaged.pub` holds no public key, or a damaged one
  $ envelope decide by_bob.envt --key damaged.pub --agent ann go
  envelope: bad_key: `damaged.pub` cannot be read, or holds no public key
  [1]
  $ envc sign plain.envt --key nothing.key
  error[ENV0001]: `nothing.key` cannot be read: No such file or directory
  
  1 error
  [1]
  $ envc inspect plain.envt --key nothing.pub 2>&1 | head -1
  error[ENV0001]: `nothing.pub` cannot be read: No such file or directory
  $ envc keygen dear 2>/dev/null
  $ if [ -n "$ENVELOPE_SANITIZED" ]; then echo 'error[ENV0736]'; else limited 200000 envc sign plain.envt --key dear.key; fi 2>&1 | grep -o 'error.ENV[0-9]*.'
  error[ENV0736]

The passphrase may come from a file that is as secret, or from a pipe.

  $ unset ENVELOPE_PASSPHRASE
  $ echo 'correct horse' >pass; chmod 644 pass
  $ envc sign plain.envt --key bob.key -o from_file.envt --passphrase-file pass
  error[ENV0731]: `pass` can be read or changed by others (mode 0644)
    = help: `chmod 600 pass`; if others may have read it, make a new key
  
  1 error
  [1]
  $ chmod 600 pass && envc sign plain.envt --key bob.key -o from_file.envt --passphrase-file pass 2>&1 | ids
  from_file.envt: version 14 of fleet, signed by bob (ID)
  $ envc sign plain.envt --key bob.key -o from_file.envt --passphrase-file <(cat pass) 2>&1 | ids
  from_file.envt: version 15 of fleet, signed by bob (ID)
  $ : >pass && envc sign plain.envt --key bob.key --passphrase-file pass 2>&1 | head -1
  error[ENV0734]: the passphrase in `pass` is empty

At a terminal it is asked for and not shown.

  $ at_terminal() { script -qec "$1" /dev/null | tr -d '\r' | grep -v -E '^(correct|other) horse$' | ids; }
  $ printf 'correct horse\ncorrect horse\n' | at_terminal 'envc keygen typed' | grep -c 'secret key of typed'
  1
  $ printf 'correct horse\nother horse\n' | at_terminal 'envc keygen differs --color never' | grep -o 'error.*differ'
  error[ENV0734]: the two passphrases differ
  $ printf 'correct horsex\177\n' | at_terminal 'envc sign plain.envt --key typed.key -o typed.envt' | grep -o 'typed.envt: version 1 .*'
  typed.envt: version 1 of fleet, signed by typed (ID)

What is signed must have a name to count versions by. Stripping leaves the signature out.

  $ export ENVELOPE_PASSPHRASE='correct horse'
  $ printf 'action go\nagent ann { allow go }\n' >nameless.envelope
  $ envc build nameless.envelope --sign bob.key
  error[ENV0728]: the policy of `nameless.envt` has no name
    = help: begin the policy with `policy NAME`: versions are counted by it
  
  1 error
  [1]
  $ ls nameless.envt
  ls: cannot access 'nameless.envt': No such file or directory
  [2]
  $ envc strip by_bob.envt -o bare.envt
  the signature was left out: it was made for other bytes; `envc sign` makes another
  $ envc inspect bare.envt | grep ^signature
  signature         none
  $ envc sign bare.envt --key bob.key 2>&1 | ids
  bare.envt: version 16 of fleet, signed by bob (ID)
  $ envelope decide bare.envt --key bob.pub --agent ann go | head -1
  allow
  $ ln -s by_bob.envt link.envt
  $ envc sign link.envt --key bob.key 2>&1 | head -1
  error[ENV0011]: `link.envt` is a symbolic link; it was left as it is
  $ envc sign fleet.envelope --key bob.key
  error[ENV0720]: `fleet.envelope` is refused: cut_table: the file is shorter than a header
    = help: build it again with `envc build`
  
  1 error
  [1]

A signed table may go down a pipe; its version is spent all the same.

  $ mkdir pipe; cd pipe
  $ export ENVELOPE_PASSPHRASE='correct horse'
  $ envc keygen piper --signer Piper 2>/dev/null
  $ printf 'policy piped\naction go\nagent ann { allow go }\n' >piped.envelope
  $ envc build piped.envelope --sign piper.key -o - 2>said >piped.envt; head -1 said | ids
  -: version 1 of piped, signed by Piper (ID)
  $ envc sign piped.envt --key piper.key -o - 2>said >again.envt; ids <said
  -: version 2 of piped, signed by Piper (ID)
  $ envelope decide again.envt --key piper.pub --version-min 2 --agent ann go
  allow
    decided by piped.envelope:3  allow go
  $ ls
  again.envt
  piped.envelope
  piped.envt
  piper.key
  piper.pub
  piper.versions
  said
  $ cp piped.envt ./-
  $ envc sign - --key piper.key 2>&1 | ids
  ./-: version 3 of piped, signed by Piper (ID)
