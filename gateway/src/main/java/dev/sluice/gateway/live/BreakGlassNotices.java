package dev.sluice.gateway.live;

import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of emergency switches in the metrics and the log, the moment they count. Thread-safe. */
final class BreakGlassNotices {
  private static final Logger LOG = LoggerFactory.getLogger(BreakGlassNotices.class);

  private final MeterRegistry meters;
  private final Set<EnvironmentName> known = ConcurrentHashMap.newKeySet();
  private final Map<EnvironmentName, BreakGlass> on = new ConcurrentHashMap<>();

  BreakGlassNotices(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Notes what an environment is served with from now on. */
  void serving(LiveEnvironment environment) {
    EnvironmentName name = environment.name();
    if (known.add(name)) {
      register(name);
    }
    environment
        .safeguards()
        .breakGlass()
        .ifPresentOrElse(now -> switchedOn(name, now), () -> switchedOff(name));
  }

  private void switchedOn(EnvironmentName name, BreakGlass now) {
    if (!now.equals(on.put(name, now))) {
      LOG.atWarn().addKeyValue("environment", name).log(BreakGlassWords.of(name, now));
    }
  }

  private void switchedOff(EnvironmentName name) {
    Optional.ofNullable(on.remove(name))
        .ifPresent(_ ->
            LOG.atWarn()
                .addKeyValue("environment", name)
                .log("Break-glass is off in {}: its workflows run again", name));
  }

  private void register(EnvironmentName name) {
    Gauge.builder("sluice.break.glass", on, it -> it.containsKey(name) ? 1 : 0)
        .description("1 while every run is answered by the emergency switch, else 0")
        .tag("environment", name.value())
        .register(meters);
  }
}
