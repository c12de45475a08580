package dev.sluice.runtime;

/** What a caller is told to do when the workflow fails. */
public enum FailurePolicy {
  STOP,
  CONTINUE
}
