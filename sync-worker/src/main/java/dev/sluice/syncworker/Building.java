package dev.sluice.syncworker;

import dev.sluice.registry.deployment.Build;
import java.util.List;
import java.util.stream.Stream;

/** What came of building a commit; by who acts next. */
sealed interface Building {
  /**
   * We go on, if the commit's report is clean; else its author acts.
   *
   * @param kept what needed no building
   */
  record Done(List<Build> builds, List<Kept> kept) implements Building {
    public Done {
      builds = List.copyOf(builds);
      kept = List.copyOf(kept);
    }

    /** All that the commit is made of. */
    List<Build> all() {
      return Stream.concat(kept.stream().map(Kept::build), builds.stream()).toList();
    }
  }

  /** We try again later. */
  record Broken(String cause) implements Building {}
}
