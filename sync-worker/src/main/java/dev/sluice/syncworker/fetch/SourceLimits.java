package dev.sluice.syncworker.fetch;

/**
 * How much of a commit one sync reads.
 *
 * @param fileBytes the largest file
 * @param totalBytes all files together
 * @param lookups how many paths are asked for, there or not
 */
public record SourceLimits(int fileBytes, long totalBytes, int lookups) {
  public static final SourceLimits DEFAULT =
      new SourceLimits(5 * 1024 * 1024, 100L * 1024 * 1024, 100_000);
}
