# Bad input: paths that cannot be read, output that cannot be written

Not there, a link to nothing, a circle of links, something that is no file, a file that fails when it is read.

  $ printf 'policy a\naction read\n' >good.envelope
  $ ln -s nowhere dangling.envelope && ln -s loop.envelope loop.envelope && mkdir folder.envelope
  $ envc check missing.envelope dangling.envelope loop.envelope good.envelope/x.envelope "" "$(printf '%05000d' 0)" 2>&1 | cut -c1-120
  error[ENV0001]: `missing.envelope` cannot be read: No such file or directory
  
  error[ENV0001]: `dangling.envelope` cannot be read: No such file or directory
  
  error[ENV0001]: `loop.envelope` cannot be read: Too many levels of symbolic links
  
  error[ENV0001]: `good.envelope/x.envelope` cannot be read: Not a directory
  
  error[ENV0001]: `` cannot be read: No such file or directory
  
  error[ENV0001]: `00000000000000000000000000000000000000000000000000000000000000000000000000000…00000000000000000000000
  
  6 errors
  $ envc check missing.envelope; envc fmt missing.envelope; envc test missing.envelope
  error[ENV0001]: `missing.envelope` cannot be read: No such file or directory
  
  1 error
  error[ENV0001]: `missing.envelope` cannot be read: No such file or directory
  
  1 error
  error[ENV0001]: `missing.envelope` cannot be read: No such file or directory
  
  1 error
  [1]
  $ envc check --format short /dev/null /dev/zero
  /dev/null: error[ENV0007]: `/dev/null` is a device, not a file
  /dev/zero: error[ENV0007]: `/dev/zero` is a device, not a file
  [1]
  $ envc check --format short /proc/self/mem
  /proc/self/mem: error[ENV0001]: `/proc/self/mem` cannot be read: Input/output error
  [1]
  $ envc check --format short /proc/self/environ 2>&1 | cut -d: -f1,4
  /proc/self/environ: error[ENV0004]

A folder among the files is fine; one without policies is not, and links in a folder are not followed.

  $ mkdir sub && cp good.envelope sub/ && envc check good.envelope sub
  2 policies checked, 0 statements: no errors
  $ envc check folder.envelope
  error[ENV0906]: `folder.envelope` holds no policy
    = help: policies are files that end in `.envelope`; `envc init` writes a first one
  
  1 error
  [1]
  $ mkdir links && ln -s ../good.envelope links/ && envc check --format short links
  error[ENV0906]: `links` holds no policy
    = help: policies are files that end in `.envelope`; `envc init` writes a first one
  
  1 error
  [1]

A pipe is read.

  $ envc check <(printf 'policy a\naction read\n')
  1 policy checked, 0 statements: no errors

Names that are no UTF-8.

  $ cp good.envelope $'caf\351.envelope' && printf 'agent bolt { allow x }\n' >>$'caf\351.envelope'
  $ envc check --format short caf*
  caf\xe9.envelope:3:20: error[ENV0201]: there is no action or class `x`
  [3]
  $ envc check --format json caf* | grep '"path"'
        "path": "caf�.envelope",

Output that goes nowhere: the disk is full, the descriptor is closed, the reader went away.

  $ envc check --emit=model good.envelope >/dev/full
  error[ENV0010]: the output cannot be written: No space left on device
  
  1 error
  [1]
  $ envc check -f json good.envelope >/dev/full
  error[ENV0010]: the output cannot be written: No space left on device
  
  1 error
  [1]
  $ envc version >/dev/full
  error[ENV0010]: the output cannot be written: No space left on device
  
  1 error
  [1]
  $ envc explain >/dev/full
  error[ENV0010]: the output cannot be written: No space left on device
  
  1 error
  [1]
  $ envc why good.envelope bolt read >/dev/full
  error[ENV0940]: no agent or human `bolt`
  
  1 error
  [1]
  $ envc fmt - <good.envelope >/dev/full
  error[ENV0010]: the output cannot be written: No space left on device
  
  1 error
  [1]
  $ envc check --emit=model good.envelope >&-
  error[ENV0010]: the output cannot be written: Bad file descriptor
  
  1 error
  [1]
  $ envc check --emit=model good.envelope >&- 2>&-
  [1]
  $ envc check missing.envelope 2>&-
  [1]
  $ envc check good.envelope - <&-
  error[ENV0001]: `<stdin>` cannot be read: Bad file descriptor
  
  1 error
  [1]
  $ printf 'policy   a\n' >ugly.envelope && envc fmt ugly.envelope >&- 2>&-
  [1]
  $ cat ugly.envelope
  policy a
  $ exec 3> >(true); wait $!; envc explain >&3  # a pipe whose reader is gone for certain
  [1]
  $ exec 3>&-
  $ (ulimit -f 1; envc explain >out); test "$(wc -c <out)" -le 1024

A full disk keeps the old text. (Where no file system can be mounted, a limit on file sizes stands for it.)

  $ full() {
  >   if unshare -rm mount -t tmpfs none /mnt 2>/dev/null; then
  >     unshare -rm bash -c 'mount -t tmpfs -o size=16k none "$0" && cp *.envelope "$0" && cd "$0" || exit 99
  >       head -c 100000 /dev/zero >filler 2>/dev/null; "$@"; code=$?; rm filler; ls -A; md5sum *.envelope; exit $code' "$PWD/disk" "$@"
  >   else
  >     (cp *.envelope disk && cd disk && (ulimit -f 1; "$@"); code=$?; ls -A; md5sum *.envelope; rm -f * .[a-z]*; exit $code)
  >   fi 2>&1 | sed 's/No space left on device\|File too large/the disk is full/'
  >   return "${PIPESTATUS[0]}"
  > }
  $ mkdir full disk new && cd full && mkdir disk
  $ { printf 'policy   a;\naction   read\n'; for i in $(seq 200); do echo "// a line of a comment"; done; } >a.envelope
  $ md5sum a.envelope
  f884d2113f75daedeffb6ce1fe7c3d31  a.envelope
  $ full envc fmt a.envelope
  error[ENV0010]: `a.envelope` cannot be written: the disk is full
    = note: the file still holds its old text
  
  error[ENV0110]: `;` stands where nothing needs separating
   --> a.envelope:1:11
    |
  1 | policy   a;
    |           ^
    |
    = help: statements need no sign between them; delete the `;`
    = fix: delete the `;`
  1 - policy   a;
  1 + policy   a
  
  2 errors
  a.envelope
  f884d2113f75daedeffb6ce1fe7c3d31  a.envelope
  [1]
  $ full envc check --fix --format short a.envelope
  error[ENV0010]: `a.envelope` cannot be written: the disk is full
    = note: the file still holds its old text
  
  1 error
  a.envelope
  f884d2113f75daedeffb6ce1fe7c3d31  a.envelope
  [1]
  $ mv a.envelope policy.envelope && full envc fmt policy.envelope >/dev/null
  [1]
  $ mv policy.envelope a.envelope && full envc init
  error[ENV0010]: `./policy.envelope` cannot be written: the disk is full
  
  1 error
  a.envelope
  f884d2113f75daedeffb6ce1fe7c3d31  a.envelope
  [1]
