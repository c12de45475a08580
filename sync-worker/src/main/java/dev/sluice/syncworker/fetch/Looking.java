package dev.sluice.syncworker.fetch;

import dev.sluice.registry.deployment.CommitId;

/** What came of looking where a branch is. */
public sealed interface Looking {
  /** There. */
  record At(CommitId commit) implements Looking {}

  /** It couldn't be seen. */
  record Trouble(String cause) implements Looking {}
}
