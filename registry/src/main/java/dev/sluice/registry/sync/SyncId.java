package dev.sluice.registry.sync;

import dev.sluice.registry.SortableId;
import java.time.Clock;
import java.util.Objects;

/** Names a sync: {@code syn_…}. */
public record SyncId(String value) {
  public SyncId {
    Objects.requireNonNull(value);
  }

  /** A new one, that sorts after those made before. */
  public static SyncId next(Clock clock) {
    return new SyncId(SortableId.next("syn", clock));
  }

  @Override
  public String toString() {
    return value;
  }
}
