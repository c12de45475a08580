package dev.sluice.registry.key;

/** What became of a key that was to be revoked. */
public enum Revocation {
  DONE,
  /** There is no such key. */
  UNKNOWN,
  /** It stays: it is the last good one of all environments that may administer. */
  LAST
}
