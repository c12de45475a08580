package dev.sluice.syncworker;

import dev.sluice.registry.deployment.Build;
import java.util.List;

/** What came of building a commit; by who acts next. */
sealed interface Building {
  /** We go on, if the commit's report is clean; else its author acts. */
  record Done(List<Build> builds) implements Building {
    public Done {
      builds = List.copyOf(builds);
    }
  }

  /** We try again later. */
  record Broken(String cause) implements Building {}
}
