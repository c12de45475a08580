#!/bin/sh
# Installs a module's npm parts for the build: copies its package.json, lock file and JavaScript from
# one folder to another and runs `npm ci` there, unless that was done for this very lock file.
# usage: npm-ci.sh DIR_FROM DIR_TO
set -eu
from=$1
to=$2

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "Building Sluice needs Node.js 20 or newer with npm, and neither may be missing." >&2
  exit 1
fi
if [ "$(node -p 'process.versions.node.split(".")[0] >= 20')" != true ]; then
  echo "Building Sluice needs Node.js 20 or newer; this is $(node --version)." >&2
  exit 1
fi

mkdir -p "$to"
for file in "$from"/package.json "$from"/package-lock.json "$from"/*.mjs "$from"/*.js; do
  if [ -f "$file" ]; then cp "$file" "$to"; fi
done

# The mark is written last: an install that broke off is done again.
mark="$to/node_modules/.installed-for"
digest=$(cat "$to/package.json" "$to/package-lock.json" | sha256sum | cut -d ' ' -f 1)
if [ -f "$mark" ] && [ "$(cat "$mark")" = "$digest" ]; then
  exit 0
fi
cd "$to"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
echo "$digest" > "$mark"
