package dev.sluice.syncworker;

/** What a {@link SyncLoop} does again and again. Thread-safe. */
interface Turn {
  /**
   * Does one piece of work, if there is one.
   *
   * @return whether there was
   */
  boolean take();

  /** From now on, what breaks off stays as it is, to be given back. */
  void stop();
}
