package dev.sluice.syncworker.bundle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be bundled of a commit.
 *
 * @param entries the workflows' paths
 * @param packages the folder of those that may be imported; empty for the shipped ones
 * @param likely paths that will probably be asked for, there or not
 */
public record Wanted(List<String> entries, Optional<Path> packages, Set<String> likely) {
  public Wanted {
    entries = List.copyOf(entries);
    likely = Set.copyOf(likely);
  }
}
