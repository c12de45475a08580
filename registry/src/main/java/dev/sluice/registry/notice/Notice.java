package dev.sluice.registry.notice;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Sync;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a Git host is to be told.
 *
 * @param commit what it is about
 * @param sync the one that brings that in, or checks it, as it stands now
 * @param release the number of the release that it made
 */
public record Notice(
    Kind kind, CommitId commit, Sync sync, Optional<Integer> release, Claim claim) {

  /** How a host is told. */
  public enum Kind {
    /** A mark beside the commit. */
    STATUS,
    /** The same, of one that a newer commit took the place of before it was brought in. */
    OVERTAKEN,
    /** The same, of a pull request's that was closed before it was checked. */
    CLOSED,
    /** The one comment on a pull request. */
    COMMENT
  }

  /**
   * A worker's right to tell it.
   *
   * @param subject what news it is; newer news about it take its place
   * @param version grows with the news
   * @param attempts how often it was tried, this time included
   * @param since when the host was first to be told
   * @param until when it ends: others take it up then
   */
  public record Claim(String subject, long version, int attempts, Instant since, Instant until) {}
}
