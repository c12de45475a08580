package dev.sluice.syncworker.reach;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How this process gets to Git hosts.
 *
 * @param proxy what everything goes through, SSH too
 * @param authorities a file of certificates (PEM) whose owners are trusted beside those the JDK
 *     trusts
 */
public record GitNetwork(Optional<GitProxy> proxy, Optional<Path> authorities) {
  public static final GitNetwork DIRECT = new GitNetwork(Optional.empty(), Optional.empty());
}
