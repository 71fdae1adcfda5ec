#!/usr/bin/env bash
# Runs one transcript of the real program: tests/cli/run.sh ENVC FILE
#
# A transcript is text. Lines that begin with two blanks are a terminal: `  $ command`, `  > its next line`, then what it prints (standard
# output and error together) and, where it is not 0, `  [exit code]`. `  ...(no end of line)` ends output that does not end its last line.
# Everything else is prose. All commands run in one shell, in a folder of their own that is gone afterwards.
#
# ENVELOPE_UPDATE=1 writes what was seen into the transcript; refused where CI is set.
# ENVELOPE_SANITIZED=1 says that the program is built with sanitizers, whose address space is larger than any limit. A transcript with a
# line that begins `Not with sanitizers:` is then skipped: exit code 77, and the line is printed.
set -u
if [ $# -ne 2 ]; then
  echo "usage: $0 ENVC FILE" >&2
  exit 1
fi
program=$(realpath "$1") && transcript=$(realpath "$2") || exit 1
[ -x "$program" ] || { echo "$program cannot be run" >&2; exit 1; }
if [ -n "${ENVELOPE_UPDATE:-}" ] && [ -n "${CI:-}" ]; then
  echo "expectations are not rewritten where CI is set" >&2
  exit 1
fi
if [ -n "${ENVELOPE_SANITIZED:-}" ] && reason=$(grep -m1 '^Not with sanitizers:' "$transcript"); then
  echo "skipped $(basename "$transcript"). $reason"
  exit 77
fi
folder=$(mktemp -d) || exit 1
trap 'rm -rf --one-file-system "$folder"' EXIT
mkdir "$folder/bin" "$folder/work"
ln -s "$program" "$folder/bin/envc"
decider=$(dirname "$program")/envelope # stands beside it
[ ! -x "$decider" ] || ln -s "$decider" "$folder/bin/envelope"

# The transcript as a script: after each command a line with the mark, the number of the command's last line and its exit code.
mark="=====$$-$RANDOM-$RANDOM====="
number=0
commands=0
open=0
mapfile -t lines <"$transcript"
{
  cat <<'PRELUDE'
# limited KILOBYTES COMMAND…: with no more address space than that.
limited() {
  if [ -n "${ENVELOPE_SANITIZED:-}" ]; then "${@:2}"; else (ulimit -v "$1" && "${@:2}"); fi
}
PRELUDE
  for line in "${lines[@]}" ""; do
    if ((open)) && [[ $line != "  > "* && $line != "  >" ]]; then
      echo "echo \"$mark $number \$?\""
      open=0
    fi
    case $line in
      "  \$ "*) open=1 && commands=$((commands + 1)) && printf '%s\n' "${line:4}" ;;
      "  > "*) printf '%s\n' "${line:4}" ;;
      "  >") echo ;;
    esac
    number=$((number + 1))
  done
  echo "$commands" >"$folder/commands"
} >"$folder/script"
[ "$(cat "$folder/commands")" -gt 0 ] || { echo "$transcript holds no command" >&2; exit 1; }

(
  cd "$folder/work" || exit 1
  env -i HOME="$folder/work" PATH="$folder/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" LC_ALL=C.UTF-8 TERM=dumb \
    ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" TSAN_OPTIONS="${TSAN_OPTIONS:-}" LLVM_PROFILE_FILE=/dev/null \
    ENVELOPE_SANITIZED="${ENVELOPE_SANITIZED:-}" \
    bash "$folder/script" </dev/null >"$folder/output" 2>&1
)

# Lays what was seen below the line that ends each command. `number` counts one line ahead of the index that a mark names.
declare -A seen
block=""
ends=0
while IFS= read -r line || [ -n "$line" ]; do
  if [[ $line == *"$mark "* ]]; then
    before=${line%%"$mark "*}
    read -r at code <<<"${line##*"$mark "}"
    [ -z "$before" ] || block+="  $before"$'\n'"  ...(no end of line)"$'\n'
    [ "$code" = 0 ] || block+="  [$code]"$'\n'
    seen[$((at - 1))]=$block
    block=""
    ends=$((ends + 1))
  elif [ -z "$line" ]; then
    block+="  "$'\n'
  else
    block+="  $line"$'\n'
  fi
done <"$folder/output"
if [ "$ends" -ne "$(cat "$folder/commands")" ]; then
  echo "$transcript: the shell ended after $ends of $(cat "$folder/commands") commands; last it printed:" >&2
  printf '%s' "$block" >&2
  exit 1
fi
inside=0  # 1: in a terminal, below a command; its old output is left out
for index in "${!lines[@]}"; do
  line=${lines[index]}
  case $line in
    "  \$ "* | "  > "* | "  >") inside=1 && printf '%s\n' "$line" ;;
    "  "*) ((inside)) || printf '%s\n' "$line" ;;
    *) inside=0 && printf '%s\n' "$line" ;;
  esac
  [ -z "${seen[$index]:-}" ] || printf '%s' "${seen[$index]}"
done >"$folder/actual"

if cmp -s "$transcript" "$folder/actual"; then exit 0; fi
if [ -n "${ENVELOPE_UPDATE:-}" ]; then
  cat "$folder/actual" >"$transcript"
  echo "rewrote $transcript"
  exit 0
fi
diff -u --label "$(basename "$transcript"), as expected" --label "$(basename "$transcript"), as seen" "$transcript" "$folder/actual"
echo "ENVELOPE_UPDATE=1 $0 ENVC $transcript writes what was seen" >&2
exit 1
