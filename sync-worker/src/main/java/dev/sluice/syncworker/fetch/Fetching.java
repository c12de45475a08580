package dev.sluice.syncworker.fetch;

/** What came of fetching an environment's branch; by who acts next. */
public sealed interface Fetching {
  /** We go on, with the commit the branch is at. Whoever gets it closes it. */
  record Fetched(SourceTree tree) implements Fetching {}

  /** The operator acts: asking again won't help. */
  record Refused(Hurdle at, String reason) implements Fetching {}

  /** We ask again later. */
  record Unavailable(Hurdle at, String cause) implements Fetching {}
}
