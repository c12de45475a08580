package dev.sluice.registry.contract;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts share: a fresh registry with two environments, and a clock to move. */
public abstract class RegistryContract {
  protected static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  protected static final EnvironmentName STAGING = new EnvironmentName("staging");
  protected static final EnvironmentName NOWHERE = new EnvironmentName("nowhere");

  protected final TestClock clock = new TestClock();
  protected Registry registry;
  protected Samples samples;

  /** A registry that holds nothing, and closes what it opened when it is closed. */
  protected abstract Registry open(Clock clock);

  @BeforeEach
  void openRegistry() {
    registry = open(clock);
    samples = new Samples(registry);
    samples.environment(PRODUCTION, true);
    samples.environment(STAGING, true);
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  protected Instant now() {
    return clock.instant();
  }
}
