package dev.sluice.gateway;

import dev.sluice.gateway.access.KnownKeys;
import dev.sluice.gateway.fleet.Presence;
import dev.sluice.gateway.health.Trouble;
import dev.sluice.gateway.live.Activation;
import dev.sluice.gateway.live.Contact;
import dev.sluice.gateway.live.Fallback;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.gateway.live.Outage;
import dev.sluice.gateway.live.Timekeeper;
import dev.sluice.gateway.standby.Standby;
import dev.sluice.registry.Registry;
import dev.sluice.registry.environment.EnvironmentName;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has a gateway follow its registry, and go on serving while that is away. Owns the threads
 * that do.
 */
final class Continuity implements AutoCloseable {
  private final Contact contact;
  private final KnownKeys keys;
  private final Optional<Standby> standby;
  private final Outage outage;
  private final Presence presence;
  private final Activation activation;

  Continuity(
      Registry registry,
      LiveReleases live,
      GatewaySettings settings,
      MeterRegistry meters,
      Clock clock) {
    Timekeeper time = new Timekeeper(clock);
    contact = new Contact(time, settings.outlives());
    keys = new KnownKeys(registry.keys(), contact::isLost);
    standby = settings.standby().map(it -> Standby.of(it, registry, live::served, time));
    Fallback fallback = standby.<Fallback>map(it -> it).orElse(Fallback.NONE);
    outage = new Outage(live, keys, fallback, contact);
    presence =
        new Presence(
            registry.gateways(),
            settings.identity(),
            new Shown(live, outage),
            contact::isLost,
            clock);
    activation =
        new Activation(
            registry,
            live,
            keys,
            new Activation.Continuity(contact, outage, fallback, presence::wake));
    show(meters);
  }

  /** What other gateways may know of this one. */
  private record Shown(LiveReleases live, Outage outage) implements Presence.Showing {
    @Override
    public Map<EnvironmentName, Integer> releases() {
      return live.releases();
    }

    @Override
    public boolean isStandby(EnvironmentName environment) {
      return outage.standsIn(environment);
    }
  }

  private void show(MeterRegistry meters) {
    contact.show(meters);
    Gauge.builder("sluice.standby.environments", outage, Outage::standIns)
        .description("Environments that are served as they were kept on this gateway's disk")
        .register(meters);
    standby.ifPresent(it ->
        FunctionCounter.builder("sluice.standby.failures", it, Standby::failures)
            .description("How often what is served couldn't be kept on this gateway's disk")
            .register(meters));
  }

  /** Reads the registry once, or else what was kept of it, then goes on in the background. */
  void start() {
    standby.ifPresent(Standby::start);
    activation.start();
    presence.start();
  }

  /** The keys that are known without the registry. */
  KnownKeys keys() {
    return keys;
  }

  /** What whoever asks how this process is should know. */
  List<String> notes() {
    return outage.notes();
  }

  /** Why nothing can be served; empty if something can. */
  Optional<Trouble> problem() {
    return outage.problem();
  }

  /** Lets the threads end after what they are at, without waiting for that. */
  void stop() {
    presence.stop();
    activation.stop();
    standby.ifPresent(Standby::stop);
  }

  @Override
  public void close() {
    AllAtOnce.close(Gateway.ENDING, presence::close, this::keepWhatWasHeardLast);
  }

  private void keepWhatWasHeardLast() {
    activation.close();
    standby.ifPresent(Standby::close);
  }
}
