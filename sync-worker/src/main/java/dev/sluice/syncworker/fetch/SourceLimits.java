package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;

/**
 * How much of a commit one sync reads.
 *
 * @param fileBytes the largest file
 * @param totalBytes all files together
 * @param lookups how many paths are asked for, there or not
 * @param files how many files and folders are looked through for workflows
 * @param workflows how many of them are built
 */
public record SourceLimits(int fileBytes, long totalBytes, int lookups, int files, int workflows) {
  public static final SourceLimits DEFAULT = of(Limits.USUAL);

  static SourceLimits of(Limits limits) {
    return new SourceLimits(
        (int) limits.bytes(Limit.FILE_MB),
        limits.bytes(Limit.SOURCE_MB),
        limits.count(Limit.LOOKUPS),
        limits.count(Limit.FILES),
        limits.count(Limit.WORKFLOWS));
  }

  /** The usual ones, but for these. */
  SourceLimits(int fileBytes, long totalBytes, int lookups) {
    this(fileBytes, totalBytes, lookups, DEFAULT.files(), DEFAULT.workflows());
  }

  /** How much is looked through. */
  TreeLimits tree() {
    return TreeLimits.of(files);
  }
}
