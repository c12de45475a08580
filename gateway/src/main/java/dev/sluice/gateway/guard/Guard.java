package dev.sluice.gateway.guard;

import dev.sluice.gateway.alert.Alerts;
import dev.sluice.gateway.alert.LostRuns;
import dev.sluice.gateway.alert.SyncAlerts;
import dev.sluice.gateway.alert.ThreadAlerts;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.gateway.live.SteadyTime;
import dev.sluice.registry.Registry;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.environment.Environments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.IntSupplier;

/** All that watches over what a process serves, put together. Owns its threads. */
public final class Guard implements AutoCloseable {
  private final Alerts alerts;
  private final LostRuns lostRuns;
  private final ErrorRates rates;
  private final BreakGlassReminder reminder;

  /** Of its own: nothing else may hold it up, least of all a registry that is slow. */
  private final Watchman netWatch;

  private final Watchman watchman;

  /**
   * @param abandoned how many threads the process has abandoned
   */
  public Guard(
      Registry registry,
      LiveReleases live,
      IntSupplier abandoned,
      MeterRegistry meters,
      Clock clock) {
    Environments environments = registry.environments();
    SteadyTime time = new SteadyTime(clock);
    alerts = new Alerts(environments, clock, time, meters);
    lostRuns = new LostRuns(alerts, time);
    rates = new ErrorRates(time);
    reminder = new BreakGlassReminder(live, time);
    SafetyNets nets =
        new SafetyNets(live, rates, registry.as(Actor.SAFETY_NET).releases(), alerts, meters);
    netWatch = new Watchman("safety-nets", List.of(nets::round));
    watchman =
        new Watchman(
            "watchman",
            List.of(
                reminder::round,
                new SyncAlerts(registry.syncs(), environments, alerts, clock)::round,
                new ThreadAlerts(abandoned, environments, alerts)::round,
                lostRuns::round,
                alerts::round));
  }

  /** Begins to watch. */
  public void start() {
    alerts.start();
    netWatch.start();
    watchman.start();
  }

  /** Who tells those who run an environment. */
  public Alerts alerts() {
    return alerts;
  }

  /** Who is to hear of runs that won't be remembered. */
  public LostRuns lostRuns() {
    return lostRuns;
  }

  /** Who is to hear how runs ended. */
  public ErrorRates rates() {
    return rates;
  }

  /** What whoever asks how this process is should know. */
  public List<String> notes() {
    return reminder.notes();
  }

  /** Lets the watchmen end after what they are at, without waiting for that. */
  public void stop() {
    netWatch.stop();
    watchman.stop();
  }

  /** Sends what there is to tell, of what was lost until now, too. */
  @Override
  public void close() {
    netWatch.close();
    watchman.close();
    lostRuns.round();
    alerts.close();
  }
}
