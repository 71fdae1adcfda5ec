#!/usr/bin/env bash
# replace_section.sh FILE NAME <TEXT: puts TEXT between the lines `<!-- NAME:begin -->` and `<!-- NAME:end -->` of FILE.
set -euo pipefail
file=$1 name=$2
for marker in begin end; do
  if ! grep -qxF "<!-- $name:$marker -->" "$file"; then
    echo "$file: the line <!-- $name:$marker --> is missing" >&2
    exit 1
  fi
done
text=$(mktemp) result=$(mktemp)
trap 'rm -f "$text" "$result"' EXIT
cat >"$text"
awk -v begin="<!-- $name:begin -->" -v end="<!-- $name:end -->" -v text="$text" '
  $0 == end { inside = 0 }
  !inside { print }
  $0 == begin { inside = 1; while ((getline line < text) > 0) print line }' "$file" >"$result"
cat "$result" >"$file"
