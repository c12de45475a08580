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
   *
   * @throws dev.sluice.registry.UnwritableException if one of them can't be kept, ever
   */
  void append(List<NewRun> runs);

  Optional<RunRecord> find(EnvironmentName environment, RunId id);

  /** All of them, newest first. */
  default Page<RunRecord> list(EnvironmentName environment, PageRequest page) {
    return list(environment, RunFilter.ALL, page);
  }

  /**
   * Newest first, by when they began, and without {@link RunRecord#trace}. However many runs there
   * are and whatever the filter, a page takes milliseconds.
   */
  Page<RunRecord> list(EnvironmentName environment, RunFilter filter, PageRequest page);

  /**
   * Forgets the environment's runs that began before then, and all but the newest {@code keep}, in
   * small steps between which others write.
   *
   * @return how many were forgotten
   */
  int prune(EnvironmentName environment, Instant before, int keep);

  /**
   * Forgets a user's runs in that environment, in small steps between which others write.
   *
   * @param unwritten how many of theirs were dropped before they were written; the audit log tells
   *     of them, too
   * @return how many were forgotten, without those
   */
  int erase(EnvironmentName environment, UserId user, int unwritten);
}
