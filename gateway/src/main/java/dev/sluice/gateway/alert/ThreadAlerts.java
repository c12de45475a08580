package dev.sluice.gateway.alert;

import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.Environments;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Raises an alert for every environment when this process has abandoned one more thread: it is
 * everyone's process. For one thread.
 */
public final class ThreadAlerts {
  private final IntSupplier abandoned;
  private final Environments environments;
  private final Alerts alerts;
  private int told;

  public ThreadAlerts(IntSupplier abandoned, Environments environments, Alerts alerts) {
    this.abandoned = abandoned;
    this.environments = environments;
    this.alerts = alerts;
  }

  /** Looks. */
  public void round() {
    int now = abandoned.getAsInt();
    if (now > told) {
      List<Environment> all = environments.list();
      told = now;
      all.stream()
          .filter(environment -> Receiver.url(environment).isPresent())
          .forEach(environment -> raise(environment, now));
    }
    told = Math.min(told, now);
  }

  private void raise(Environment environment, int threads) {
    alerts.raise(
        environment.name(), AlertKind.THREADS_ABANDONED, Map.of("abandonedThreads", threads));
  }
}
