package dev.sluice.registry.run;

import dev.sluice.registry.SortableId;
import java.time.Clock;
import java.util.Objects;

/** Names a run: {@code run_…}. */
public record RunId(String value) {
  public RunId {
    Objects.requireNonNull(value);
  }

  /** A new one, that sorts after those made before. */
  public static RunId next(Clock clock) {
    return new RunId(SortableId.next("run", clock));
  }

  @Override
  public String toString() {
    return value;
  }
}
