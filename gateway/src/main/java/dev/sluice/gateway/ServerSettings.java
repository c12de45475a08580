package dev.sluice.gateway;

import java.time.Duration;

/**
 * How a server listens.
 *
 * @param port 0 takes any that is free
 * @param threads the most that answer requests; enough beside the runs for everything else
 * @param idle how long a connection may be silent
 * @param finishing how long requests under way may take when the server stops
 */
public record ServerSettings(
    String host, int port, int threads, Duration idle, Duration finishing) {
  private static final int BESIDE_RUNS = 64;

  /** Settings for a server that runs so many workflows at once. */
  public static ServerSettings of(String host, int port, int runsAtOnce) {
    return new ServerSettings(
        host, port, runsAtOnce + BESIDE_RUNS, Duration.ofSeconds(30), Duration.ofSeconds(15));
  }
}
