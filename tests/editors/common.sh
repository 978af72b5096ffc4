# What the editors' runs share; sourced with the path of the server as the first argument.
set -euo pipefail

server=$(realpath "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scenario=$root/tests/editors/scenario.json
installed=$root/target/editors
mkdir -p "$installed"

apt() {
  local sudo=
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -q && $sudo apt-get install -qy --no-install-recommends "$@"
} >&2

# venv FOLDER REQUIREMENT…: a virtual environment, made when it is not there yet with these very packages.
venv() {
  local folder=$installed/$1
  shift
  if [ "$(cat "$folder/requirements" 2> /dev/null)" != "$*" ]; then
    python3 -c 'import ensurepip' 2> /dev/null || apt python3-venv
    python3 -m venv --clear "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check "$@"
    echo "$*" > "$folder/requirements"
  fi
}

# A home of its own, with a copy of the scenario's folder in it and the server on the path as `copydesk`.
at_home() {
  home=$(mktemp -d)
  trap 'rm -rf "$home"' EXIT
  cp -r "$root/$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["folder"])' "$scenario")" "$home/desk"
  mkdir "$home/bin"
  ln -s "$server" "$home/bin/copydesk"
  export HOME=$home PATH=$home/bin:$PATH
  export XDG_CACHE_HOME=$home/cache XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state
}
