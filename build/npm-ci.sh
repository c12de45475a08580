#!/bin/sh
# npm-ci.sh FROM TO: copies a folder's npm project to TO and installs what its lock file pins, without
# running any package's scripts. Skips the install while the lock file is the one installed last.
set -eu
from=$1
to=$2

if ! command -v node >/dev/null 2>&1; then
  echo "Sluice's build needs Node.js 20 or newer, and there is no 'node' on the PATH." >&2
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

stamp="$to/node_modules/.sluice-lock"
if [ -f "$stamp" ] && cmp -s "$stamp" "$to/package-lock.json"; then
  exit 0
fi
(cd "$to" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
# Written last: an install cut short is begun again.
cp "$to/package-lock.json" "$stamp"
