package dev.sluice.webhook;

/** What a Git host says. To be believed only once its signature was found good. */
sealed interface Message {
  /** The host asks whether anyone is there. */
  record Ping() implements Message {}

  /**
   * A branch or tag points elsewhere.
   *
   * @param ref its full name, e.g. {@code refs/heads/main}
   * @param head the commit it points to, as the host wrote it
   */
  record RefMoved(String ref, String head) implements Message {}

  /** A branch or tag is gone. */
  record RefDeleted(String ref) implements Message {}

  /**
   * Something happened to a pull request, or merge request.
   *
   * @param number its number within the repository
   * @param head the commit that is asked to be merged, as the host wrote it; Bitbucket Cloud writes
   *     its first twelve digits
   * @param base the branch that it is asked to be merged into, e.g. {@code main}
   */
  record PullRequest(long number, Action action, String head, Source source, String base)
      implements Message {
    /** What happened to it. */
    enum Action {
      OPENED,
      /** It has other commits, another base or another title. */
      UPDATED,
      /** Merged or not. */
      CLOSED
    }

    /**
     * Where it comes from.
     *
     * @param branch e.g. {@code feature}
     * @param fork whether the branch is another repository's, or of one that is gone
     */
    record Source(String branch, boolean fork) {}
  }

  /** Something we don't act on. */
  record Other(String event) implements Message {}

  /** Something we can't read; {@code why} is for whoever set up the host. */
  record Unreadable(String why) implements Message {}
}
