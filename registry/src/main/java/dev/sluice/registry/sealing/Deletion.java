package dev.sluice.registry.sealing;

/** How it ended that a workflow's key was to be deleted. */
public enum Deletion {
  /** It is gone for good. */
  DELETED,
  /** It seals, and so it stays: the caller deactivates it first. */
  ACTIVE,
  /** There's no such key. */
  UNKNOWN
}
