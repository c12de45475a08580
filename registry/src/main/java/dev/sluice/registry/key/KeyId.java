package dev.sluice.registry.key;

import dev.sluice.registry.SortableId;
import java.time.Clock;
import java.util.Objects;

/** Names an API key without being one: {@code key_…}. */
public record KeyId(String value) {
  public KeyId {
    Objects.requireNonNull(value);
  }

  /** A new one, that sorts after those made before. */
  public static KeyId next(Clock clock) {
    return new KeyId(SortableId.next("key", clock));
  }

  @Override
  public String toString() {
    return value;
  }
}
