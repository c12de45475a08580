package dev.sluice.syncworker.fetch;

import dev.sluice.registry.deployment.CommitId;

/** What came of looking where a branch is. */
public sealed interface Looking {
  /** There. */
  record At(CommitId commit) implements Looking {}

  /** It couldn't be seen, for as far as one came. */
  record Trouble(Hurdle at, String cause) implements Looking {}

  /** What fetching would have come to. */
  static Trouble of(Fetching failed) {
    return switch (failed) {
      case Fetching.Refused(Hurdle at, String reason) -> new Trouble(at, reason);
      case Fetching.Unavailable(Hurdle at, String cause) -> new Trouble(at, cause);
      case Fetching.Fetched _ -> throw new IllegalArgumentException("it was fetched");
    };
  }
}
