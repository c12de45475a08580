#!/bin/sh
# Says what to install where no JDK 25 is in the usual places. Stops nothing: Maven's toolchains may
# know of one elsewhere.
for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  if [ -r "$home/release" ] && grep -q '^JAVA_VERSION="25[."]' "$home/release" && [ -x "$home/bin/javac" ]; then
    exit 0
  fi
done
cat <<'END'
No JDK 25 was found in the usual places, and Sluice is built with one (beside whatever java is the default).
If the build stops here, install it, e.g. Temurin: apt-get install temurin-25-jdk
END
