package dev.sluice.runtime.watch;

/** Why something was stopped. */
public enum StopCause {
  /** Its time was over. */
  DEADLINE,
  /** It computed for longer than it may. */
  CPU,
  /** It allocated more memory than it may. */
  MEMORY,
  /** The process ran short of memory, and nothing else held more. */
  HEAP_SHORT
}
