#!/usr/bin/env bash
# A signed table as b2sum and OpenSSL see it: other_tools.sh ENVC. They share no code with libsodium.
set -euo pipefail
envc=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf --one-file-system "$folder"' EXIT
cd "$folder"
export ENVELOPE_PASSPHRASE=none-of-your-business
printf 'policy fleet\naction go\nagent ann { allow go }\n' >fleet.envelope
"$envc" keygen alice 2>/dev/null
"$envc" build fleet.envelope --sign alice.key 2>/dev/null
stop() { echo "signing: $1" >&2; exit 1; }
bytes() { sed 's/../\\x&/g'; }

# BLAKE2b: of the table, and of the key.
ours=$("$envc" inspect fleet.envt | sed -n 's/^table digest *//p')
theirs=$(head -c -512 fleet.envt | b2sum | cut -d' ' -f1)
[[ -n $ours && $ours == "$theirs" ]] || stop "b2sum has another digest: $theirs, not $ours"
key=$(sed -n 's/^key: //p' alice.pub)
id=$(printf '%b' "$(bytes <<<"$key")" | b2sum | head -c 16)
[ "$(sed -n 's/^id: //p' alice.pub)" = "$id" ] || stop "b2sum has another key id: $id"

# Ed25519: the signature, and then the same with one byte of the statement changed.
{ printf 'envelope policy table signature v1\n'; tail -c 512 fleet.envt | head -c 440; } >statement
tail -c 72 fleet.envt | head -c 64 >signature
printf '%b' "$(bytes <<<"302a300506032b6570032100$key")" >alice.der
verify() { openssl pkeyutl -verify -pubin -inkey alice.der -keyform DER -rawin -in "$1" -sigfile signature >/dev/null 2>&1; }
verify statement || stop "OpenSSL does not accept the signature"
sed 's/fleet/fleem/' statement >changed
cmp -s statement changed && stop "the statement does not name the policy"
if verify changed; then stop "OpenSSL accepts the signature of another statement"; fi
