package dev.sluice.registry.sync;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The connection tests that were asked for and those that sync workers have done. Each is
 * remembered for a day, the newest few of an environment.
 */
public interface ConnectionTests {
  /** How long one is remembered. */
  Duration REMEMBERED = Duration.ofDays(1);

  /** How many of an environment are remembered. */
  int MOST = 20;

  /**
   * Asks for a test. While one of the environment waits for a worker, that one is given.
   *
   * @throws IllegalArgumentException if there's no such environment
   */
  ConnectionTest request(EnvironmentName environment);

  /**
   * Takes the test that has waited longest. Nobody else gets it until then; after that someone
   * does, unless it has {@link #end ended}.
   */
  Optional<ConnectionTest> claim(Instant now, Instant until);

  /**
   * Writes down what was found. The first who does is heard.
   *
   * @return whether that was so
   */
  boolean end(ConnectionTest.Id id, List<ConnectionTest.Step> steps);

  Optional<ConnectionTest> find(EnvironmentName environment, ConnectionTest.Id id);
}
