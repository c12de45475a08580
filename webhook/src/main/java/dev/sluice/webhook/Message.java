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

  /** Something we don't act on. */
  record Other(String event) implements Message {}

  /** Something we can't read; {@code why} is for whoever set up the host. */
  record Unreadable(String why) implements Message {}
}
