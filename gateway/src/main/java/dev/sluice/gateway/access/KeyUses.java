package dev.sluice.gateway.access;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Keys;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When keys were last used, kept in memory until someone writes it down: a call costs a look at a
 * map. Thread-safe.
 */
public final class KeyUses {
  private static final long EXACT_ENOUGH_MS = 1_000;

  private final Keys keys;
  private final Clock clock;
  private final Map<KeyId, Long> last = new ConcurrentHashMap<>();

  public KeyUses(Keys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  void note(KeyId key) {
    long now = clock.millis();
    Long before = last.get(key);
    if (before == null || now - before >= EXACT_ENOUGH_MS) {
      last.put(key, now);
    }
  }

  /** Writes down what was noted since; tried again next time if the registry is away. */
  public void write() {
    Map<KeyId, Instant> uses = new HashMap<>();
    last.forEach((key, at) -> {
      if (last.remove(key, at)) {
        uses.put(key, Instant.ofEpochMilli(at));
      }
    });
    try {
      keys.used(uses);
    } catch (RegistryException e) {
      uses.forEach((key, at) -> last.merge(key, at.toEpochMilli(), Math::max));
      throw e;
    }
  }
}
