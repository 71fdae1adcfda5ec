#!/usr/bin/env bash
# Validates SARIF logs with Microsoft's multitool; a result of level error or warning fails, notes are let pass.
#
#   validate.sh FILE.sarif           validates a file
#   validate.sh --from PROGRAM ...   validates what the program prints
#
# The tool is an npm package, installed once into ${XDG_CACHE_HOME:-$HOME/.cache}/envelope/npm.
set -euo pipefail

readonly PACKAGE=@microsoft/sarif-multitool
readonly VERSION=5.7.0
readonly CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/envelope/npm"
# The program itself: the package's launcher passes arguments through a shell, which cuts "Error;Warning" in two.
readonly TOOL="$CACHE/node_modules/$PACKAGE-linux/Sarif.Multitool"

fail() {
  echo "validate.sh: $*" >&2
  exit 1
}

installed_version() {
  node -p "require('$CACHE/node_modules/$PACKAGE/package.json').version" 2>/dev/null || true
}

install_tool() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then fail "node and npm are needed (apt-get install nodejs npm)"; fi
  mkdir -p "$CACHE"
  # Two test runs at once must not install into one folder at once.
  exec 9>"$CACHE/.lock"
  flock 9
  if [ "$(installed_version)" != "$VERSION" ]; then
    echo "installing $PACKAGE $VERSION into $CACHE"
    npm install --prefix "$CACHE" --no-audit --no-fund --loglevel=error "$PACKAGE@$VERSION" 9>&- || fail "npm could not install $PACKAGE"
  fi
  chmod u+x "$TOOL"  # npm may refuse to run the package's own script, which does just this
  flock -u 9
}

# validate FILE: prints the validator's findings and fails when one of them is an error or a warning.
validate() {
  local log=$1 report=$scratch/report.sarif
  rm -f "$report"
  # The tool's own exit code says only whether it ran; what it found stands in its report, which is SARIF again.
  # Gh: what GitHub's code scanning asks for beyond the standard.
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$TOOL" validate "$log" --output "$report" --rule-kind "Sarif;Gh" \
    --level "Error;Warning;Note" --kind Fail --log ForceOverwrite >"$scratch/output" 2>&1 || true
  [ -s "$report" ] || { cat "$scratch/output" >&2; fail "the validator wrote no report"; }
  node - "$report" <<'JS'
const run = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8").replace(/^\uFEFF/, "")).runs[0];
const rules = run.tool.driver.rules ?? [];
const counts = { error: 0, warning: 0, note: 0 };
for (const result of run.results ?? []) {
  const rule = rules[result.ruleIndex ?? result.rule?.index];
  const level = result.level ?? rule?.defaultConfiguration?.level ?? "warning";
  counts[level] = (counts[level] ?? 0) + 1;
  const text = (result.message.text ?? rule?.messageStrings?.[result.message.id]?.text ?? "")
    .replace(/\{(\d+)\}/g, (_, i) => result.message.arguments?.[i] ?? "");
  const line = result.locations?.[0]?.physicalLocation?.region?.startLine ?? 0;
  console.log(`${level} ${result.ruleId} line ${line}: ${text}`);
}
const broken = (run.invocations ?? []).flatMap((i) => i.toolExecutionNotifications ?? []).filter((n) => n.level === "error");
for (const notification of broken) console.log(`the validator failed: ${notification.message.text}`);
// A log that the tool cannot read at all gives an empty report; one that it reads gives at least the note SARIF2003.
const unread = (run.results ?? []).length === 0;
if (unread) console.log("the validator could not read the log");
console.log(`${counts.error} errors, ${counts.warning} warnings, ${counts.note} notes`);
process.exit(unread || counts.error + counts.warning + broken.length > 0 ? 1 : 0);
JS
}

[ $# -ge 1 ] || fail "usage: validate.sh FILE.sarif | --from PROGRAM [ARGUMENTS]"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
install_tool
if [ "$1" = --from ]; then
  shift
  "$@" >"$scratch/input.sarif"
  validate "$scratch/input.sarif"
else
  [ -r "$1" ] || fail "$1 cannot be read"
  validate "$(realpath "$1")"
fi
