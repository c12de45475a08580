package dev.sluice.gateway.alert;

import java.time.Instant;

/**
 * On whose behalf an alert is sent.
 *
 * @param begunBy when it must have been tried once: later, another process may have taken it over
 * @param settled run once there's nothing left to do for it, on any thread; not so if it is left to
 *     others
 */
record Errand(Instant begunBy, Runnable settled) {
  /** On nobody's but this process's. */
  static final Errand OWN = new Errand(Instant.MAX, () -> {});

  boolean isTooLate(Instant now) {
    return now.isAfter(begunBy);
  }
}
