# Sourced by tests that need packages of npm; `fail MESSAGE` must be there.
# npm_packages NAME FOLDER: sets `tools` to a folder with the packages of FOLDER/package-lock.json, installed once for each state of it
# into ${XDG_CACHE_HOME:-$HOME/.cache}/envelope/npm-NAME.
npm_packages() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then fail "node and npm are needed (apt-get install nodejs npm)"; fi
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/envelope/npm-$1 folder=$2 hash
  hash=$(cat "$folder/package.json" "$folder/package-lock.json" | sha256sum | cut -c 1-16)
  tools=$cache/$hash
  mkdir -p "$cache"
  # Two test runs at once must not install into one folder at once.
  exec 9>"$cache/.lock"
  flock 9
  if [ ! -e "$tools/complete" ]; then
    echo "installing the packages of $folder/package-lock.json into $tools"
    rm -rf "$tools"
    mkdir "$tools"
    cp "$folder/package.json" "$folder/package-lock.json" "$tools"
    npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error 9>&- ||
      fail "npm could not install the packages"
    touch "$tools/complete"
  fi
  flock -u 9
}
