package dev.sluice.registry.release;

import java.util.Optional;

/** What became of the wish to go back. */
public sealed interface RollbackOutcome {
  /** The new release, with the old one's deployments. */
  record RolledBack(Release release) implements RollbackOutcome {}

  /** There is no release of that number. */
  record NoSuchRelease() implements RollbackOutcome {}

  /** The live release isn't the one the caller knew. */
  record Conflict(Optional<Release> live) implements RollbackOutcome {}
}
