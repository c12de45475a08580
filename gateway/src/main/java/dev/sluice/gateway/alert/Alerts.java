package dev.sluice.gateway.alert;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Environments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Takes alerts and has them sent in the background to the receivers of their environments. Never
 * blocks whoever raises one. Thread-safe; owns its threads.
 */
public final class Alerts implements AutoCloseable {
  private final Environments environments;
  private final Clock clock;
  private final InstantSource time;
  private final AlertMeters meters;
  private final Ration ration = new Ration();
  private final TrialRation trials = new TrialRation();
  private final AlertPost post;
  private final Sending sending;

  /**
   * @param clock says when things happened
   * @param time by which alerts are rationed and tries are spaced
   */
  public Alerts(Environments environments, Clock clock, InstantSource time, MeterRegistry meters) {
    this.environments = environments;
    this.clock = clock;
    this.time = time;
    this.meters = new AlertMeters(meters);
    this.post = new AlertPost(clock);
    this.sending = new Sending(environments, post, time, this.meters);
  }

  /** Starts sending. */
  public void start() {
    sending.start();
  }

  /** Has an alert sent, if the environment has a receiver; too many of a kind are told as one. */
  public void raise(EnvironmentName environment, AlertKind kind, Map<String, Object> data) {
    raise(Alert.now(environment, kind, data, clock), Errand.OWN);
  }

  /**
   * The same on behalf of all gateways.
   *
   * @param within how soon it must have been tried once, or is left to whoever claims it then
   * @param settled run once there's nothing left to do for it, on any thread
   */
  void raise(Alert alert, Duration within, Runnable settled) {
    raise(alert, new Errand(time.instant().plus(within), settled));
  }

  private void raise(Alert alert, Errand errand) {
    switch (ration.take(alert, errand, time.instant())) {
      case Ration.Verdict.Sent() -> send(new Ration.Held(alert, errand, 0));
      case Ration.Verdict.Kept(Optional<Ration.Held> instead) -> instead.ifPresent(this::suppress);
    }
  }

  /** The next one that is sent counts it. */
  private void suppress(Ration.Held held) {
    meters.suppressed();
    held.errand().settled().run();
  }

  private void send(Ration.Held held) {
    Letter letter = Letter.of(held.alert(), held.suppressed());
    sending.add(new Delivery(held.alert(), letter, 0, time.instant(), held.errand()));
  }

  /** Sends what was held back for long enough. */
  public void round() {
    ration.due(time.instant()).forEach(this::send);
  }

  /** Sends a trial alert at once. */
  public Trial test(EnvironmentName environment, String by) throws InterruptedException {
    Optional<Receiver> receiver = Receiver.of(environment, environments);
    if (receiver.isEmpty()) {
      return new Trial.NoReceiver();
    }
    Optional<Duration> pause = trials.take(environment, time.instant());
    if (pause.isPresent()) {
      return new Trial.TooMany(pause.get());
    }
    Alert alert = Alert.now(environment, AlertKind.TEST, Map.of("by", by), clock);
    return new Trial.Made(post.send(Letter.of(alert, 0), receiver.get()));
  }

  /** Sends what was raised and not tried yet, for as long as closing may take. */
  @Override
  public void close() {
    ration.rest().forEach(this::send);
    sending.close();
    post.close();
  }
}
