package dev.sluice.registry.run;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runs that were remembered. */
public interface Runs {
  /**
   * Writes them all in one transaction; passes over those written before, so it may be repeated.
   */
  void append(List<RunRecord> runs);

  Optional<RunRecord> find(EnvironmentName environment, RunId id);

  /** Newest first. */
  Page<RunRecord> list(EnvironmentName environment, PageRequest page);

  /**
   * Forgets runs that began before then, and all but the newest {@code keep} of each environment.
   *
   * @return how many were forgotten
   */
  int prune(Instant before, int keep);
}
