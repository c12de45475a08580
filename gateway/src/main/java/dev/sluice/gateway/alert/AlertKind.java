package dev.sluice.gateway.alert;

/** What an alert is about. */
public enum AlertKind {
  /** A commit has problems its author must mend. */
  SYNC_REJECTED("sync.rejected", true),
  /** A commit couldn't be brought in, however often it was tried. */
  SYNC_FAILED("sync.failed", true),
  /** The safety net took a release back. */
  ROLLED_BACK("safety_net.rolled_back", true),
  /** A release fails, and the safety net can't take it back. */
  NOT_ROLLED_BACK("safety_net.not_rolled_back", true),
  /** Someone switched the emergency switch on, or over. */
  BREAK_GLASS_ON("break_glass.on", false),
  /** Someone switched the emergency switch off. */
  BREAK_GLASS_OFF("break_glass.off", false),
  /** A process holds runs that can't be stopped. */
  THREADS_ABANDONED("threads.abandoned", true),
  /** Runs weren't remembered. */
  RUNS_LOST("runs.lost", true),
  /** Someone tries the receiver. */
  TEST("alert.test", false);

  private final String key;
  private final boolean rationed;

  AlertKind(String key, boolean rationed) {
    this.key = key;
    this.rationed = rationed;
  }

  /** Its name in a message. */
  public String key() {
    return key;
  }

  /** Whether there's at most one a minute; not so where each tells of what a person did. */
  boolean isRationed() {
    return rationed;
  }
}
