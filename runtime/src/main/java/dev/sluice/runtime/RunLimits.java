package dev.sluice.runtime;

import java.time.Duration;

/**
 * What one run may use. Each limit ends the run with an error code of its own.
 *
 * @param allocatedBytes of memory in all, garbage included: a warm run needs less than a hundred
 *     KB, a long loop that the JIT hasn't seen yet hundreds of MB
 * @param claimsBytes of one token's claims, as JSON in UTF-8
 */
public record RunLimits(
    Time time, long allocatedBytes, Fetching fetching, int claimsBytes, Logging logging) {
  public static final RunLimits DEFAULT =
      new RunLimits(
          new Time(Duration.ofSeconds(5), Duration.ofSeconds(1)),
          1024L * 1024 * 1024,
          new Fetching(20, 1024 * 1024, Duration.ofSeconds(3), Duration.ofSeconds(4)),
          64 * 1024,
          new Logging(256 * 1024, 5_000));

  /**
   * How long a run may take.
   *
   * @param wallClock from its start to its end, waiting included
   * @param cpu of computing, on its thread
   */
  public record Time(Duration wallClock, Duration cpu) {}

  /**
   * What a run may fetch. A request that takes too long fails, and the workflow may go on without.
   *
   * @param bodyBytes of each answer's body
   * @param firstByte from the start of a request to the head of its answer
   * @param whole from the start of a request to the end of its answer
   */
  public record Fetching(int requests, int bodyBytes, Duration firstByte, Duration whole) {}

  /**
   * What a run may log.
   *
   * @param bytes of text in UTF-8
   */
  public record Logging(int bytes, int lines) {}

  /** The same but for a deadline no later than {@code limit}. */
  public RunLimits within(Duration limit) {
    Duration shorter = limit.compareTo(time.wallClock) < 0 ? limit : time.wallClock;
    return new RunLimits(
        new Time(shorter, time.cpu), allocatedBytes, fetching, claimsBytes, logging);
  }
}
