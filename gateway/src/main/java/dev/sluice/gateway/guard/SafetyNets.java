package dev.sluice.gateway.guard;

import dev.sluice.gateway.alert.AlertKind;
import dev.sluice.gateway.alert.Alerts;
import dev.sluice.gateway.live.CatchUp;
import dev.sluice.gateway.live.LiveEnvironment;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.SafetyNet;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.ReleaseOutcome;
import dev.sluice.registry.release.Releases;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes releases back that fail too often. What this process has seen is enough; of several that
 * see the same, one goes back and the others find another release live. For one thread.
 */
public final class SafetyNets {
  private static final Logger LOG = LoggerFactory.getLogger(SafetyNets.class);

  private final LiveReleases live;
  private final ErrorRates rates;
  private final Releases releases;
  private final Alerts alerts;
  private final MeterRegistry meters;

  /** The releases that were judged, so that one that can't be taken back is told of once. */
  private final Map<EnvironmentName, Integer> judged = new HashMap<>();

  public SafetyNets(
      LiveReleases live, ErrorRates rates, Releases releases, Alerts alerts, MeterRegistry meters) {
    this.live = live;
    this.rates = rates;
    this.releases = releases;
    this.alerts = alerts;
    this.meters = meters;
  }

  /** Judges what is live in every environment that has a net. */
  public void round() {
    live.all()
        .forEach(environment -> {
          Optional<SafetyNet> net = environment.safeguards().net();
          if (net.isPresent()) {
            attempt(environment, net.get());
          } else {
            rates.forget(environment.name());
          }
        });
  }

  /** One environment's trouble must not leave the others without a net. */
  private void attempt(LiveEnvironment environment, SafetyNet net) {
    try {
      judge(environment, net);
    } catch (RuntimeException e) {
      LOG.error("{} can't be judged now; it is tried again", environment.name(), e);
    }
  }

  private void judge(LiveEnvironment environment, SafetyNet net) {
    var _ = rollbacks(environment.name());
    ErrorWindow.Tally tally = rates.tally(environment, net);
    int release = environment.releaseNumber();
    if (tally.isTooMuch(net) && !Integer.valueOf(release).equals(judged.get(environment.name()))) {
      catchFalling(environment.name(), release, figures(tally, net));
      judged.put(environment.name(), release);
    }
  }

  /** There as soon as there is a net, so that the first rollback is seen to be one more. */
  private Counter rollbacks(EnvironmentName environment) {
    return Counter.builder("sluice.safety.net.rollbacks")
        .description("Releases that this process took back by itself")
        .tag("environment", environment.value())
        .register(meters);
  }

  private static String figures(ErrorWindow.Tally tally, SafetyNet net) {
    return "%d of %d runs failed within %d s (%d %%, allowed are %d %%)"
        .formatted(
            tally.failures(),
            tally.runs(),
            net.windowSeconds(),
            tally.failures() * 100 / tally.runs(),
            net.errorPercent());
  }

  private void catchFalling(EnvironmentName environment, int failing, String figures) {
    switch (releases.fallBack(environment, failing, figures)) {
      case ReleaseOutcome.Released(Release release) -> wentBack(release, failing);
      case ReleaseOutcome.Unchanged() ->
          stays(environment, failing, figures, "it is what the net went back to before");
      case ReleaseOutcome.Unknown() ->
          stays(environment, failing, figures, "there is no earlier release to go back to");
      case ReleaseOutcome.Conflict _ ->
          LOG.info("Release {} of {} fails, but isn't live any more", failing, environment);
    }
  }

  private void wentBack(Release release, int failing) {
    EnvironmentName environment = release.environment();
    LOG.atWarn()
        .addKeyValue("environment", environment)
        .addKeyValue("release", failing)
        .log(
            "SAFETY NET: release {} of {} was taken back; release {} is live: {}",
            failing,
            environment,
            release.number(),
            release.entry().reason());
    rollbacks(environment).increment();
    alerts.raise(
        environment,
        AlertKind.ROLLED_BACK,
        Map.of(
            "from", failing,
            "release", release.number(),
            "reason", release.entry().reason(),
            "served", isServed(release)));
  }

  /** Whether this process serves it; one that can't load it goes on with the release that fails. */
  private boolean isServed(Release release) {
    try {
      return live.catchUp(release.environment()) instanceof CatchUp.Current;
    } catch (RegistryException e) {
      LOG.warn("Release {} of {} can't be read now", release.number(), release.environment(), e);
      return false;
    }
  }

  private void stays(EnvironmentName environment, int failing, String figures, String why) {
    LOG.atWarn()
        .addKeyValue("environment", environment)
        .addKeyValue("release", failing)
        .log("SAFETY NET: release {} of {} stays: {}, but {}", failing, environment, figures, why);
    alerts.raise(
        environment,
        AlertKind.NOT_ROLLED_BACK,
        Map.of("release", failing, "reason", figures + "; " + why));
  }
}
