#!/bin/sh
# npm-ci.sh FROM TO: copies a folder's npm project to TO and installs what its lock file pins, without
# running any package's scripts. Skips the install while package.json and the lock file are those installed last.
set -eu
from=$1
to=$2

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Sluice's build needs Node.js 20 or newer with npm, and one of them isn't on the PATH." >&2
  echo "Install it, e.g. with: apt-get install nodejs npm" >&2
  exit 1
fi
major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$major" -lt 20 ]; then
  echo "Sluice's build needs Node.js 20 or newer; 'node' on the PATH is $(node --version)." >&2
  exit 1
fi

mkdir -p "$to"
(cd "$from" && tar -cf - --exclude node_modules .) | (cd "$to" && tar -xf -)

# Written last: an install cut short is begun again.
mark="$to/node_modules/.installed-for"
wanted=$(cat "$to/package.json" "$to/package-lock.json")
if [ -f "$mark" ] && [ "$(cat "$mark")" = "$wanted" ]; then
  exit 0
fi
(cd "$to" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
printf '%s\n' "$wanted" >"$mark"
