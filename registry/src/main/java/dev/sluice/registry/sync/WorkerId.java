package dev.sluice.registry.sync;

import dev.sluice.registry.SortableId;
import java.time.Clock;
import java.util.Objects;

/** Names a sync worker, through its restarts: {@code wrk_…}. */
public record WorkerId(String value) {
  public WorkerId {
    Objects.requireNonNull(value);
  }

  /** A new one, that sorts after those made before. */
  public static WorkerId next(Clock clock) {
    return new WorkerId(SortableId.next("wrk", clock));
  }

  @Override
  public String toString() {
    return value;
  }
}
