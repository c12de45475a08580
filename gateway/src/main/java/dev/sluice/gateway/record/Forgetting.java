package dev.sluice.gateway.record;

import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what environments remember no longer: old runs and syncs, and all but the newest. */
public record Forgetting(Registry registry, Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

  /** Looks at every environment once, unless its thread is interrupted. */
  public void run() {
    for (Environment environment : registry.environments().list()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      attempt(environment);
    }
  }

  /** One environment's trouble must not keep the others' runs. */
  private void attempt(Environment environment) {
    try {
      forget(environment.name(), environment.settings().oversight().retention());
    } catch (RuntimeException e) {
      LOG.warn("Forgetting what {} remembers no longer has to wait", environment.name(), e);
    }
  }

  private void forget(EnvironmentName environment, Retention retention) {
    Instant now = clock.instant();
    int runs =
        registry
            .runs()
            .prune(environment, now.minus(Duration.ofDays(retention.runDays())), retention.runs());
    int syncs =
        registry
            .syncs()
            .prune(
                environment, now.minus(Duration.ofDays(retention.syncDays())), retention.syncs());
    LOG.debug("Forgot {} runs and {} syncs of {}", runs, syncs, environment);
  }
}
