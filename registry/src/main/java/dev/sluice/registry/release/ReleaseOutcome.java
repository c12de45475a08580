package dev.sluice.registry.release;

import java.util.Optional;

/** What became of the wish to change what is live. */
public sealed interface ReleaseOutcome {
  /** It was changed: this is live now. */
  record Released(Release release) implements ReleaseOutcome {}

  /** It is so already, and no release was made. */
  record Unchanged() implements ReleaseOutcome {}

  /** There is no release, deployment or workflow of that name. */
  record Unknown() implements ReleaseOutcome {}

  /** The live release isn't the one the caller knew. */
  record Conflict(Optional<Release> live) implements ReleaseOutcome {}
}
