# Bad input: paths that cannot be read, output that cannot be written

Not there, a link to nothing, a circle of links, something that is no file, a file that fails when it is read.

  $ printf 'policy a\naction read\n' >good.envelope
  $ ln -s nowhere dangling.envelope && ln -s loop.envelope loop.envelope && mkdir folder.envelope
  $ envc check missing.envelope dangling.envelope loop.envelope good.envelope/x.envelope "" "$(printf '%05000d' 0)" 2>&1 | cut -c1-120
  $ envc check missing.envelope; envc fmt missing.envelope; envc test missing.envelope
  $ envc check --format short /dev/null /dev/zero
  $ envc check --format short /proc/self/mem
  $ envc check --format short /proc/self/environ 2>&1 | cut -d: -f1,4

A folder among the files is fine; one without policies is not, and links in a folder are not followed.

  $ mkdir sub && cp good.envelope sub/ && envc check good.envelope sub
  $ envc check folder.envelope
  $ mkdir links && ln -s ../good.envelope links/ && envc check --format short links

A pipe is read.

  $ envc check <(printf 'policy a\naction read\n')

Names that are no UTF-8.

  $ cp good.envelope $'caf\351.envelope' && printf 'agent bolt { allow x }\n' >>$'caf\351.envelope'
  $ envc check --format short caf*
  $ envc check --format json caf* | grep '"path"'

Output that goes nowhere: the disk is full, the descriptor is closed, the reader went away.

  $ envc check --emit=model good.envelope >/dev/full
  $ envc check -f json good.envelope >/dev/full
  $ envc version >/dev/full
  $ envc explain >/dev/full
  $ envc why good.envelope bolt read >/dev/full
  $ envc fmt - <good.envelope >/dev/full
  $ envc check --emit=model good.envelope >&-
  $ envc check --emit=model good.envelope >&- 2>&-
  $ envc check missing.envelope 2>&-
  $ envc check good.envelope - <&-
  $ printf 'policy   a\n' >ugly.envelope && envc fmt ugly.envelope >&- 2>&-
  $ cat ugly.envelope
  $ (envc explain; echo "exit $?" >&2) | true
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
  $ full envc fmt a.envelope
  $ full envc check --fix --format short a.envelope
  $ mv a.envelope policy.envelope && full envc fmt policy.envelope >/dev/null
  $ mv policy.envelope a.envelope && full envc init
