package dev.sluice.gateway;

import dev.sluice.gateway.listen.Entry;
import java.time.Duration;

/**
 * How a server listens.
 *
 * @param port 0 takes any that is free
 * @param threads the most that answer requests; enough beside the runs for everything else
 */
public record ServerSettings(String host, int port, int threads, Patience patience, Entry entry) {
  /** For deliveries of Git hosts, for administrators, and for whoever only asks how it is. */
  private static final int BESIDE_RUNS = 48 + 64 + 16;

  /**
   * How long it waits.
   *
   * @param idle how long a connection may be silent
   * @param finishing how long requests under way may take when the server stops
   */
  public record Patience(Duration idle, Duration finishing) {
    public static final Patience DEFAULT =
        new Patience(Duration.ofSeconds(30), Duration.ofSeconds(15));
  }

  /** Settings for a server that runs so many workflows at once. */
  public static ServerSettings of(String host, int port, int runsAtOnce) {
    return new ServerSettings(host, port, runsAtOnce + BESIDE_RUNS, Patience.DEFAULT, Entry.PLAIN);
  }

  /** The same with other connections. */
  public ServerSettings with(Entry other) {
    return new ServerSettings(host, port, threads, patience, other);
  }
}
