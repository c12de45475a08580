package dev.sluice.syncworker;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be built of a commit.
 *
 * @param paths all its workflow files
 * @param kept those that were built before, from the very same
 * @param likely the paths that the rest will probably ask for
 */
record Plan(List<String> paths, List<Kept> kept, Set<String> likely) {
  Plan {
    likely = Set.copyOf(likely);
    paths = List.copyOf(paths);
    kept = List.copyOf(kept);
  }

  /** The files of the rest. */
  List<String> toBuild() {
    Set<String> there =
        kept.stream().map(it -> it.build().workflow().file()).collect(Collectors.toSet());
    return paths.stream().filter(path -> !there.contains(path)).toList();
  }
}
