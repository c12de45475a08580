package dev.sluice.registry.sync;

/** How far a sync has come. */
public enum SyncStatus {
  /** Waiting for a worker. */
  QUEUED,
  /** A worker has it. */
  RUNNING,
  /** Ended: built, and live as a release. */
  RELEASED,
  /** Ended: built, and waiting to be made live. */
  BUILT,
  /** Ended: the commit holds nothing that isn't there already. */
  UNCHANGED,
  /** Ended: a pull request's commit could be brought in; nothing is live of it. */
  CHECKED,
  /** Ended: the commit has problems its author must mend. */
  REJECTED,
  /** Ended: we couldn't, however often we tried. */
  FAILED,
  /** Ended before it began: a newer one took its place. */
  SUPERSEDED;

  public boolean ended() {
    return this != QUEUED && this != RUNNING;
  }
}
