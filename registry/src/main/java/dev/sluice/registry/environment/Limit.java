package dev.sluice.registry.environment;

import java.util.Arrays;
import java.util.Optional;

/** One thing that a run may use only so much of, and how much an operator may choose. */
public enum Limit {
  /** From a run's start to its end, in milliseconds. */
  WALL_CLOCK("wallClockMs", 100, 30_000),
  /** Of computing, in milliseconds. */
  CPU("cpuMs", 50, 10_000),
  /** Of memory in all, garbage included, in MiB. */
  ALLOCATED("allocatedMb", 32, 4_096),
  /** Requests. */
  FETCHES("fetches", 0, 100),
  /** Of each answer's body; no string is longer. */
  FETCHED_BYTES("fetchedBytes", 1_024, 4 * 1024 * 1024),
  /** Of one token's claims. */
  CLAIMS_BYTES("claimsBytes", 1_024, 256 * 1024),
  /** Of log, in UTF-8. */
  LOG_BYTES("logBytes", 1_024, 1024 * 1024),
  LOG_LINES("logLines", 10, 20_000);

  private final String key;
  private final long least;
  private final long most;

  Limit(String key, long least, long most) {
    this.key = key;
    this.least = least;
    this.most = most;
  }

  /** Its name in the API and in a store. */
  public String key() {
    return key;
  }

  /** The most that can be chosen. */
  public long most() {
    return most;
  }

  /** The limit of that name, or empty if there's none. */
  public static Optional<Limit> find(String key) {
    return Arrays.stream(values()).filter(limit -> limit.key.equals(key)).findFirst();
  }

  void check(long value) {
    Bounds.check("limits." + key, value, least, most);
  }
}
