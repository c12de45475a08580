package dev.sluice.gateway.admin;

import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.key.KeyId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The administration requests under way, each of which holds a thread of the server's for as long
 * as its caller takes to send it and to read the answer: few enough that logins, which may share
 * the server, always find threads, and that no key keeps out the others. Thread-safe.
 */
final class Crowd {
  /** All together. */
  static final int MOST = 64;

  /** Of one key. */
  static final int MOST_OF_ONE = 16;

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Map<KeyId, Integer> byKey = new HashMap<>();
  private int all;

  /**
   * Lets one more in; it {@link #leave leaves} when it was answered.
   *
   * @throws Refusal 429 if the key has too many under way, 503 if all together have
   */
  synchronized void enter(KeyId key) {
    int before = byKey.getOrDefault(key, 0);
    if (before == MOST_OF_ONE) {
      throw new Refusal(
          new HttpProblem(
                  429,
                  "too_many_at_once",
                  "Too many requests of this API key at once",
                  "%d requests of the key %s are under way, as many as may be. Wait for one to end."
                      .formatted(before, key))
              .retryAfter(SOON));
    }
    if (all == MOST) {
      throw Refusal.unavailable(
          "saturated", "This server answers as many requests of administrators as it may.", SOON);
    }
    byKey.put(key, before + 1);
    all++;
  }

  synchronized void leave(KeyId key) {
    byKey.computeIfPresent(key, (_, before) -> before == 1 ? null : before - 1);
    all--;
  }
}
