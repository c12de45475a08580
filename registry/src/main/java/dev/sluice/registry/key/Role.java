package dev.sluice.registry.key;

/** What a key may do. */
public enum Role {
  /** Everything. Only an unscoped one makes keys. */
  ADMIN,
  /** Syncs, releases, variables and workflows' keys; reads all but secrets. */
  DEPLOY,
  /** Runs, and nothing else. */
  INVOKE,
  /** Reads everything but secrets. */
  READ
}
