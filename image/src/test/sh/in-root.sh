#!/bin/sh
# in-root.sh ROOT JDK USER PATH COMMAND…: runs a command in an image's unpacked files as a container would: they are its
# root, which it can't write to; of this machine it sees the system's libraries and the JDK, as a base has them. For
# root, in a mount namespace of its own.
set -eu
root=$1
jdk=$2
user=$3
path=$4
shift 4
mkdir -p "$root/usr" "$root/etc" "$root/proc" "$root/dev" "$root/tmp" "$root/opt/java/openjdk"
for name in bin sbin lib lib64; do ln -sfn "usr/$name" "$root/$name"; done
for name in usr etc proc dev; do mount --rbind "/$name" "$root/$name"; done
mount --bind "$jdk" "$root/opt/java/openjdk"
mount -o remount,bind,ro "$root/usr"
mount --rbind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o "mode=0700,uid=${user%:*},gid=${user#*:}" tmpfs "$root/var/lib/sluice"
exec chroot --userspec="$user" --groups= "$root" /usr/bin/env -i -C /var/lib/sluice HOME=/var/lib/sluice PATH="$path" \
  SLUICE_JAVA_OPTS="$SLUICE_JAVA_OPTS" "$@"
