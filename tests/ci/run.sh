#!/usr/bin/env bash
# Runs what examples/ci says, from the files themselves, in a repository made for it: tests/ci/run.sh ENVC STEPS
set -u
envc=$(realpath "$1") steps=$(realpath "$2")
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../../examples/ci")
folder=$(mktemp -d) || exit 1
trap 'rm -rf --one-file-system "$folder"' EXIT
mkdir "$folder/bin" && ln -s "$envc" "$folder/bin/envc"
export PATH=$folder/bin:$PATH HOME=$folder GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a \
  GIT_COMMITTER_EMAIL=a@example.com
failed=0
expect() { # WHAT EXPECTED ACTUAL
  if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "FAILED: $1: expected $2, got $3" && cat "$folder/output" && failed=1; fi
}

# A policy for a condition, and one more statement.
policy() {
  mkdir -p policies
  printf '%s\n' 'policy fleet "The fleet"' 'enum Environment { sandbox, production }' 'action deploy(to: Environment)' \
    'action write(path: Path) writes path' 'agent scout { allow write when path under "~" }' "${2:-}" \
    "agent bolt { allow deploy $1 }" 'test "bolt" { bolt deploy(to: sandbox) -> allow }' >policies/fleet.envelope
}

git init --quiet --initial-branch=main "$folder/origin" && cd "$folder/origin" || exit 1
policy 'when to is sandbox' && git add . && git commit --quiet -m "First" || exit 1
git clone --quiet "$folder/origin" "$folder/clone" && cd "$folder/clone" && git checkout --quiet -b change || exit 1

# run FILE: the steps of a pipeline, each by a shell of its own as the service does, until one fails. Prints how it ended.
run() {
  local script="" name="" ended=0
  step() {
    [ -z "$name" ] || [ "$ended" -ne 0 ] && return
    printf '%s' "$script" >"$folder/step" && bash -e "$folder/step" >"$folder/output" 2>&1
    ended=$?
    [ "$ended" -eq 0 ] || last=$name
  }
  last=""
  while IFS= read -r line; do
    case $line in
      "--- "*) step; script="" name=${line#--- } ;;
      *) script+=$line$'\n' ;;
    esac
  done < <("$steps" "$1" github.base_ref=main)
  step
  echo "$ended" >"$folder/ended"
}

export GITHUB_STEP_SUMMARY=$folder/summary
CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git rev-parse origin/main) && export CI_MERGE_REQUEST_DIFF_BASE_SHA

[ "$("$steps" "$here/github-actions.yml" | grep -c '^--- ')" -ge 3 ] || { echo "FAILED: the workflow has too few steps" && failed=1; }

policy 'when not to is production' && git commit --quiet -am "Say it otherwise"
: >"$folder/summary"
run "$here/github-actions.yml"
expect "the workflow passes what decides alike" 0 "$(cat "$folder/ended")"
expect "and says so" 1 "$(grep -c 'decide everything alike' "$folder/summary")"
run "$here/gitlab-ci.yml"
expect "the GitLab job passes it" 0 "$(cat "$folder/ended")"

policy 'when to is sandbox' 'file "~/hooks/deploy.sh" runs as bolt' && git commit --quiet -am "Let a file run"
run "$here/github-actions.yml"
expect "the workflow refuses a new way to more authority" 3 "$(cat "$folder/ended")"
expect "and tells it" 1 "$(grep -c 'error\[ENV2704\]' "$folder/output")"
run "$here/gitlab-ci.yml"
expect "the GitLab job refuses it" 3 "$(cat "$folder/ended")"

policy '' && git commit --quiet -am "Deploy everywhere"
: >"$folder/summary"
run "$here/github-actions.yml"
expect "the workflow refuses new authority" 3 "$(cat "$folder/ended")"
expect "in its last step" "Refuse new authority, weaker approvals and ways around them" "$last"
expect "and the summary shows a request" 1 "$(grep -c 'envelope decide new.envt --agent bolt deploy to=production' "$folder/summary")"
run "$here/gitlab-ci.yml"
expect "the GitLab job refuses it" 3 "$(cat "$folder/ended")"
expect "and leaves its comment" 1 "$(grep -c 'ENV2701' policy.md)"
rm -f policy.md

policy 'when to is nowhere' && git commit --quiet -am "Break it"
run "$here/github-actions.yml"
expect "the workflow refuses a policy with errors" 3 "$(cat "$folder/ended")"
expect "in its first step" "Check and test" "$last"
git reset --quiet --hard origin/main

cp "$here/pre-commit" .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
policy 'when not to is production' && git commit -am "Say it otherwise" >"$folder/output" 2>&1
expect "the hook passes what decides alike" 0 $?
policy 'when not to is production' 'file "~/hooks/deploy.sh" runs as bolt' && git commit -am "Let a file run" >"$folder/output" 2>&1
expect "the hook refuses a new way to more authority" 1 $?
policy '' && git commit -am "Deploy everywhere" >"$folder/output" 2>&1
expect "the hook refuses new authority" 1 $?
expect "and shows it" 1 "$(grep -c 'warning\[ENV2701\]\|error\[ENV2701\]' "$folder/output")"
git add policies && policy 'when not to is production' && git commit -m "Stage one thing, show another" >"$folder/output" 2>&1
expect "the hook looks at what is staged" 1 $?
exit "$failed"
