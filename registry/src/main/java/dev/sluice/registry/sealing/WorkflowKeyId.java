package dev.sluice.registry.sealing;

import dev.sluice.registry.SortableId;
import java.time.Clock;
import java.util.Objects;

/** Names a workflow's key without being one: {@code wfk_…}. */
public record WorkflowKeyId(String value) {
  public WorkflowKeyId {
    Objects.requireNonNull(value);
  }

  /** A new one, that sorts after those made before. */
  public static WorkflowKeyId next(Clock clock) {
    return new WorkflowKeyId(SortableId.next("wfk", clock));
  }

  @Override
  public String toString() {
    return value;
  }
}
