package dev.sluice.gateway;

import dev.sluice.gateway.access.BootstrapKey;
import dev.sluice.gateway.access.FailedAttempts;
import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.access.KeyUses;
import dev.sluice.gateway.access.KnownKeys;
import dev.sluice.gateway.health.HealthRoutes;
import dev.sluice.gateway.health.QueueMeters;
import dev.sluice.gateway.health.Watching;
import dev.sluice.gateway.live.Contact;
import dev.sluice.gateway.live.Timekeeper;
import dev.sluice.gateway.openapi.Api;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process without a gateway tells of itself: how it is, and its figures. Owns the thread
 * that follows API keys, not the registry. Close it before that.
 */
public final class Vitals implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Registry registry;
  private final Contact contact;
  private final KnownKeys keys;
  private final QueueMeters queue;
  private final KeyUses uses;
  private final Upkeep upkeep = new Upkeep();
  private final Api api = new Api();

  private Vitals(Registry registry, Optional<Secret> adminKey, Watching watching, Clock clock) {
    MeterRegistry meters = watching.figures().meters();
    this.registry = registry;
    // Nothing is served of what it said.
    contact = new Contact(new Timekeeper(clock), Duration.ZERO);
    contact.show(meters);
    keys = new KnownKeys(registry.keys(), () -> false);
    queue = new QueueMeters(registry.syncs(), clock, meters);
    uses = new KeyUses(registry.keys(), clock);
    FailedAttempts failures = new FailedAttempts(clock, meters);
    KeyRing ring = new KeyRing(keys, adminKey.map(BootstrapKey::new), failures, uses, clock);
    new HealthRoutes(watching.checks(), () -> notes(watching), ring, watching.figures())
        .register(api);
  }

  private List<String> notes(Watching watching) {
    return Stream.of(
            contact.note().stream(), contact.keyNote().stream(), watching.notes().get().stream())
        .flatMap(it -> it)
        .toList();
  }

  /**
   * Begins to follow API keys.
   *
   * @param adminKey good while this process lives; empty if none was given
   */
  public static Vitals start(
      Registry registry, Optional<Secret> adminKey, Watching watching, Clock clock) {
    Vitals vitals = new Vitals(registry, adminKey, watching, clock);
    vitals.follow();
    vitals.upkeep.every(PAUSE, "Following API keys", vitals::follow);
    vitals.upkeep.every(PAUSE, "Looking at the queue", vitals.queue::look);
    vitals.upkeep.every(Duration.ofMinutes(1), "Noting when keys were used", vitals.uses::write);
    return vitals;
  }

  /** While the registry is away, the keys that are known still open. */
  private void follow() {
    try {
      keys.catchUp(contact.ask(registry).revisions().keys());
    } catch (RegistryException away) {
      // It is asked again soon.
    }
  }

  /** Adds what tells of it to a server. */
  public void register(RoutesConfig routes) {
    api.register(routes);
  }

  @Override
  public void close() {
    upkeep.close();
  }
}
