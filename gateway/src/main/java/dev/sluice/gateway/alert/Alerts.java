package dev.sluice.gateway.alert;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Environments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes alerts and has them sent in the background to the receivers of their environments. Never
 * blocks whoever raises one. Thread-safe; owns its thread.
 */
public final class Alerts implements AutoCloseable {
  private final Environments environments;
  private final Clock clock;
  private final AlertMeters meters;
  private final Ration ration = new Ration();
  private final TrialRation trials = new TrialRation();
  private final AlertPost post;
  private final Sending sending;

  public Alerts(Environments environments, Clock clock, MeterRegistry meters) {
    this.environments = environments;
    this.clock = clock;
    this.meters = new AlertMeters(meters);
    this.post = new AlertPost(clock);
    this.sending = new Sending(environments, post, clock, this.meters);
  }

  /** Starts sending. */
  public void start() {
    sending.start();
  }

  /** Has an alert sent, if the environment has a receiver; too many of a kind are told as one. */
  public void raise(EnvironmentName environment, AlertKind kind, Map<String, Object> data) {
    raise(Alert.now(environment, kind, data, clock), () -> {});
  }

  /**
   * The same.
   *
   * @param settled run once there's nothing left to do for it, on any thread
   * @return whether it was taken on; not so if too many wait already
   */
  boolean raise(Alert alert, Runnable settled) {
    OptionalInt suppressed = ration.take(alert, clock.instant());
    if (suppressed.isEmpty()) {
      meters.suppressed();
      settled.run();
      return true;
    }
    Letter letter = Letter.of(alert, suppressed.getAsInt());
    return sending.add(new Delivery(alert, letter, 0, clock.instant(), settled));
  }

  /** Sends a trial alert at once. */
  public Trial test(EnvironmentName environment, String by) throws InterruptedException {
    Optional<Receiver> receiver = Receiver.of(environment, environments);
    if (receiver.isEmpty()) {
      return new Trial.NoReceiver();
    }
    Optional<Duration> pause = trials.take(environment, clock.instant());
    if (pause.isPresent()) {
      return new Trial.TooMany(pause.get());
    }
    Alert alert = Alert.now(environment, AlertKind.TEST, Map.of("by", by), clock);
    return new Trial.Made(post.send(Letter.of(alert, 0), receiver.get()));
  }

  /** Sends what was raised and not tried yet, for as long as closing may take. */
  @Override
  public void close() {
    sending.close();
    post.close();
  }
}
