package dev.sluice.syncworker.fetch;

import dev.sluice.syncworker.limit.Limit;
import java.util.Optional;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;

/**
 * What a repository has too much of to be fetched; a smaller commit or a larger limit helps, trying
 * again doesn't.
 */
record Overrun(String words) {
  /** What it was, if that is what a fetch failed of. */
  static Optional<Overrun> of(Throwable failure, FetchLimits limits) {
    return Causes.of(failure, FetchLimitException.class)
        .map(it -> String.valueOf(it.getMessage()))
        .or(() ->
            Causes.of(failure, TooLargeObjectInPackException.class).map(_ -> ofOneFile(limits)))
        .map(Overrun::new);
  }

  private static String ofOneFile(FetchLimits limits) {
    return "A file of the branch is larger than is fetched: at most %,d MB. Keep it elsewhere"
            .formatted(limits.pack().objectBytes() >> 20)
        + Limit.OBJECT_MB.hint();
  }
}
