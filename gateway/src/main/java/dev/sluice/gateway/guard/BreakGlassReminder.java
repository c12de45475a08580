package dev.sluice.gateway.guard;

import dev.sluice.gateway.live.BreakGlassWords;
import dev.sluice.gateway.live.LiveEnvironment;
import dev.sluice.gateway.live.LiveReleases;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says every minute that an emergency switch is on, so that nobody forgets it. For one thread, but
 * for {@link #notes}.
 */
public final class BreakGlassReminder {
  private static final Logger LOG = LoggerFactory.getLogger(BreakGlassReminder.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final LiveReleases live;
  private final InstantSource clock;
  private Instant next;

  public BreakGlassReminder(LiveReleases live, InstantSource clock) {
    this.live = live;
    this.clock = clock;
    this.next = clock.instant().plus(EVERY);
  }

  /** Reminds, if it is time to. */
  public void round() {
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      words(BreakGlassWords::of).forEach(LOG::warn);
    }
  }

  /** What whoever asks how this process is should know; for any thread. */
  public List<String> notes() {
    return words(BreakGlassWords::briefly);
  }

  private List<String> words(BiFunction<EnvironmentName, BreakGlass, String> words) {
    return live.all().stream()
        .map(environment -> words(environment, words))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> words(
      LiveEnvironment environment, BiFunction<EnvironmentName, BreakGlass, String> words) {
    return environment.safeguards().breakGlass().map(on -> words.apply(environment.name(), on));
  }
}
