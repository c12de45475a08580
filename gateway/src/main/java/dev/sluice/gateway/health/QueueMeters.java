package dev.sluice.gateway.health;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sync.Backlog;
import dev.sluice.registry.sync.Syncs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What waits for all sync workers together, as the registry told last: whoever reads the figures
 * doesn't wait for it. Not a number while it can't be read. Thread-safe.
 */
public final class QueueMeters {
  private final Syncs syncs;
  private final InstantSource clock;
  private volatile Optional<Backlog> known = Optional.empty();

  public QueueMeters(Syncs syncs, InstantSource clock, MeterRegistry meters) {
    this.syncs = syncs;
    this.clock = clock;
    gauge(meters, "sluice.syncs.waiting", "Syncs that wait, in all processes", Backlog::waiting);
    gauge(meters, "sluice.syncs.running", "Syncs under way, in all processes", Backlog::running);
    gauge(
        meters,
        "sluice.sync.queue.age.seconds",
        "For how long the sync that nobody has taken for longest has been due",
        this::age);
  }

  private void gauge(
      MeterRegistry meters, String name, String description, ToDoubleFunction<Backlog> figure) {
    Gauge.builder(name, () -> known.map(figure::applyAsDouble).orElse(Double.NaN))
        .description(description)
        .register(meters);
  }

  private double age(Backlog backlog) {
    Instant now = clock.instant();
    return backlog.dueSince().map(since -> seconds(since, now)).orElse(0.0);
  }

  private static double seconds(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toMillis() / 1_000.0);
  }

  /** Asks the registry. */
  public void look() {
    try {
      known = Optional.of(syncs.backlog(clock.instant()));
    } catch (RegistryException away) {
      // Who follows the registry tells of that.
      known = Optional.empty();
    }
  }
}
