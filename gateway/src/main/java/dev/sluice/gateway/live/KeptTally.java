package dev.sluice.gateway.live;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a workflow keeps what its runs are counted with, once that was found. Thread-safe. */
final class KeptTally {
  private volatile @Nullable RunTally tally;

  /** What was kept, unless it was forgotten meanwhile; then what {@code finding} gives. */
  RunTally get(Supplier<RunTally> finding) {
    RunTally known = tally;
    if (known == null || known.isForgotten()) {
      known = finding.get();
      tally = known;
    }
    return known;
  }
}
